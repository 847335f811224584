#include "webhook/parse_element.hpp"

#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

namespace {

std::string copy(std::string_view text) { return std::string(text); }

Open<AttachmentType> attachment_type(std::string_view word) {
  static constexpr std::pair<std::string_view, AttachmentType> words[] = {
      {"image", AttachmentType::image},        {"audio", AttachmentType::audio},
      {"video", AttachmentType::video},        {"file", AttachmentType::file},
      {"location", AttachmentType::location},  {"fallback", AttachmentType::fallback},
      {"template", AttachmentType::template_}, {"sticker", AttachmentType::sticker},
      {"reel", AttachmentType::reel},          {"post", AttachmentType::post}};
  for (const auto& [text, type] : words)
    if (text == word) return {type, copy(word)};
  return {AttachmentType::unknown, copy(word)};
}

/// Members that moved over the years: in `payload` today, on the element itself before v6.0 (once even as "URL").
Attachment attachment(const json::Value& element) {
  const json::Value payload = element["payload"];
  Attachment result;
  result.type = attachment_type(element["type"].text());
  for (const json::Value& url : {payload["url"], element["url"], element["URL"], payload})
    if (result.url.empty()) result.url = copy(url.text());
  for (const json::Value& title : {payload["title"], element["title"]})
    if (result.title.empty()) result.title = copy(title.text());
  result.sticker_id = copy(payload["sticker_id"].id());
  result.latitude = copy(payload["coordinates"]["lat"].id());
  result.longitude = copy(payload["coordinates"]["long"].id());
  result.raw_json.text = copy(element.raw());
  return result;
}

std::optional<Referral> referral(const json::Value& value) {
  if (!value.is_object()) return std::nullopt;
  return Referral{copy(value["ref"].text()), copy(value["source"].text()), copy(value["type"].text()),
                  copy(value["ad_id"].id()), JsonText{copy(value.raw())}};
}

MessageContent content(const json::Value& message) {
  MessageContent result;
  result.mid = Mid(copy(message["mid"].id()));
  result.text = copy(message["text"].text());
  for (const json::Value& element : message["attachments"]) result.attachments.push_back(attachment(element));
  if (message["quick_reply"].is_object()) result.quick_reply = copy(message["quick_reply"]["payload"].id());
  result.reply_to = Mid(copy(message["reply_to"]["mid"].id()));
  result.referral = referral(message["referral"]);
  return result;
}

EventBody message(const json::Value& value) {
  const Mid mid(copy(value["mid"].id()));
  if (value["is_deleted"].truth()) return MessageUnsent{mid};
  if (value["is_echo"].truth())
    return MessageEchoed{content(value), AppId(copy(value["app_id"].id())), copy(value["metadata"].text())};
  return MessageReceived{content(value)};
}

EventBody postback(const json::Value& value) {
  PostbackReceived result{Mid(copy(value["mid"].id())), copy(value["title"].text()), std::nullopt,
                          referral(value["referral"])};
  if (const json::Value payload = value["payload"]; payload.is_string()) result.payload = copy(payload.text());
  return result;
}

EventBody delivery(const json::Value& value) {
  MessageDelivered result;
  for (const json::Value& mid : value["mids"])
    if (!mid.id().empty()) result.mids.emplace_back(copy(mid.id()));
  result.watermark = timestamp(value["watermark"]);
  return result;
}

EventBody read(const json::Value& value) { return MessageRead{timestamp(value["watermark"])}; }

EventBody reaction(const json::Value& value) {
  return ReactionChanged{Mid(copy(value["mid"].id())), copy(value["action"].text()), copy(value["reaction"].text()),
                         copy(value["emoji"].text())};
}

EventBody edit(const json::Value& value) {
  return MessageEdited{Mid(copy(value["mid"].id())), copy(value["text"].text()), copy(value["num_edit"].id())};
}

EventBody referral_event(const json::Value& value) { return ReferralReceived{*referral(value)}; }

EventBody opt_in(const json::Value& value) {
  return OptInReceived{copy(value["type"].text()), copy(value["ref"].text()), copy(value["payload"].text()),
                       copy(value["user_ref"].id())};
}

struct Member {
  std::string_view name;
  EventBody (*read)(const json::Value&);
};
/// The members that carry an event, in the order in which they are looked for: an element may hold two of them
/// (`message` beside `prior_message`, `referral` beside `lead`), and these are the ones that name its kind.
constexpr Member members[] = {{"message", message},         {"message_edit", edit}, {"postback", postback},
                              {"delivery", delivery},       {"read", read},         {"reaction", reaction},
                              {"referral", referral_event}, {"optin", opt_in}};

bool is_common_member(std::string_view name) {
  return name == "sender" || name == "recipient" || name == "timestamp" || name == "id" || name == "time";
}

/// What names an event that we have no type for: the field of a change, else the first member that is not one that all
/// events share.
std::string unknown_name(const json::Value& element) {
  if (element["field"].is_string()) return copy(element["field"].text());
  if (element.is_object())
    for (auto member = element.begin(); member != element.end(); ++member)
      if (!is_common_member(member.name())) return copy(member.name());
  return {};
}

EventBody body_of(const json::Value& element) {
  for (const Member& member : members)
    if (const json::Value value = element[member.name]; value.is_object()) return member.read(value);
  return UnknownEvent{unknown_name(element)};
}

/// In echoes the Page is the sender, so the customer is the recipient. Some hand-made payloads forget to swap the two;
/// the Page's own id is never a customer.
void set_people(Event& event, const json::Value& element) {
  const bool echo = std::holds_alternative<MessageEchoed>(event.body);
  std::string_view person = element[echo ? "recipient" : "sender"]["id"].id();
  std::string_view page = element[echo ? "sender" : "recipient"]["id"].id();
  if (event.envelope.page.empty() && !page.empty()) event.envelope.page = PageId(copy(page));
  if (!person.empty() && person == event.envelope.page.text()) std::swap(person, page);
  if (!person.empty() && person != event.envelope.page.text()) event.customer = Psid(copy(person));
}

} // namespace

