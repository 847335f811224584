#pragma once

#include <optional>
#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/policy/platform_limits.hpp"
#include "testing/world.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

class SandboxCore;

// Conversation Routing: which App has a thread. Idle threads are the default App's, active ones their owner's. In a Page without a
// default App every App may answer, until one gives the thread away: that giving counts then, too, is a guess.
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversation-routing

/// The App of the people at the Page's own inbox, which no World has.
inline AppId page_inbox() { return AppId(std::string(platform::page_inbox_app_id)); }

/// Who has the thread; empty: it is idle.
AppId thread_owner(const Person& person, Timestamp now);
/// Who alone may send, and gets the webhooks; empty: every App.
AppId sole_sender(const PageRecord& page, const Person& person, Timestamp now);

/// The person did something that opens the window: an idle thread becomes the default App's, an active one stays so.
void note_act(const PageRecord& page, Person& person, Timestamp now);
/// The App sent something.
void note_answer(Person& person, const AppId& app, Timestamp now);
void release_thread(Person& person);
/// The target gets the thread, and the webhook.
void pass_thread(SandboxCore& core, const World& world, PageRecord& page, Person& person, const AppId& target,
                 const std::string& metadata);
/// The App takes the thread; who had it gets the webhook.
void take_thread(SandboxCore& core, const World& world, PageRecord& page, Person& person, const AppId& app,
                 const std::string& metadata);
/// Tells `app` of the thread, in an event of that name; nothing if it did not subscribe to messaging_handovers. `members` are
/// JSON.
void publish_handover(SandboxCore& core, const World& world, PageRecord& page, const Person& person, const AppId& app,
                      const std::string& name, const std::string& members);
/// Why the thread cannot be passed to `target`.
std::optional<SandboxRefusal> check_target(const World& world, const PageRecord& page, const AppId& target);

/// Only what is subscribed on both levels: https://developers.facebook.com/docs/graph-api/reference/page/subscribed_apps
bool is_subscribed(const AppRecord& app, const PageRecord& page, const std::string& field);

SandboxRefusal another_app_controls();
SandboxRefusal not_the_owner(const std::string& text);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
