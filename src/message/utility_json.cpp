// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/utility-messages
#include "message/message_json.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace message {

namespace {

/// A component of the template; `write` puts its parameters down.
template <class Write>
void component(json::Writer& json, const char* type, const Write& write) {
  json.begin_object().member("type", type).key("parameters").begin_array();
  write();
  json.end_array().end_object();
}

void write_parameters(json::Writer& json, const std::vector<UtilityTemplate::Parameter>& parameters) {
  for (const UtilityTemplate::Parameter& parameter : parameters) {
    json.begin_object().member("type", "text");
    optional_text(json, "parameter_name", parameter.name);
    json.member("text", parameter.text).end_object();
  }
}

void write_header_image(json::Writer& json, std::string_view url) {
  json.begin_object().member("type", "image").key("image").begin_object().member("link", url).end_object().end_object();
}

/// They stay in the template's order, in a template with named parameters, too.
void write_button_parameters(json::Writer& json, const std::vector<UtilityTemplate::ButtonParameter>& buttons) {
  for (const UtilityTemplate::ButtonParameter& button : buttons) {
    const bool is_url = button.kind == UtilityTemplate::ButtonParameter::Kind::url;
    json.begin_object().member("type", is_url ? "URL" : "POSTBACK");
    json.member(is_url ? "url" : "payload", button.value).end_object();
  }
}

} // namespace

void write_template(json::Writer& json, const UtilityTemplate& content) {
  json.begin_object().member("name", content.name);
  json.key("language").begin_object().member("code", content.language).end_object();
  json.key("components").begin_array();
  if (!content.header_image_url.empty())
    component(json, "header", [&] { write_header_image(json, content.header_image_url); });
  else if (!content.header.empty())
    component(json, "header", [&] { write_parameters(json, content.header); });
  if (!content.body.empty()) component(json, "body", [&] { write_parameters(json, content.body); });
  if (!content.buttons.empty()) component(json, "buttons", [&] { write_button_parameters(json, content.buttons); });
  json.end_array().end_object();
}

} // namespace message
PAGEBRIDGE_END_NAMESPACE
