// What the outbox tells, and how it goes on after a restart.
#include "testing/outbox.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

std::vector<LaneKey> Outbox::interrupt() {
  std::vector<LaneKey> lanes;
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) { // the oldest ends up first in line
    SandboxWebhook& record = entry->second.record;
    if (record.state != SandboxWebhookState::under_way || record.repeated) continue;
    const LaneKey key{record.app, record.psid};
    Lane& lane = lanes_[key];
    record.state = SandboxWebhookState::waiting;
    --lane.under_way;
    --under_way_;
    ++waiting_;
    if (entry->second.follows) continue; // it waits with the one whose POST it shares
    lane.waiting.push_front(entry->first);
    lanes.push_back(key);
  }
  return lanes;
}

bool Outbox::is_fresh(std::uint64_t number) const {
  const auto entry = entries_.find(number);
  return entry != entries_.end() && entry->second.record.attempts == 0 && !entry->second.record.repeated;
}

std::optional<std::uint64_t> Outbox::take_waiting(const LaneKey& key) {
  const auto lane = lanes_.find(key);
  if (lane == lanes_.end() || lane->second.waiting.empty()) return std::nullopt;
  const std::uint64_t number = lane->second.waiting.front();
  take(number);
  return number;
}

std::vector<std::uint64_t> Outbox::resume() {
  std::vector<std::uint64_t> copies;
  waiting_ = under_way_ = 0;
  for (auto& [number, entry] : entries_) {
    SandboxWebhook& record = entry.record;
    const bool has_ended =
        record.state == SandboxWebhookState::accepted || record.state == SandboxWebhookState::given_up;
    if (has_ended) {
      ended_.push_back(number);
    } else if (record.repeated) {
      start(entry);
      copies.push_back(number);
    } else {
      record.state = SandboxWebhookState::waiting;
      ++waiting_;
      if (!entry.follows) lanes_[{record.app, record.psid}].waiting.push_back(number);
    }
  }
  return copies;
}

std::vector<LaneKey> Outbox::waiting_lanes() const {
  std::vector<LaneKey> keys;
  for (const auto& [key, lane] : lanes_)
    if (!lane.waiting.empty()) keys.push_back(key);
  return keys;
}

LaneKey Outbox::lane_of(std::uint64_t number) const {
  const auto entry = entries_.find(number);
  if (entry == entries_.end()) return {};
  return {entry->second.record.app, entry->second.record.psid};
}

const SandboxWebhook* Outbox::record(std::uint64_t number) const {
  const auto entry = entries_.find(number);
  return entry == entries_.end() ? nullptr : &entry->second.record;
}

PageId Outbox::page_of(std::uint64_t number) const {
  const auto entry = entries_.find(number);
  return entry == entries_.end() ? PageId() : entry->second.record.page;
}

std::vector<SandboxWebhook> Outbox::ledger() const {
  std::vector<SandboxWebhook> records;
  records.reserve(entries_.size());
  for (const auto& [number, entry] : entries_) records.push_back(entry.record);
  return records;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
