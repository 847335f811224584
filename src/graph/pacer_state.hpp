#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/page_turns.hpp"
#include "graph/throttle_report.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/graph/pacer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

using WaitingCalls = std::vector<std::shared_ptr<WaitingCall>>;

/// A turn that did not come in time, and one that is not wanted any more. Private.
Error no_turn();
Error not_wanted();

/// The lock is never held while the executor is called, or while a registration dies: a cancel that is under way waits for
/// the lock.
struct Pacer::State : std::enable_shared_from_this<Pacer::State> {
  State(std::shared_ptr<Executor> the_executor, std::shared_ptr<Clock> the_clock, const PacingOptions& the_options)
      : executor(std::move(the_executor)), clock(std::move(the_clock)), options(the_options), rates(the_options) {}

  /// What to do once the lock is released.
  struct Outcome {
    WaitingCalls granted;
    WaitingCalls failed;
    std::optional<SteadyTime> wake_at;
  };

  void answer(const WaitingCalls& calls, const Error* error) const;
  void finish(const Outcome& outcome, const Error& error);
  PageTurns& page_named(const std::string& name, SteadyTime now);
  void drop_idle(SteadyTime now);
  void look_at(PageTurns& page, SteadyTime now, Outcome& outcome);
  void arm(Outcome& outcome);
  void forget(WaitingCall& call, SteadyTime now);
  void wake(SteadyTime armed_for);
  void cancel(const std::shared_ptr<WaitingCall>& call);
  Outcome queue(const TurnAsked& call, const std::shared_ptr<WaitingCall>& waiting, SteadyTime now);
  std::optional<milliseconds> learn(const std::string& name, const std::optional<ThrottleReport>& report);
  void set_throttled(PageTurns& page, int in_a_row);
  void close();

  const std::shared_ptr<Executor> executor;
  const std::shared_ptr<Clock> clock;
  const PacingOptions options;
  const Rates rates;

  mutable std::mutex mutex; ///< guards what follows
  std::unordered_map<std::string, PageTurns> pages;
  std::list<PageTurns*> recent; ///< the one asked for longest ago first
  // Ordered by numbers and not by addresses, so that a simulation can be repeated.
  std::map<std::pair<SteadyTime, std::uint64_t>, PageTurns*> agenda;      ///< when to look at a Page again
  std::map<std::pair<SteadyTime, std::uint64_t>, WaitingCall*> deadlines; ///< of those that have one
  std::set<SteadyTime> armed;                                             ///< timers that will come
  std::size_t waiting = 0;
  std::uint64_t last_number = 0;
  std::atomic<int> throttled_pages{0}; ///< written under the lock, so that answers need not take it to say nothing
};

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
