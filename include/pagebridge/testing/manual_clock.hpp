#pragma once

#include <atomic>
#include <cstdint>

#include "pagebridge/config.hpp"
#include "pagebridge/testing/export.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// A clock that stands still until a test moves it. Wall and steady time start at fixed moments, so that a run can be
/// repeated. Threads: thread-safe.
class PAGEBRIDGE_TESTING_EXPORT ManualClock final : public Clock {
 public:
  /// Starts at 2026-02-02 02:40:00 UTC, which is 1770000000000.
  ManualClock();
  explicit ManualClock(Timestamp start);
  ~ManualClock() override;
  ManualClock(const ManualClock&) = delete;
  ManualClock& operator=(const ManualClock&) = delete;

  [[nodiscard]] Timestamp wall() const override;
  [[nodiscard]] SteadyTime steady() const override;

  /// Lets time pass on both clocks. Timers of a ManualExecutor that are due by then run when it is asked to run.
  void advance(milliseconds by);
  /// Corrects the wall clock alone, forwards or backwards, as a time server does.
  void correct_wall(milliseconds by);

 private:
  std::atomic<std::int64_t> wall_ms_;
  std::atomic<std::int64_t> steady_ms_;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
