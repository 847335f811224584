#include "pagebridge/testing/loopback_transport.hpp"

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "pagebridge/http/body_stream.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

Error broken(SendFate fate) {
  return Error{ErrorCode::connection, "the connection broke before an answer came", fate, {}};
}
Error too_late(SendFate fate) { return Error{ErrorCode::timeout, "no answer came before the deadline", fate, {}}; }

} // namespace

/// Tasks on the executor know it weakly: once the transport is gone, they find nothing to do.
struct LoopbackTransport::State : std::enable_shared_from_this<State> {
  struct Call {
    HttpRequest request;
    CallContext context;
    Completion<HttpResponse> done;
    bool handed_over = false;
    CancelToken::Registration cancellation{};
  };

  /// Tells the call's fate when the server drops its last copy of `respond`.
  struct Answer {
    Answer(std::weak_ptr<State> s, std::uint64_t n) : state(std::move(s)), number(n) {}
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;
    ~Answer() { give(broken(SendFate::unknown)); }
    void give(Result<HttpResponse> result) {
      if (given.exchange(true)) return;
      if (const auto alive = state.lock()) alive->finish(number, std::move(result));
    }
    std::weak_ptr<State> state;
    std::uint64_t number;
    std::atomic<bool> given{false};
  };

  void hand_over(std::uint64_t number);
  void finish(std::uint64_t number, Result<HttpResponse> result);
  void cancel(std::uint64_t number);
  void keep(std::uint64_t number, CancelToken::Registration cancellation);
  void settle(std::uint64_t number, Result<HttpResponse> result);

  std::shared_ptr<Executor> executor;
  std::shared_ptr<Clock> clock;
  Server server;
  std::mutex mutex;
  std::uint64_t last = 0;
  std::map<std::uint64_t, Call> calls;
};

/// Calls the server, unless it is too late for that.
void LoopbackTransport::State::hand_over(std::uint64_t number) {
  const SteadyTime now = clock->steady();
  std::optional<HttpRequest> request;
  CallContext context;
  {
    const std::lock_guard<std::mutex> lock(mutex);
    const auto call = calls.find(number);
    if (call == calls.end()) return;
    context = call->second.context;
    const bool late = (context.deadline != SteadyTime() && now >= context.deadline) ||
                      (context.send_before && now >= *context.send_before);
    if (!late) {
      call->second.handed_over = true;
      request = std::move(call->second.request);
    }
  }
  if (!request) return settle(number, too_late(SendFate::not_sent));
  if (request->body_stream) {
    auto bytes = read_all(*std::exchange(request->body_stream, nullptr));
    if (!bytes) return settle(number, bytes.error());
    request->body = std::move(*bytes);
  }
  const auto answer = std::make_shared<Answer>(weak_from_this(), number);
  server(std::move(*request), [answer](HttpResponse response) {
    if (response.status == 0) {
      answer->give(broken(SendFate::unknown));
    } else {
      answer->give(std::move(response));
    }
  });
  if (context.deadline == SteadyTime() || answer->given.load()) return;
  const auto left = std::chrono::ceil<milliseconds>(context.deadline - now);
  executor->post_after(left, [weak = weak_from_this(), number] {
    if (const auto alive = weak.lock()) alive->settle(number, too_late(SendFate::unknown));
  });
}

/// An answer takes a turn of its own.
void LoopbackTransport::State::finish(std::uint64_t number, Result<HttpResponse> result) {
  executor->post([weak = weak_from_this(), number, result = std::move(result)]() mutable {
    if (const auto alive = weak.lock()) alive->settle(number, std::move(result));
  });
}

/// Comes on the thread that cancels, perhaps under its locks: so the answer takes a turn of its own, too.
void LoopbackTransport::State::cancel(std::uint64_t number) {
  executor->post([weak = weak_from_this(), number] {
    const auto alive = weak.lock();
    if (!alive) return;
    SendFate fate = SendFate::not_sent;
    {
      const std::lock_guard<std::mutex> lock(alive->mutex);
      const auto call = alive->calls.find(number);
      if (call == alive->calls.end()) return;
      if (call->second.handed_over) fate = SendFate::unknown;
    }
    alive->settle(number, Error{ErrorCode::cancelled, "the caller cancelled", fate, {}});
  });
}

void LoopbackTransport::State::keep(std::uint64_t number, CancelToken::Registration cancellation) {
  const std::lock_guard<std::mutex> lock(mutex);
  if (const auto call = calls.find(number); call != calls.end()) call->second.cancellation = std::move(cancellation);
}

void LoopbackTransport::State::settle(std::uint64_t number, Result<HttpResponse> result) {
  Completion<HttpResponse> done;
  {
    const std::lock_guard<std::mutex> lock(mutex);
    const auto call = calls.find(number);
    if (call == calls.end()) return;
    done = std::move(call->second.done);
    calls.erase(call);
  }
  done(std::move(result));
}

LoopbackTransport::LoopbackTransport(std::shared_ptr<Executor> executor, std::shared_ptr<Clock> clock, Server server)
    : state_(std::make_shared<State>()) {
  state_->executor = std::move(executor);
  state_->clock = std::move(clock);
  state_->server = std::move(server);
}

LoopbackTransport::~LoopbackTransport() {
  std::map<std::uint64_t, State::Call> calls;
  {
    const std::lock_guard<std::mutex> lock(state_->mutex);
    calls.swap(state_->calls);
  }
  for (auto& [number, call] : calls) {
    const SendFate fate = call.handed_over ? SendFate::unknown : SendFate::not_sent;
    call.done(Error{ErrorCode::cancelled, "the transport was destroyed", fate, {}});
  }
}

void LoopbackTransport::start(HttpRequest request, const CallContext& context, Completion<HttpResponse> done) {
  std::uint64_t number = 0;
  {
    const std::lock_guard<std::mutex> lock(state_->mutex);
    number = ++state_->last;
    state_->calls.emplace(number, State::Call{std::move(request), context, std::move(done)});
  }
  auto registration = context.cancel.on_cancel([weak = std::weak_ptr<State>(state_), number] {
    if (const auto alive = weak.lock()) alive->cancel(number);
  });
  state_->keep(number, std::move(registration));
  state_->executor->post([weak = std::weak_ptr<State>(state_), number] {
    if (const auto alive = weak.lock()) alive->hand_over(number);
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
