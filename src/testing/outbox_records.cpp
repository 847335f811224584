// What the outbox tells, and how it goes on after a restart.
#include "testing/outbox.hpp"

#include <set>
#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

bool is_open(const SandboxWebhook& record) {
  return record.state == SandboxWebhookState::waiting || record.state == SandboxWebhookState::under_way;
}

} // namespace

std::vector<LaneKey> Outbox::interrupt() {
  std::vector<LaneKey> lanes;
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) { // the oldest ends up first in line
    SandboxWebhook& record = entry->second.record;
    if (record.state != SandboxWebhookState::under_way || record.repeated) continue;
    const LaneKey key{record.app, record.psid};
    Lane& lane = lanes_[key];
    record.state = SandboxWebhookState::waiting;
    if (!std::exchange(entry->second.is_beside, false)) --lane.under_way;
    --under_way_;
    ++waiting_;
    if (entry->second.follows) continue; // it waits with the one whose POST it shares
    lane.waiting.push_front(entry->first);
    lanes.push_back(key);
  }
  return lanes;
}

bool Outbox::is_sound() const {
  std::set<std::uint64_t> claimed; // by the one whose POST they share
  for (const auto& [number, entry] : entries_) {
    if (entry.record.number != number || number > last_number_) return false;
    for (const std::uint64_t follower : entry.followers) {
      const auto found = entries_.find(follower);
      const bool fits = found != entries_.end() && found->second.follows && found->second.followers.empty() &&
                        is_open(found->second.record) && is_open(entry.record) && !entry.follows;
      if (!fits || !claimed.insert(follower).second) return false;
    }
  }
  for (const auto& [number, entry] : entries_)
    if (entry.follows && is_open(entry.record) && claimed.count(number) == 0) return false; // it would wait for ever
  return true;
}

std::vector<Taking> Outbox::resume() {
  std::vector<Taking> copies;
  waiting_ = under_way_ = 0;
  for (auto& [number, entry] : entries_) {
    SandboxWebhook& record = entry.record;
    if (!is_open(record)) {
      ended_.push_back(number);
    } else if (record.repeated) {
      copies.push_back(start(entry));
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

std::vector<SandboxWebhook> Outbox::ledger() const {
  std::vector<SandboxWebhook> records;
  records.reserve(entries_.size());
  for (const auto& [number, entry] : entries_) records.push_back(entry.record);
  return records;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
