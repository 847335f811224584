// How webhooks leave: one under way per person, repeated until it is accepted or given up.
#include <utility>

#include "pagebridge/webhook/verified_body.hpp"
#include "testing/sandbox_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks: "5 seconds or less".
constexpr milliseconds answer_within{5000};

} // namespace

void SandboxCore::pump_soon(const LaneKey& lane) {
  options_.executor->post([weak = weak_from_this(), lane] {
    if (const auto core = weak.lock()) core->pump(lane);
  });
}

void SandboxCore::pump(const LaneKey& lane) {
  std::optional<std::uint64_t> next;
  bool passes = false;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    passes = held_.count(lane) > 0;
    next = passes ? outbox_.take_waiting(lane) : outbox_.take_next(lane);
  }
  if (!next) return;
  if (passes || !meets_fault(*next, lane)) attempt(*next);
  if (passes) let_go_of_held(lane);
}

bool SandboxCore::meets_fault(std::uint64_t number, const LaneKey& lane) {
  constexpr std::chrono::seconds longest_hold{10}; // nobody may come after it
  tick();
  const Fault fault = next_fault(FaultOccasion::webhook);
  switch (fault.kind) {
    case FaultKind::delay: attempt_soon(number, fault.delay); return true;
    case FaultKind::reorder: {
      {
        const std::lock_guard<std::mutex> lock(mutex_);
        held_[lane] = number;
      }
      pump_soon(lane);
      options_.executor->post_after(longest_hold, [weak = weak_from_this(), lane] {
        if (const auto core = weak.lock()) core->let_go_of_held(lane);
      });
      return true;
    }
    case FaultKind::duplicate: {
      attempt(number);
      std::optional<std::uint64_t> copy;
      {
        const std::lock_guard<std::mutex> lock(mutex_);
        copy = outbox_.take_copy(number);
      }
      if (copy) attempt_soon(*copy, milliseconds(0));
      return true;
    }
    case FaultKind::drop: {
      {
        const std::lock_guard<std::mutex> lock(mutex_);
        outbox_.drop(number);
      }
      pump_soon(lane);
      return true;
    }
    default: return false;
  }
}

void SandboxCore::let_go_of_held(const LaneKey& lane) {
  std::uint64_t number = 0;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto held = held_.find(lane);
    if (held == held_.end()) return;
    number = held->second;
    held_.erase(held);
  }
  attempt(number);
}

void SandboxCore::attempt_soon(std::uint64_t number, milliseconds delay) {
  auto task = [weak = weak_from_this(), number] {
    if (const auto core = weak.lock()) core->attempt(number);
  };
  if (delay.count() == 0) {
    options_.executor->post(std::move(task));
  } else {
    options_.executor->post_after(delay, std::move(task));
  }
}

void SandboxCore::attempt(std::uint64_t number) {
  const Timestamp at = now();
  HttpRequest request;
  request.method = "POST";
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const AppRecord* const app = world_.app(outbox_.lane_of(number).first);
    if (app == nullptr || app->webhook.url.empty()) return outbox_.drop(number);
    request.url = app->webhook.url;
    request.body = outbox_.begin_attempt(number, at);
    request.headers = {{"Content-Type", "application/json"},
                       {"X-Hub-Signature-256", signature_256(request.body, app->secret)}};
  }
  CallContext context;
  context.deadline = options_.clock->steady() + answer_within;
  // The sandbox is not held on the transport's thread: it may own the transport, which would then join its own thread.
  options_.webhook_transport->start(
      std::move(request), context,
      [weak = weak_from_this(), executor = options_.executor, number](const Result<HttpResponse>& answer) {
        std::optional<int> status;
        if (answer) status = answer->status;
        std::string error = answer ? std::string() : std::string(to_string(answer.error().code));
        executor->post([weak, number, status, error = std::move(error)] {
          if (const auto core = weak.lock()) core->end_attempt(number, status, error);
        });
      });
}

void SandboxCore::end_attempt(std::uint64_t number, std::optional<int> status, std::string error) {
  if (status && *status != 200) error = "answered " + std::to_string(*status);
  std::optional<milliseconds> delay;
  LaneKey lane;
  const Timestamp at = now();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    lane = outbox_.lane_of(number);
    judge_locked(number, status == 200, at);
    const SandboxWebhook* const record = status == 200 ? outbox_.record(number) : nullptr;
    if (record != nullptr && record->state == SandboxWebhookState::under_way) ledger_.note_webhook(*record, at);
    delay = outbox_.end_attempt(number, status, std::move(error));
  }
  if (delay) {
    attempt_soon(number, *delay);
  } else {
    pump(lane);
  }
}

/// After an hour without a success the App loses its subscription to the Page, and must subscribe again by itself:
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks
void SandboxCore::judge_locked(std::uint64_t number, bool accepted, Timestamp now) {
  constexpr std::chrono::minutes warned_after{15};
  constexpr std::chrono::hours disabled_after{1};
  PageRecord* const page = world_.page(outbox_.page_of(number));
  const AppId app = outbox_.lane_of(number).first;
  const auto found = page == nullptr ? decltype(page->subscriptions.begin()){} : page->subscriptions.find(app);
  if (page == nullptr || found == page->subscriptions.end()) return;
  PageSubscription& subscription = found->second;
  if (accepted) {
    subscription.failing_since.reset();
    subscription.was_warned = false;
    return;
  }
  if (!subscription.failing_since) subscription.failing_since = now;
  subscription.was_warned = now - *subscription.failing_since >= warned_after;
  if (now - *subscription.failing_since < disabled_after) return;
  page->subscriptions.erase(found);
  outbox_.give_up(app, page->id, "webhooks disabled: an hour of failures");
}

Result<void> SandboxCore::repeat_last_webhook() {
  std::optional<std::uint64_t> copy;
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
