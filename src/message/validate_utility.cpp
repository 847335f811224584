// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/utility-messages
#include "message/inspection.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace message {

namespace {

using Parameters = std::vector<UtilityTemplate::Parameter>;

/// A template's parameters are positional or named, all of them.
void inspect_parameters(Inspection& in, std::string_view name, const Parameters& parameters) {
  in.each(name, parameters, [&](const UtilityTemplate::Parameter& parameter) {
    in.text("name", parameter.name, 0);
    in.refuse_unless(parameter.name.empty() == parameters.front().name.empty(), "name",
                     "either all parameters have a name or none has");
    in.required("text", parameter.text, 0);
  });
}

} // namespace

void inspect(Inspection& in, const UtilityTemplate& content) {
  in.required("name", content.name, 0);
  in.required("language", content.language, 0);
  inspect_parameters(in, "header", content.header);
  in.address_unless_empty("header_image_url", content.header_image_url);
  in.refuse_unless(content.header.empty() || content.header_image_url.empty(), "header_image_url",
                   "a header is a text or an image; at most one of header and header_image_url may be set");
  inspect_parameters(in, "body", content.body);
  in.each("buttons", content.buttons,
          [&](const UtilityTemplate::ButtonParameter& button) { in.required("value", button.value, 0); });
}

} // namespace message
PAGEBRIDGE_END_NAMESPACE
