#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "unit/webhook/payload.hpp"

/// For bodies that nobody should send.
namespace webhook_test {

inline std::string text_of(const pagebridge::Event& event) {
  return body_as<pagebridge::MessageReceived>(event).content.text;
}
inline std::string mid_of(const pagebridge::Event& event) {
  return body_as<pagebridge::MessageReceived>(event).content.mid.text();
}

/// A body that is no envelope: one unknown event that holds all of it.
inline void check_whole(const std::string& body) {
  CAPTURE(body.substr(0, 200));
  const pagebridge::Webhook webhook = parsed_text(body);
  CHECK(!webhook.is_envelope);
  REQUIRE(webhook.events.size() == 1);
  const pagebridge::Event& event = webhook.events.front();
  CHECK(body_as<pagebridge::UnknownEvent>(event).name.empty());
  CHECK((event.raw_json == body));
  CHECK(event.envelope.channel == pagebridge::Channel::entry);
  CHECK(event.envelope.object.text.empty());
  CHECK(event.envelope.page.empty());
  CHECK(customer(event) == "(nobody)");
}

/// Whether it is UTF-8 as RFC 3629 has it; a check of its own, since the library's is what is under test.
inline bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
    const unsigned first = byte(i);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xC2 && first < 0xE0 ? 2 : (first >> 4U) == 0xE ? 3 : 4;
    if (length == 4 && (first < 0xF0 || first > 0xF4)) return false;
    for (std::size_t k = 1; k < length; ++k)
      if (byte(i + k) >> 6U != 2) return false;
    const unsigned second = byte(i + 1);
    const bool is_overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool is_surrogate = first == 0xED && second > 0x9F;
    if (is_overlong || is_surrogate || (first == 0xF4 && second > 0x8F)) return false;
    i += length;
  }
  return true;
}

/// The strings of an event that come from anywhere in a body.
inline std::vector<std::string> strings_of(const pagebridge::Event& event) {
  using namespace pagebridge; // NOLINT(google-build-using-namespace)
  std::vector<std::string> all = {event.envelope.object.text, event.envelope.page.text(), customer(event),
                                  event.user_ref};
  const auto add = [&all](const auto&... texts) { (all.push_back(texts), ...); };
  if (const auto* unknown = std::get_if<UnknownEvent>(&event.body)) add(unknown->name);
  if (const auto* field = std::get_if<FieldChanged>(&event.body)) add(field->field, field->value.value_or(""));
  if (const auto* feed = std::get_if<FeedChanged>(&event.body)) add(feed->content.message, feed->content.from_name);
  if (const auto* reaction = std::get_if<ReactionChanged>(&event.body)) add(reaction->emoji, reaction->action.text);
  if (const auto* postback = std::get_if<PostbackReceived>(&event.body))
    add(postback->title, postback->payload.value_or(""));
  if (const auto* message = std::get_if<MessageReceived>(&event.body)) {
    add(message->content.mid.text(), message->content.text, message->content.quick_reply.value_or(""));
    for (const Attachment& one : message->content.attachments) add(one.type.text, one.url, one.title, one.id);
  }
  return all;
}

} // namespace webhook_test
