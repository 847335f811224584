#include "pagebridge/testing/manual_clock.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {
constexpr std::int64_t default_start_ms = 1770000000000;
// Not zero: a deadline at the epoch means that there is none.
constexpr std::int64_t steady_start_ms = 86400000;
} // namespace

ManualClock::ManualClock() : ManualClock(from_unix_ms(default_start_ms)) {}
ManualClock::ManualClock(Timestamp start) : wall_ms_(to_unix_ms(start)), steady_ms_(steady_start_ms) {}
ManualClock::~ManualClock() = default;

Timestamp ManualClock::wall() const { return from_unix_ms(wall_ms_.load()); }
SteadyTime ManualClock::steady() const { return SteadyTime(milliseconds(steady_ms_.load())); }

void ManualClock::advance(milliseconds by) {
  if (by.count() <= 0) return; // steady time never goes back
  wall_ms_ += by.count();
  steady_ms_ += by.count();
}

void ManualClock::correct_wall(milliseconds by) { wall_ms_ += by.count(); }

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
