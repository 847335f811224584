#pragma once

#include <cstddef>
#include <memory>

#include "pagebridge/config.hpp"
#include "pagebridge/executor.hpp"
#include "pagebridge/testing/export.hpp"
#include "pagebridge/testing/manual_clock.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// An Executor without threads: tasks run when a test says so, one after the other, in the order in which they were
/// posted or became due, so that every run is the same run. A timer that becomes due goes behind the tasks that wait
/// already; timers of one moment keep their order.
/// Threads: post() and post_after() from any thread; the functions that run tasks on one thread at a time, never inside
/// a task. Lifetime: a task that has not run when the executor dies is destroyed unrun.
class PAGEBRIDGE_TESTING_EXPORT ManualExecutor final : public Executor {
 public:
  /// `clock` must not be null.
  explicit ManualExecutor(std::shared_ptr<ManualClock> clock);
  ~ManualExecutor() override;
  ManualExecutor(const ManualExecutor&) = delete;
  ManualExecutor& operator=(const ManualExecutor&) = delete;

  void post(Task task) override;
  void post_after(milliseconds delay, Task task) override;

  /// Runs what is due now, and what that posts, until nothing is due; time stands still. Returns how many tasks ran;
  /// stops after a million, since then one posts itself for ever.
  std::size_t run_ready();
  /// Lets `by` pass: moves the clock from timer to timer, so that each runs at its own time. Returns how many ran.
  std::size_t advance(milliseconds by);
  /// Runs tasks and moves the clock to the next timer until nothing waits. Gives up, and returns false, when `at_most`
  /// has passed and timers still wait. Time passes here: retries and deadlines happen.
  bool run_until_idle(milliseconds at_most);
  /// The same, within an hour.
  bool run_until_idle();

  /// How many tasks and timers have not run yet.
  [[nodiscard]] std::size_t waiting() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
