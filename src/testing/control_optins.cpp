// How people agree to be written to:
// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_optins
#include <utility>

#include "message/message_json.hpp"
#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Marketing messages, or their end. Answers the token.
HttpResponse agree_to_marketing(const ControlCall& call, Members& members) {
  constexpr std::size_t token_digits = 19;
  constexpr std::chrono::hours token_lasts{365 * 24};
  const std::string title = members.text("title");
  const std::string status = members.text("status");
  const std::string timezone = members.text("timezone");
  const std::string payload = members.text("payload");
  std::string token = members.id("token");
  if (members.is_wrong()) return refusal(members.error());
  auto made_up = call.core.new_decimal_id(token_digits);
  if (!made_up) return refusal(made_up.error());
  if (token.empty()) token = std::move(*made_up);
  json::Writer writer;
  writer.begin_object().member("type", "notification_messages").member("payload", payload);
  writer.member("title", title.empty() ? "Updates and promotions" : title);
  writer.member("notification_messages_token", token);
  message::optional_text(writer, "notification_messages_timezone", timezone);
  message::optional_text(writer, "notification_messages_status", status);
  writer.member("token_expiry_timestamp", to_unix_ms(call.core.now() + token_lasts));
  writer.member("user_token_status", "NOT_REFRESHED").end_object();
  const auto happened = call.core.happen(Psid(call.path[1]), "messaging_optins", "optin", writer.text());
  return happened ? made("token", token) : refusal(happened.error());
}

} // namespace

/// With `user_ref`: the checkbox plug-in. With `ref` alone: the plug-in "Send to Messenger". Else marketing messages.
HttpResponse post_optin(const ControlCall& call) {
  constexpr std::size_t most_user_ref = 250;
  Members members(call.body);
  const Psid psid(call.path[1]);
  const std::string ref = members.text("ref");
  const std::string user_ref = members.text("user_ref");
  if (user_ref.size() > most_user_ref) members.refuse("user_ref", "is too long");
  if (members.is_wrong()) return refusal(members.error());
  if (!user_ref.empty()) return answer_to(call.core.tick_checkbox(psid, ref, user_ref));
  if (ref.empty()) return agree_to_marketing(call, members);
  json::Writer writer;
  writer.begin_object().member("ref", ref).end_object();
  return answer_to(call.core.happen(psid, "messaging_optins", "optin", writer.text()));
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
