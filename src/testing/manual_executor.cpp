#include "pagebridge/testing/manual_executor.hpp"

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Shared with the running loop, so that a task may hold the last reference to the executor.
struct ManualExecutor::State {
  explicit State(std::shared_ptr<ManualClock> c) : clock(std::move(c)) {}

  /// Takes the next task that is due, if any.
  std::optional<Task> take() {
    const SteadyTime now = clock->steady();
    const std::lock_guard<std::mutex> lock(mutex);
    while (!timed.empty() && timed.begin()->first <= now) {
      ready.push_back(std::move(timed.begin()->second));
      timed.erase(timed.begin());
    }
    if (ready.empty()) return std::nullopt;
    std::optional<Task> task(std::move(ready.front()));
    ready.pop_front();
    return task;
  }

  std::size_t run() {
    constexpr std::size_t runaway = 1000000;
    std::size_t count = 0;
    while (count < runaway) {
      const std::optional<Task> task = take();
      if (!task) break;
      (*task)();
      ++count;
    }
    return count;
  }

  std::optional<SteadyTime> next_timer() const {
    const std::lock_guard<std::mutex> lock(mutex);
    if (timed.empty()) return std::nullopt;
    return timed.begin()->first;
  }

  /// Moves the clock to `time`, unless it is there already.
  void move_to(SteadyTime time) { clock->advance(std::chrono::duration_cast<milliseconds>(time - clock->steady())); }

  const std::shared_ptr<ManualClock> clock;
  mutable std::mutex mutex;
  std::deque<Task> ready;
  std::multimap<SteadyTime, Task> timed;
  bool stopping = false;
};

ManualExecutor::ManualExecutor(std::shared_ptr<ManualClock> clock)
    : state_(std::make_shared<State>(std::move(clock))) {}

ManualExecutor::~ManualExecutor() {
  std::deque<Task> ready;
  std::multimap<SteadyTime, Task> timed;
  const std::lock_guard<std::mutex> lock(state_->mutex);
  state_->stopping = true;
  ready.swap(state_->ready);
  timed.swap(state_->timed);
}

void ManualExecutor::post(Task task) {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  if (!state_->stopping) state_->ready.push_back(std::move(task));
}

void ManualExecutor::post_after(milliseconds delay, Task task) {
  const SteadyTime due = state_->clock->steady() + delay;
  const std::lock_guard<std::mutex> lock(state_->mutex);
  if (!state_->stopping) state_->timed.emplace(due, std::move(task));
}

std::size_t ManualExecutor::run_ready() {
  const auto state = state_;
  return state->run();
}

std::size_t ManualExecutor::advance(milliseconds by) {
  const auto state = state_;
  const SteadyTime end = state->clock->steady() + by;
  std::size_t count = state->run();
  for (auto next = state->next_timer(); next && *next <= end; next = state->next_timer()) {
    state->move_to(*next);
    count += state->run();
  }
  state->move_to(end);
  return count;
}

bool ManualExecutor::run_until_idle(milliseconds at_most) {
  const auto state = state_;
  const SteadyTime end = state->clock->steady() + at_most;
  state->run();
  for (auto next = state->next_timer(); next && *next <= end; next = state->next_timer()) {
    state->move_to(*next);
    state->run();
  }
  const std::lock_guard<std::mutex> lock(state->mutex);
  return state->ready.empty() && state->timed.empty();
}

bool ManualExecutor::run_until_idle() { return run_until_idle(std::chrono::hours(1)); }

std::size_t ManualExecutor::waiting() const {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  return state_->ready.size() + state_->timed.size();
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
