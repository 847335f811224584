#include "testing/outbox.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "json/writer.hpp"
#include "testing/wire_form.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

// "At once, then a few more times with growing gaps"; the exact schedule is not documented.
// https://developers.facebook.com/docs/graph-api/webhooks/getting-started
constexpr milliseconds repeat_after[] = {milliseconds(0), milliseconds(1000), milliseconds(5000), milliseconds(30000),
                                         milliseconds(120000)};

/// One event per envelope, as on a Messenger Page.
std::string envelope(const PageId& page, Timestamp now, std::string_view element) {
  json::Writer writer;
  writer.begin_object().member("object", "page").key("entry").begin_array().begin_object();
  writer.member("id", page.text())
      .member("time", to_unix_ms(now))
      .key("messaging")
      .begin_array()
      .raw(element)
      .end_array();
  writer.end_object().end_array().end_object();
  return wire_form(writer.text());
}

} // namespace

std::uint64_t Outbox::add(WebhookEvent event) {
  const std::uint64_t number = ++last_number_;
  Entry entry;
  entry.record.number = number;
  entry.record.field = std::move(event.field);
  entry.record.psid = event.psid;
  entry.element = std::move(event.element);
  if (waiting_ < most_waiting) {
    ++waiting_;
    lanes_[event.psid].waiting.push_back(number);
  } else {
    ++given_up_;
    entry.record.state = SandboxWebhookState::given_up;
    entry.record.last_error = "too many webhooks wait";
  }
  entries_.emplace(number, std::move(entry));
  forget_old();
  return number;
}

std::optional<std::uint64_t> Outbox::take_next(const Psid& psid) {
  const auto lane = lanes_.find(psid);
  if (lane == lanes_.end() || lane->second.under_way > 0 || lane->second.waiting.empty()) return std::nullopt;
  const std::uint64_t number = lane->second.waiting.front();
  take(number);
  return number;
}

bool Outbox::take(std::uint64_t number) {
  const auto entry = entries_.find(number);
  if (entry == entries_.end() || entry->second.record.state != SandboxWebhookState::waiting) return false;
  auto& waiting = lanes_[entry->second.record.psid].waiting;
  waiting.erase(std::find(waiting.begin(), waiting.end(), number));
  --waiting_;
  start(entry->second);
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

void Outbox::start(Entry& entry) {
  entry.record.state = SandboxWebhookState::under_way;
  ++under_way_;
  // A repetition runs beside the person's order.
  if (!entry.record.repeated) ++lanes_[entry.record.psid].under_way;
}

std::string Outbox::begin_attempt(std::uint64_t number, Timestamp now) {
  const auto found = entries_.find(number);
  if (found == entries_.end()) return {};
  Entry& entry = found->second;
  if (entry.record.body.empty()) {
    entry.record.body = envelope(page_, now, entry.element);
    entry.element.clear();
  }
  last_sent_.emplace();
  last_sent_->field = entry.record.field;
  last_sent_->psid = entry.record.psid;
  last_sent_->body = entry.record.body;
  ++entry.record.attempts;
  return entry.record.body;
}

std::optional<milliseconds> Outbox::end_attempt(std::uint64_t number, std::optional<int> status, std::string error) {
  const auto found = entries_.find(number);
  if (found == entries_.end()) return std::nullopt;
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
  return std::nullopt;
}

void Outbox::end(std::uint64_t number, SandboxWebhookState state) {
  SandboxWebhook& record = entries_.find(number)->second.record;
  record.state = state;
  --under_way_;
  ++(state == SandboxWebhookState::accepted ? accepted_ : given_up_);
  if (!record.repeated) {
    const auto lane = lanes_.find(record.psid);
    if (--lane->second.under_way == 0 && lane->second.waiting.empty()) lanes_.erase(lane);
  }
  forget_old();
}

void Outbox::forget_old() {
  const auto ended = [](const Entry& entry) {
    return entry.record.state == SandboxWebhookState::accepted || entry.record.state == SandboxWebhookState::given_up;
  };
  for (auto entry = entries_.begin(); entry != entries_.end() && entries_.size() > most_ended + waiting_ + under_way_;)
    entry = ended(entry->second) ? entries_.erase(entry) : std::next(entry);
}

Psid Outbox::person_of(std::uint64_t number) const {
  const auto entry = entries_.find(number);
  return entry == entries_.end() ? Psid() : entry->second.record.psid;
}

std::vector<SandboxWebhook> Outbox::ledger() const {
  std::vector<SandboxWebhook> records;
  records.reserve(entries_.size());
  for (const auto& [number, entry] : entries_) records.push_back(entry.record);
  return records;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
