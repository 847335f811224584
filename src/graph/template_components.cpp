#include "graph/template_components.hpp"

#include <set>
#include <string>

#include "graph/request.hpp"
#include "graph/values.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using json::Value;
using json::Writer;

void write_strings(Writer& json, const std::vector<std::string>& texts) {
  json.begin_array();
  for (const std::string& text : texts) json.string(text);
  json.end_array();
}

/// "example":{"header_text":["Order"]}, "example":{"body_text":[["566701"]]}, or for both
/// "example":{"…_text_named_params":[{"param_name":…,"example":…}]}.
void write_examples(Writer& json, const std::string& member, const std::vector<TemplateExample>& examples,
                    bool nested) {
  if (examples.empty()) return;
  json.key("example").begin_object();
  if (!examples.front().name.empty()) {
    json.key(member + "_named_params").begin_array();
    for (const TemplateExample& example : examples)
      json.begin_object().member("param_name", example.name).member("example", example.value).end_object();
  } else {
    json.key(member).begin_array();
    if (nested) json.begin_array();
    for (const TemplateExample& example : examples) json.string(example.value);
    if (nested) json.end_array();
  }
  json.end_array().end_object();
}

/// What is no JSON is left out: check_components() has said so.
bool is_json(const JsonText& json) { return json::Tree::parse(json.text).has_value(); }

struct ButtonWriter {
  Writer& json;
  void operator()(const UnknownTemplateButton& button) const {
    if (is_json(button.raw)) json.raw(button.raw.text);
  }
  void operator()(const TemplateUrlButton& button) const {
    json.begin_object().member("type", "URL").member("text", button.title).member("url", button.url);
    finish(button.examples);
  }
  void operator()(const TemplatePostbackButton& button) const {
    json.begin_object().member("type", "POSTBACK").member("text", button.title).member("payload", button.payload);
    finish(button.examples);
  }
  void finish(const std::vector<std::string>& examples) const {
    if (!examples.empty()) write_strings(json.key("example"), examples);
    json.end_object();
  }
};

struct ComponentWriter {
  Writer& json;
  void operator()(const UnknownTemplateComponent& component) const {
    if (is_json(component.raw)) json.raw(component.raw.text);
  }
  void operator()(const TemplateHeaderText& header) const {
    json.begin_object().member("type", "HEADER").member("format", "TEXT").member("text", header.text);
    write_examples(json, "header_text", header.examples, false);
    json.end_object();
  }
  void operator()(const TemplateHeaderImage& header) const {
    json.begin_object().member("type", "HEADER").member("format", "IMAGE");
    if (!header.example_handle.empty()) {
      json.key("example").begin_object().key("header_handle").begin_array();
      json.string(header.example_handle).end_array().end_object();
    }
    json.end_object();
  }
  void operator()(const TemplateBody& body) const {
    json.begin_object().member("type", "BODY").member("text", body.text);
    write_examples(json, "body_text", body.examples, true);
    json.end_object();
  }
  void operator()(const TemplateButtons& buttons) const {
    json.begin_object().member("type", "BUTTONS").key("buttons").begin_array();
    for (const TemplateButton& button : buttons.buttons) std::visit(ButtonWriter{json}, button);
    json.end_array().end_object();
  }
};

std::vector<TemplateExample> read_examples(const Value& example, const std::string& member) {
  std::vector<TemplateExample> examples;
  for (const Value& named : example[member + "_named_params"])
    examples.push_back({copy(named["example"].id()), copy(named["param_name"].text())});
  for (const Value& element : example[member]) {
    if (!element.is_array()) examples.push_back({copy(element.id())});
    for (const Value& nested : element)
      if (element.is_array()) examples.push_back({copy(nested.id())});
  }
  return examples;
}

std::vector<std::string> read_strings(const Value& value) {
  std::vector<std::string> texts;
  if (value.is_string()) texts.push_back(copy(value.text()));
  for (const Value& text : value)
    if (value.is_array()) texts.push_back(copy(text.id()));
  return texts;
}

