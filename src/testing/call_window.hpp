#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/policy/platform_limits.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// So many calls in any stretch of time as long as the limit says, to the millisecond: a call at t counts from t on, and no
/// more at t + per. It keeps the times of that many calls and no more.
class SlidingWindow {
 public:
  explicit SlidingWindow(platform::CallLimit limit) : limit_(limit) {}

  [[nodiscard]] bool is_full(SteadyTime now) {
    forget(now);
    return limit_.calls > 0 && times_.size() >= static_cast<std::size_t>(limit_.calls);
  }
  /// A call beyond the limit takes the place of the oldest.
  void add(SteadyTime now) {
    if (limit_.calls <= 0) return;
    if (is_full(now)) times_.pop_front();
    times_.push_back(times_.empty() ? now : std::max(now, times_.back())); // callers' looks at the clock may cross
  }
  [[nodiscard]] bool is_idle(SteadyTime now) {
    forget(now);
    return times_.empty();
  }

 private:
  void forget(SteadyTime now) {
    while (!times_.empty() && times_.front() + limit_.per <= now) times_.pop_front();
  }

  platform::CallLimit limit_;
  std::deque<SteadyTime> times_;
};

/// How many calls there were in a long stretch of time, in steps, so that millions take no more memory than one. A call
/// counts at least as long as the stretch, and up to one step longer.
class CountWindow {
 public:
  explicit CountWindow(milliseconds per) : step_(std::max<SteadyTime::duration>(per / steps, milliseconds(1))) {}

  void add(SteadyTime now) {
    move_to(now);
    if (counts_.empty()) counts_.resize(kept);
    ++counts_[slot(newest_)];
    ++total_;
  }
  [[nodiscard]] std::uint64_t count(SteadyTime now) {
    move_to(now);
    return total_;
  }
  /// When there are fewer than `calls`, if none comes meanwhile.
  [[nodiscard]] SteadyTime below_at(std::uint64_t calls, SteadyTime now) {
    std::uint64_t left = count(now);
    for (std::int64_t step = newest_ - steps; left >= calls && left > 0; ++step) {
      left -= counts_[slot(step)];
      if (left < calls) return SteadyTime(step_ * (step + kept));
    }
    return now;
  }
  [[nodiscard]] bool is_idle(SteadyTime now) { return count(now) == 0; }

 private:
  static constexpr std::int64_t steps = 1440;
  static constexpr std::int64_t kept = steps + 1; ///< the newest is not over yet

  static std::size_t slot(std::int64_t step) { return static_cast<std::size_t>(((step % kept) + kept) % kept); }
  void move_to(SteadyTime now) {
    const std::int64_t step = now.time_since_epoch() / step_;
    if (!counts_.empty())
      for (std::int64_t next = std::max(newest_, step - kept) + 1; next <= step; ++next) {
        total_ -= counts_[slot(next)];
        counts_[slot(next)] = 0;
      }
    newest_ = std::max(newest_, step);
  }

  SteadyTime::duration step_;
  std::int64_t newest_ = 0;
  std::uint64_t total_ = 0;
  std::vector<std::uint32_t> counts_; ///< none until the first call
};

/// Windows by key. Those in which nothing counts any more go whenever their number has doubled: memory follows what is
/// going on, not what ever was.
template <class Windows>
class KeyedWindows {
 public:
  /// Makes it of `limits` if there is none.
  template <class Limits>
  Windows& at(const std::string& key, const Limits& limits, SteadyTime now) {
    if (const auto found = windows_.find(key); found != windows_.end()) return found->second;
    if (windows_.size() >= sweep_at_) sweep(now);
    return windows_.try_emplace(key, limits).first->second;
  }
  /// Null if there is none.
  [[nodiscard]] Windows* find(const std::string& key) {
    const auto found = windows_.find(key);
    return found == windows_.end() ? nullptr : &found->second;
  }
  [[nodiscard]] std::size_t size() const noexcept { return windows_.size(); }

 private:
  static constexpr std::size_t first_sweep = 64;

  void sweep(SteadyTime now) {
    for (auto one = windows_.begin(); one != windows_.end();)
      one = one->second.is_idle(now) ? windows_.erase(one) : std::next(one);
    sweep_at_ = std::max(first_sweep, windows_.size() * 2);
  }

  std::unordered_map<std::string, Windows> windows_;
  std::size_t sweep_at_ = first_sweep;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
