// What happens on a Page besides messages.
#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "json/tree.hpp"
#include "json/writer.hpp"
#include "testing/no_such_person.hpp"
#include "testing/sandbox_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// What the Get Started button of the Page says to its Apps.
std::string get_started_payload(const PageRecord& page) {
  const auto property = page.settings.profile.find("get_started");
  if (property == page.settings.profile.end()) return "GET_STARTED";
  const auto tree = json::Tree::parse(property->second);
  return tree ? std::string(tree->root()["payload"].text()) : std::string();
}

/// An opt-in of the plug-in "Send to Messenger", which opens the window as a message does; one of other kinds opens none:
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages
bool is_plugin_message(const std::string& field, const std::string& json) {
  if (field != "messaging_optins") return false;
  const auto tree = json::Tree::parse(json);
  return tree && tree->root()["ref"].exists() && !tree->root()["type"].exists() && !tree->root()["user_ref"].exists();
}

/// Makes room for one more where `most` are kept: those that can no longer be written to go. Nobody minds if such a
/// user_ref comes a second time.
void forget_old_refs(PageRecord& page, std::size_t most, Timestamp now) {
  constexpr std::chrono::hours longest_window{7 * 24};
  if (page.user_refs.size() < std::max<std::size_t>(most, 1)) return;
  for (auto ref = page.user_refs.begin(); ref != page.user_refs.end();) {
    const bool is_over = ref->second.is_used || now - ref->second.at > longest_window;
    ref = is_over ? page.user_refs.erase(ref) : std::next(ref);
  }
}

} // namespace

Result<void> SandboxCore::come(const Psid& psid, const std::string& referral_json, bool by_ad) {
  auto mid = new_mid();
  if (!mid) return mid.error();
  return act(psid, [&](PageRecord& page, Person& person, Timestamp at) -> Result<WebhookEvent> {
    person.came_by_ad = person.came_by_ad || by_ad;
    if (person.last_act && referral_json.empty()) return WebhookEvent{}; // opens what is there: nobody is told
    return page.threads.come(person, *mid, get_started_payload(page), referral_json, by_ad, at);
  });
}

Result<void> SandboxCore::happen(const Psid& psid, const std::string& field, const std::string& member,
                                 const std::string& json) {
  const bool is_act = is_plugin_message(field, json);
  return act(psid, [&](PageRecord& page, Person& person, Timestamp at) -> Result<WebhookEvent> {
    WebhookEvent event = page.threads.element(field, person, member, json, at);
    if (is_act) person.last_act = page.threads.last_stamp();
    return event;
  });
}

Result<void> SandboxCore::tick_checkbox(const Psid& psid, const std::string& ref, const std::string& user_ref) {
  return act(psid, [&](PageRecord& page, Person& person, Timestamp at) -> Result<WebhookEvent> {
    forget_old_refs(page, options_.most_webhooks, at);
    if (!page.user_refs.try_emplace(user_ref, UserRef{psid, at}).second) {
      Error error =
          not_sent(ErrorCode::conflict, "this user_ref was there before; a website makes a new one each time");
      error.field = "user_ref";
      return error;
    }
    return page.threads.tick(person, ref, user_ref, at);
  });
}

Result<void> SandboxCore::set_blocking(const Psid& psid, bool blocks_page) {
  return locked([&](World& world) -> Result<void> {
    Person* const person = world.person(psid);
    if (person == nullptr) return no_such_person();
    person->blocks_page = blocks_page;
    return {};
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
