#include "bridge/lane_pump.hpp"

#include <algorithm>
#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace bridge {

LanePump::LanePump(std::shared_ptr<Node> node, std::shared_ptr<Commands> commands)
    : node_(std::move(node)),
      commands_(std::move(commands)),
      strand_(std::make_shared<Strand>(node_->options().executor)) {}

void LanePump::start() {
  strand_->post([self = shared_from_this()] {
    self->started_ = true;
    self->lease();
  });
}

void LanePump::stop() {
  strand_->post([self = shared_from_this()] {
    self->started_ = false;
    for (auto& [lane, held] : self->workers_) held.worker->lose();
    self->workers_.clear();
    for (const auto& done : self->idle_waiters_) done(not_sent(ErrorCode::cancelled, "the bridge was stopped"));
    self->idle_waiters_.clear();
  });
}

void LanePump::kick() {
  strand_->post([self = shared_from_this()] { self->lease(); });
}

void LanePump::when_idle(Completion<void> done) {
  strand_->post([self = shared_from_this(), done] {
    if (!self->started_) return done(Result<void>());
    self->idle_waiters_.push_back(done);
    self->lease();
  });
}

void LanePump::lease() {
  if (!started_ || node_->stopped()) return;
  if (is_leasing_) {
    again_ = true;
    return;
  }
  is_leasing_ = true;
  LeaseRequest request;
  request.owner = node_->owner();
  request.duration = node_->options().lease;
  for (const auto& [lane, held] : workers_) request.working.push_back(lane);
  // The store counts from when it gets the call, which is later: counting from now, we never believe in a lease too long.
  const SteadyTime asked_at = node_->steady();
  auto self = shared_from_this();
  node_->options().store->lease(request, [self, asked_at](Result<Leases> leases) {
    self->strand_->post(
        [self, asked_at, leases = std::move(leases)]() mutable { self->leased(asked_at, std::move(leases)); });
  });
}

void LanePump::leased(SteadyTime asked_at, Result<Leases> leases) {
  is_leasing_ = false;
  if (!started_ || node_->stopped()) return;
  milliseconds next = node_->options().poll;
  bool nothing_due = false;
  if (leases) {
    const SteadyTime until = asked_at + node_->options().lease;
    drop_lost(leases->held, until);
    nothing_due = leases->lanes.empty();
    for (LeasedLane& lane : leases->lanes) hand_out(std::move(lane), leases->store_id, until);
    if (leases->next_due) next = std::min(next, *leases->next_due);
  } else {
    node_->log(LogLevel::error, "store_unavailable", {{"call", "lease"}});
  }
  if (!workers_.empty()) next = std::min(next, node_->options().lease / 3);
  const bool again = std::exchange(again_, false);
  answer_idle(nothing_due && !again);
  if (again) return lease();
  schedule(next);
}

void LanePump::hand_out(LeasedLane lane, const std::string& store_id, SteadyTime until) {
  Held& held = workers_[lane.lane];
  if (!held.worker) held.worker = make_worker(lane);
  held.epoch = lane.epoch;
  held.worker->give(std::move(lane), store_id, until);
}

std::shared_ptr<LaneWorker> LanePump::make_worker(const LeasedLane& lane) {
  const std::weak_ptr<LanePump> weak = weak_from_this();
  LaneHooks hooks;
  hooks.answered = [commands = commands_](LaneId id, std::uint64_t seq, const std::string& answer) {
    commands->answered(id, seq, answer);
  };
  hooks.finished = [weak](LaneId id, std::uint64_t epoch) {
    if (const auto pump = weak.lock()) pump->strand_->post([pump, id, epoch] { pump->finished(id, epoch); });
  };
  hooks.wake_in = [weak](milliseconds delay) {
    if (const auto pump = weak.lock()) pump->strand_->post([pump, delay] { pump->schedule(delay); });
  };
  // A call that still hangs in the desk keeps the old strand, so the next one waits for it.
  auto desk_strand = desk_strands_[lane.lane].lock();
  if (!desk_strand) {
    desk_strand = std::make_shared<Strand>(node_->options().executor);
    desk_strands_[lane.lane] = desk_strand;
  }
  return std::make_shared<LaneWorker>(node_, std::move(hooks), std::move(desk_strand), lane.lane, lane.lane_key);
}

void LanePump::drop_lost(const std::vector<LaneId>& held, SteadyTime until) {
  for (auto at = workers_.begin(); at != workers_.end();) {
    if (std::find(held.begin(), held.end(), at->first) != held.end()) {
      at->second.worker->extend(until);
      ++at;
    } else {
      at->second.worker->lose();
      at = workers_.erase(at);
    }
  }
}

void LanePump::finished(LaneId lane, std::uint64_t epoch) {
  const auto found = workers_.find(lane);
  if (found == workers_.end() || found->second.epoch != epoch) return;
  workers_.erase(found);
  if (const auto strand = desk_strands_.find(lane); strand != desk_strands_.end() && strand->second.expired())
    desk_strands_.erase(strand);
  if (!idle_waiters_.empty()) lease();
}

void LanePump::schedule(milliseconds delay) {
  const SteadyTime at = node_->steady() + delay;
  if (timer_ && *timer_ <= at) return; // an earlier look is planned already
  timer_ = at;
  node_->post_after(delay, [weak = weak_from_this(), at] {
    const auto pump = weak.lock();
    if (!pump) return;
    pump->strand_->post([pump, at] {
      if (pump->timer_ != at) return;
      pump->timer_.reset();
      pump->lease();
    });
  });
}

void LanePump::answer_idle(bool nothing_due) {
  if (!nothing_due || !workers_.empty()) return;
  for (const auto& done : std::exchange(idle_waiters_, {})) node_->post([done] { done(Result<void>()); });
}

} // namespace bridge
PAGEBRIDGE_END_NAMESPACE
