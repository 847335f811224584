// The Send API: https://developers.facebook.com/docs/messenger-platform/reference/send-api
#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "json/writer.hpp"
#include "testing/graph_settings.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

Refused read_recipient(const json::Value& recipient, Psid& psid) {
  if (!recipient.is_object()) return parameter_error("The parameter recipient is required");
  psid = Psid(std::string(recipient["id"].id()));
  if (psid.empty()) return parameter_error("This sandbox knows no other recipient than recipient[id] yet");
  return std::nullopt;
}

/// A message may also go to whoever wrote a comment or a post, once.
Refused read_recipient(const json::Value& recipient, SendAttempt& attempt) {
  attempt.comment_id = recipient["comment_id"].id();
  attempt.post_id = recipient["post_id"].id();
  return attempt.is_private_reply() ? std::nullopt : read_recipient(recipient, attempt.recipient);
}

/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/sender-actions: the
/// reaction's message and emoji are in the top-level `payload`.
Refused act(const GraphCall& call, std::string_view action, const Psid& psid) {
  if (action == "react" || action == "unreact") {
    const json::Value payload = call.parameters["payload"];
    const std::string emoji(payload["reaction"].text());
    PageReaction reaction{call.caller.app, call.page, psid, Mid(std::string(payload["message_id"].text())), {}};
    if (reaction.mid.empty()) return parameter_error("Param payload must have a message_id");
    if (action == "react" && !is_emoji(emoji)) return parameter_error("Param payload[reaction] must be an emoji");
    if (action == "react") reaction.emoji = emoji;
    return call.core.react_as_page(reaction);
  }
  const auto profile = call.core.profile(psid);
  if (!profile || !profile->has_written || profile->page != call.page) return no_matching_user();
  return std::nullopt;
}

HttpResponse answer_action(const GraphCall& call, std::string_view action) {
  static constexpr std::string_view actions[] = {"typing_on", "typing_off", "mark_seen", "react", "unreact"};
  Psid psid;
  if (auto refused = read_recipient(call.parameters["recipient"], psid)) return graph_error(call.context, *refused);
  if (std::find(std::begin(actions), std::end(actions), action) == std::end(actions)) {
    return graph_error(
        call.context,
        parameter_error("Param sender_action must be one of {typing_on, typing_off, mark_seen, react, unreact}"));
  }
  if (call.parameters["persona_id"].exists() && action.substr(0, 6) != "typing")
    return graph_error(call.context, parameter_error("A persona can only type"));
  if (const std::string persona(call.parameters["persona_id"].id()); !persona.empty() && !has_persona(call, persona))
    return graph_error(call.context, no_such_persona());
  if (auto refused = act(call, action, psid)) return graph_error(call.context, *refused);
  json::Writer writer;
  writer.begin_object().member("recipient_id", psid.text()).end_object();
  return graph_success(call.context, writer.text());
}

HttpResponse answer_outcome(const GraphCall& call, const SendOutcome& outcome, const Mid& mid) {
  using Kind = SendOutcome::Kind;
  switch (outcome.kind) {
    case Kind::answer_lost:
    case Kind::accepted_answer_lost: return HttpResponse{};
    case Kind::gateway_error: return gateway_page(outcome.gateway_status);
    case Kind::accepted_with_error:
      return graph_error(call.context, {1, 1357046, "(#1) Received invalid JSON reply", 0});
    case Kind::refused: return graph_error(call.context, outcome.refusal);
    case Kind::accepted: break;
  }
  json::Writer writer;
  writer.begin_object().member("recipient_id", outcome.recipient.text()).member("message_id", mid.text());
  if (!outcome.attachment_id.empty()) writer.member("attachment_id", outcome.attachment_id);
  writer.end_object();
  HttpResponse answer = graph_success(call.context, writer.text());
  return outcome.cut_percent ? broken_off(answer, *outcome.cut_percent) : answer;
}

} // namespace

HttpResponse answer_send(const GraphCall& call) {
  const json::Value action = call.parameters["sender_action"];
  if (action.exists() && call.parameters["message"].exists())
    return graph_error(call.context, {100, 2018014, "(#100) Cannot send both message and state at the same time", 0});
  if (action.exists()) return answer_action(call, action.text());

  SendAttempt attempt;
  attempt.app = call.caller.app;
  attempt.page = call.page;
  Refused refused = read_recipient(call.parameters["recipient"], attempt);
  if (!refused) refused = read_message(call, attempt.message);
  if (!refused) refused = read_window(call, attempt.message, attempt.window);
  if (!refused) refused = read_hand_off(call, attempt.hand_off);
  if (refused) return graph_error(call.context, *refused);
  auto mid = call.core.new_mid();
  if (!mid) return graph_error(call.context, {1, 0, "An unknown error occurred", 0});
  attempt.mid = *mid;
  return answer_outcome(call, call.core.send(std::move(attempt)), *mid);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
