#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/token_bucket.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/graph/pacer.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// All rates of a pacer.
struct Rates {
  explicit Rates(const PacingOptions& options) noexcept;
  Rate send, media, conversations, private_replies, messenger_profile, user_menu, thread;
  int turns_before_yielding;
};

constexpr std::size_t pacing_classes = 7;
constexpr std::size_t priorities = 3;

class PageTurns;

/// A call that waits. Whoever waits derives from it, so that waiting takes little room.
class WaitingCall {
 public:
  virtual ~WaitingCall();
  WaitingCall(const WaitingCall&) = delete;
  WaitingCall& operator=(const WaitingCall&) = delete;

  /// On the executor: it is this call's turn, or why there will be none.
  virtual void turn_came(const Result<void>& turn) = 0;
  /// Outside all locks, before turn_came() is posted: it waits no more.
  virtual void left_queue() {}

 protected:
  WaitingCall() = default;

 private:
  friend class PageTurns;
  friend class Pacer;
  PacingClass pacing_ = PacingClass::other;
  std::uint64_t number_ = 0; ///< in the order of asking
  SteadyTime deadline_{};
  PageTurns* page_ = nullptr; ///< null: it waits no more
  struct Line* line_ = nullptr;
  std::list<std::shared_ptr<WaitingCall>>::iterator place_;
};

/// What is kept of one thread.
struct PacedThread {
  TokenBucket sends;
  TokenBucket menu;
  unsigned lines = 0; ///< that point here
};

/// A digest of a thread's PSID, which takes less room. Two threads that share one would only share a rate, too. 0: of no
/// thread.
using ThreadKey = std::uint64_t;

ThreadKey thread_key(const std::string& psid) noexcept;

/// A PacedCall in keys.
struct TurnAsked {
  TurnAsked(const PacedCall& call) noexcept // NOLINT(google-explicit-constructor): the same in other words
      : TurnAsked(call.page, thread_key(call.thread), call.pacing, call.priority) {}
  TurnAsked(const std::string& the_page, ThreadKey the_thread, PacingClass the_class, Priority the_priority) noexcept
      : page(the_page), thread(the_thread), pacing(the_class), priority(the_priority) {}

  const std::string& page;
  ThreadKey thread;
  PacingClass pacing;
  Priority priority;
};

/// The group's class, the priority, the thread. See PageTurns for the groups.
using LineKey = std::tuple<PacingClass, Priority, ThreadKey>;

/// The calls of one thread, priority and kind in their order. It stands in one of two places: among the ready ones, which
/// need a turn of the Page's, or among the resting ones, whose thread needs a pause.
struct Line {
  const LineKey* key = nullptr;  ///< its own, in the map
  PacedThread* thread = nullptr; ///< null: of no thread
  std::list<std::shared_ptr<WaitingCall>> calls;
  SteadyTime rests_until{}; ///< the epoch: it does not rest

  [[nodiscard]] Priority priority() const { return std::get<Priority>(*key); }
};

/// Who of one Page's calls comes next. No lock, no clock: the time is passed in. Private.
///
/// Sends of all sorts share one order; other classes have one each, and do not wait for each other.
class PageTurns {
 public:
  explicit PageTurns(const Rates& rates) : rates_(rates) {}
  PageTurns(const PageTurns&) = delete;
  PageTurns& operator=(const PageTurns&) = delete;
  ~PageTurns() = default;

  /// Takes a turn, if nobody needs to be waited for.
  bool try_take(const TurnAsked& call, SteadyTime now);
  void add(const TurnAsked& call, const std::shared_ptr<WaitingCall>& waiting, SteadyTime now);
  void remove(WaitingCall& waiting, SteadyTime now);
  /// Appends those whose turn it is.
  void grant(SteadyTime now, std::vector<std::shared_ptr<WaitingCall>>& granted);
  /// When it makes sense to ask again; nothing if nobody waits.
  [[nodiscard]] std::optional<SteadyTime> next_at(SteadyTime now) const;
  [[nodiscard]] milliseconds predicted_wait(const TurnAsked& call, SteadyTime now) const;

  void pause_until(SteadyTime time) { paused_until_ = std::max(paused_until_, time); }
  [[nodiscard]] SteadyTime paused_until() const noexcept { return paused_until_; }
  [[nodiscard]] bool is_idle(SteadyTime now) const noexcept {
    return lines_.empty() && busy_until_ <= now && paused_until_ <= now;
  }
  /// Everybody who waits; they wait no more.
  std::vector<std::shared_ptr<WaitingCall>> take_all();

  int throttled_in_a_row = 0;
  std::optional<SteadyTime> agenda{};       ///< under which time the pacer looks at this Page again
  std::list<PageTurns*>::iterator recent{}; ///< the pacer's, as the next two
  const std::string* name = nullptr;
  std::uint64_t number = 0; ///< in the order in which Pages came: what is due at one time goes in this order

 private:
  using ReadyKey = std::tuple<PacingClass, Priority, std::uint64_t>;
  using Candidate = std::map<ReadyKey, Line*>::const_iterator;

  PacedThread& thread_of(ThreadKey key, SteadyTime now);
  [[nodiscard]] SteadyTime thread_ready_at(PacingClass pacing, const PacedThread* thread, SteadyTime now,
                                           std::int64_t calls = 1) const noexcept;
  [[nodiscard]] SteadyTime page_ready_at(PacingClass pacing, SteadyTime now) const noexcept;
  void take(PacingClass pacing, PacedThread* thread, SteadyTime now);
  void take_from(TokenBucket& bucket, const Rate& rate, SteadyTime now);
  void place(Line& line, SteadyTime now);
  void unplace(Line& line);
  void leave(WaitingCall& waiting, SteadyTime now);
  [[nodiscard]] std::optional<Candidate> first_ready(PacingClass group, Priority priority, SteadyTime now) const;
  [[nodiscard]] std::optional<Candidate> next(PacingClass group, SteadyTime now);
  void wake_rested(SteadyTime now);
  using Counts = std::array<std::uint32_t, priorities>;
  [[nodiscard]] std::size_t ahead_of(const Counts& who, Priority priority) const noexcept;
  [[nodiscard]] bool anybody_waits(PacingClass group) const noexcept;

  const Rates& rates_;
  TokenBucket send_, media_, conversations_, private_replies_, messenger_profile_;
  SteadyTime paused_until_{};
  SteadyTime busy_until_{}; ///< by then all buckets are full
  std::unordered_map<ThreadKey, PacedThread> threads_;
  std::size_t sweep_threads_at_ = 64;
  std::map<LineKey, Line> lines_;
  std::map<ReadyKey, Line*> ready_;
  std::set<std::tuple<SteadyTime, std::uint64_t, Line*>> resting_; ///< by the number of the line's head
  std::array<Counts, pacing_classes> waiting_{};
  std::array<std::uint16_t, pacing_classes> passed_over_{}; ///< by group
};

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
