// How webhooks end: accepted, given up, forgotten.
#include <utility>

#include "testing/outbox.hpp"
#include "testing/repetition.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

std::optional<milliseconds> Outbox::end_attempt(const Taking& taking, std::optional<int> status, std::string error,
                                                Timestamp now) {
  if (!is_current(taking)) return std::nullopt;
  Entry& entry = entries_.find(taking.number)->second;
  entry.record.last_status = status;
  entry.record.last_error = std::move(error);
  if (status == 200) {
    end(taking.number, SandboxWebhookState::accepted);
  } else {
    if (!entry.failing_since) entry.failing_since = now;
    if (const auto delay = next_repetition(entry.record.field, entry.record.attempts, *entry.failing_since, now)) {
      leave_lane(entry);
      return delay;
    }
    end(taking.number, SandboxWebhookState::given_up);
  }
  forget_old();
  return std::nullopt;
}

void Outbox::drop(const Taking& taking) {
  if (!is_current(taking)) return;
  entries_.find(taking.number)->second.record.last_error = "lost by a fault";
  end(taking.number, SandboxWebhookState::given_up);
  forget_old();
}

void Outbox::give_up(const AppId& app, const std::optional<PageId>& page, const std::string& why) {
  std::vector<std::uint64_t> doomed;
  for (const auto& [number, entry] : entries_) {
    const SandboxWebhook& record = entry.record;
    const bool is_open = record.state == SandboxWebhookState::waiting || record.state == SandboxWebhookState::under_way;
    if (is_open && !entry.follows && record.app == app && (!page || record.page == *page)) doomed.push_back(number);
  }
  for (const std::uint64_t number : doomed) {
    take(number);
    entries_.find(number)->second.record.last_error = why;
    end(number, SandboxWebhookState::given_up);
  }
  forget_old();
}

void Outbox::end(std::uint64_t number, SandboxWebhookState state) {
  Entry& entry = entries_.find(number)->second;
  const std::vector<std::uint64_t> followers = std::move(entry.followers);
  entry.followers.clear();
  entry.record.state = state;
  --under_way_;
  ++(state == SandboxWebhookState::accepted ? accepted_ : given_up_);
  if (!entry.is_beside) --lanes_[lane_of(number)].under_way;
  ended_.push_back(number);
  for (const std::uint64_t follower : followers) {
    SandboxWebhook& record = entries_.find(follower)->second.record;
    record.last_status = entry.record.last_status;
    record.last_error = entry.record.last_error;
    record.attempts = entry.record.attempts;
    record.body = entry.record.body;
    end(follower, state);
  }
}

/// Only of what has ended: a lane that is empty goes with its last webhook.
void Outbox::forget_old() {
  while (ended_.size() > most_ended_) {
    const std::uint64_t number = ended_.front();
    ended_.pop_front();
    const auto lane = lanes_.find(lane_of(number));
    entries_.erase(number);
    if (lane != lanes_.end() && lane->second.under_way == 0 && lane->second.waiting.empty()) lanes_.erase(lane);
  }
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