std::optional<Timestamp> timestamp(const json::Value& value) {
  constexpr std::int64_t milliseconds_from = 1000000000000;
  const std::optional<std::int64_t> number = value.integer();
  if (!number || *number <= 0) return std::nullopt;
  if (*number > 9999999999999999) return std::nullopt; // no time that anybody means
  return from_unix_ms(*number >= milliseconds_from ? *number : *number * 1000);
}

Event parse_element(const json::Value& element, EventEnvelope envelope) {
  Event event;
  event.envelope = std::move(envelope);
  event.body = body_of(element);
  set_people(event, element);
  if (const auto at = timestamp(element["timestamp"])) {
    event.at = *at;
  } else if (event.envelope.sent_at) {
    event.at = *event.envelope.sent_at;
  }
  event.raw_json = copy(element.raw());
  return event;
}

Event parse_unknown(const json::Value& value, EventEnvelope envelope) {
  Event event;
  event.envelope = std::move(envelope);
  // A bare string names a field in `changed_fields` only; elsewhere it may be anything, also what a customer wrote.
  const bool is_field = event.envelope.channel == Channel::changes && value.is_string();
  event.body = UnknownEvent{is_field ? copy(value.text()) : unknown_name(value)};
  if (event.envelope.sent_at) event.at = *event.envelope.sent_at;
  event.raw_json = copy(value.raw());
  return event;
}

Event parse_again(std::string_view raw, EventEnvelope envelope) {
  const bool is_element = envelope.channel != Channel::changes && envelope.channel != Channel::calls;
  const std::optional<json::Tree> tree = json::Tree::parse(raw);
  if (tree && is_element) return parse_element(tree->root(), std::move(envelope));
  if (tree) return parse_unknown(tree->root(), std::move(envelope));
  Event event;
  event.envelope = std::move(envelope);
  event.raw_json = copy(raw);
  return event;
}

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
