#include "desk/step.hpp"

#include <algorithm>

#include "desk/lane_step.hpp"
#include "webhook/parse_element.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

namespace {

constexpr std::string_view metadata_prefix = "pagebridge:";

/// Free to move before the outcome is known; then ranked, and only upwards.
int rank(MessageStatus status) noexcept {
  switch (status) {
    case MessageStatus::queued:
    case MessageStatus::parked:
    case MessageStatus::sending: return 0;
    case MessageStatus::unknown: return 1;
    case MessageStatus::failed: return 2;
    case MessageStatus::accepted: return 3;
    case MessageStatus::delivered: return 4;
    case MessageStatus::read: return 5;
    case MessageStatus::received: return 6;
  }
  return 6;
}

/// The names under which a webhook's event can already be known.
struct EventTouch {
  const LaneView& view;
  Touch touch;

  void by_mid(const Mid& mid) {
    if (mid.empty()) return;
    touch.keys.push_back(message_id(view.lane, mid.text()).text());
    touch.keys.push_back(mid_key(mid));
  }
  void operator()(const MessageReceived& e) { by_mid(e.content.mid); }
  void operator()(const PostbackReceived& e) { by_mid(e.mid); }
  void operator()(const MessageEchoed& e) {
    if (const auto own = message_of(e.metadata)) touch.keys.push_back(own->text());
    by_mid(e.content.mid);
  }
  void operator()(const MessageEdited& e) { by_mid(e.mid); }
  void operator()(const MessageUnsent& e) { by_mid(e.mid); }
  void operator()(const ReactionChanged& e) { by_mid(e.mid); }
  void operator()(const MessageDelivered& e) {
    for (const Mid& mid : e.mids) by_mid(mid);
    if (e.watermark) touch.open_until = to_unix_ms(*e.watermark);
  }
  void operator()(const MessageRead& e) {
    if (e.watermark) touch.open_until = to_unix_ms(*e.watermark);
  }
  template <class Other>
  void operator()(const Other& /*event*/) {}
};

} // namespace

std::string mid_key(const Mid& mid) { return "mid:" + mid.text(); }

std::string metadata_of(const MessageId& message) { return std::string(metadata_prefix) + message.text(); }

std::optional<MessageId> message_of(const std::string& metadata) {
  if (metadata.rfind(metadata_prefix, 0) != 0) return std::nullopt;
  return MessageId(metadata.substr(metadata_prefix.size()));
}

namespace {

Event event_of(const WebhookFact& fact) {
  Event event = webhook::parse_again(fact.raw_json, fact.envelope);
  if (auto* unknown = std::get_if<UnknownEvent>(&event.body); unknown != nullptr && !fact.name.empty())
    unknown->name = fact.name;
  return event;
}

} // namespace

ParsedFact parse_fact(Fact fact) {
  ParsedFact parsed;
  if (const auto* webhook = std::get_if<WebhookFact>(&fact.body); webhook != nullptr && webhook->is_envelope)
    parsed.event = event_of(*webhook);
  parsed.fact = std::move(fact);
  return parsed;
}

Touch touches(const LaneView& view, const LaneState& state, const ParsedFact& fact) {
  Touch touch;
  if (fact.event) {
    EventTouch visitor{view, {}};
    std::visit(visitor, fact.event->body);
    touch = std::move(visitor.touch);
  } else if (const auto* reply = std::get_if<ReplyAsked>(&fact.fact.body)) {
    touch.keys.push_back(message_id(view.lane, reply->request.text()).text());
  } else if (const auto* settled = std::get_if<SendSettled>(&fact.fact.body)) {
    touch.keys.push_back(settled->message.text());
  } else if (const auto* looked_up = std::get_if<ThreadLookedUp>(&fact.fact.body)) {
    touch.keys.push_back(looked_up->message.text());
    for (const Mid& mid : looked_up->candidates) touch.keys.push_back(mid_key(mid));
  }
  // Whatever the fact, it may end or begin a send; and an end may stop the parts that follow.
  if (state.in_flight) touch.keys.push_back(state.in_flight->message.text());
  const MessageId first_part = state.in_flight       ? state.in_flight->first_part
                               : state.queue.empty() ? MessageId()
                                                     : state.queue.front().first_part;
  for (std::size_t i = 0; i < state.queue.size(); ++i)
    if (i == 0 || (!first_part.empty() && state.queue[i].first_part == first_part))
      touch.keys.push_back(state.queue[i].message.text());
  return touch;
}

StepResult step(const LaneView& view, LaneState state, std::vector<MessageRecord> touched, const ParsedFact& fact) {
  LaneStep lane_step(view, std::move(state), std::move(touched), fact.fact.at);
  lane_step.run(fact);
  return lane_step.finish();
}

LaneStep::LaneStep(const LaneView& view, LaneState state, std::vector<MessageRecord> touched, Timestamp now)
    : view_(view), now_(now), state_(std::move(state)) {
  if (!state_.queue.empty()) loaded_head_ = state_.queue.front().message;
  for (MessageRecord& record : touched) {
    const MessageId id = record.message.id;
    records_.emplace(id, Touched{std::move(record), false});
  }
}

