#include <algorithm>
#include <string>

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
/// How far Meta's clock may be behind ours without hiding a message that was sent.
constexpr milliseconds clock_error = std::chrono::seconds(5);

Failure unproved() {
  Failure failure;
  failure.code = ErrorCode::timeout;
  failure.text =
      "Messenger gave no answer that can be trusted. The message may have reached the customer; ask before "
      "you send it again.";
  return failure;
}

Failure stopped() {
  Failure failure;
  failure.code = ErrorCode::cancelled;
  failure.text = "Not sent, since an earlier part of the same text was not accepted. Send the rest as a new message.";
  return failure;
}

Failure forbidden(const Refusal& refusal) {
  Failure failure;
  failure.code = ErrorCode::refused;
  failure.text = refusal.words.text;
  failure.refusal = refusal;
  return failure;
}

} // namespace

void LaneStep::on_due(const Due& due) {
  if (state_.in_flight) {
    InFlight& flight = *state_.in_flight;
    if (!flight.proof_until) return;
    // The wall clock may have been put back: nobody waits longer than the proof may take.
    flight.proof_until = std::min(*flight.proof_until, now_ + proof_time);
    if (now_ < *flight.proof_until) return;
    if (look_up_flight()) return;
    give_up_flight();
  }
  if (state_.retry_at) state_.retry_at = std::min(*state_.retry_at, now_ + state_.retry_wait);
  if (due.may_send && !state_.queue.empty() && (!state_.retry_at || now_ >= *state_.retry_at)) send_next();
}

/// The echo did not come: asks the thread, once. Only a text can be found there. False if there is nothing to ask.
bool LaneStep::look_up_flight() {
  InFlight& flight = *state_.in_flight;
  const MessageRecord* sent = record(flight.message);
  const Text* text = sent == nullptr ? nullptr : std::get_if<Text>(&sent->outgoing.content);
  if (text == nullptr || sent->message.status != MessageStatus::sending) return false;
  flight.is_looked_up = true;
  flight.proof_until.reset();
  add_effect(LookUpThread{flight.message, text->text, flight.sent_at - clock_error});
  return true;
}

/// What the thread holds may be another message with the same text, which then is known by its mid.
void LaneStep::on_thread(const ThreadLookedUp& looked_up) {
  result_.settled.push_back(looked_up.effect);
  if (!state_.in_flight || state_.in_flight->message != looked_up.message || !state_.in_flight->is_looked_up) return;
  MessageRecord* sent = record(looked_up.message);
  const auto found = std::find_if(looked_up.candidates.begin(), looked_up.candidates.end(),
                                  [this](const Mid& mid) { return record_of(mid) == nullptr; });
  if (sent == nullptr || found == looked_up.candidates.end()) return give_up_flight();
  confirm(*sent, *found, std::nullopt);
  end_flight();
}

void LaneStep::give_up_flight() {
  const InFlight flight = *state_.in_flight;
  MessageRecord* sent = record(flight.message);
  const bool is_proved = sent != nullptr && sent->message.status != MessageStatus::sending;
  if (sent != nullptr && !is_proved) set_status(*sent, MessageStatus::unknown, unproved());
  end_flight();
  if (!is_proved) stop_parts(flight.first_part);
}

/// Parts of one text go out in order or not at all.
void LaneStep::stop_parts(const MessageId& first_part) {
  if (first_part.empty()) return;
  const auto rest = std::stable_partition(state_.queue.begin(), state_.queue.end(),
                                          [&](const Queued& queued) { return queued.first_part != first_part; });
  for (auto at = rest; at != state_.queue.end(); ++at)
    if (MessageRecord* part = record(at->message)) set_status(*part, MessageStatus::failed, stopped());
  state_.queue.erase(rest, state_.queue.end());
}

void LaneStep::send_next() {
  const Queued next = state_.queue.front();
  MessageRecord* sent = record(next.message);
  if (sent == nullptr) {
    // Either it was not the head when the messages were loaded, and the next turn has it; or its row is gone or cannot be
    // read, and the others need not wait for it.
    if (loaded_head_ != next.message) return;
    state_.queue.erase(state_.queue.begin());
    return stop_parts(next.first_part);
  }
  state_.retry_at.reset();
  state_.queue.erase(state_.queue.begin());
  const SendDecision decision =
      decide_send(thread_facts(), approvals(), sent->message.author.kind, sent->outgoing.content, now_);
  if (const auto* refusal = std::get_if<Refusal>(&decision)) { // the window closed while it waited
    state_.attempts = 0;
    set_status(*sent, MessageStatus::failed, forbidden(*refusal));
    return stop_parts(next.first_part);
  }
  set_status(*sent, MessageStatus::sending);
  const std::string json = graph::to_json(
      graph::SendMessage{view_.subject.psid, sent->outgoing, std::get<Permit>(decision).as, metadata_of(next.message)});
  const std::uint64_t effect = add_effect(SendToGraph{next.message, json});
  state_.in_flight = InFlight{next.message, effect, std::nullopt, next.first_part, now_};
}

