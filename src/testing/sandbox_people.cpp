// The people: what they do, and how their conversations look.
#include "testing/sandbox_core.hpp"

#include <algorithm>
#include <utility>

#include "testing/no_such_person.hpp"
#include "testing/routing.hpp"
#include "testing/typed_commands.hpp"
#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

Error no_such_answered() {
  Error error = not_sent(ErrorCode::not_found, "this thread has no such message");
  error.field = "reply_to";
  return error;
}

bool is_utf8(const std::string& text) { return utf8::code_points(text) != std::string_view::npos; }

} // namespace

std::vector<SandboxPerson> SandboxCore::people() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::vector<SandboxPerson> people;
  for (const auto& [id, page] : world_.pages)
    for (const auto& [psid, person] : page->threads.people()) people.push_back(person.profile);
  return people;
}

std::optional<Profile> SandboxCore::profile(const Psid& psid) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const PageRecord* const page = world_.page_of(psid);
  if (page == nullptr) return std::nullopt;
  const Person& person = page->threads.people().find(psid)->second;
  return Profile{person.profile, person.last_act.has_value(), page->id};
}

std::vector<SandboxMessage> SandboxCore::thread(const Psid& psid) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const Person* const person = world_.person(psid);
  return person == nullptr ? std::vector<SandboxMessage>()
                           : std::vector<SandboxMessage>(person->thread.begin(), person->thread.end());
}

Result<void> SandboxCore::act(const Psid& psid,
                              const std::function<Result<WebhookEvent>(PageRecord&, Person&, Timestamp)>& deed) {
  const Timestamp at = now();
  return locked([&](World& world) -> Result<void> {
    PageRecord* const page = world.page_of(psid);
    if (page == nullptr) return no_such_person();
    Person& person = *page->threads.find(psid);
    if (page->settings.blocked.count(psid) + page->settings.banned.count(psid) > 0)
      return not_sent(ErrorCode::conflict, "the Page has blocked this person, who can do nothing in the thread");
    if (person.blocks_page) return not_sent(ErrorCode::conflict, "this person has blocked the Page");
    const std::optional<Timestamp> last_act = person.last_act;
    const Mid last = person.thread.empty() ? Mid() : person.thread.back().mid;
    const Result<WebhookEvent> event = deed(*page, person, at);
    if (!event) return event.error();
    if (event->field.empty()) return {}; // nobody is told
    if (person.last_act != last_act) note_act(*page, person, at);
    if (!person.thread.empty() && person.thread.back().mid != last) note_turn(*page, person);
    publish(*page, *event);
    page->threads.forget_old(person, options_.most_messages);
    return {};
  });
}

Result<Mid> SandboxCore::write(const Psid& psid, std::string text, std::string payload) {
  return write(psid, Threads::Words{std::move(text), std::move(payload)});
}

Result<Mid> SandboxCore::write(const Psid& psid, Threads::Words words) {
  if (words.text.empty() && words.attachments.empty())
    return invalid_argument("text", "an empty message cannot be sent");
  if (!is_utf8(words.text)) return invalid_argument("text", "the text is not valid UTF-8");
  if (!is_utf8(words.quick_reply)) return invalid_argument("payload", "the payload is not valid UTF-8");
  auto mid = new_mid();
  if (!mid) return mid;
  auto written = act(psid, [&](PageRecord& page, Person& person, Timestamp at) -> Result<WebhookEvent> {
    if (!words.reply_to.empty() && message_of(person, words.reply_to) == nullptr) return no_such_answered();
    words.commands = typed_commands(page.settings, words.text);
    return page.threads.write(person, *mid, std::move(words), at);
  });
  if (!written) return written.error();
  return mid;
}

Result<Mid> SandboxCore::tap(const Psid& psid, std::string title, std::string payload) {
  if (!is_utf8(title)) return invalid_argument("title", "the title is not valid UTF-8");
  if (!is_utf8(payload)) return invalid_argument("payload", "the payload is not valid UTF-8");
  auto mid = new_mid();
  if (!mid) return mid;
  auto tapped = act(psid, [&](PageRecord& page, Person& person, Timestamp at) -> Result<WebhookEvent> {
    return page.threads.tap(person, *mid, std::move(title), std::move(payload), at);
  });
  if (!tapped) return tapped.error();
  return mid;
}