void LaneStep::run(const ParsedFact& fact) {
  const FactBody& body = fact.fact.body;
  if (const auto* webhook = std::get_if<WebhookFact>(&body)) {
    on_webhook(*webhook, fact.event ? *fact.event : Event{});
  } else if (const auto* accept = std::get_if<AcceptAsked>(&body)) {
    on_accept(*accept);
  } else if (const auto* reply = std::get_if<ReplyAsked>(&body)) {
    on_reply(*reply);
  } else if (const auto* close = std::get_if<CloseAsked>(&body)) {
    on_close(*close);
  } else if (const auto* settled = std::get_if<SendSettled>(&body)) {
    on_settled(*settled);
  } else if (const auto* rejected = std::get_if<DeskRejected>(&body)) {
    on_rejected(*rejected);
  } else if (const auto* profile = std::get_if<ProfileLookedUp>(&body)) {
    on_profile(*profile);
  } else if (const auto* thread = std::get_if<ThreadLookedUp>(&body)) {
    on_thread(*thread);
  } else {
    on_due(std::get<Due>(body));
  }
  tell_window();
}

StepResult LaneStep::finish() {
  const auto wake_at = [this](Timestamp time) {
    if (!result_.wake_at || time < *result_.wake_at) result_.wake_at = time;
  };
  if (state_.in_flight) {
    if (state_.in_flight->proof_until) wake_at(*state_.in_flight->proof_until);
  } else if (!state_.queue.empty()) {
    const Queued& next = state_.queue.front();
    if (state_.retry_at && *state_.retry_at > now_) {
      wake_at(*state_.retry_at);
    } else {
      result_.turn = TurnWanted{next.pacing, next.human};
    }
  }
  for (auto& [id, touched] : records_)
    if (touched.changed) result_.messages.push_back(std::move(touched.record));
  result_.state = std::move(state_);
  return std::move(result_);
}

void LaneStep::on_rejected(const DeskRejected& rejected) {
  result_.settled.push_back(rejected.effect);
  result_.dead_letter = DeadLetter{"rejected by the desk: " + rejected.reason, rejected.event_json};
}

MessageRecord* LaneStep::record(const MessageId& id) {
  const auto found = records_.find(id);
  return found == records_.end() ? nullptr : &found->second.record;
}

MessageRecord* LaneStep::record_of(const Mid& mid) {
  if (mid.empty()) return nullptr;
  for (auto& [id, touched] : records_)
    if (touched.record.mid == mid) return &touched.record;
  return nullptr;
}

MessageRecord& LaneStep::add_record(MessageRecord record) {
  const MessageId id = record.message.id;
  Touched& touched = records_[id];
  touched = {std::move(record), true};
  emit(MessageAdded{touched.record.message});
  return touched.record;
}

void LaneStep::set_status(MessageRecord& record, MessageStatus status, Failure failure) {
  const MessageStatus before = record.message.status;
  const bool moves = rank(before) == 0 ? before != status : rank(status) > rank(before);
  if (!moves) return;
  record.message.status = status;
  record.message.failure = std::move(failure);
  records_[record.message.id].changed = true;
  emit(MessageStatusChanged{record.message.id, record.message.contact, status, record.message.failure});
}

void LaneStep::emit(DesktopEventBody event) { add_effect(DeliverToDesk{++state_.desk_seq, std::move(event)}); }

std::uint64_t LaneStep::add_effect(EffectBody body) {
  result_.effects.push_back({++state_.effect, std::move(body)});
  return state_.effect;
}

void LaneStep::remember_early(EarlyFact early) {
  if (state_.early.size() == LaneState::max_early) forget_oldest_early();
  state_.early.push_back(std::move(early));
}

/// The oldest receipt or change goes: its message is most likely none of our business. An echo is
/// never forgotten; if there is nothing else, the oldest is shown.
void LaneStep::forget_oldest_early() {
  auto oldest = std::find_if(state_.early.begin(), state_.early.end(),
                             [](const EarlyFact& early) { return !is_kept_echo(early); });
  if (oldest == state_.early.end()) oldest = state_.early.begin();
  const EarlyFact forgotten = std::move(*oldest);
  state_.early.erase(oldest);
  show_kept_echo(forgotten);
}

std::vector<EarlyFact> LaneStep::take_early(const Mid& mid) {
  const auto others = std::stable_partition(state_.early.begin(), state_.early.end(),
                                            [&](const EarlyFact& early) { return early.mid != mid; });
  std::vector<EarlyFact> taken(others, state_.early.end());
  state_.early.erase(others, state_.early.end());
  return taken;
}

Contact LaneStep::contact() const {
  Contact contact;
  contact.id = contact_id(view_.lane);
  contact.customer = {view_.subject.service, view_.subject.psid};
  if (view_.service) {
    contact.page = view_.service->page;
    contact.service_name = view_.service->name;
    contact.colour = view_.service->colour;
    contact.tags = view_.service->tags;
    contact.optional_tags = view_.service->optional_tags;
  }
  contact.profile = state_.profile;
  return contact;
}

void LaneStep::answer(std::string value) {
  result_.answer = Answer{true, std::move(value), ErrorCode::internal, {}, {}};
}

void LaneStep::refuse(const Refusal& refusal) {
  result_.answer = Answer{false, {}, ErrorCode::refused, refusal.words.text, {}, refusal};
}

void LaneStep::refuse(ErrorCode code, std::string message, std::string field) {
  result_.answer = Answer{false, {}, code, std::move(message), std::move(field)};
}

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
