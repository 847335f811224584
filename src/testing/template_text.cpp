#include "testing/template_text.hpp"

#include <algorithm>

#include "testing/ascii.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

using ascii::lower;

/// Where `text` has its next "{{name}}" from `at` on; begin is npos if nowhere.
struct Placeholder {
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;
  std::string name;
};
Placeholder next_placeholder(std::string_view text, std::size_t at) {
  const std::size_t begin = text.find("{{", at);
  const std::size_t close = begin == std::string_view::npos ? begin : text.find("}}", begin);
  if (close == std::string_view::npos) return {};
  return {begin, close + 2, std::string(text.substr(begin + 2, close - begin - 2))};
}

/// "{{2}}" is the second parameter, "{{name}}" the one of that name.
const std::string* find_parameter(const std::vector<TemplateParameter>& parameters, const std::string& name) {
  for (const TemplateParameter& parameter : parameters)
    if (parameter.first == name) return &parameter.second;
  if (name.empty() || name.size() > 2 || name.find_first_not_of("0123456789") != std::string::npos) return nullptr;
  const auto place = static_cast<std::size_t>(std::stoi(name));
  return place == 0 || place > parameters.size() ? nullptr : &parameters[place - 1].second;
}

/// Those that are texts: an image of a header fills nothing.
std::vector<TemplateParameter> parameters_in(const json::Value& component) {
  std::vector<TemplateParameter> parameters;
  for (const json::Value parameter : component["parameters"])
    if (!parameter["image"].exists())
      parameters.emplace_back(parameter["parameter_name"].text(), parameter["text"].id());
  return parameters;
}

// The texts of these two, and that too many are refused, are a guess.
SandboxRefusal lacks_parameter() { return parameter_error("The message has too few parameters for its template"); }
Refused check_surplus(std::size_t given, std::size_t wanted) {
  if (given <= wanted) return std::nullopt;
  return parameter_error("The message has too many parameters for its template");
}

/// Buttons take the message's parameters one after the other. Where one has no placeholder, its parameter is a payload or the
/// end of the URL: that it may be missing there is a guess.
Refused write_buttons(json::Writer& writer, const json::Value& buttons, const json::Value& given) {
  std::vector<std::string> values;
  for (const json::Value parameter : given["parameters"])
    values.emplace_back(parameter["payload"].exists() ? parameter["payload"].id() : parameter["url"].id());
  if (auto refused = check_surplus(values.size(), count(buttons))) return refused;
  std::size_t next = 0;
  writer.key("buttons").begin_array();
  for (const json::Value button : buttons) {
    const bool is_url = lower(button["type"].text()) == "url";
    std::vector<TemplateParameter> parameters;
    if (next < values.size()) parameters.emplace_back("", values[next++]);
    auto value = fill(button[is_url ? "url" : "payload"].text(), parameters);
    if (!value) return lacks_parameter();
    if (!is_url && value->empty() && !parameters.empty()) value = parameters.front().second;
    writer.begin_object().member("type", is_url ? "web_url" : "postback").member(is_url ? "url" : "payload", *value);
    writer.member("title", button["text"].text()).end_object();
  }
  writer.end_array();
  return std::nullopt;
}

/// With a header or buttons it is a card: https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversations
Refused make_card(const json::Value& components, const json::Value& given, const std::string& header,
                  PageMessage& message) {
  const json::Value buttons = component_of(components, "BUTTONS")["buttons"];
  const json::Value given_header = component_of(given, "HEADER");
  json::Writer writer;
  writer.begin_object().member("template_type", "generic").key("elements").begin_array().begin_object();
  writer.member("title", header.empty() ? message.text : header);
  if (!header.empty()) writer.member("subtitle", message.text);
  for (const json::Value parameter : given_header["parameters"])
    if (const auto link = parameter["image"]["link"].text(); !link.empty()) writer.member("image_url", link);
  if (buttons.is_array())
    if (auto refused = write_buttons(writer, buttons, component_of(given, "BUTTONS"))) return refused;
  writer.end_object().end_array().end_object();
  PageAttachment card;
  card.file.type = "template";
  card.payload_json = writer.text();
  message.attachments.push_back(std::move(card));
  if (!header.empty()) message.text = header + "\n" + message.text;
  return std::nullopt;
}

} // namespace

std::vector<std::string> placeholders_in(std::string_view text) {
  std::vector<std::string> names;
  for (auto next = next_placeholder(text, 0); next.begin != std::string_view::npos;
       next = next_placeholder(text, next.end))
    if (std::find(names.begin(), names.end(), next.name) == names.end()) names.push_back(next.name);
  return names;
}

json::Value component_of(const json::Value& components, std::string_view type) {
  for (const json::Value component : components)
    if (lower(component["type"].text()) == lower(type)) return component;
  return {};
}

std::optional<std::string> fill(std::string_view text, const std::vector<TemplateParameter>& parameters) {
  std::string filled;
  std::size_t at = 0;
  for (auto next = next_placeholder(text, 0); next.begin != std::string_view::npos;
       next = next_placeholder(text, next.end)) {
    const std::string* const value = find_parameter(parameters, next.name);
    if (value == nullptr) return std::nullopt;
    filled.append(text.substr(at, next.begin - at)).append(*value);
    at = next.end;
  }
  return filled.append(text.substr(at));
}

Refused fill_template(const json::Value& components, const json::Value& given, PageMessage& message) {
  const json::Value header = component_of(components, "HEADER");
  const std::string_view text = component_of(components, "BODY")["text"].text();
  const auto of_body = parameters_in(component_of(given, "BODY"));
  const auto of_header = parameters_in(component_of(given, "HEADER"));
  const auto body = fill(text, of_body);
  const auto title = fill(header["text"].text(), of_header);
  if (!body || !title) return lacks_parameter();
  if (auto refused = check_surplus(of_body.size(), placeholders_in(text).size())) return refused;
  if (auto refused = check_surplus(of_header.size(), placeholders_in(header["text"].text()).size())) return refused;
  message.text = *body;
  const bool has_buttons = component_of(components, "BUTTONS").exists();
  if (!has_buttons)
    if (auto refused = check_surplus(count(component_of(given, "BUTTONS")["parameters"]), 0)) return refused;
  if (!header.exists() && !has_buttons) return std::nullopt;
  return make_card(components, given, *title, message);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
