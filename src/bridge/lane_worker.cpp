#include "bridge/lane_worker.hpp"

#include <algorithm>
#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace bridge {

namespace {

constexpr milliseconds store_retry{200};
/// A lane that waits for its turn is looked after again after so many leases, also if its owner has fallen silent.
constexpr int takeover_watch = 4;

/// Watermarks may still move an outbound message that Meta's time is known of and that has not been read.
std::optional<std::int64_t> open_at(const desk::MessageRecord& record) {
  const bool open = record.message.direction == Direction::outbound && record.message.status != MessageStatus::read;
  if (!open || !record.echoed_at) return std::nullopt;
  return to_unix_ms(*record.echoed_at);
}

StoredMessage stored(const desk::MessageRecord& record) {
  StoredMessage message;
  message.id = record.message.id.text();
  if (!record.mid.empty()) message.keys.push_back(desk::mid_key(record.mid));
  message.open_at = open_at(record);
  message.bytes = desk::encode(record);
  return message;
}

} // namespace

LaneWorker::LaneWorker(std::shared_ptr<Node> node, LaneHooks hooks, std::shared_ptr<Strand> desk_strand, LaneId lane,
                       std::string lane_key)
    : node_(std::move(node)),
      hooks_(std::move(hooks)),
      lane_(lane),
      lane_key_(std::move(lane_key)),
      strand_(std::make_shared<Strand>(node_->options().executor)),
      desk_strand_(std::move(desk_strand)) {}

void LaneWorker::give(LeasedLane leased, std::string store_id, SteadyTime leased_until) {
  leased_until_.store(leased_until);
  strand_->post([self = shared_from_this(), leased = std::move(leased), store_id = std::move(store_id)]() mutable {
    self->store_id_ = std::move(store_id);
    self->take(std::move(leased));
  });
}

void LaneWorker::lose() {
  strand_->post([self = shared_from_this()] {
    if (!self->is_over_) self->ended();
  });
}

void LaneWorker::take(LeasedLane leased) {
  if (node_->stopped() || leased.epoch < epoch_) return;
  if (leased.epoch > epoch_) take_over(leased);
  if (is_unreadable_) return;
  if (is_over_) return hooks_.wake_in(milliseconds(0)); // it was released while the news came: lease it again
  for (StoredFact& fact : leased.facts) {
    if (fact.seq <= known_seq_) continue;
    known_seq_ = fact.seq;
    pending_.push_back({fact.seq, std::move(fact.bytes)});
  }
  alarm_ = alarm_ || leased.alarm;
  advance();
}

void LaneWorker::take_over(LeasedLane& leased) {
  epoch_ = leased.epoch;
  is_over_ = false;
  is_busy_ = false;
  pending_.clear();
  known_seq_ = leased.stepped_to;
  alarm_ = false;
  is_turn_asked_ = false;
  has_turn_ = false;
  open_.clear();
  begun_.clear();
  to_settle_.clear();
  is_delivering_ = false;
  unreadable_.clear();
  const auto state = leased.state.empty() ? desk::LaneState{} : desk::decode_state(leased.state);
  is_unreadable_ = !state;
  if (is_unreadable_) {
    // Written by a newer version: stepping on without it would lose what it knows. The worker stays, so that this node
    // leaves the lane alone; once it stops, a node that can read it takes over.
    node_->log(LogLevel::error, "lane_unreadable", {{"lane", std::to_string(lane_)}});
    is_over_ = true;
    return;
  }
  state_ = *state;
  alarm_ = !state_.queue.empty(); // whoever had the lane before may have been waiting for its turn
  for (const StoredEffect& effect : leased.effects) {
    auto body = desk::decode_effect(effect.bytes);
    if (!body) {
      node_->log(LogLevel::error, "effect_unreadable", {{"lane", std::to_string(lane_)}});
      unreadable_.push_back(effect);
      continue;
    }
    if (const auto* send = std::get_if<desk::SendToGraph>(&*body)) {
      desk::SendSettled unknown;
      unknown.message = send->message;
      unknown.effect = effect.id;
      unknown.failure.code = ErrorCode::cancelled;
      begun_.insert(effect.id);
      node_->append(lane_, unknown);
    }
    open_[effect.id] = {effect.id, std::move(*body)};
  }
}

