#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

using std::chrono::milliseconds;

/// A moment in Meta's or the host's wall time, in whole milliseconds since 1970 (UTC).
using Timestamp = std::chrono::time_point<std::chrono::system_clock, milliseconds>;
/// A moment that only serves to measure: leases, deadlines, retries.
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr Timestamp from_unix_ms(std::int64_t ms) noexcept { return Timestamp(milliseconds(ms)); }
constexpr std::int64_t to_unix_ms(Timestamp t) noexcept { return t.time_since_epoch().count(); }

/// Where the library takes its time from. Threads: all calls from many threads at once.
/// Lifetime: shared; it must outlive what was made with it.
class PAGEBRIDGE_EXPORT Clock {
 public:
  virtual ~Clock();
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;

  [[nodiscard]] virtual Timestamp wall() const = 0;
  [[nodiscard]] virtual SteadyTime steady() const = 0;

 protected:
  Clock() = default;
};

/// The machine's own clocks.
PAGEBRIDGE_EXPORT std::shared_ptr<Clock> make_system_clock();

PAGEBRIDGE_END_NAMESPACE
