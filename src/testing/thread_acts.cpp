// What people do that is no message: come over a link or an ad, and all the rarer things.
#include <utility>

#include "json/writer.hpp"
#include "testing/threads.hpp"
#include "testing/webhook_element.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

bool Person::is_within(milliseconds length, Timestamp now) const {
  // "May last up to": https://developers.facebook.com/documentation/business-messaging/messenger-platform/policy
  constexpr milliseconds after_ad = std::chrono::hours(7 * 24);
  return now - *last_act <= length || (ad_message && now - *ad_message <= after_ad);
}

/// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_postbacks and
/// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_referrals
WebhookEvent Threads::come(Person& person, const Mid& mid, const std::string& payload, const std::string& referral_json,
                           bool by_ad, Timestamp now) {
  constexpr std::string_view title = "Get Started";
  const Psid& psid = person.profile.psid;
  const bool is_new = !person.last_act;
  const Timestamp at = stamp(now);
  // An ad opens the window with the message that follows it, a link to a thread that is there by itself:
  // https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages
  if (is_new || !by_ad) person.last_act = at;
  json::Writer writer;
  begin_element(writer, psid.text(), page_.text(), at);
  if (!is_new) {
    writer.key("referral").raw(referral_json).end_object();
    return {"messaging_referrals", psid, writer.text()};
  }
  writer.key("postback").begin_object().member("mid", mid.text()).member("title", title).member("payload", payload);
  if (!referral_json.empty()) writer.key("referral").raw(referral_json);
  writer.end_object();
  write_prior_message(writer, person);
  writer.end_object();
  person.prior_user_ref.clear();
  SandboxMessage turn;
  turn.mid = mid;
  turn.at = at;
  turn.text = title;
  turn.payload = payload;
  turn.is_tap = true;
  person.thread.push_back(std::move(turn));
  return {"messaging_postbacks", psid, writer.text()};
}

/// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_optins: nobody knows yet who it is.
WebhookEvent Threads::tick(Person& person, const std::string& ref, const std::string& user_ref, Timestamp now) {
  person.prior_user_ref = user_ref;
  json::Writer writer;
  writer.begin_object().key("recipient").begin_object().member("id", page_.text()).end_object();
  writer.member("timestamp", to_unix_ms(stamp(now))).key("optin").begin_object();
  if (!ref.empty()) writer.member("ref", ref);
  writer.member("user_ref", user_ref).end_object().end_object();
  return {"messaging_optins", person.profile.psid, writer.text()};
}

/// Seen in public code; no page of today describes it.
void write_prior_message(json::Writer& writer, const Person& person) {
  if (person.prior_user_ref.empty()) return;
  writer.key("prior_message").begin_object().member("source", "checkbox_plugin");
  writer.member("identifier", person.prior_user_ref).end_object();
}

WebhookEvent Threads::element(const std::string& field, const Person& person, std::string_view member,
                              std::string_view json, Timestamp now) {
  const Psid& psid = person.profile.psid;
  json::Writer writer;
  begin_element(writer, psid.text(), page_.text(), stamp(now));
  writer.key(member).raw(json).end_object();
  return {field, psid, writer.text()};
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
