#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>

#include "pagebridge/executor.hpp"
#include "pagebridge/time.hpp"

namespace pagebridge::cli {

/// A wall clock that stands still until it is moved. Steady time goes on: deadlines of requests to other programs are real.
class SteppedClock final : public Clock {
 public:
  explicit SteppedClock(Timestamp start) : wall_ms_(to_unix_ms(start)) {}

  [[nodiscard]] Timestamp wall() const override { return from_unix_ms(wall_ms_.load()); }
  [[nodiscard]] SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
  /// Never back.
  void move_to(Timestamp time);

 private:
  std::atomic<std::int64_t> wall_ms_;
};

/// Runs tasks at once on another executor, and timers when its clock is moved past them.
/// Threads: thread-safe. Lifetime: a timer that is not due when it dies is destroyed unrun.
class SteppedExecutor final : public Executor {
 public:
  SteppedExecutor(std::shared_ptr<Executor> inner, std::shared_ptr<SteppedClock> clock)
      : inner_(std::move(inner)), clock_(std::move(clock)) {}

  void post(Task task) override { inner_->post(std::move(task)); }
  void post_after(milliseconds delay, Task task) override;
  /// Moves the clock from timer to timer, and runs each at its own time, on this thread.
  void advance(milliseconds by);

 private:
  /// Takes the next timer that is due by `end`, and moves the clock there.
  Task take(Timestamp end);

  const std::shared_ptr<Executor> inner_;
  const std::shared_ptr<SteppedClock> clock_;
  std::mutex advancing_;
  std::mutex mutex_; // guards timers_
  std::multimap<Timestamp, Task> timers_;
};

} // namespace pagebridge::cli
