#include "testing/outbox.hpp"

#include <algorithm>
#include <utility>

#include "json/writer.hpp"
#include "testing/repetition.hpp"
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
    case WebhookEvent::Channel::changed_fields: return "changed_fields";
  }
  return "messaging";
}

/// One event per entry, as on a Messenger Page. Only entries with messaging have their time in milliseconds. Nothing is sent
/// before it happens, though stamps may run ahead of the clock.
void write_entry(json::Writer& writer, const PageId& page, Timestamp now, const WebhookEvent& event) {
  using Channel = WebhookEvent::Channel;
  const bool in_seconds = event.channel != Channel::messaging && event.channel != Channel::standby;
  const std::int64_t time = to_unix_ms(std::max(now, event.at));
  writer.begin_object().member("id", page.text());
  writer.member("time", in_seconds ? time / 1000 : time);
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
  const bool fits = waiting_ + under_way_ < most_waiting; // those that fail wait, too
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

/// One whose bytes are fixed goes as it is, and so does one that has others with it. What shares a POST fails with it, so it
/// must be of the same Page and under the same rules of repetition.
bool Outbox::may_follow(const Entry& leader, std::uint64_t number) const {
  const Entry& entry = entries_.find(number)->second;
  return entry.record.body.empty() && entry.followers.empty() && entry.record.page == leader.record.page &&
         is_messengers(entry.record.field) == is_messengers(leader.record.field);
}

std::optional<Taking> Outbox::take_next(const LaneKey& key) {
  const auto found = lanes_.find(key);
  if (found == lanes_.end() || found->second.under_way > 0 || found->second.waiting.empty()) return std::nullopt;
  Lane& lane = found->second;
  const std::uint64_t number = lane.waiting.front();
  const auto taking = take(number);
  Entry& leader = entries_.find(number)->second;
  while (leader.record.body.empty() && leader.followers.size() + 1 < batch_ && !lane.waiting.empty() &&
         may_follow(leader, lane.waiting.front())) {
    const std::uint64_t next = lane.waiting.front();
    take(next);
    entries_.find(next)->second.follows = true;
    leader.followers.push_back(next);
  }
  return taking;
}

std::optional<Taking> Outbox::take_waiting(const LaneKey& key) {
  const auto lane = lanes_.find(key);
  if (lane == lanes_.end() || lane->second.waiting.empty()) return std::nullopt;
  return take(lane->second.waiting.front());
}

std::optional<Taking> Outbox::take(std::uint64_t number) {
  const auto entry = entries_.find(number);
  if (entry == entries_.end() || entry->second.record.state != SandboxWebhookState::waiting) return std::nullopt;
  auto& waiting = lanes_[lane_of(number)].waiting;
  waiting.erase(std::find(waiting.begin(), waiting.end(), number));
  --waiting_;
  for (const std::uint64_t follower : entry->second.followers) { // only after an interruption are there any yet
    --waiting_;
    start(entries_.find(follower)->second);
  }
  return start(entry->second);
}

std::optional<Taking> Outbox::take_repetition() {
  if (!last_sent_) return std::nullopt;
  return add_copy(*last_sent_);
}

std::optional<Taking> Outbox::take_copy(std::uint64_t number) {
  const auto found = entries_.find(number);
  if (found == entries_.end() || found->second.record.body.empty()) return std::nullopt;
  return add_copy(found->second.record);
}

Taking Outbox::add_copy(const SandboxWebhook& of) {
  Entry entry;
  entry.record.field = of.field;
  entry.record.psid = of.psid;
  entry.record.app = of.app;
  entry.record.page = of.page;
  entry.record.is_standby = of.is_standby;
  entry.record.body = of.body;
  entry.record.number = ++last_number_;
  entry.record.repeated = true;
  return start(entries_.emplace(entry.record.number, std::move(entry)).first->second);
}

Taking Outbox::start(Entry& entry) {
  entry.record.state = SandboxWebhookState::under_way;
  entry.taken = ++last_taken_;
  entry.is_beside = entry.record.repeated; // a repetition runs beside the person's order
  ++under_way_;
  if (!entry.is_beside) ++lanes_[{entry.record.app, entry.record.psid}].under_way;
  return {entry.record.number, entry.taken};
}

void Outbox::leave_lane(Entry& entry) {
  if (!std::exchange(entry.is_beside, true)) --lanes_[{entry.record.app, entry.record.psid}].under_way;
  for (const std::uint64_t follower : entry.followers) leave_lane(entries_.find(follower)->second);
}

bool Outbox::is_current(const Taking& taking) const {
  const auto found = entries_.find(taking.number);
  return found != entries_.end() && found->second.record.state == SandboxWebhookState::under_way &&
         found->second.taken == taking.taken;
}

std::string Outbox::begin_attempt(const Taking& taking, Timestamp now) {
  if (!is_current(taking)) return {};
  Entry& entry = entries_.find(taking.number)->second;
  if (entry.record.body.empty()) {
    entry.record.body = envelope(entry, now);
    entry.event.element.clear();
  }
  last_sent_.emplace();
  last_sent_->field = entry.record.field;
  last_sent_->psid = entry.record.psid;
  last_sent_->app = entry.record.app;
  last_sent_->page = entry.record.page;
  last_sent_->is_standby = entry.record.is_standby;
  last_sent_->body = entry.record.body;
  ++entry.record.attempts;
  return entry.record.body;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