TemplateButton read_button(const Value& value) {
  const std::string_view type = value["type"].text();
  if (type == "URL")
    return TemplateUrlButton{copy(value["text"].text()), copy(value["url"].text()), read_strings(value["example"])};
  if (type == "POSTBACK")
    return TemplatePostbackButton{copy(value["text"].text()), copy(value["payload"].text()),
                                  read_strings(value["example"])};
  return UnknownTemplateButton{copy(type), raw_text(value)};
}

TemplateComponent read_component(const Value& value) {
  const std::string_view type = value["type"].text();
  const Value example = value["example"];
  if (type == "HEADER" && value["format"].text() == "TEXT")
    return TemplateHeaderText{copy(value["text"].text()), read_examples(example, "header_text")};
  if (type == "HEADER" && value["format"].text() == "IMAGE") {
    const auto handles = read_strings(example["header_handle"]);
    return TemplateHeaderImage{handles.empty() ? std::string() : handles.front()};
  }
  if (type == "BODY") return TemplateBody{copy(value["text"].text()), read_examples(example, "body_text")};
  if (type == "BUTTONS") return TemplateButtons{read_buttons(value["buttons"])};
  return UnknownTemplateComponent{copy(type), raw_text(value)};
}

/// The different parameters in a text: "{{1}} and {{2}}" has two.
std::size_t parameters_in(std::string_view text) {
  std::set<std::string_view> names;
  for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at)) {
    const std::size_t end = text.find("}}", at);
    if (end == std::string_view::npos) break;
    names.insert(text.substr(at + 2, end - at - 2));
    at = end + 2;
  }
  return names.size();
}

/// Whether a part has as many examples as parameters; raw parts must be JSON.
struct PartCheck {
  bool operator()(const UnknownTemplateComponent& component) const { return is_json(component.raw); }
  bool operator()(const UnknownTemplateButton& button) const { return is_json(button.raw); }
  bool operator()(const TemplateHeaderText& header) const { return fits(header.text, header.examples.size()); }
  bool operator()(const TemplateHeaderImage& header) const { return !header.example_handle.empty(); }
  bool operator()(const TemplateBody& body) const { return fits(body.text, body.examples.size()); }
  // Of buttons the examples are not said to be required.
  bool operator()(const TemplateUrlButton& button) const {
    return button.examples.empty() || fits(button.url, button.examples.size());
  }
  bool operator()(const TemplatePostbackButton& button) const {
    return button.examples.empty() || fits(button.payload, button.examples.size());
  }
  bool operator()(const TemplateButtons& buttons) const {
    for (const TemplateButton& button : buttons.buttons)
      if (!std::visit(*this, button)) return false;
    return !buttons.buttons.empty();
  }
  static bool fits(std::string_view text, std::size_t examples) { return parameters_in(text) == examples; }
};

} // namespace

void write_components(Writer& json, const std::vector<TemplateComponent>& components) {
  json.begin_array();
  for (const TemplateComponent& component : components) std::visit(ComponentWriter{json}, component);
  json.end_array();
}

std::vector<TemplateComponent> read_components(const Value& value) {
  std::vector<TemplateComponent> components;
  for (const Value& component : value)
    if (component.is_object()) components.push_back(read_component(component));
  return components;
}

std::vector<TemplateButton> read_buttons(const Value& value) {
  std::vector<TemplateButton> buttons;
  for (const Value& button : value)
    if (button.is_object()) buttons.push_back(read_button(button));
  return buttons;
}

Result<void> check_components(const std::vector<TemplateComponent>& components) {
  if (components.empty()) return invalid_argument("components", "a template needs components: at least a body");
  for (std::size_t i = 0; i < components.size(); ++i)
    if (!std::visit(PartCheck(), components[i]))
      return invalid_argument(
          "components[" + std::to_string(i) + "]",
          "a component needs one example for each of its parameters, an image its handle, buttons at "
          "least one of them, and raw JSON must be JSON");
  return {};
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
