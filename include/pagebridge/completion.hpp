#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// The answer to one asynchronous call: copyable, so that it fits into std::function; the first answer counts, later ones
/// are ignored. If the last copy dies unanswered, it answers `host_failed` by itself, so that nobody waits for ever.
/// Threads: thread-safe; the handler runs once, on the thread that answers, inside its call. The library hops to its
/// Executor before it does anything with an answer, so a host may answer inside the call that it was given in.
template <class T>
class Completion {
 public:
  using Handler = std::function<void(Result<T>)>;

  Completion() = default;
  /// `handler` must not throw; one that captures the Completion itself would never be freed.
  Completion(Handler handler) // NOLINT(google-explicit-constructor)
      : state_(std::make_shared<State>(std::move(handler))) {}
  /// Any callable that takes a Result<T>, so that a lambda can stand where a Completion is asked for.
  template <class F, class = std::enable_if_t<std::is_invocable_v<F&, Result<T>> &&
                                              !std::is_same_v<std::decay_t<F>, Completion>>>
  Completion(F handler) // NOLINT(google-explicit-constructor)
      : Completion(Handler(std::move(handler))) {}

  void operator()(Result<T> result) const {
    if (state_) state_->answer(std::move(result));
  }
  /// Whether it can still be answered. A default-made one cannot: it drops what it is told.
  explicit operator bool() const noexcept { return state_ && !state_->answered.load(); }

 private:
  struct State {
    explicit State(Handler h) : handler(std::move(h)) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
      if (!answered.load())
        answer(Error{ErrorCode::host_failed,
                     "a completion was dropped unanswered; answer each one exactly once",
                     SendFate::unknown,
                     {}});
    }
    void answer(Result<T> result) {
      if (answered.exchange(true)) return;
      Handler once = std::move(handler);
      handler = nullptr;
      if (once) once(std::move(result));
    }
    Handler handler;
    std::atomic<bool> answered{false};
  };
  std::shared_ptr<State> state_;
};

/// Blocks until `call` has answered the Completion that it is given, and returns the answer: for tests, tools and simple
/// hosts. Never call it on a thread that runs the library's Executor: the answer would wait for itself.
template <class T, class F>
Result<T> wait(F&& call) {
  struct Slot {
    std::mutex mutex;
    std::condition_variable ready;
    std::optional<Result<T>> result;
  };
  auto slot = std::make_shared<Slot>();
  std::forward<F>(call)(Completion<T>([slot](Result<T> result) {
    const std::lock_guard<std::mutex> lock(slot->mutex);
    slot->result.emplace(std::move(result));
    slot->ready.notify_all();
  }));
  std::unique_lock<std::mutex> lock(slot->mutex);
  slot->ready.wait(lock, [&] { return slot->result.has_value(); });
  return std::move(*slot->result);
}

PAGEBRIDGE_END_NAMESPACE