Result<void> SandboxCore::read(const Psid& psid) {
  return act(psid, [&](PageRecord& page, const Person& person, Timestamp at) -> Result<WebhookEvent> {
    return page.threads.read(person, at);
  });
}

Result<void> SandboxCore::edit(const Psid& psid, const Mid& mid, std::string text) {
  if (text.empty()) return invalid_argument("text", "a message cannot be edited to nothing; unsend it");
  if (!is_utf8(text)) return invalid_argument("text", "the text is not valid UTF-8");
  return act(psid, [&](PageRecord& page, Person& person, Timestamp at) {
    return page.threads.edit(person, mid, std::move(text), at);
  });
}

Result<void> SandboxCore::unsend(const Psid& psid, const Mid& mid) {
  return act(psid,
             [&](PageRecord& page, Person& person, Timestamp at) { return page.threads.unsend(person, mid, at); });
}

Result<void> SandboxCore::react(const Psid& psid, const Mid& mid, std::string emoji) {
  if (!is_emoji(emoji)) return invalid_argument("emoji", "a reaction is one emoji");
  return act(psid, [&](PageRecord& page, Person& person, Timestamp at) {
    return page.threads.react(person, mid, std::move(emoji), at);
  });
}

Result<void> SandboxCore::unreact(const Psid& psid, const Mid& mid) {
  return act(psid,
             [&](PageRecord& page, Person& person, Timestamp at) { return page.threads.unreact(person, mid, at); });
}

Conversation SandboxCore::conversation_locked(const PageRecord& page, const Person& person, Timestamp now) const {
  Conversation conversation;
  conversation.page = page.id;
  conversation.page_name = page.name;
  conversation.person = person.profile;
  for (auto message = person.thread.rbegin(); message != person.thread.rend(); ++message)
    if (!message->unsent && !message->hidden_from_conversations) conversation.messages.push_back(*message);
  // After a private reply they may not have written yet.
  conversation.updated =
      conversation.messages.empty() ? person.last_act.value_or(now) : conversation.messages.front().at;
  conversation.can_reply = person.last_act && person.is_within(SendWindow{}.length, now);
  conversation.is_spam = page.settings.spam.count(person.profile.psid) > 0;
  conversation.is_routed = !page.default_app.empty();
  conversation.owner = thread_owner(person, now);
  conversation.unread = unread_in(person);
  return conversation;
}

std::vector<Conversation> SandboxCore::conversations(const AppId& app_id, const PageId& id) const {
  const Timestamp at = now();
  std::vector<Conversation> all;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const AppRecord* const app = world_.app(app_id);
    const PageRecord* const page = world_.page(id);
    if (app != nullptr && page != nullptr) {
      for (const auto& [psid, person] : page->threads.people())
        if (person.last_act && world_.may_talk(*app, *page, person))
          all.push_back(conversation_locked(*page, person, at));
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Conversation& a, const Conversation& b) { return a.updated > b.updated; });
  return all;
}

std::optional<Conversation> SandboxCore::conversation(const AppId& app_id, const PageId& id, const Psid& psid) const {
  const Timestamp at = now();
  const std::lock_guard<std::mutex> lock(mutex_);
  const AppRecord* const app = world_.app(app_id);
  const PageRecord* const page = world_.page(id);
  if (app == nullptr || page == nullptr) return std::nullopt;
  const auto person = page->threads.people().find(psid);
  if (person == page->threads.people().end() || !person->second.last_act) return std::nullopt;
  if (!world_.may_talk(*app, *page, person->second)) return std::nullopt;
  return conversation_locked(*page, person->second, at);
}

MessagePlace SandboxCore::find_message(const AppId& app_id, const PageId& id, const Mid& mid) const {
  using Kind = MessagePlace::Kind;
  const Timestamp at = now();
  const std::lock_guard<std::mutex> lock(mutex_);
  const AppRecord* const app = world_.app(app_id);
  const PageRecord* const page = world_.page(id);
  if (app == nullptr || page == nullptr) return {};
  for (const auto& [psid, person] : page->threads.people()) {
    const SandboxMessage* const message = message_of(person, mid);
    if (message == nullptr) continue;
    if (!world_.may_talk(*app, *page, person)) return {};
    if (message->hidden_from_conversations) return {};
    if (message->unsent) return {Kind::unsent, {}, 0};
    MessagePlace place{Kind::there, conversation_locked(*page, person, at), 0};
    while (place.conversation.messages[place.index].mid != mid) ++place.index;
    return place;
  }
  return {};
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
