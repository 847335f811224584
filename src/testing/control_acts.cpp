// What a person does besides writing, and what happens on the Page.
#include <utility>

#include "message/message_json.hpp"
#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// https://developers.facebook.com/docs/messenger-platform/discovery/m-me-links
bool is_ref(const std::string& ref) {
  constexpr std::size_t most = 2083;
  return ref.size() <= most;
}

std::string referral(const std::string& ref, std::string_view source) {
  json::Writer writer;
  writer.begin_object().member("ref", ref).member("source", source).member("type", "OPEN_THREAD").end_object();
  return writer.text();
}

/// https://developers.facebook.com/docs/messenger-platform/discovery/ads
std::string ad_referral(Members& members) {
  const std::string ref = members.text("ref");
  json::Writer writer;
  writer.begin_object();
  message::optional_text(writer, "ref", ref);
  writer.member("ad_id", members.needed_id("ad_id")).member("source", "ADS").member("type", "OPEN_THREAD");
  writer.key("ads_context_data").begin_object();
  for (const char* name : {"ad_title", "photo_url", "video_url", "post_id", "product_id", "flow_id"})
    message::optional_text(writer, name, members.id(name));
  writer.end_object().end_object();
  return writer.text();
}

} // namespace

/// The person follows an m.me link, or presses the Page's message button.
HttpResponse post_open(const ControlCall& call) {
  Members members(call.body);
  const std::string ref = members.text("ref");
  if (!is_ref(ref)) members.refuse("ref", "a ref has up to 2083 characters");
  if (members.is_wrong()) return refusal(members.error());
  return answer_to(call.core.come(Psid(call.path[1]), ref.empty() ? std::string() : referral(ref, "SHORTLINK"), false));
}

/// The person comes by a click-to-Messenger ad; with a text or attachments, their message has the referral in it.
HttpResponse post_ad(const ControlCall& call) {
  Members members(call.body);
  const std::string referral = ad_referral(members);
  if (members.is_wrong()) return refusal(members.error());
  if (!members.has("text") && !members.has("attachments"))
    return answer_to(call.core.come(Psid(call.path[1]), referral, true));
  auto words = read_words(call.body);
  if (!words) return refusal(words.error());
  words->referral_json = referral;
  const auto mid = call.core.write(Psid(call.path[1]), std::move(*words));
  return mid ? made("mid", mid->text()) : refusal(mid.error());
}

/// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_account_linking
HttpResponse post_account_linking(const ControlCall& call) {
  Members members(call.body);
  const std::string status = members.needed_text("status");
  const std::string code = members.text("authorization_code");
  if (status != "linked" && status != "unlinked") members.refuse("status", "must be linked or unlinked");
  if (members.is_wrong()) return refusal(members.error());
  json::Writer writer;
  writer.begin_object().member("status", status);
  if (status == "linked") message::optional_text(writer, "authorization_code", code);
  writer.end_object();
  return answer_to(call.core.happen(Psid(call.path[1]), "messaging_account_linking", "account_linking", writer.text()));
}

HttpResponse post_block(const ControlCall& call) { return answer_to(call.core.set_blocking(Psid(call.path[1]), true)); }

HttpResponse post_unblock(const ControlCall& call) {
  return answer_to(call.core.set_blocking(Psid(call.path[1]), false));
}

namespace {

HttpResponse post_on_page(const ControlCall& call, bool is_visitor_post) {
  Members members(call.body);
  const Psid psid(members.needed_id("psid"));
  std::string text = members.needed_text("message");
  std::string post = is_visitor_post ? std::string() : members.id("post_id");
  if (members.is_wrong()) return refusal(members.error());
  const auto record =
      is_visitor_post ? call.core.visitor_post(psid, std::move(text)) : call.core.comment(psid, std::move(text), post);
  if (!record) return refusal(record.error());
  json::Writer writer;
  writer.begin_object().member("post_id", record->id);
  message::optional_text(writer, "comment_id", record->comment_id);
  writer.end_object();
  return answer(201, writer);
}

} // namespace

HttpResponse post_comment(const ControlCall& call) { return post_on_page(call, false); }
HttpResponse post_visitor_post(const ControlCall& call) { return post_on_page(call, true); }

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
