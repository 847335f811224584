#include "testing/template_text.hpp"

#include <algorithm>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

std::string lower(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return low;
}

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

/// How many different placeholders there are.
std::size_t placeholders_in(std::string_view text) {
  std::vector<std::string> names;
  for (auto next = next_placeholder(text, 0); next.begin != std::string_view::npos;
       next = next_placeholder(text, next.end))
    if (std::find(names.begin(), names.end(), next.name) == names.end()) names.push_back(next.name);
  return names.size();
}

/// "{{2}}" is the second parameter, "{{name}}" the one of that name.
const std::string* find_parameter(const std::vector<TemplateParameter>& parameters, const std::string& name) {
  for (const TemplateParameter& parameter : parameters)
    if (parameter.first == name) return &parameter.second;
  if (name.empty() || name.size() > 2 || name.find_first_not_of("0123456789") != std::string::npos) return nullptr;
  const auto place = static_cast<std::size_t>(std::stoi(name));
  return place == 0 || place > parameters.size() ? nullptr : &parameters[place - 1].second;
}

/// In "header_text":["a"], "body_text":[["a","b"]], or "…_named_params":[{…}].
std::size_t examples_in(const json::Value& example, const std::string& member) {
  std::size_t examples = 0;
  for (const json::Value element : example[member]) {
    if (!element.is_array()) ++examples;
    for (auto nested = element.begin(); element.is_array() && nested != element.end(); ++nested) ++examples;
  }
  const json::Value named = example[member + "_named_params"];
  for (auto element = named.begin(); element != named.end(); ++element) ++examples;
  return examples;
}

Refused check_text(const json::Value& component, const std::string& member) {
  if (component["text"].text().empty()) return parameter_error("A component of a template needs a text");
  if (examples_in(component["example"], member) < placeholders_in(component["text"].text()))
    return parameter_error("A template needs an example for each of its parameters");
  return std::nullopt;
}

Refused check_header(const json::Value& header) {
  const std::string format = lower(header["format"].text());
  if (format == "text") return check_text(header, "header_text");
  if (format == "image") return std::nullopt;
  return parameter_error("The format of a template's header must be one of {TEXT, IMAGE}");
}

Refused check_template_buttons(const json::Value& buttons) {
  for (const json::Value button : buttons) {
    const std::string type = lower(button["type"].text());
    if (type != "url" && type != "postback")
      return parameter_error("A template's button must be one of {URL, POSTBACK}");
    if (button["text"].text().empty()) return parameter_error("A template's button needs a text");
    if (type == "url" && button["url"].text().empty()) return parameter_error("A template's button needs a url");
  }
  return std::nullopt;
}

std::vector<TemplateParameter> parameters_in(const json::Value& component) {
  std::vector<TemplateParameter> parameters;
  for (const json::Value parameter : component["parameters"])
    parameters.emplace_back(parameter["parameter_name"].text(), parameter["text"].id());
  return parameters;
}

SandboxRefusal lacks_parameter() {
  return parameter_error("The message has too few parameters for its template"); // the text is a guess
}

/// Buttons take the message's parameters one after the other. Where one has no placeholder, its parameter is a payload or the
/// end of the URL: that it may be missing there is a guess.
Refused write_buttons(json::Writer& writer, const json::Value& buttons, const json::Value& given) {
  std::vector<std::string> values;
  for (const json::Value parameter : given["parameters"])
    values.emplace_back(parameter["payload"].exists() ? parameter["payload"].id() : parameter["url"].id());
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

json::Value component_of(const json::Value& components, std::string_view type) {
  for (const json::Value component : components)
    if (lower(component["type"].text()) == lower(type)) return component;
  return {};
}

Refused check_components(const json::Value& components) {
  if (!components.is_array() || !component_of(components, "BODY").exists())
    return parameter_error("Param components must be an array with a BODY");
  for (const json::Value component : components) {
    const std::string type = lower(component["type"].text());
    Refused refused;
    if (type == "header") {
      refused = check_header(component);
    } else if (type == "body") {
      refused = check_text(component, "body_text");
    } else if (type == "buttons") {
      refused = check_template_buttons(component["buttons"]);
    } else {
      refused = parameter_error("A component's type must be one of {HEADER, BODY, BUTTONS}");
    }
    if (refused) return refused;
  }
  return std::nullopt;
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
  const auto body = fill(component_of(components, "BODY")["text"].text(), parameters_in(component_of(given, "BODY")));
  const auto title = fill(header["text"].text(), parameters_in(component_of(given, "HEADER")));
  if (!body || !title) return lacks_parameter();
  message.text = *body;
  if (!header.exists() && !component_of(components, "BUTTONS").exists()) return std::nullopt;
  return make_card(components, given, *title, message);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
