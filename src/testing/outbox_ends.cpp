// How webhooks end: accepted, given up, forgotten.
#include <iterator>
#include <utility>

#include "testing/outbox.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

// "At once, then a few more times with growing gaps"; the exact schedule is not documented.
// https://developers.facebook.com/docs/graph-api/webhooks/getting-started
constexpr milliseconds repeat_after[] = {milliseconds(0), milliseconds(1000), milliseconds(5000), milliseconds(30000),
                                         milliseconds(120000)};

} // namespace

std::optional<milliseconds> Outbox::end_attempt(std::uint64_t number, std::optional<int> status, std::string error) {
  const auto found = entries_.find(number);
  if (found == entries_.end() || found->second.record.state != SandboxWebhookState::under_way) return std::nullopt;
  SandboxWebhook& record = found->second.record;
  record.last_status = status;
  record.last_error = std::move(error);
  const auto failures = static_cast<std::size_t>(record.attempts);
  if (status == 200) {
    end(number, SandboxWebhookState::accepted);
  } else if (failures > std::size(repeat_after)) {
    end(number, SandboxWebhookState::given_up);
  } else {
    return repeat_after[failures - 1];
  }
  forget_old();
  return std::nullopt;
}

void Outbox::drop(std::uint64_t number) {
  const auto found = entries_.find(number);
  if (found == entries_.end() || found->second.record.state != SandboxWebhookState::under_way) return;
  found->second.record.last_error = "lost by a fault";
  end(number, SandboxWebhookState::given_up);
  forget_old();
}

void Outbox::give_up(const AppId& app, const PageId& page, const std::string& why) {
  for (auto& [key, lane] : lanes_) {
    if (key.first != app) continue;
    const auto waiting = lane.waiting;
    for (const std::uint64_t number : waiting) {
      SandboxWebhook& record = entries_.find(number)->second.record;
      if (record.page != page) continue;
      record.last_error = why;
      take(number);
      end(number, SandboxWebhookState::given_up);
    }
  }
  forget_old();
}

void Outbox::end(std::uint64_t number, SandboxWebhookState state) {
  Entry& entry = entries_.find(number)->second;
  const std::vector<std::uint64_t> followers = std::move(entry.followers);
  entry.record.state = state;
  --under_way_;
  ++(state == SandboxWebhookState::accepted ? accepted_ : given_up_);
  if (!entry.record.repeated) --lanes_[lane_of(number)].under_way;
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
