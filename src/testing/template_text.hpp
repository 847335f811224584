#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// What utility templates are made of, and what becomes of it in a message.
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/utility-messages

/// The component of that type ("BODY"), in upper or lower case; absent if there is none.
json::Value component_of(const json::Value& components, std::string_view type);
/// The different placeholders "{{name}}" of a text, in the order in which they come.
std::vector<std::string> placeholders_in(std::string_view text);
/// template_rules.cpp: whether an App may hand this in: a body, known kinds, placeholders of that format ("POSITIONAL" or
/// "NAMED"), and an example for each.
Refused check_components(const json::Value& components, std::string_view format);

/// A parameter's name, empty if it goes by its place, and its text.
using TemplateParameter = std::pair<std::string, std::string>;
/// `text` with its placeholders filled; nothing if one has no parameter.
std::optional<std::string> fill(std::string_view text, const std::vector<TemplateParameter>& parameters);

/// Makes the message that a person gets: of the template's components, and of the parameters in those of the message.
Refused fill_template(const json::Value& components, const json::Value& given, PageMessage& message);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
