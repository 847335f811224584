// When a message may be sent:
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

bool is_feedback(const json::Value& message) {
  const json::Value attachment = message["attachment"];
  return attachment["type"].text() == "template" &&
         attachment["payload"]["template_type"].text() == "customer_feedback";
}

Refused read_tag(const GraphCall& call, const std::string& tag, SendWindow& window) {
  window.length = std::chrono::hours(7 * 24);
  if (tag.empty()) return parameter_error("The parameter tag is required with the messaging_type MESSAGE_TAG");
  if (tag == "HUMAN_AGENT") {
    const bool is_granted = call.core.locked([&](World& world) {
      const AppRecord* const app = world.app(call.caller.app);
      return app != nullptr && app->has_feature("Human Agent");
    });
    if (is_granted) return std::nullopt;
    // The platform's answer to an App without the feature is not documented: code and text are a guess.
    return SandboxRefusal{10, 0, "(#10) Application does not have permission for this action: Human Agent", 0};
  }
  if (tag != "CUSTOMER_FEEDBACK")
    return parameter_error("Deprecated message tags are no longer allowed"); // since 2026-04-27; the text is a guess
  if (is_feedback(call.parameters["message"])) return std::nullopt;
  return parameter_error("The tag CUSTOMER_FEEDBACK needs a customer_feedback template");
}

} // namespace

Refused read_window(const GraphCall& call, const PageMessage& message, SendWindow& window) {
  const std::string& type = message.messaging_type;
  window = SendWindow{};
  const bool is_utility = type == "UTILITY";
  const bool is_known = type.empty() || type == "RESPONSE" || type == "UPDATE" || type == "MESSAGE_TAG" || is_utility;
  if (!is_known) // a missing one is taken, as the platform does
    return parameter_error("Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}");
  if (!message.utility_template.empty() && !is_utility)
    return parameter_error("message[template] needs the messaging_type UTILITY");
  if (!message.tag.empty() && type != "MESSAGE_TAG")
    return parameter_error("The parameter tag needs the messaging_type MESSAGE_TAG");
  window.any_time = is_utility;
  if (is_utility && message.utility_template.empty())
    return parameter_error("A utility message needs message[template]");
  if (is_utility) return std::nullopt;
  if (type != "MESSAGE_TAG") return std::nullopt;
  return read_tag(call, message.tag, window);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
