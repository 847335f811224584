#include "testing/routing.hpp"

#include <algorithm>

#include "testing/sandbox_core.hpp"
#include "testing/webhook_element.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::chrono::hours control_lasts{24}; // of inactivity

bool has(const std::vector<std::string>& fields, const std::string& field) {
  return std::find(fields.begin(), fields.end(), field) != fields.end();
}

} // namespace

AppId thread_owner(const Person& person, Timestamp now) { return now < person.owner_until ? person.owner : AppId(); }

AppId sole_sender(const PageRecord& page, const Person& person, Timestamp now) {
  const AppId owner = thread_owner(person, now);
  if (owner.empty()) return page.default_app;
  return page.default_app.empty() && !person.is_passed ? AppId() : owner;
}

void note_act(const PageRecord& page, Person& person, Timestamp now) {
  if (thread_owner(person, now).empty()) {
    person.owner = page.default_app;
    person.is_passed = false;
    person.owner_until = Timestamp();
  }
  if (!person.owner.empty()) person.owner_until = std::max(person.owner_until, now + control_lasts);
}

void note_answer(Person& person, const AppId& app, Timestamp now) {
  const bool keeps = thread_owner(person, now) == app;
  if (!keeps) person.is_passed = false;
  person.owner = app;
  person.owner_until = std::max(keeps ? person.owner_until : Timestamp(), now + control_lasts);
}

void release_thread(Person& person) {
  person.owner = AppId();
  person.owner_until = Timestamp();
  person.is_passed = false;
}

void publish_handover(SandboxCore& core, const World& world, PageRecord& page, const Person& person, const AppId& app,
                      const std::string& name, const std::string& members) {
  const AppRecord* const its = world.app(app);
  if (its == nullptr || !is_subscribed(*its, page, "messaging_handovers")) return;
  json::Writer writer;
  begin_element(writer, person.profile.psid.text(), page.id.text(), page.threads.stamp(core.now()));
  writer.key(name).raw(members).end_object();
  core.publish_to(*its, page.id, {"messaging_handovers", person.profile.psid, writer.text()});
}

/// That only the new owner gets the event is a guess.
/// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_handovers
void pass_thread(SandboxCore& core, const World& world, PageRecord& page, Person& person, const AppId& target,
                 const std::string& metadata) {
  const Timestamp now = core.now();
  const AppId before = thread_owner(person, now);
  person.owner = target;
  person.owner_until = now + control_lasts;
  person.is_passed = true;
  json::Writer members;
  members.begin_object().key("previous_owner_app_id");
  if (before.empty()) {
    members.null();
  } else {
    members.string(before.text());
  }
  members.member("new_owner_app_id", target.text());
  if (!metadata.empty()) members.member("metadata", metadata);
  publish_handover(core, world, page, person, target, "pass_thread_control", members.end_object().text());
}

void take_thread(SandboxCore& core, const World& world, PageRecord& page, Person& person, const AppId& app,
                 const std::string& metadata) {
  const Timestamp now = core.now();
  const AppId before = thread_owner(person, now);
  release_thread(person);
  note_answer(person, app, now);
  if (before.empty() || before == app) return;
  json::Writer members;
  members.begin_object().member("previous_owner_app_id", before.text()).member("new_owner_app_id", app.text());
  if (!metadata.empty()) members.member("metadata", metadata);
  publish_handover(core, world, page, person, before, "take_thread_control", members.end_object().text());
}

std::optional<SandboxRefusal> check_target(const World& world, const PageRecord& page, const AppId& target) {
  const bool is_connected = world.app(target) != nullptr && page.subscriptions.count(target) > 0;
  if (is_connected || target == page_inbox() || (!target.empty() && target == page.default_app)) return std::nullopt;
  return SandboxRefusal{100, 2018164, "(#100) Incorrect App ID", 0};
}

bool is_subscribed(const AppRecord& app, const PageRecord& page, const std::string& field) {
  const auto found = page.subscriptions.find(app.id);
  return found != page.subscriptions.end() && has(app.webhook.fields, field) && has(found->second.fields, field);
}

SandboxRefusal another_app_controls() { // the main code is not documented
  return {10, 2018300, "(#10) Message failed to send because another app is controlling this thread now.", 0};
}

SandboxRefusal not_the_owner(const std::string& text) { return {100, 2534037, "(#100) " + text, 0}; }

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