void LaneWorker::advance() {
  if (is_over_ || is_busy_) return;
  if (node_->stopped()) return ended();
  if (!unreadable_.empty()) {
    drop_unreadable_effects();
  } else if (!pending_.empty()) {
    const Pending next = std::move(pending_.front());
    pending_.pop_front();
    auto fact = desk::decode_fact(next.bytes);
    if (!fact) return skip_unreadable(next);
    begin_step(next.seq, desk::parse_fact(std::move(*fact)));
  } else if (alarm_ || has_turn_) {
    alarm_ = false;
    const desk::Due due{std::exchange(has_turn_, false)};
    begin_step(0, desk::ParsedFact{{node_->now(), due}, std::nullopt});
  } else {
    run_effects();
    settle_and_release();
  }
}

void LaneWorker::begin_step(std::uint64_t seq, desk::ParsedFact fact) {
  is_busy_ = true;
  desk::Touch touch = desk::touches(node_->view_of(lane_, lane_key_), state_, fact);
  if (touch.keys.empty() && !touch.open_until) return step(seq, fact, {});
  load_touched(seq, std::make_shared<desk::ParsedFact>(std::move(fact)),
               Find{lane_, std::move(touch.keys), touch.open_until});
}

void LaneWorker::load_touched(std::uint64_t seq, std::shared_ptr<desk::ParsedFact> fact, Find query) {
  auto self = shared_from_this();
  node_->options().store->find(query, [self, seq, fact, query, epoch = epoch_](Result<Found> found) {
    self->strand_->post([self, seq, fact, query, epoch, found = std::move(found)] {
      if (self->epoch_ != epoch || self->is_over_) return;
      if (found) return self->step(seq, *fact, found->messages);
      self->node_->log(LogLevel::error, "store_unavailable", {{"call", "find"}});
      self->node_->post_after(store_retry, [self, seq, fact, query, epoch] {
        self->strand_->post([self, seq, fact, query, epoch] {
          if (self->epoch_ == epoch && !self->is_over_) self->load_touched(seq, fact, query);
        });
      });
    });
  });
}

std::vector<desk::MessageRecord> LaneWorker::records_of(const std::vector<StoredMessage>& messages) const {
  std::vector<desk::MessageRecord> records;
  for (const StoredMessage& message : messages) {
    auto record = desk::decode_record(message.bytes);
    if (record) {
      records.push_back(std::move(*record));
    } else {
      node_->log(LogLevel::error, "message_unreadable", {{"lane", std::to_string(lane_)}});
    }
  }
  return records;
}

void LaneWorker::step(std::uint64_t seq, const desk::ParsedFact& fact, const std::vector<StoredMessage>& touched) {
  desk::StepResult result = desk::step(node_->view_of(lane_, lane_key_), state_, records_of(touched), fact);

  auto change = std::make_shared<Commit>();
  if (seq != 0) change->stepped_to = seq;
  change->state = desk::encode(result.state);
  for (const desk::MessageRecord& record : result.messages) change->messages.push_back(stored(record));
  for (const desk::Effect& effect : result.effects)
    change->effects.push_back({effect.id, 0, desk::encode(effect.body)});
  change->settled = result.settled;
  if (result.answer) change->answers.push_back({seq, desk::encode(*result.answer)});
  if (result.dead_letter) {
    const bool rejected = std::holds_alternative<desk::DeskRejected>(fact.fact.body);
    node_->count("pagebridge_dead_letters_total", "reason", rejected ? "rejected" : fact.event ? "page" : "body");
    change->dead_letters.push_back({0, {}, result.dead_letter->reason, fact.fact.at, result.dead_letter->bytes});
  }
  change->set_alarm = true;
  bool due_now = false;
  if (result.wake_at) {
    const milliseconds wait = std::max(*result.wake_at - node_->now(), milliseconds(0));
    due_now = wait.count() == 0;
    change->wake_in = wait;
  } else if (result.turn) {
    change->wake_in = takeover_watch * node_->options().lease; // for whoever has the lane then, if we have not
  }
  auto self = shared_from_this();
  commit(change, [self, change, due_now, result = std::move(result)]() mutable {
    self->state_ = std::move(result.state);
    for (desk::Effect& effect : result.effects) self->open_[effect.id] = std::move(effect);
    for (const StoredAnswer& answer : change->answers) self->hooks_.answered(self->lane_, answer.seq, answer.bytes);
    if (due_now) self->alarm_ = true;
    if (change->wake_in && !due_now) self->hooks_.wake_in(*change->wake_in);
    if (result.turn) self->ask_turn(*result.turn);
    self->run_effects();
  });
}

