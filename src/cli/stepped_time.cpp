#include "cli/stepped_time.hpp"

#include <utility>

namespace pagebridge::cli {

void SteppedClock::move_to(Timestamp time) {
  std::int64_t old = wall_ms_.load();
  while (old < to_unix_ms(time) && !wall_ms_.compare_exchange_weak(old, to_unix_ms(time))) continue;
}

void SteppedExecutor::post_after(milliseconds delay, Task task) {
  if (delay.count() <= 0) return post(std::move(task));
  const std::lock_guard<std::mutex> lock(mutex_);
  timers_.emplace(clock_->wall() + delay, std::move(task));
}

Executor::Task SteppedExecutor::take(Timestamp end) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (timers_.empty() || timers_.begin()->first > end) return nullptr;
  clock_->move_to(timers_.begin()->first);
  Task task = std::move(timers_.begin()->second);
  timers_.erase(timers_.begin());
  return task;
}

void SteppedExecutor::advance(milliseconds by) {
  const std::lock_guard<std::mutex> lock(advancing_);
  const Timestamp end = clock_->wall() + by;
  while (const Task task = take(end)) task();
  clock_->move_to(end);
}

} // namespace pagebridge::cli
