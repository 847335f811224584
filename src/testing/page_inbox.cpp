// What humans do by hand in the Page's own inbox, which has an App ID of its own.
#include "testing/page_inbox.hpp"

#include <utility>

#include "testing/no_such_person.hpp"
#include "testing/routing.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// The thread of somebody who has written; null without one.
Result<Person*> thread_of(PageRecord* page, const Psid& psid) {
  Person* const person = page == nullptr ? nullptr : page->threads.find(psid);
  if (person == nullptr) return no_such_person();
  if (!person->last_act) return not_sent(ErrorCode::conflict, "this person has never written to the Page");
  return person;
}

} // namespace

/// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-echoes: an echo, as of any App. That
/// the inbox takes the thread with it is a guess.
Result<Mid> answer_in_inbox(SandboxCore& core, const PageId& id, const Psid& psid, std::string text) {
  auto mid = core.new_mid();
  if (!mid) return mid;
  const Timestamp at = core.now();
  return core.locked([&](World& world) -> Result<Mid> {
    PageRecord* const page = world.page(id);
    const auto found = thread_of(page, psid);
    if (!found) return found.error();
    Person& person = **found;
    if (person.blocks_page) return not_sent(ErrorCode::conflict, "this person has blocked the Page");
    if (!page->default_app.empty()) take_thread(core, world, *page, person, page_inbox(), {});
    PageMessage message;
    message.text = std::move(text);
    const Threads::Receipts receipts = page->threads.accept(person, page_inbox(), *mid, std::move(message), false, at);
    core.note_turn(*page, person);
    core.publish(*page, receipts.echo);
    core.publish(*page, receipts.delivery);
    page->threads.forget_old(person, core.options().most_messages);
    return mid;
  });
}

Result<void> take_to_inbox(SandboxCore& core, const PageId& id, const Psid& psid, const std::string& metadata) {
  return core.locked([&](World& world) -> Result<void> {
    PageRecord* const page = world.page(id);
    const auto found = thread_of(page, psid);
    if (!found) return found.error();
    if (page->default_app.empty()) // as for Apps
      return not_sent(ErrorCode::conflict, "without a default App nobody takes threads: everybody may answer");
    take_thread(core, world, *page, **found, page_inbox(), metadata);
    return {};
  });
}

Result<void> pass_from_inbox(SandboxCore& core, const PageId& id, const Psid& psid, const AppId& target,
                             const std::string& metadata) {
  const Timestamp at = core.now();
  return core.locked([&](World& world) -> Result<void> {
    PageRecord* const page = world.page(id);
    const auto found = thread_of(page, psid);
    if (!found) return found.error();
    if (thread_owner(**found, at) != page_inbox())
      return not_sent(ErrorCode::conflict, "the people at the Page's inbox do not have this thread");
    if (target.empty()) {
      release_thread(**found);
      return {};
    }
    if (auto refused = check_target(world, *page, target)) return invalid_argument("app", refused->message);
    pass_thread(core, world, *page, **found, target, metadata);
    return {};
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
