#include "pagebridge/testing/fake_transport.hpp"

#include <deque>
#include <list>
#include <mutex>
#include <optional>
#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {
Error given_up(const char* why) { return Error{ErrorCode::cancelled, why, SendFate::unknown, {}}; }
} // namespace

struct FakeTransport::State : std::enable_shared_from_this<FakeTransport::State> {
  struct Held {
    Completion<HttpResponse> done;
    CancelToken::Registration cancel; ///< must not die under the lock
  };

  std::shared_ptr<Held> hold(Completion<HttpResponse> done) {
    held.push_back(std::make_shared<Held>());
    held.back()->done = std::move(done);
    return held.back();
  }
  void cancel(const std::shared_ptr<Held>& one) {
    {
      const std::lock_guard<std::mutex> lock(mutex);
      held.remove(one);
    }
    one->done(given_up("cancelled in flight"));
  }

  mutable std::mutex mutex;
  std::deque<Result<HttpResponse>> script;
  std::vector<Request> requests;
  std::list<std::shared_ptr<Held>> held;
};

FakeTransport::FakeTransport() : state_(std::make_shared<State>()) {}
FakeTransport::~FakeTransport() {
  while (answer(given_up("the transport was destroyed"))) {
  }
}

void FakeTransport::will_answer(Result<HttpResponse> answer) {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  state_->script.push_back(std::move(answer));
}

bool FakeTransport::answer(Result<HttpResponse> answer) {
  std::shared_ptr<State::Held> longest;
  {
    const std::lock_guard<std::mutex> lock(state_->mutex);
    if (state_->held.empty()) return false;
    longest = std::move(state_->held.front());
    state_->held.pop_front();
  }
  longest->done(std::move(answer));
  return true;
}

std::size_t FakeTransport::held() const {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  return state_->held.size();
}

std::vector<FakeTransport::Request> FakeTransport::requests() const {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  return state_->requests;
}

void FakeTransport::start(HttpRequest request, const CallContext& context, Completion<HttpResponse> done) {
  std::optional<Result<HttpResponse>> scripted;
  std::shared_ptr<State::Held> held;
  {
    const std::lock_guard<std::mutex> lock(state_->mutex);
    state_->requests.push_back({std::move(request), context});
    if (state_->script.empty()) {
      held = state_->hold(done);
    } else {
      scripted = std::move(state_->script.front());
      state_->script.pop_front();
    }
  }
  if (scripted) return done(std::move(*scripted));
  auto registration =
      context.cancel.on_cancel([weak = std::weak_ptr<State>(state_), weak_held = std::weak_ptr<State::Held>(held)] {
        const auto alive = weak.lock();
        const auto still = weak_held.lock();
        if (alive && still) alive->cancel(still);
      });
  const std::lock_guard<std::mutex> lock(state_->mutex);
  held->cancel = std::move(registration);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
