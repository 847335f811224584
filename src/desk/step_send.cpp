#include <algorithm>

#include "desk/lane_step.hpp"
#include "pagebridge/graph/send.hpp"
#include "webhook/parse_element.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

namespace {

/// How long the echo may take to prove a send that got no trustworthy answer.
constexpr milliseconds proof_time = std::chrono::seconds(30);
/// A send that surely did not leave is tried this often; the waits between double from one second.
constexpr std::uint64_t max_attempts = 5;
constexpr milliseconds first_retry = std::chrono::seconds(1);

} // namespace

void LaneStep::on_due() {
  if (state_.in_flight) {
    InFlight& flight = *state_.in_flight;
    if (!flight.proof_until) return;
    // The wall clock may have been put back: nobody waits longer than the proof may take.
    flight.proof_until = std::min(*flight.proof_until, now_ + proof_time);
    if (now_ < *flight.proof_until) return;
    if (MessageRecord* unproved = record(flight.message)) {
      Failure failure;
      failure.code = ErrorCode::timeout;
      failure.text =
          "Messenger gave no answer that can be trusted. The message may have reached the customer; ask before "
          "you send it again.";
      set_status(*unproved, MessageStatus::unknown, std::move(failure));
    }
    end_flight();
  }
  if (state_.retry_at) state_.retry_at = std::min(*state_.retry_at, now_ + state_.retry_wait);
  if (!state_.queue.empty() && (!state_.retry_at || now_ >= *state_.retry_at)) send_next();
}

void LaneStep::send_next() {
  MessageRecord* next = record(state_.queue.front());
  if (next == nullptr) {
    // Either it was not the head when the messages were loaded, and the next Due has it; or its row is gone or cannot be
    // read, and the others need not wait for it.
    if (loaded_head_ == state_.queue.front()) state_.queue.erase(state_.queue.begin());
    return;
  }
  state_.retry_at.reset();
  set_status(*next, MessageStatus::sending);
  const std::string json = graph::to_json(
      graph::SendMessage{view_.subject.psid, next->outgoing, SendAs::response, metadata_of(next->message.id)});
  const std::uint64_t effect = add_effect(SendToGraph{next->message.id, json});
  state_.in_flight = InFlight{next->message.id, effect, std::nullopt};
  state_.queue.erase(state_.queue.begin());
}

void LaneStep::on_settled(const SendSettled& settled) {
  result_.settled.push_back(settled.effect);
  MessageRecord* sent = record(settled.message);
  const bool is_current = state_.in_flight && state_.in_flight->effect == settled.effect;
  if (sent == nullptr) { // its row is gone or cannot be read: the others need not wait for it
    if (is_current) end_flight();
    return;
  }
  switch (settled.outcome) {
    case SendSettled::Outcome::accepted:
      confirm(*sent, settled.mid, std::nullopt);
      if (is_current) end_flight();
      return;
    case SendSettled::Outcome::refused:
      set_status(*sent, MessageStatus::failed, settled.failure);
      if (is_current) end_flight();
      return;
    case SendSettled::Outcome::not_sent:
      if (is_current) not_sent(*sent, settled);
      return;
    case SendSettled::Outcome::unknown: break;
  }
  if (!is_current) return;
  // The echo may have proved it already.
  if (sent->message.status == MessageStatus::sending) {
    state_.in_flight->proof_until = now_ + proof_time;
  } else {
    end_flight();
  }
}

void LaneStep::not_sent(MessageRecord& record, const SendSettled& settled) {
  const MessageId id = record.message.id;
  if (record.message.status != MessageStatus::sending) return end_flight(); // its echo has proved it all the same
  ++state_.attempts;
  if (state_.attempts >= max_attempts) {
    set_status(record, MessageStatus::failed, settled.failure);
    end_flight();
    return;
  }
  const milliseconds wait = std::max(first_retry * (1U << (state_.attempts - 1)), settled.retry_after);
  state_.in_flight.reset();
  state_.queue.insert(state_.queue.begin(), id);
  state_.retry_at = now_ + wait;
  state_.retry_wait = wait;
  set_status(record, MessageStatus::queued);
}

/// Nothing is under way any more. Echoes of our App that were kept back, and whose mid no answer has named, are another
/// program's after all.
void LaneStep::end_flight() {
  state_.in_flight.reset();
  state_.attempts = 0;
  std::vector<EarlyFact> receipts;
  std::vector<EarlyFact> echoes;
  for (EarlyFact& early : state_.early) (early.raw_json.empty() ? receipts : echoes).push_back(std::move(early));
  state_.early = std::move(receipts);
  for (const EarlyFact& early : echoes) show_kept_echo(early);
}

void LaneStep::show_kept_echo(const EarlyFact& kept) {
  if (kept.raw_json.empty()) return; // a receipt
  const Event event = webhook::parse_again(kept.raw_json, kept.envelope);
  if (const auto* echo = std::get_if<MessageEchoed>(&event.body)) show_foreign_echo(kept.envelope, kept.at, *echo);
}

/// An outbound message is with the platform: from the answer (which knows the mid) or the echo (which knows the time, too).
void LaneStep::confirm(MessageRecord& record, const Mid& mid, std::optional<Timestamp> echoed_at) {
  Touched& touched = records_[record.message.id];
  if (record.mid.empty() && !mid.empty()) {
    record.mid = mid;
    touched.changed = true;
  }
  if (!record.echoed_at && echoed_at) {
    record.echoed_at = echoed_at;
    touched.changed = true;
  }
  bool delivered = false;
  for (const EarlyFact& early : record.mid.empty() ? std::vector<EarlyFact>() : take_early(record.mid)) {
    delivered = delivered || early.delivered;
    if (!early.raw_json.empty() && !record.echoed_at) record.echoed_at = early.at;
  }
  set_status(record, MessageStatus::accepted);
  if (delivered) set_status(record, MessageStatus::delivered);
  apply_watermarks(record);
  if (!state_.queue.empty() && state_.queue.front() == record.message.id) { // it need not be tried again
    state_.queue.erase(state_.queue.begin());
    state_.retry_at.reset();
    state_.attempts = 0;
  }
  const bool was_waiting_for_proof =
      state_.in_flight && state_.in_flight->message == record.message.id && state_.in_flight->proof_until;
  if (was_waiting_for_proof) end_flight();
}

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
