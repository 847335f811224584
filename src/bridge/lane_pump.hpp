#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "bridge/commands.hpp"
#include "bridge/lane_worker.hpp"
#include "bridge/node.hpp"
#include "strand.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace bridge {

/// Leases lanes that need somebody and hands them to workers; renews what this node holds. It looks when something was
/// appended here, when an alarm is due, and every `poll`, because other nodes append, too.
class LanePump : public std::enable_shared_from_this<LanePump> {
 public:
  LanePump(std::shared_ptr<Node> node, std::shared_ptr<Commands> commands);

  void start();
  void stop();
  void kick();
  /// Completes when no lane is being worked on and none needs it.
  void when_idle(Completion<void> done);

 private:
  struct Held {
    std::shared_ptr<LaneWorker> worker;
    std::uint64_t epoch = 0; ///< of what it was given last
  };

  void lease();
  void leased(SteadyTime asked_at, Result<Leases> leases);
  void hand_out(LeasedLane lane, const std::string& store_id, SteadyTime until);
  void drop_lost(const std::vector<LaneId>& held, SteadyTime until);
  void finished(LaneId lane, std::uint64_t epoch);
  void schedule(milliseconds delay);
  void answer_idle(bool nothing_due);
  std::shared_ptr<LaneWorker> make_worker(const LeasedLane& lane);

  std::shared_ptr<Node> node_;
  std::shared_ptr<Commands> commands_;
  std::shared_ptr<Strand> strand_;

  // On the strand:
  bool started_ = false;
  bool is_leasing_ = false;
  bool again_ = false;
  std::map<LaneId, Held> workers_;
  std::map<LaneId, std::weak_ptr<Strand>> desk_strands_;
  std::optional<SteadyTime> timer_; ///< when the next look is planned
  std::vector<Completion<void>> idle_waiters_;
};

} // namespace bridge
PAGEBRIDGE_END_NAMESPACE