/// The step that sends comes when the Page's limits leave room for it: a message that waits is queued, and not on its way.
void LaneWorker::ask_turn(const desk::TurnWanted& wanted) {
  if (is_turn_asked_ || has_turn_) return;
  is_turn_asked_ = true;
  const desk::LaneView view = node_->view_of(lane_, lane_key_);
  graph::PacedCall call;
  call.page = view.service ? view.service->page.text() : std::string();
  call.thread = view.subject.psid.text();
  call.pacing = wanted.pacing;
  call.priority = wanted.human ? graph::Priority::human : graph::Priority::automation;
  turn_wait_ = CancelSource();
  node_->pacer().acquire(std::move(call), SteadyTime{}, turn_wait_.token(),
                         [self = shared_from_this(), epoch = epoch_](const Result<void>& granted) {
                           self->strand_->post([self, epoch, granted] { self->turn_came(epoch, granted); });
                         });
}

void LaneWorker::turn_came(std::uint64_t epoch, const Result<void>& granted) {
  if (epoch != epoch_ || is_over_) return;
  is_turn_asked_ = false;
  has_turn_ = granted.has_value();
  advance();
}

/// A fact that no version of us could have written, or only a newer one: kept where people find it, and the lane goes on.
void LaneWorker::skip_unreadable(const Pending& pending) {
  is_busy_ = true;
  node_->log(LogLevel::error, "fact_unreadable", {{"lane", std::to_string(lane_)}});
  auto change = std::make_shared<Commit>();
  change->stepped_to = pending.seq;
  change->dead_letters.push_back({0, {}, "a journal row that cannot be read", node_->now(), pending.bytes});
  node_->count("pagebridge_dead_letters_total", "reason", "unreadable");
  commit(change, [] {});
}

void LaneWorker::drop_unreadable_effects() {
  is_busy_ = true;
  auto change = std::make_shared<Commit>();
  for (StoredEffect& effect : unreadable_) {
    change->settled.push_back(effect.id);
    change->dead_letters.push_back(
        {0, {}, "work to be done that cannot be read", node_->now(), std::move(effect.bytes)});
    node_->count("pagebridge_dead_letters_total", "reason", "unreadable");
  }
  unreadable_.clear();
  commit(change, [] {});
}

/// Commits, and tries the very same again while the store cannot tell: repeating a commit changes nothing.
void LaneWorker::commit(std::shared_ptr<Commit> change, std::function<void()> then) {
  change->lane = lane_;
  change->epoch = epoch_;
  change->settled.insert(change->settled.end(), to_settle_.begin(), to_settle_.end());
  to_settle_.clear();
  auto self = shared_from_this();
  auto then_shared = std::make_shared<std::function<void()>>(std::move(then));
  node_->options().store->commit(*change, [self, change, then_shared](Result<void> committed) {
    self->strand_->post([self, change, then_shared, committed = std::move(committed)] {
      if (self->epoch_ != change->epoch || self->is_over_) return;
      if (committed) {
        self->is_busy_ = false;
        for (const std::uint64_t id : change->settled) {
          self->open_.erase(id);
          self->begun_.erase(id);
        }
        (*then_shared)();
        return self->advance();
      }
      if (committed.error().code == ErrorCode::fenced || committed.error().code == ErrorCode::not_found) {
        self->node_->count("pagebridge_leases_lost_total", "reason", "fenced");
        return self->ended();
      }
      self->node_->log(LogLevel::error, "store_unavailable", {{"call", "commit"}});
      self->node_->post_after(store_retry, [self, change, then_shared] {
        self->strand_->post([self, change, then_shared] {
          if (self->epoch_ == change->epoch && !self->is_over_) self->commit(change, std::move(*then_shared));
        });
      });
    });
  });
}

/// Nothing to step: what has ended is settled, and if nothing is under way either, somebody else may have the lane.
void LaneWorker::settle_and_release() {
  const bool idle = open_.size() == to_settle_.size() && !is_turn_asked_;
  if (!idle && to_settle_.empty()) return;
  is_busy_ = true;
  auto change = std::make_shared<Commit>();
  change->release = idle;
  commit(change, [self = shared_from_this(), idle] {
    if (idle) self->ended();
  });
}

void LaneWorker::ended() {
  is_over_ = true;
  pending_.clear();
  turn_wait_.cancel();
  hooks_.finished(lane_, epoch_);
}

} // namespace bridge
PAGEBRIDGE_END_NAMESPACE
