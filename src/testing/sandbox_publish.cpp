// Who gets to know of what happened.
#include "json/writer.hpp"
#include "testing/routing.hpp"
#include "testing/sandbox_core.hpp"
#include "testing/standby_copy.hpp"

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

/// Opt-ins go to all Apps of the Page, whoever has the thread:
/// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_optins
bool is_routed(const WebhookEvent& event) {
  return event.channel == WebhookEvent::Channel::messaging && event.field != "messaging_optins";
}

/// The event as `app` gets it: to an App that has not the thread it comes on standby, if at all.
std::optional<WebhookEvent> copy_for(const AppRecord& app, const PageRecord& page, const Person* person,
                                     const WebhookEvent& event, Timestamp now) {
  const AppId owner = person != nullptr && is_routed(event) ? sole_sender(page, *person, now) : AppId();
  if (!owner.empty() && owner != app.id) {
    if (!is_subscribed(app, page, "standby")) return std::nullopt;
    if (auto copy = standby_copy(event)) return visible_to(app, page, *copy);
    return std::nullopt;
  }
  if (!is_subscribed(app, page, event.field)) return std::nullopt;
  WebhookEvent copy = visible_to(app, page, event);
  if (copy.channel == WebhookEvent::Channel::changes && !app.webhook.includes_values) {
    copy.channel = WebhookEvent::Channel::changed_fields;
    copy.element = json::Writer().string(event.field).text();
  }
  return copy;
}

} // namespace

std::uint64_t SandboxCore::publish(PageRecord& page, const WebhookEvent& event, const AppId& first) {
  const Timestamp at = now();
  const Person* const person = page.threads.find(event.psid);
  const Person* const author = event.author.empty() ? person : page.threads.find(event.author);
  std::uint64_t number = 0;
  for (const auto& [id, subscription] : page.subscriptions) {
    const AppRecord* const app = world_.app(id);
    if (app == nullptr || !app->has_messenger || app->webhook.url.empty()) continue;
    const bool is_hidden =
        author != nullptr && world_.strangers == StrangerPolicy::silent && !world_.may_talk(*app, page, *author);
    if (is_hidden) continue;
    auto copy = copy_for(*app, page, person, event, at);
    if (!copy) continue;
    copy->at = page.threads.last_stamp();
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
  if (const PageRecord* const its = world_.page(page)) event.at = its->threads.last_stamp();
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
