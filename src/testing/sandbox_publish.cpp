// Who gets to know of what happened.
#include "testing/routing.hpp"
#include "testing/sandbox_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// A message with an ad's referral in it needs the field messaging_referrals, too; that the message comes, but without it,
/// is a guess. https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks
WebhookEvent visible_to(const AppRecord& app, const PageRecord& page, const WebhookEvent& event) {
  WebhookEvent copy = event;
  if (!copy.bare_element.empty() && !is_subscribed(app, page, "messaging_referrals"))
    copy.element = std::move(copy.bare_element);
  copy.bare_element.clear();
  return copy;
}

/// The event as `app` gets it: to an App that has not the thread it comes on standby, if at all.
std::optional<WebhookEvent> copy_for(const AppRecord& app, const PageRecord& page, const Person* person,
                                     const WebhookEvent& event, Timestamp now) {
  const bool is_routed = person != nullptr && event.channel == WebhookEvent::Channel::messaging;
  const AppId owner = is_routed ? sole_sender(page, *person, now) : AppId();
  if (!owner.empty() && owner != app.id) {
    if (!is_subscribed(app, page, "standby")) return std::nullopt;
    WebhookEvent copy = visible_to(app, page, event);
    copy.channel = WebhookEvent::Channel::standby;
    return copy;
  }
  if (!is_subscribed(app, page, event.field)) return std::nullopt;
  return visible_to(app, page, event);
}

} // namespace

std::uint64_t SandboxCore::publish(PageRecord& page, const WebhookEvent& event, const AppId& first) {
  const Timestamp at = now();
  const Person* const person = page.threads.find(event.psid);
  std::uint64_t number = 0;
  for (const auto& [id, subscription] : page.subscriptions) {
    const AppRecord* const app = world_.app(id);
    if (app == nullptr || !app->has_messenger || app->webhook.url.empty()) continue;
    const bool is_hidden =
        person != nullptr && world_.strangers == StrangerPolicy::silent && !world_.may_talk(*app, page, *person);
    if (is_hidden) continue;
    auto copy = copy_for(*app, page, person, event, at);
    if (!copy) continue;
    const std::uint64_t added = outbox_.add(std::move(*copy), id, page.id);
    if (id == first) number = added;
    published_.emplace_back(id, event.psid);
  }
  return number;
}

void SandboxCore::note_turn(const PageRecord& page, const Person& person) {
  ledger_.note_turn(page.id, person.profile.psid, person.thread.back());
}

void SandboxCore::publish_to(const AppRecord& app, const PageId& page, WebhookEvent event) {
  if (app.webhook.url.empty()) return;
  const LaneKey lane{app.id, event.psid};
  outbox_.add(std::move(event), app.id, page);
  published_.push_back(lane);
}

void SandboxCore::pump_published() {
  std::vector<LaneKey> lanes;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    lanes.swap(published_);
  }
  for (const LaneKey& lane : lanes) pump_soon(lane);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
