#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "pagebridge/config.hpp"
#include "pagebridge/graph/pacer.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// An Allowance in the units of steady time.
struct Rate {
  explicit Rate(const Allowance& allowance) noexcept {
    if (allowance.calls <= 0) return;
    const std::chrono::nanoseconds per = allowance.per;
    // Rounded up: never faster than allowed.
    spacing = (per + std::chrono::nanoseconds(allowance.calls - 1)) / allowance.calls;
    slack = spacing * (allowance.burst - 1);
  }
  [[nodiscard]] bool is_unlimited() const noexcept { return spacing.count() == 0; }

  std::chrono::nanoseconds spacing{0}; ///< between two calls, once the burst is used up
  std::chrono::nanoseconds slack{0};   ///< how much earlier than evenly spaced a call may be
};

/// A token bucket. In place of a number of tokens and the time when they were counted it keeps the one moment at which it
/// will be full again: nothing needs to happen while time passes, and there is nothing to round. Private.
class TokenBucket {
 public:
  /// When `calls` calls one after the other could have passed.
  [[nodiscard]] SteadyTime ready_at(const Rate& rate, SteadyTime now, std::int64_t calls = 1) const noexcept {
    if (rate.is_unlimited()) return now;
    return std::max(now, std::max(full_at_, now) + rate.spacing * (calls - 1) - rate.slack);
  }
  void take(const Rate& rate, SteadyTime now) noexcept {
    if (!rate.is_unlimited()) full_at_ = std::max(full_at_, now) + rate.spacing;
  }
  /// From then on it is as if it had never been used.
  [[nodiscard]] SteadyTime full_at() const noexcept { return full_at_; }

 private:
  SteadyTime full_at_{};
};

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
