// How webhooks leave: one under way per person; those that fail are repeated beside, until they are accepted or given up.
#include <algorithm>
#include <utility>

#include "pagebridge/webhook/verified_body.hpp"
#include "testing/repetition.hpp"
#include "testing/sandbox_core.hpp"
#include "testing/webhook_answer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

void SandboxCore::pump_soon(const LaneKey& lane) {
  options_.executor->post([weak = weak_from_this(), lane] {
    if (const auto core = weak.lock()) core->pump(lane);
  });
}

void SandboxCore::pump(const LaneKey& lane) {
  std::optional<Taking> next;
  bool passes = false;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    passes = held_.count(lane) > 0;
    next = passes ? outbox_.take_waiting(lane) : outbox_.take_next(lane);
  }
  if (!next) return;
  if (passes || !meets_fault(*next, lane)) attempt(*next);
  if (passes) let_go_of_held(lane, std::nullopt);
}

bool SandboxCore::meets_fault(const Taking& taking, const LaneKey& lane) {
  constexpr std::chrono::seconds longest_hold{10}; // nobody may come after it
  tick();
  const Fault fault = next_fault(FaultOccasion::webhook);
  switch (fault.kind) {
    case FaultKind::delay: attempt_soon(taking, fault.delay); return true;
    case FaultKind::reorder: {
      {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (!outbox_.is_current(taking)) return true; // interrupted meanwhile
        held_[lane] = taking;
      }
      pump_soon(lane);
      options_.executor->post_after(longest_hold, [weak = weak_from_this(), lane, taking] {
        if (const auto core = weak.lock()) core->let_go_of_held(lane, taking);
      });
      return true;
    }
    case FaultKind::duplicate: {
      attempt(taking);
      std::optional<Taking> copy;
      {
        const std::lock_guard<std::mutex> lock(mutex_);
        copy = outbox_.take_copy(taking.number);
      }
      if (copy) attempt_soon(*copy, milliseconds(0));
      return true;
    }
    case FaultKind::drop: {
      {
        const std::lock_guard<std::mutex> lock(mutex_);
        ++changes_;
        outbox_.drop(taking);
      }
      pump_soon(lane);
      return true;
    }
    default: return false;
  }
}

/// Only `expected`, if it is given: another may have come in its place.
void SandboxCore::let_go_of_held(const LaneKey& lane, const std::optional<Taking>& expected) {
  Taking taking;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto held = held_.find(lane);
    if (held == held_.end() || (expected && !(held->second == *expected))) return;
    taking = held->second;
    held_.erase(held);
  }
  attempt(taking);
}

void SandboxCore::attempt_soon(const Taking& taking, milliseconds delay) {
  auto task = [weak = weak_from_this(), taking] {
    if (const auto core = weak.lock()) core->attempt(taking);
  };
  if (delay.count() == 0) {
    options_.executor->post(std::move(task));
  } else {
    options_.executor->post_after(delay, std::move(task));
  }
}

void SandboxCore::attempt(const Taking& taking) {
  const Timestamp at = now();
  HttpRequest request;
  request.method = "POST";
  {
    const Pumping pumping{*this};
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!outbox_.is_current(taking)) return; // it has ended, or waits again
    ++changes_;
    const AppId id = outbox_.lane_of(taking.number).first;
    const AppRecord* const app = world_.app(id);
    if (app == nullptr || app->webhook.url.empty()) return give_up_webhooks_of(id);
    request.url = app->webhook.url;
    request.body = outbox_.begin_attempt(taking, at);
    request.headers = {{"Content-Type", "application/json"},
                       {"X-Hub-Signature-256", signature_256(request.body, app->secret)}};
  }
  CallContext context;
  context.deadline = options_.clock->steady() + webhook_answer_within;
  // The sandbox is not held on the transport's thread: it may own the transport, which would then join its own thread.
  options_.webhook_transport->start(
      std::move(request), context,
      [weak = weak_from_this(), executor = options_.executor, taking](const Result<HttpResponse>& answer) {
        std::optional<int> status;
        if (answer) status = answer->status;
        std::string error = answer ? std::string() : std::string(to_string(answer.error().code));
        executor->post([weak, taking, status, error = std::move(error)] {
          if (const auto core = weak.lock()) core->end_attempt(taking, status, error);
        });
      });
}

/// A receiver that accepts what was interrupted meanwhile, or given up, has accepted it all the same; but the webhook goes on.
void SandboxCore::end_attempt(const Taking& taking, std::optional<int> status, std::string error) {
  if (status && *status != 200) error = "answered " + std::to_string(*status);
  std::optional<milliseconds> delay;
  LaneKey lane;
  const Timestamp at = now();
  {
    const Pumping pumping{*this};
    const std::lock_guard<std::mutex> lock(mutex_);
    const SandboxWebhook* const record = outbox_.record(taking.number);
    if (record == nullptr) return;
    ++changes_;
    if (status == 200) ledger_.note_webhook(*record, at);
    if (!outbox_.is_current(taking)) return;
    lane = outbox_.lane_of(taking.number);
    const PageId page = record->page; // the record may be forgotten below
    const auto left = judge_locked(taking.number, status == 200, at);
    delay = outbox_.end_attempt(taking, status, std::move(error), at);
    if (delay && left) delay = std::min(*delay, *left);
    if (left && left->count() <= 0) {
      disable_locked(lane.first, page);
      delay.reset();
    }
  }
  if (!delay) return pump(lane);
  attempt_soon(taking, *delay); // an immediate one before those that come after it
  pump_soon(lane);
}

/// After an hour without a success the App loses its subscription to the Page, and must subscribe again by itself:
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks
/// Returns how much of the hour is left, if it has begun.
std::optional<milliseconds> SandboxCore::judge_locked(std::uint64_t number, bool accepted, Timestamp now) {
  const SandboxWebhook& record = *outbox_.record(number);
  PageRecord* const page = world_.page(record.page);
  if (page == nullptr || !is_messengers(record.field)) return std::nullopt;
  const auto found = page->subscriptions.find(record.app);
  if (found == page->subscriptions.end()) return std::nullopt;
  std::optional<Timestamp>& failing_since = found->second.failing_since;
  if (accepted) {
    failing_since.reset();
    return std::nullopt;
  }
  if (!failing_since) failing_since = now;
  return *failing_since + disabled_after - now;
}

void SandboxCore::disable_locked(const AppId& app, const PageId& page) {
  world_.page(page)->subscriptions.erase(app);
  outbox_.give_up(app, page, "webhooks disabled: an hour of failures");
  pump_others_of(app);
}

void SandboxCore::give_up_webhooks_of(const AppId& app) {
  outbox_.give_up(app, std::nullopt, "the App's webhook was removed");
  pump_others_of(app);
}

/// Pages share the lane of what concerns no one person.
void SandboxCore::pump_others_of(const AppId& app) {
  for (const LaneKey& lane : outbox_.waiting_lanes())
    if (lane.first == app) published_.push_back(lane);
}

Result<void> SandboxCore::repeat_last_webhook() {
  std::optional<Taking> copy;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    copy = outbox_.take_repetition();
  }
  if (!copy) return not_sent(ErrorCode::not_found, "no webhook has been sent yet");
  attempt_soon(*copy, milliseconds(0));
  return {};
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
