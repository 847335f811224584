#include "testing/threads.hpp"

#include <algorithm>
#include <utility>

#include "json/tree.hpp"
#include "json/writer.hpp"
#include "testing/webhook_element.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

bool is_decimal(const std::string& text) {
  constexpr std::size_t most_digits = 20;
  return !text.empty() && text.size() <= most_digits && text.find_first_not_of("0123456789") == std::string::npos;
}

bool is_number(const std::string& text) {
  const auto tree = json::Tree::parse(text);
  return tree && tree->root().kind() == json::Kind::number;
}

/// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messages
void write_words(json::Writer& writer, const Person& person, const Mid& mid, const Threads::Words& words,
                 const std::string& referral_json) {
  writer.key("message").begin_object().member("mid", mid.text());
  if (!words.text.empty()) writer.member("text", words.text);
  if (!words.quick_reply.empty())
    writer.key("quick_reply").begin_object().member("payload", words.quick_reply).end_object();
  write_reply_to(writer, person, words.reply_to, false);
  if (!words.attachments.empty()) {
    writer.key("attachments").begin_array();
    for (const SandboxAttachment& attachment : words.attachments)
      writer.begin_object().member("type", attachment.type).key("payload").raw(attachment.payload_json).end_object();
    writer.end_array();
  }
  if (!referral_json.empty()) writer.key("referral").raw(referral_json);
  if (!words.commands.empty()) {
    writer.key("commands").begin_array();
    for (const std::string& name : words.commands) writer.begin_object().member("name", name).end_object();
    writer.end_array();
  }
  writer.end_object();
}

} // namespace

void write_reply_to(json::Writer& writer, const Person& person, const Mid& mid, bool from_page) {
  const SandboxMessage* const answered = message_of(person, mid);
  if (answered == nullptr) return;
  writer.key("reply_to").begin_object().member("mid", mid.text());
  writer.member("is_self_reply", answered->from_page == from_page).end_object();
}

void show_first_attachment(SandboxMessage& turn) {
  if (turn.attachments.empty()) return;
  turn.attachment_type = turn.attachments.front().type;
  turn.attachment_url = turn.attachments.front().url;
}

Timestamp Threads::stamp(Timestamp now) {
  last_stamp_ = std::max(now, last_stamp_ + milliseconds(1));
  return last_stamp_;
}

Result<void> Threads::add(SandboxPerson person) {
  if (!is_decimal(person.psid.text())) return invalid_argument("psid", "a PSID is up to 20 decimal digits");
  if (person.psid.text() == page_.text()) return not_sent(ErrorCode::conflict, "this id is the Page's own");
  if (!person.timezone.empty() && !is_number(person.timezone))
    return invalid_argument("timezone", "a time zone is the hours from UTC as a number, such as 1 or -3.5");
  if (people_.count(person.psid) > 0) return not_sent(ErrorCode::conflict, "there is a person with this PSID");
  Person& added = people_[person.psid];
  added.profile = std::move(person);
  return {};
}

Person* Threads::find(const Psid& psid) {
  const auto person = people_.find(psid);
  return person == people_.end() ? nullptr : &person->second;
}

const SandboxMessage* message_of(const Person& person, const Mid& mid) {
  for (auto message = person.thread.rbegin(); message != person.thread.rend(); ++message) // new ones are asked for most
    if (message->mid == mid) return &*message;
  return nullptr;
}

SandboxMessage* message_of(Person& person, const Mid& mid) {
  for (auto message = person.thread.rbegin(); message != person.thread.rend(); ++message)
    if (message->mid == mid) return &*message;
  return nullptr;
}

void Threads::forget_old(Person& person, std::size_t most) {
  while (most > 0 && person.thread.size() > most) person.thread.pop_front();
}

void Threads::show_hidden() {
  for (auto& [psid, person] : people_)
    for (SandboxMessage& message : person.thread) message.hidden_from_conversations = false;
}

WebhookEvent Threads::write(Person& person, const Mid& mid, Words words, Timestamp now) {
  const Psid& psid = person.profile.psid;
  const Timestamp at = stamp(now);
  const auto element = [&](const std::string& referral_json) {
    json::Writer writer;
    begin_element(writer, psid.text(), page_.text(), at);
    write_words(writer, person, mid, words, referral_json);
    write_prior_message(writer, person);
    return writer.end_object().text();
  };
  WebhookEvent event{"messages", psid, element(words.referral_json)};
  if (!words.referral_json.empty()) event.bare_element = element({});
  person.prior_user_ref.clear();
  if (person.came_by_ad || !words.referral_json.empty()) person.ad_message = at;
  person.came_by_ad = false;
  SandboxMessage turn;
  turn.mid = mid;
  turn.at = at;
  turn.text = std::move(words.text);
  turn.payload = std::move(words.quick_reply);
  turn.reply_to = std::move(words.reply_to);
  turn.attachments = std::move(words.attachments);
  show_first_attachment(turn);
  person.thread.push_back(std::move(turn));
  person.last_act = at;
  return event;
}

WebhookEvent Threads::tap(Person& person, const Mid& mid, std::string title, std::string payload, Timestamp now) {
  const Psid& psid = person.profile.psid;
  const Timestamp at = stamp(now);
  json::Writer writer;
  begin_element(writer, psid.text(), page_.text(), at);
  writer.key("postback").begin_object().member("mid", mid.text()).member("title", title).member("payload", payload);
  writer.end_object();
  write_prior_message(writer, person);
  writer.end_object();
  person.prior_user_ref.clear();
  SandboxMessage turn;
  turn.mid = mid;
  turn.at = at;
  turn.text = std::move(title);
  turn.payload = std::move(payload);
  turn.is_tap = true;
  person.thread.push_back(std::move(turn));
  person.last_act = at;
  return {"messaging_postbacks", psid, writer.text()};
}

WebhookEvent Threads::read(const Person& person, Timestamp now) {
  const Psid& psid = person.profile.psid;
  const Timestamp at = stamp(now); // later than all that the thread holds, so the watermark covers it
  json::Writer writer;
  begin_element(writer, psid.text(), page_.text(), at);
  writer.key("read").begin_object().member("watermark", to_unix_ms(at)).end_object().end_object();
  return {"message_reads", psid, writer.text()};
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
