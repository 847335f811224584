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
  /// Any callable that takes a Result<T>. It must not throw; one that captures the Completion itself would never be freed.
  template <class F, class = std::enable_if_t<std::is_invocable_v<F&, Result<T>> &&
                                              !std::is_same_v<std::decay_t<F>, Completion>>>
  Completion(F handler) // NOLINT(google-explicit-constructor)
      : state_(std::make_shared<StateOf<F>>(std::move(handler))) {}

  void operator()(Result<T> result) const {
    if (state_) state_->answer(std::move(result));
  }
  /// Whether it can still be answered. A default-made one cannot: it drops what it is told.
  explicit operator bool() const noexcept { return state_ && !state_->answered.load(); }

 private:
  struct State {
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    virtual ~State() = default;
    void answer(Result<T> result) {
      if (!answered.exchange(true)) run(std::move(result));
    }
    std::atomic<bool> answered{false};

   protected:
    virtual void run(Result<T> result) = 0;
  };

  /// One piece of memory for the state and the handler, since there is one for every call.
  template <class F>
  struct StateOf final : State {
    explicit StateOf(F h) : handler(std::move(h)) {}
    StateOf(const StateOf&) = delete;
    StateOf& operator=(const StateOf&) = delete;
    ~StateOf() override {
      if (!this->answered.load())
        this->answer(Error{ErrorCode::host_failed,
                           "a completion was dropped unanswered; answer each one exactly once",
                           SendFate::unknown,
                           {}});
    }
    void run(Result<T> result) override {
      F once = std::move(*handler);
      handler.reset(); // what it holds dies with this call, not with the last copy of the Completion
      if constexpr (std::is_same_v<F, Handler>) {
        if (!once) return;
      }
      once(std::move(result));
    }
    std::optional<F> handler;
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
