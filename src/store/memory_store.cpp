#include "pagebridge/store/memory_store.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "pagebridge/random.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

constexpr std::size_t facts_per_lease = 256;

struct Seen {
  LaneId lane = 0;
  std::uint64_t seq = 0;
};

struct Lane {
  LaneId id = 0;
  std::string key;
  std::string state;
  std::uint64_t last_seq = 0;
  std::uint64_t stepped_to = 0;
  std::map<std::uint64_t, std::string> facts; ///< not stepped yet
  std::map<std::uint64_t, std::string> answers;
  std::map<std::uint64_t, StoredEffect> effects; ///< open
  std::map<std::string, StoredMessage> messages;
  std::map<std::string, std::string> message_ids; ///< other name → id
  std::optional<SteadyTime> alarm;
  std::string owner; ///< empty: nobody
  std::uint64_t epoch = 0;
  SteadyTime leased_until{};

  [[nodiscard]] bool is_held(SteadyTime now) const { return !owner.empty() && now < leased_until; }
  [[nodiscard]] bool alarm_rings(SteadyTime now) const { return alarm && *alarm <= now; }
  [[nodiscard]] bool has_news(SteadyTime now) const { return !facts.empty() || alarm_rings(now); }
  [[nodiscard]] bool is_quiet() const { return facts.empty() && effects.empty() && !alarm && owner.empty(); }
};

class MemoryStoreImpl final : public MemoryStore {
 public:
  explicit MemoryStoreImpl(std::shared_ptr<Clock> clock) : clock_(std::move(clock)) {}