void LaneStep::on_settled(const SendSettled& settled) {
  result_.settled.push_back(settled.effect);
  MessageRecord* sent = record(settled.message);
  const bool is_current = state_.in_flight && state_.in_flight->effect == settled.effect;
  if (sent == nullptr) { // its row is gone or cannot be read: the others need not wait for it
    if (!is_current) return;
    const MessageId first_part = state_.in_flight->first_part;
    end_flight();
    if (settled.outcome != SendSettled::Outcome::accepted) stop_parts(first_part);
    return;
  }
  switch (settled.outcome) {
    case SendSettled::Outcome::accepted:
      confirm(*sent, settled.mid, std::nullopt);
      if (is_current) end_flight();
      return;
    case SendSettled::Outcome::refused:
      if (settled.failure.error_class == GraphErrorClass::routing) note_owner(ThreadOwner::other_app);
      return fail(*sent, settled.failure, is_current);
    case SendSettled::Outcome::not_sent:
      if (is_current) not_sent(*sent, settled);
      return;
    case SendSettled::Outcome::unknown: break;
  }
  if (!is_current || state_.in_flight->is_looked_up) return;
  // The echo may have proved it already.
  if (sent->message.status == MessageStatus::sending) {
    state_.in_flight->proof_until = now_ + proof_time;
  } else {
    end_flight();
  }
}

void LaneStep::fail(MessageRecord& sent, const Failure& failure, bool is_current) {
  set_status(sent, MessageStatus::failed, failure);
  if (!is_current) return;
  const MessageId first_part = state_.in_flight->first_part;
  const bool is_proved = sent.message.status != MessageStatus::failed; // its echo came all the same
  end_flight();
  if (!is_proved) stop_parts(first_part);
}

void LaneStep::not_sent(MessageRecord& record, const SendSettled& settled) {
  if (record.message.status != MessageStatus::sending) return end_flight(); // its echo has proved it all the same
  ++state_.attempts;
  if (state_.attempts >= max_attempts) return fail(record, settled.failure, true);
  const milliseconds wait = std::max(first_retry * (1U << (state_.attempts - 1)), settled.retry_after);
  Queued again = queued(record);
  again.first_part = state_.in_flight->first_part;
  state_.in_flight.reset();
  state_.queue.insert(state_.queue.begin(), std::move(again));
  state_.retry_at = now_ + wait;
  state_.retry_wait = wait;
  set_status(record, MessageStatus::queued);
}

Queued LaneStep::queued(const MessageRecord& record) const {
  return {record.message.id, record.message.first_part, record.message.author.kind == AuthorKind::agent,
          graph::pacing_of(graph::SendMessage{view_.subject.psid, record.outgoing})};
}

/// Nothing is under way any more. Echoes of our App that were kept back, and whose mid no answer has named, are another
/// program's after all.
void LaneStep::end_flight() {
  state_.in_flight.reset();
  state_.attempts = 0;
  std::vector<EarlyFact> others;
  std::vector<EarlyFact> echoes;
  for (EarlyFact& early : state_.early) (is_kept_echo(early) ? echoes : others).push_back(std::move(early));
  state_.early = std::move(others);
  for (const EarlyFact& early : echoes) show_kept_echo(early);
}

bool LaneStep::is_kept_echo(const EarlyFact& early) noexcept { return !early.raw_json.empty() && !early.is_change; }

void LaneStep::show_kept_echo(const EarlyFact& kept) {
  if (!is_kept_echo(kept)) return;
  const Event event = webhook::parse_again(kept.raw_json, kept.envelope);
  if (const auto* echo = std::get_if<MessageEchoed>(&event.body)) show_foreign_echo(kept.envelope, kept.at, *echo);
}

/// An outbound message is with the platform: from the answer (which knows the mid), the echo (which knows the time, too),
/// or the thread.
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
  const std::vector<EarlyFact> early = record.mid.empty() ? std::vector<EarlyFact>() : take_early(record.mid);
  bool delivered = false;
  for (const EarlyFact& one : early) {
    delivered = delivered || one.delivered;
    if (is_kept_echo(one) && !record.echoed_at) record.echoed_at = one.at;
  }
  set_status(record, MessageStatus::accepted);
  if (delivered) set_status(record, MessageStatus::delivered);
  apply_watermarks(record);
  if (apply_early(record, early)) {
    touched.changed = true;
    emit(MessageUpdated{record.message});
  }
  if (!state_.queue.empty() && state_.queue.front().message == record.message.id) { // it need not be tried again
    state_.queue.erase(state_.queue.begin());
    state_.retry_at.reset();
    state_.attempts = 0;
  }
  const bool was_waiting_for_proof = state_.in_flight && state_.in_flight->message == record.message.id &&
                                     (state_.in_flight->proof_until || state_.in_flight->is_looked_up);
  if (was_waiting_for_proof) end_flight();
}

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
