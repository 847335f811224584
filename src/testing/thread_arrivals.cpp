// How what the Page sends arrives in a person's thread, and the receipts of it.
#include <charconv>
#include <utility>

#include "json/writer.hpp"
#include "testing/echo_of_template.hpp"
#include "testing/threads.hpp"
#include "testing/webhook_element.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

std::int64_t as_number(const std::string& digits) {
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

void write_payload(json::Writer& writer, const PageAttachment& attachment) {
  if (!attachment.payload_json.empty()) {
    writer.raw(echo_of_template(attachment.payload_json));
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
