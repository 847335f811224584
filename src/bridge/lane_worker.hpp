#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "bridge/node.hpp"
#include "desk/effect.hpp"
#include "desk/step.hpp"
#include "pagebridge/cancel_token.hpp"
#include "pagebridge/desk/agent_desktop.hpp"
#include "pagebridge/store/store.hpp"
#include "strand.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace bridge {

/// What a worker tells the others.
struct LaneHooks {
  std::function<void(LaneId, std::uint64_t seq, const std::string& answer)> answered;
  std::function<void(LaneId, std::uint64_t epoch)> finished; ///< released or lost: forget the worker
  std::function<void(milliseconds)> wake_in;                 ///< the lane will need somebody then
};

/// Works on one lane while this node holds its lease: steps its facts one by one, commits each, and runs its effects
/// beside the steps. All of it on a strand of its own, so lanes run in parallel and a lane never races with itself.
///
/// An effect is begun only if it was committed by this worker, or found where doing it again is harmless. A send that is
/// found has perhaps been done: its fate is unknown.
class LaneWorker : public std::enable_shared_from_this<LaneWorker> {
 public:
  /// `desk_strand`: the one on which the desk is told of this lane, whoever worked on it before.
  LaneWorker(std::shared_ptr<Node> node, LaneHooks hooks, std::shared_ptr<Strand> desk_strand, LaneId lane,
             std::string lane_key);

  /// What a lease brought: the whole lane under a new epoch, or more facts under the same one.
  void give(LeasedLane leased, std::string store_id, SteadyTime leased_until);
  /// The lease was renewed.
  void extend(SteadyTime leased_until) { leased_until_.store(leased_until); }
  /// The lease is gone: stop at the next safe point.
  void lose();

 private:
  struct Pending {
    std::uint64_t seq = 0;
    std::string bytes;
  };

  void take(LeasedLane leased);
  void take_over(LeasedLane& leased);
  void advance();
  void begin_step(std::uint64_t seq, desk::ParsedFact fact);
  void load_touched(std::uint64_t seq, std::shared_ptr<desk::ParsedFact> fact, Find query);
  [[nodiscard]] std::vector<desk::MessageRecord> records_of(const std::vector<StoredMessage>& messages) const;
  void step(std::uint64_t seq, const desk::ParsedFact& fact, const std::vector<StoredMessage>& touched);
  void skip_unreadable(const Pending& pending);
  void drop_unreadable_effects();
  void commit(std::shared_ptr<Commit> commit, std::function<void()> then);
  void ask_turn(const desk::TurnWanted& wanted);
  void turn_came(std::uint64_t epoch, const Result<void>& granted);
  void settle_and_release();
  void ended();

  // lane_effects.cpp
  void run_effects();
  void deliver(const desk::Effect& effect);
  void offer(std::uint64_t id, const DesktopEvent& event);
  void offer_again(std::uint64_t id, const DesktopEvent& event);
  void delivered(std::uint64_t id, const DesktopEvent& event, Result<Delivery> delivery);
  void send(const desk::Effect& effect, const desk::SendToGraph& send);
  void look_up_profile(const desk::Effect& effect);
  void look_up_thread(const desk::Effect& effect, const desk::LookUpThread& look_up);

  std::shared_ptr<Node> node_;
  LaneHooks hooks_;
  const LaneId lane_;
  const std::string lane_key_;
  std::shared_ptr<Strand> strand_;
  std::shared_ptr<Strand> desk_strand_;
  std::atomic<SteadyTime> leased_until_{};

  // On the strand:
  std::string store_id_;
  std::uint64_t epoch_ = 0;
  bool is_over_ = true; ///< no lease: nothing may be done
  desk::LaneState state_;
  std::deque<Pending> pending_;
  std::uint64_t known_seq_ = 0; ///< of the last fact that was queued or stepped
  bool alarm_ = false;
  bool is_turn_asked_ = false; ///< the lane waits for its turn among the Page's sends …
  bool has_turn_ = false;      ///< … and this came
  CancelSource turn_wait_;
  bool is_busy_ = false; ///< a find or commit is under way
  std::map<std::uint64_t, desk::Effect> open_;
  std::set<std::uint64_t> begun_;        ///< effects under way, or whose end is on its way as a fact
  std::vector<std::uint64_t> to_settle_; ///< ended without a fact
  std::vector<StoredEffect> unreadable_; ///< effects that become dead letters
  bool is_delivering_ = false;
  bool is_unreadable_ = false; ///< the lane's state is not of a version that we know
};

} // namespace bridge
PAGEBRIDGE_END_NAMESPACE
