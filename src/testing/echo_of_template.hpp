#pragma once

#include <string>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// The payload of a template as its echo has it: that of a media template names its attachment by a number, not by a text.
/// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-echoes
std::string echo_of_template(const std::string& payload_json);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
