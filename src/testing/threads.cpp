#include "testing/threads.hpp"

#include <algorithm>
#include <charconv>
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

std::int64_t as_number(const std::string& digits) {
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

void write_payload(json::Writer& writer, const PageAttachment& attachment) {
  if (!attachment.payload_json.empty()) {
    writer.raw(attachment.payload_json);
    return;
  }
  writer.begin_object().member("url", attachment.file.url);
  if (attachment.file.type == "sticker") writer.key("sticker_id").raw(attachment.file.id.text());
  writer.end_object();
}

void write_content(json::Writer& writer, const PageMessage& message) {
  if (message.attachments.empty()) {
    writer.member("text", message.text);
    return;
  }
  writer.key("attachments").begin_array();
  for (const PageAttachment& attachment : message.attachments) {
    writer.begin_object().member("type", attachment.file.type).key("payload");
    write_payload(writer, attachment);
    writer.end_object();
  }
  writer.end_array();
}

void show_first_attachment(SandboxMessage& turn) {
  if (turn.attachments.empty()) return;
  turn.attachment_type = turn.attachments.front().type;
  turn.attachment_url = turn.attachments.front().url;
}

/// Which message is answered, if one is, and whether its writer answers themselves.
void write_reply_to(json::Writer& writer, const Person& person, const Mid& mid, bool from_page) {
  const SandboxMessage* const answered = message_of(person, mid);
  if (answered == nullptr) return;
  writer.key("reply_to").begin_object().member("mid", mid.text());
  writer.member("is_self_reply", answered->from_page == from_page).end_object();
}

/// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messages
void write_words(json::Writer& writer, const Person& person, const Mid& mid, const Threads::Words& words) {
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
  if (!words.referral_json.empty()) writer.key("referral").raw(words.referral_json);
  writer.end_object();
}

SandboxMessage turn_of(const Mid& mid, Timestamp at, PageMessage message) {
  SandboxMessage turn;
  turn.from_page = true;
  turn.mid = mid;
  turn.at = at;
  turn.text = std::move(message.text);
  for (PageAttachment& attachment : message.attachments) {
    turn.attachments.push_back(std::move(attachment.file));
    turn.attachments.back().payload_json = std::move(attachment.payload_json);
  }
  show_first_attachment(turn);
  turn.reply_to = std::move(message.reply_to);
  turn.persona_id = std::move(message.persona_id);
  turn.metadata = std::move(message.metadata);
  turn.messaging_type = std::move(message.messaging_type);
  turn.tag = std::move(message.tag);
  turn.raw_json = std::move(message.raw_json);
  return turn;
}

} // namespace

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
  json::Writer writer;
  begin_element(writer, psid.text(), page_.text(), at);
  write_words(writer, person, mid, words);
  writer.end_object();
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
  return {"messages", psid, writer.text()};
}

WebhookEvent Threads::tap(Person& person, const Mid& mid, std::string title, std::string payload, Timestamp now) {
  const Psid& psid = person.profile.psid;
  const Timestamp at = stamp(now);
  json::Writer writer;
  begin_element(writer, psid.text(), page_.text(), at);
  writer.key("postback").begin_object().member("mid", mid.text()).member("title", title).member("payload", payload);
  writer.end_object().end_object();
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

Threads::Receipts Threads::accept(Person& person, const AppId& app, const Mid& mid, PageMessage message, bool hidden,
                                  Timestamp now) {
  const Psid& psid = person.profile.psid;
  const Timestamp at = stamp(now);
  json::Writer echo;
  begin_element(echo, page_.text(), psid.text(), at);
  echo.key("message").begin_object().member("is_echo", true).member("app_id", as_number(app.text()));
  if (!message.metadata.empty()) echo.member("metadata", message.metadata);
  echo.member("mid", mid.text());
  write_reply_to(echo, person, message.reply_to, true);
  write_content(echo, message);
  echo.end_object().end_object();

  const Timestamp delivered = stamp(now); // "everything sent before it", so it must be later than the message
  json::Writer delivery;
  begin_element(delivery, psid.text(), page_.text(), delivered);
  delivery.key("delivery").begin_object().key("mids").begin_array().string(mid.text()).end_array();
  delivery.member("watermark", to_unix_ms(delivered)).end_object().end_object();

  person.thread.push_back(turn_of(mid, at, std::move(message)));
  person.thread.back().hidden_from_conversations = hidden;
  return {{"message_echoes", psid, echo.text()}, {"message_deliveries", psid, delivery.text()}};
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
