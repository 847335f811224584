#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// What the checks of templates have in common. The refusals' texts are ours.

Refused check_count(const json::Value& array, const std::string& name, std::size_t fewest, std::size_t most);
/// The member `name` is a text, not empty and not too long.
Refused require_text(const json::Value& object, const std::string& name, std::size_t most);
/// In lower case, without user and port; empty if it is no URL of the web.
std::string host_of(std::string_view url);

enum class ButtonSet { all, url_and_postback };
/// template_buttons.cpp. The call says whose whitelisted domains count.
Refused check_buttons(const GraphCall& call, const json::Value& buttons, std::size_t fewest, ButtonSet set);
/// What a tap on an element opens: a button of type web_url without a title. It may be absent.
Refused check_default_action(const GraphCall& call, const json::Value& action);
/// template_feedback.cpp: the payload of a customer_feedback template.
Refused check_feedback(const json::Value& payload);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
