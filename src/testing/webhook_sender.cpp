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

void SandboxCore::pump_soon(const Psid& psid) {
  options_.executor->post([weak = weak_from_this(), psid] {
    if (const auto core = weak.lock()) core->pump(psid);
  });
}

void SandboxCore::pump(const Psid& psid) {
  std::optional<std::uint64_t> next;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    next = outbox_.take_next(psid);
  }
  if (next) attempt(*next);
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
    request.url = subscription_.url;
    request.body = outbox_.begin_attempt(number, at);
  }
  request.headers = {{"Content-Type", "application/json"},
                     {"X-Hub-Signature-256", signature_256(request.body, options_.app_secret)}};
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
  Psid psid;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    psid = outbox_.person_of(number);
    delay = outbox_.end_attempt(number, status, std::move(error));
  }
  if (delay) {
    attempt_soon(number, *delay);
  } else {
    pump(psid);
  }
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
