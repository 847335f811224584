#pragma once

#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/time.hpp"
#include "testing/page_settings.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// The Page's template; null if there is none.
TemplateRecord* find_template(PageSettings& settings, std::string_view name, std::string_view language);
TemplateRecord* find_template(PageSettings& settings, std::string_view id);
/// What it is at that time: a pending one becomes approved by itself.
std::string status_of(const TemplateRecord& record, Timestamp now);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
