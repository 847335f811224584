// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/sender-actions
#include "graph/request.hpp"
#include "graph/send_fields.hpp"
#include "message/message_json.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

/// An action's request, around what `write` puts beside recipient and action.
template <class Write>
HttpRequest action_request(const Access& access, const Psid& person, std::string_view action, const Write& write) {
  json::Writer json;
  json.begin_object().key("recipient");
  write_recipient(json, person);
  json.member("sender_action", action);
  write(json);
  return post_json(access, messages_path, json.end_object().text());
}

/// The answer to an action names the person and no message.
Result<void> read_action_answer(const HttpResponse& response) {
  if (auto error = error_in(response, CallKind::idempotent)) return std::move(*error);
  return {};
}

} // namespace

std::string_view to_string(SenderActionKind kind) noexcept {
  switch (kind) {
    case SenderActionKind::typing_on: return "typing_on";
    case SenderActionKind::typing_off: return "typing_off";
    case SenderActionKind::mark_seen: return "mark_seen";
  }
  return "typing_off";
}

HttpRequest to_http(const SenderAction& call, const Access& access) {
  return action_request(access, call.recipient, to_string(call.action),
                        [&](json::Writer& json) { message::optional_text(json, "persona_id", call.persona.text()); });
}

Result<void> from_http(const SenderAction& /*call*/, const HttpResponse& response) {
  return read_action_answer(response);
}

HttpRequest to_http(const React& call, const Access& access) {
  return action_request(access, call.recipient, call.emoji.empty() ? "unreact" : "react", [&](json::Writer& json) {
    json.key("payload").begin_object().member("message_id", call.message.text());
    message::optional_text(json, "reaction", call.emoji);
    json.end_object();
  });
}

Result<void> from_http(const React& /*call*/, const HttpResponse& response) { return read_action_answer(response); }

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
