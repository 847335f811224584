// What people do to messages that are there: edit, unsend, react.
#include <algorithm>
#include <utility>

#include "testing/threads.hpp"
#include "testing/webhook_element.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

struct ReactionWord {
  std::string_view emoji; ///< without a variation selector
  std::string_view word;
};
// The words are documented, the emoji that they stand for are not: these are the ones of Messenger's own menu.
// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-reactions
constexpr ReactionWord reaction_words[] = {{"\xe2\x9d\xa4", "love"},      {"\xf0\x9f\x98\x8d", "love"},
                                           {"\xf0\x9f\x98\x86", "smile"}, {"\xf0\x9f\x98\x82", "smile"},
                                           {"\xf0\x9f\x98\xae", "wow"},   {"\xf0\x9f\x98\xa2", "sad"},
                                           {"\xf0\x9f\x98\xa0", "angry"}, {"\xf0\x9f\x98\xa1", "angry"},
                                           {"\xf0\x9f\x91\x8d", "like"},  {"\xf0\x9f\x91\x8e", "dislike"}};

std::string_view word_of(std::string_view emoji) {
  constexpr std::string_view variation_selector = "\xef\xb8\x8f";
  const std::size_t bare = emoji.size() - std::min(emoji.size(), variation_selector.size());
  if (emoji.substr(bare) == variation_selector) emoji.remove_suffix(variation_selector.size());
  for (const ReactionWord& known : reaction_words)
    if (known.emoji == emoji) return known.word;
  return "other";
}

Error no_such_message() { return not_sent(ErrorCode::not_found, "this thread has no message with this id"); }

/// The person's own message that is still there.
Result<SandboxMessage*> own_message(Person& person, const Mid& mid) {
  SandboxMessage* const message = message_of(person, mid);
  if (message == nullptr) return no_such_message();
  if (message->from_page)
    return not_sent(ErrorCode::conflict, "the Page wrote this message; a person changes their own");
  if (message->unsent) return not_sent(ErrorCode::conflict, "this message is unsent");
  return message;
}

} // namespace

bool set_reaction(SandboxMessage& message, bool from_page, const std::string& emoji) {
  auto& reactions = message.reactions;
  const auto old = std::find_if(reactions.begin(), reactions.end(),
                                [from_page](const SandboxReaction& one) { return one.from_page == from_page; });
  const bool was_there = old != reactions.end();
  if (was_there) reactions.erase(old);
  if (!emoji.empty()) reactions.push_back({from_page, emoji, std::string(word_of(emoji))});
  return was_there || !emoji.empty();
}

Result<WebhookEvent> Threads::edit(Person& person, const Mid& mid, std::string text, Timestamp now) {
  constexpr int most_edits =
      5; // https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-edits
  const auto message = own_message(person, mid);
  if (!message) return message.error();
  SandboxMessage& edited = **message;
  if (edited.is_tap || !edited.attachments.empty())
    return not_sent(ErrorCode::conflict, "only texts that the person wrote can be edited");
  if (edited.edits >= most_edits) return not_sent(ErrorCode::conflict, "a message can be edited five times");
  edited.text = std::move(text);
  ++edited.edits;
  const Psid& psid = person.profile.psid;
  json::Writer writer;
  begin_element(writer, psid.text(), page_.text(), stamp(now));
  // The table calls num_edit an integer, but the platform's example and captured events have a text.
  writer.key("message_edit").begin_object().member("mid", mid.text()).member("text", edited.text);
  writer.member("num_edit", std::to_string(edited.edits)).end_object().end_object();
  return WebhookEvent{"message_edits", psid, writer.text()};
}

Result<WebhookEvent> Threads::unsend(Person& person, const Mid& mid, Timestamp now) {
  const auto message = own_message(person, mid);
  if (!message) return message.error();
  SandboxMessage& unsent = **message;
  if (unsent.is_tap) return not_sent(ErrorCode::conflict, "a tap cannot be unsent");
  unsent.unsent = true;
  unsent.text.clear();
  unsent.payload.clear();
  unsent.attachments.clear();
  unsent.attachment_type.clear();
  unsent.attachment_url.clear();
  unsent.reply_to = Mid();
  unsent.reactions.clear();
  const Psid& psid = person.profile.psid;
  json::Writer writer;
  begin_element(writer, psid.text(), page_.text(), stamp(now));
  writer.key("message").begin_object().member("mid", mid.text()).member("is_deleted", true).end_object().end_object();
  return WebhookEvent{"messages", psid, writer.text()};
}

namespace {

WebhookEvent reaction_event(const Psid& psid, const PageId& page, Timestamp at, const Mid& mid, std::string_view action,
                            const SandboxReaction& reaction) {
  json::Writer writer;
  begin_element(writer, psid.text(), page.text(), at);
  writer.key("reaction").begin_object().member("reaction", reaction.word).member("emoji", reaction.emoji);
  writer.member("action", action).member("mid", mid.text()).end_object().end_object();
  return {"message_reactions", psid, writer.text()};
}

const SandboxReaction* persons_reaction(const SandboxMessage& message) {
  for (const SandboxReaction& reaction : message.reactions)
    if (!reaction.from_page) return &reaction;
  return nullptr;
}

} // namespace

Result<WebhookEvent> Threads::react(Person& person, const Mid& mid, std::string emoji, Timestamp now) {
  SandboxMessage* const message = message_of(person, mid);
  if (message == nullptr) return no_such_message();
  if (message->unsent) return not_sent(ErrorCode::conflict, "this message is unsent");
  set_reaction(*message, false, emoji);
  const Timestamp at = stamp(now);
  person.last_act = at;
  return reaction_event(person.profile.psid, page_, at, mid, "react", *persons_reaction(*message));
}

Result<WebhookEvent> Threads::unreact(Person& person, const Mid& mid, Timestamp now) {
  SandboxMessage* const message = message_of(person, mid);
  if (message == nullptr) return no_such_message();
  const SandboxReaction* const found = persons_reaction(*message);
  if (found == nullptr) return not_sent(ErrorCode::conflict, "the person has not reacted to this message");
  const SandboxReaction reaction = *found;
  set_reaction(*message, false, {});
  return reaction_event(person.profile.psid, page_, stamp(now), mid, "unreact", reaction);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
