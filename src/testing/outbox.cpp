#include "testing/outbox.hpp"

#include <algorithm>
#include <utility>

#include "json/writer.hpp"
#include "testing/wire_form.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

std::string_view array_of(WebhookEvent::Channel channel) noexcept {
  switch (channel) {
    case WebhookEvent::Channel::messaging: return "messaging";
    case WebhookEvent::Channel::standby: return "standby";
    case WebhookEvent::Channel::changes: return "changes";
    case WebhookEvent::Channel::calls: return "calls";
  }
  return "messaging";
}

/// One event per entry, as on a Messenger Page. Entries with changes or calls have their time in seconds.
void write_entry(json::Writer& writer, const PageId& page, Timestamp now, const WebhookEvent& event) {
  using Channel = WebhookEvent::Channel;
  const bool in_seconds = event.channel == Channel::changes || event.channel == Channel::calls;
  writer.begin_object().member("id", page.text());
  writer.member("time", in_seconds ? to_unix_ms(now) / 1000 : to_unix_ms(now));
  writer.key(array_of(event.channel)).begin_array().raw(event.element).end_array().end_object();
}

} // namespace

std::string Outbox::envelope(const Entry& entry, Timestamp now) const {
  json::Writer writer;
  writer.begin_object().member("object", "page").key("entry").begin_array();
  write_entry(writer, entry.record.page, now, entry.event);
  for (const std::uint64_t number : entry.followers)
    if (const auto follower = entries_.find(number); follower != entries_.end())
      write_entry(writer, follower->second.record.page, now, follower->second.event);
  writer.end_array().end_object();
  return wire_form(writer.text());
}

std::uint64_t Outbox::add(WebhookEvent event, const AppId& app, const PageId& page) {
  const std::uint64_t number = ++last_number_;
  Entry entry;
  entry.record.number = number;
  entry.record.field = event.field;
  entry.record.psid = event.psid;
  entry.record.app = app;
  entry.record.page = page;
  entry.record.is_standby = event.channel == WebhookEvent::Channel::standby;
  const LaneKey lane{app, event.psid};
  entry.event = std::move(event);
  const bool fits = waiting_ < most_waiting;
  if (!fits) {
    entry.record.state = SandboxWebhookState::given_up;
    entry.record.last_error = "too many webhooks wait";
  }
  entries_.emplace(number, std::move(entry));
  if (fits) {
    ++waiting_;
    lanes_[lane].waiting.push_back(number);
  } else {
    ++given_up_;
    ended_.push_back(number);
  }
  forget_old();
  return number;
}

std::optional<std::uint64_t> Outbox::take_next(const LaneKey& key) {
  const auto found = lanes_.find(key);
  if (found == lanes_.end() || found->second.under_way > 0 || found->second.waiting.empty()) return std::nullopt;
  Lane& lane = found->second;
  const std::uint64_t number = lane.waiting.front();
  take(number);
  Entry& leader = entries_.find(number)->second;
  while (leader.followers.size() + 1 < batch_ && !lane.waiting.empty()) {
    const std::uint64_t next = lane.waiting.front();
    take(next);
    entries_.find(next)->second.follows = true;
    leader.followers.push_back(next);
  }
  return number;
}

bool Outbox::take(std::uint64_t number) {
  const auto entry = entries_.find(number);
  if (entry == entries_.end() || entry->second.record.state != SandboxWebhookState::waiting) return false;
  auto& waiting = lanes_[lane_of(number)].waiting;
  waiting.erase(std::find(waiting.begin(), waiting.end(), number));
  --waiting_;
  start(entry->second);
  for (const std::uint64_t follower : entry->second.followers) { // only after a restart are there any yet
    --waiting_;
    start(entries_.find(follower)->second);
  }
  return true;
}

std::optional<std::uint64_t> Outbox::take_repetition() {
  if (!last_sent_) return std::nullopt;
  Entry entry;
  entry.record = *last_sent_;
  entry.record.number = ++last_number_;
  entry.record.repeated = true;
  start(entries_.emplace(entry.record.number, std::move(entry)).first->second);
  return last_number_;
}

std::optional<std::uint64_t> Outbox::take_copy(std::uint64_t number) {
  const auto found = entries_.find(number);
  if (found == entries_.end() || found->second.record.body.empty()) return std::nullopt;
  Entry entry;
  entry.record.field = found->second.record.field;
  entry.record.psid = found->second.record.psid;
  entry.record.app = found->second.record.app;
  entry.record.page = found->second.record.page;
  entry.record.body = found->second.record.body;
  entry.record.number = ++last_number_;
  entry.record.repeated = true;
  start(entries_.emplace(entry.record.number, std::move(entry)).first->second);
  return last_number_;
}

void Outbox::start(Entry& entry) {
  entry.record.state = SandboxWebhookState::under_way;
  ++under_way_;
  // A repetition runs beside the person's order.
  if (!entry.record.repeated) ++lanes_[{entry.record.app, entry.record.psid}].under_way;
}

std::string Outbox::begin_attempt(std::uint64_t number, Timestamp now) {
  const auto found = entries_.find(number);
  if (found == entries_.end()) return {};
  Entry& entry = found->second;
  if (entry.record.body.empty()) {
    entry.record.body = envelope(entry, now);
    entry.event.element.clear();
  }
  last_sent_.emplace();
  last_sent_->field = entry.record.field;
  last_sent_->psid = entry.record.psid;
  last_sent_->app = entry.record.app;
  last_sent_->page = entry.record.page;
  last_sent_->body = entry.record.body;
  ++entry.record.attempts;
  return entry.record.body;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
