// What an App may hand in as a utility template. The refusals' texts are ours.
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/utility-messages
#include <algorithm>
#include <string>
#include <vector>

#include "testing/ascii.hpp"
#include "testing/template_text.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

using ascii::lower;

/// "{{1}}" and on without a gap, or names that are no numbers.
Refused check_placeholders(const std::vector<std::string>& names, std::string_view format) {
  const bool is_named = format == "NAMED";
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_number = !names[i].empty() && names[i].find_first_not_of("0123456789") == std::string::npos;
    const bool is_counted = std::find(names.begin(), names.end(), std::to_string(i + 1)) != names.end();
    if (is_named ? names[i].empty() || is_number : !is_number || !is_counted)
      return parameter_error(is_named ? "The parameters of a template with NAMED ones need names: {{name}}"
                                      : "The parameters of a template with POSITIONAL ones are {{1}}, {{2}} and so on");
  }
  return std::nullopt;
}

/// In "header_text":["a"] or "body_text":[["a","b"]].
std::size_t examples_in(const json::Value& examples) {
  std::size_t found = 0;
  for (const json::Value element : examples) found += element.is_array() ? count(element) : 1;
  return found;
}

/// In "…_named_params":[{"param_name","example"}].
bool has_example(const json::Value& examples, const std::string& name) {
  for (const json::Value element : examples)
    if (element["param_name"].text() == name && !element["example"].id().empty()) return true;
  return false;
}

Refused check_text(const json::Value& component, const std::string& member, std::string_view format) {
  if (component["text"].text().empty()) return parameter_error("A component of a template needs a text");
  const std::vector<std::string> names = placeholders_in(component["text"].text());
  if (auto refused = check_placeholders(names, format)) return refused;
  const json::Value named = component["example"][member + "_named_params"];
  const bool has_all = format == "NAMED" ? std::all_of(names.begin(), names.end(),
                                                       [&](const auto& name) { return has_example(named, name); })
                                         : examples_in(component["example"][member]) >= names.size();
  if (!has_all) return parameter_error("A template needs an example for each of its parameters");
  return std::nullopt;
}

Refused check_header(const json::Value& header, std::string_view format) {
  const std::string kind = lower(header["format"].text());
  if (kind == "text") return check_text(header, "header_text", format);
  if (kind != "image") return parameter_error("The format of a template's header must be one of {TEXT, IMAGE}");
  for (const json::Value handle : header["example"]["header_handle"])
    if (!handle.text().empty()) return std::nullopt;
  return parameter_error("A template's image needs an example[header_handle]");
}

/// A URL may end in a parameter. That it needs an example as texts do is a guess; a payload needs none.
Refused check_url(const json::Value& button) {
  const std::string_view url = button["url"].text();
  if (url.empty()) return parameter_error("A template's button needs a url");
  const std::vector<std::string> names = placeholders_in(url);
  if (names.empty()) return std::nullopt;
  constexpr std::string_view parameter = "{{1}}";
  const std::size_t place = url.find(parameter);
  if (place == std::string_view::npos || place + parameter.size() != url.size() || names.size() > 1)
    return parameter_error("The parameter of a button's url is {{1}}, at its end");
  const json::Value example = button["example"];
  if (!example.is_string() && count(example) == 0)
    return parameter_error("A template's button needs an example for its parameter");
  return std::nullopt;
}

Refused check_button(const json::Value& button) {
  const std::string type = lower(button["type"].text());
  if (type != "url" && type != "postback") return parameter_error("A template's button must be one of {URL, POSTBACK}");
  if (button["text"].text().empty()) return parameter_error("A template's button needs a text");
  return type == "url" ? check_url(button) : std::nullopt;
}

Refused check_component(const json::Value& component, std::string_view format) {
  const std::string type = lower(component["type"].text());
  if (type == "header") return check_header(component, format);
  if (type == "body") return check_text(component, "body_text", format);
  if (type != "buttons") return parameter_error("A component's type must be one of {HEADER, BODY, BUTTONS}");
  for (const json::Value button : component["buttons"])
    if (auto refused = check_button(button)) return refused;
  return std::nullopt;
}

} // namespace

Refused check_components(const json::Value& components, std::string_view format) {
  if (!components.is_array() || !component_of(components, "BODY").exists())
    return parameter_error("Param components must be an array with a BODY");
  for (const json::Value component : components)
    if (auto refused = check_component(component, format)) return refused;
  return std::nullopt;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
