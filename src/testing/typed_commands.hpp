#pragma once

#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "testing/page_settings.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// The Page's commands that stand in the text as words, each with a slash in front: their names, without it.
/// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messages
std::vector<std::string> typed_commands(const PageSettings& settings, const std::string& text);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