  void append(std::vector<AppendRow> rows, Completion<std::vector<Appended>> done) override {
    std::vector<Appended> appended;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      appended.reserve(rows.size());
      for (AppendRow& row : rows) appended.push_back(append_row(row));
    }
    done(std::move(appended));
  }

  void lease(LeaseRequest request, Completion<Leases> done) override {
    Leases leases;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      leases = lease_locked(request);
    }
    done(std::move(leases));
  }

  void commit(Commit commit, Completion<void> done) override {
    Result<void> result;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      result = commit_locked(std::move(commit));
    }
    done(std::move(result));
  }

  void find(Find query, Completion<Found> done) override {
    Result<Found> result = not_sent(ErrorCode::not_found, "the store has no such lane");
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (const Lane* lane = find_lane(query.lane)) result = find_messages(*lane, query);
    }
    done(std::move(result));
  }

  void list(std::size_t most, Completion<std::vector<StoredDeadLetter>> done) override {
    std::vector<StoredDeadLetter> newest;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      const std::size_t count = std::min(most, dead_letters_.size());
      newest.assign(dead_letters_.rbegin(), dead_letters_.rbegin() + static_cast<std::ptrdiff_t>(count));
    }
    done(std::move(newest));
  }

 private:
  Lane* find_lane(LaneId id) {
    const auto found = lanes_.find(id);
    return found == lanes_.end() ? nullptr : &found->second;
  }

  Lane* lane_for(const AppendRow& row) {
    if (row.lane != 0) return find_lane(row.lane);
    const auto known = lane_ids_.find(row.lane_key);
    if (known != lane_ids_.end()) return find_lane(known->second);
    const LaneId id = lanes_.size() + 1;
    lane_ids_.emplace(row.lane_key, id);
    Lane& lane = lanes_[id];
    lane.id = id;
    lane.key = row.lane_key;
    return &lane;
  }

  Appended append_row(AppendRow& row) {
    if (!row.dedupe_key.empty()) {
      if (const auto seen = seen_.find(row.dedupe_key); seen != seen_.end()) return duplicate(seen->second);
    }
    Lane* lane = lane_for(row);
    if (lane == nullptr) return {Appended::Status::no_lane, row.lane, 0, std::nullopt};
    const std::uint64_t seq = ++lane->last_seq;
    lane->facts.emplace(seq, std::move(row.fact));
    busy_.insert(lane->id);
    if (!row.dedupe_key.empty()) seen_.emplace(std::move(row.dedupe_key), Seen{lane->id, seq});
    return {Appended::Status::stored, lane->id, seq, std::nullopt};
  }

  Appended duplicate(const Seen& seen) {
    Appended appended{Appended::Status::duplicate, seen.lane, seen.seq, std::nullopt};
    const Lane* lane = find_lane(seen.lane);
    if (lane == nullptr) return appended;
    const auto answer = lane->answers.find(seen.seq);
    if (answer != lane->answers.end()) appended.answer = answer->second;
    return appended;
  }

  Leases lease_locked(const LeaseRequest& request) {
    const SteadyTime now = clock_->steady();
    Leases leases;
    leases.store_id = store_id_;
    std::optional<SteadyTime> next;
    for (auto at = busy_.begin(); at != busy_.end();) {
      Lane& lane = lanes_.at(*at);
      at = lane.is_quiet() ? busy_.erase(at) : std::next(at);
      const auto due = lease_lane(lane, request, now, leases);
      if (due) next = next ? std::min(*next, *due) : *due;
    }
    if (next) leases.next_due = std::chrono::ceil<milliseconds>(std::max(*next, now) - now);
    return leases;
  }

  /// Leases the lane if it is this owner's to have; the answer is when it will need an owner that it does not need now.
  static std::optional<SteadyTime> lease_lane(Lane& lane, const LeaseRequest& request, SteadyTime now, Leases& leases) {
    const bool held = lane.is_held(now);
    const bool mine = held && lane.owner == request.owner;
    const bool is_open = lane.has_news(now) || !lane.effects.empty();
    if (held && !mine) return is_open ? std::optional<SteadyTime>(lane.leased_until) : std::nullopt;
    const bool known =
        mine && std::find(request.working.begin(), request.working.end(), lane.id) != request.working.end();
    const bool wanted = known ? lane.has_news(now) : is_open;
    if (!mine && wanted && leases.lanes.size() >= request.most) return now;
    if (mine || wanted) take(lane, mine, wanted, request, now, leases);
    return lane.alarm_rings(now) ? std::nullopt : lane.alarm;
  }

  static void take(Lane& lane, bool mine, bool wanted, const LeaseRequest& request, SteadyTime now, Leases& leases) {
    if (!mine) {
      lane.owner = request.owner;
      ++lane.epoch;
    }
    lane.leased_until = now + request.duration;
    leases.held.push_back(lane.id);
    if (wanted) leases.lanes.push_back(contents(lane, now));
  }

  static LeasedLane contents(const Lane& lane, SteadyTime now) {
    LeasedLane leased;
    leased.lane = lane.id;
    leased.lane_key = lane.key;
    leased.epoch = lane.epoch;
    leased.stepped_to = lane.stepped_to;
    leased.state = lane.state;
    leased.alarm = lane.alarm_rings(now);
    for (const auto& [seq, fact] : lane.facts) {
      if (leased.facts.size() == facts_per_lease) break;
      leased.facts.push_back({seq, fact});
    }
    for (const auto& [id, effect] : lane.effects) leased.effects.push_back(effect);
    return leased;
  }

  Result<void> commit_locked(Commit commit) {
    Lane* lane = find_lane(commit.lane);
    if (lane == nullptr) return not_sent(ErrorCode::not_found, "the store has no such lane");
    if (lane->epoch != commit.epoch || lane->owner.empty())
      return not_sent(ErrorCode::fenced, "another owner has the lane; drop what you were doing with it");
    if (commit.stepped_to) {
      lane->stepped_to = std::max(lane->stepped_to, *commit.stepped_to);
      lane->facts.erase(lane->facts.begin(), lane->facts.upper_bound(*commit.stepped_to));
    }
    if (commit.state) lane->state = std::move(*commit.state);
    for (StoredMessage& message : commit.messages) keep_message(*lane, std::move(message));
    for (StoredEffect& effect : commit.effects) {
      effect.epoch = commit.epoch;
      const std::uint64_t id = effect.id;
      lane->effects[id] = std::move(effect);
    }
    for (const std::uint64_t id : commit.settled) lane->effects.erase(id);
    for (StoredAnswer& answer : commit.answers) lane->answers[answer.seq] = std::move(answer.bytes);
    for (StoredDeadLetter& letter : commit.dead_letters) {
      letter.lane = lane->id;
      letter.lane_key = lane->key;
      dead_letters_.push_back(std::move(letter));
    }
    if (commit.set_alarm)
      lane->alarm = commit.wake_in ? std::optional<SteadyTime>(clock_->steady() + *commit.wake_in) : std::nullopt;
    if (commit.release) lane->owner.clear();
    return {};
  }

  static void keep_message(Lane& lane, StoredMessage message) {
    for (const std::string& key : message.keys) lane.message_ids[key] = message.id;
    const std::string id = message.id;
    lane.messages[id] = std::move(message);
  }

  static Found find_messages(const Lane& lane, const Find& query) {
    std::set<std::string> ids;
    for (const std::string& key : query.keys) {
      if (lane.messages.count(key) != 0) ids.insert(key);
      if (const auto named = lane.message_ids.find(key); named != lane.message_ids.end()) ids.insert(named->second);
    }
    if (query.open_until)
      for (const auto& [id, message] : lane.messages)
        if (message.open_at && *message.open_at <= *query.open_until) ids.insert(id);
    Found found{lane.key, {}};
    for (const std::string& id : ids) found.messages.push_back(lane.messages.at(id));
    return found;
  }

  std::shared_ptr<Clock> clock_;
  std::mutex mutex_;
  std::string store_id_ = "memory-" + random_token(*make_system_random(), 9).value_or("0");
  std::map<LaneId, Lane> lanes_;
  std::set<LaneId> busy_; ///< the ones that a lease has to look at
  std::map<std::string, LaneId> lane_ids_;
  std::map<std::string, Seen> seen_;
  std::vector<StoredDeadLetter> dead_letters_;
};

} // namespace

std::shared_ptr<MemoryStore> open_memory_store(std::shared_ptr<Clock> clock) {
  return std::make_shared<MemoryStoreImpl>(std::move(clock));
}
std::shared_ptr<MemoryStore> open_memory_store() { return open_memory_store(make_system_clock()); }

PAGEBRIDGE_END_NAMESPACE
