#include <algorithm>

#include "desk/lane_step.hpp"
#include "pagebridge/webhook/dedupe_key.hpp"
#include "webhook/parse_element.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

namespace {

/// A failed look-up is not repeated before this time, and only when the customer acts again.
constexpr milliseconds profile_cooldown = std::chrono::minutes(10);

MessageBody body_of(const MessageContent& content) {
  return {content.text, content.attachments, {}, content.quick_reply.value_or(""), content.is_unsupported};
}

/// Our App's own sends without our mark are some other program's of the host.
AuthorKind author_of(EchoSource source) {
  switch (source) {
    case EchoSource::own_app: return AuthorKind::automation;
    case EchoSource::other_app: return AuthorKind::other_app;
    case EchoSource::unknown: // as the Page's inbox looked before Graph v12
    case EchoSource::page_inbox: break;
  }
  return AuthorKind::page_inbox;
}

bool is_ad(const Rare<Referral>& referral) { return referral && referral->source.value == ReferralSource::ads; }

bool is_standby(const EventEnvelope& envelope) { return envelope.channel == Channel::standby; }

} // namespace

void LaneStep::on_webhook(const WebhookFact& fact, const Event& event) {
  if (!fact.is_envelope) {
    result_.dead_letter = DeadLetter{"not a webhook envelope", fact.raw_json};
    return;
  }
  if (!view_.subject.app.empty()) {
    result_.dead_letter = DeadLetter{is_dashboard_sample(event.envelope)
                                         ? "a sample from the App Dashboard's Test button: the webhook works"
                                         : "its Page belongs to no service of the App",
                                     fact.raw_json};
    return;
  }
  if (view_.subject.psid.empty()) return on_other(event); // nobody to show it with
  if (const auto* message = std::get_if<MessageReceived>(&event.body)) return on_message(event, *message);
  if (const auto* postback = std::get_if<PostbackReceived>(&event.body)) return on_postback(event, *postback);
  if (const auto* echo = std::get_if<MessageEchoed>(&event.body))
    return on_echo(event.envelope, event.raw_json, event.at, *echo);
  if (const auto* delivery = std::get_if<MessageDelivered>(&event.body)) return on_delivery(*delivery);
  if (const auto* read = std::get_if<MessageRead>(&event.body)) return on_read(*read);
  if (!changed_mid(event.body).empty()) return on_change(event);
  on_other(event);
}

void LaneStep::on_message(const Event& event, const MessageReceived& message) {
  const bool from_ad = state_.ad_clicked || is_ad(message.content.referral);
  state_.ad_clicked = false;
  customer_acted(event, from_ad ? CustomerAct::ad_message : CustomerAct::message);
  add_inbound(event, message.content.mid.text(), message.content.mid, body_of(message.content));
}

void LaneStep::on_postback(const Event& event, const PostbackReceived& postback) {
  state_.ad_clicked = state_.ad_clicked || is_ad(postback.referral);
  customer_acted(event, CustomerAct::postback);
  MessageBody body;
  body.title = postback.title;
  body.payload = postback.payload.value_or("");
  add_inbound(event, postback.mid.text(), postback.mid, std::move(body));
}

/// Referrals and opt-ins of a known person are acts, too. Everything is passed on as it came.
void LaneStep::on_other(const Event& event) {
  if (!view_.subject.psid.empty()) {
    if (const auto* referral = std::get_if<ReferralReceived>(&event.body)) {
      // The window opens when the person comes back over a link; over an ad, not before they write.
      const bool over_ad = referral->referral.source.value == ReferralSource::ads;
      state_.ad_clicked = state_.ad_clicked || over_ad;
      if (!over_ad) note_act(event.at, CustomerAct::referral);
      open_for(event);
    } else if (std::holds_alternative<OptInReceived>(event.body)) {
      open_for(event);
    }
    on_routing(event.body);
  }
  pass_on(event);
}

void LaneStep::on_routing(const EventBody& body) {
  if (const auto* passed = std::get_if<ThreadPassed>(&body)) note_new_owner(passed->new_owner);
  if (const auto* taken = std::get_if<ThreadTaken>(&body)) {
    // An older payload, which goes to whom the thread was taken from, does not say who has it now.
    const bool from_us = taken->new_owner.empty() && view_.service && taken->previous_owner == view_.service->app;
    from_us ? note_owner(ThreadOwner::other_app) : note_new_owner(taken->new_owner);
  }
}

void LaneStep::pass_on(const Event& event) {
  const EventBody& body = event.body;
  const auto* unknown = std::get_if<UnknownEvent>(&body);
  emit(PlatformEventReceived{{view_.subject.service, view_.subject.psid},
                             std::string(kind_of(body)),
                             JsonText{event.raw_json},
                             unknown != nullptr ? unknown->name : std::string()});
}

void LaneStep::customer_acted(const Event& event, CustomerAct act) {
  note_act(event.at, act);
  note_channel(event.envelope.channel);
  open_for(event);
}

void LaneStep::open_for(const Event& event) {
  open_contact();
  // In standby another app has the thread: nobody here is asked to answer.
  if (!is_standby(event.envelope) && !state_.session) open_session(event.at);
  look_up_profile();
}

void LaneStep::open_contact() {
  if (state_.contact_open) return;
  state_.contact_open = true;
  emit(ContactOpened{contact()});
}

void LaneStep::open_session(Timestamp at) {
  Session session;
  session.id = session_id(view_.lane, ++state_.sessions);
  session.contact = contact_id(view_.lane);
  session.opened_at = at;
  state_.session = session;
  emit(SessionOpened{std::move(session)});
}

void LaneStep::add_inbound(const Event& event, std::string_view name, const Mid& mid, MessageBody body) {
  // Without a mid the event itself is the name, so that the same one is never shown twice.
  const MessageId id =
      message_id(view_.lane, name.empty() ? dedupe_key(view_.subject.service, event) : std::string(name));
  if (record(id) != nullptr) return;
  MessageRecord added;
  added.mid = mid;
  added.message.id = id;
  added.message.contact = contact_id(view_.lane);
  if (state_.session) added.message.session = state_.session->id;
  added.message.at = event.at;
  added.message.channel = event.envelope.channel;
  added.message.body = std::move(body);
  apply_early(added, mid.empty() ? std::vector<EarlyFact>() : take_early(mid));
  add_record(std::move(added));
}

void LaneStep::on_echo(const EventEnvelope& envelope, const std::string& raw_json, Timestamp at,
                       const MessageEchoed& echo) {
  MessageRecord* own = nullptr;
  if (const auto id = message_of(echo.metadata)) own = record(*id);
  if (own == nullptr) own = record_of(echo.content.mid);
  if (own != nullptr) {
    if (own->message.direction == Direction::outbound) confirm(*own, echo.content.mid, at);
    return;
  }
  // Our App, but not our mark: perhaps the platform dropped it, and the answer that names this mid is still on its way.
  const bool may_be_ours =
      view_.service && echo.app == view_.service->app && state_.in_flight && !echo.content.mid.empty();
  if (may_be_ours) {
    remember_early({echo.content.mid, false, envelope, raw_json, at});
    return;
  }
  show_foreign_echo(envelope, at, echo);
}

void LaneStep::show_foreign_echo(const EventEnvelope& envelope, Timestamp at, const MessageEchoed& echo) {
  Event event;
  event.envelope = envelope;
  event.at = at;
  const std::string name =
      echo.content.mid.empty() ? std::to_string(to_unix_ms(at)) + echo.content.text : echo.content.mid.text();
  const MessageId id = message_id(view_.lane, name);
  if (record(id) != nullptr) return;
  open_contact();
  MessageRecord added;
  added.mid = echo.content.mid;
  added.echoed_at = at;
  added.message.id = id;
  added.message.contact = contact_id(view_.lane);
  if (state_.session) added.message.session = state_.session->id;
  added.message.direction = Direction::outbound;
  added.message.at = at;
  added.message.channel = envelope.channel;
  added.message.body = body_of(echo.content);
  added.message.status = MessageStatus::accepted;
  added.message.author.app = echo.app;
  added.message.author.kind = author_of(source_of(echo, view_.service ? view_.service->app : AppId()));
  MessageRecord& shown = add_record(std::move(added));
  confirm(shown, shown.mid, at); // a receipt may have been earlier
}

void LaneStep::on_delivery(const MessageDelivered& delivery) {
  for (const Mid& mid : delivery.mids) {
    if (MessageRecord* known = record_of(mid)) {
      if (known->message.direction == Direction::outbound) set_status(*known, MessageStatus::delivered);
    } else {
      remember_early({mid, true, {}, {}, now_});
    }
  }
  if (!delivery.watermark) return;
  state_.delivered_until = std::max(state_.delivered_until.value_or(*delivery.watermark), *delivery.watermark);
  for (auto& [id, touched] : records_) apply_watermarks(touched.record);
}

void LaneStep::on_read(const MessageRead& read) {
  if (!read.watermark) return;
  state_.read_until = std::max(state_.read_until.value_or(*read.watermark), *read.watermark);
  for (auto& [id, touched] : records_) apply_watermarks(touched.record);
}

/// Meta's watermarks are compared with Meta's own times, which only echoes tell.
void LaneStep::apply_watermarks(MessageRecord& record) {
  if (record.message.direction != Direction::outbound || !record.echoed_at) return;
  if (state_.read_until && *record.echoed_at <= *state_.read_until) {
    set_status(record, MessageStatus::read);
  } else if (state_.delivered_until && *record.echoed_at <= *state_.delivered_until) {
    set_status(record, MessageStatus::delivered);
  }
}

void LaneStep::look_up_profile() {
  if (state_.profile_known || state_.profile_asked) return;
  const bool asked_before = state_.profile_asked_at != Timestamp{};
  const milliseconds since = now_ - state_.profile_asked_at; // negative: the wall clock was put back
  if (asked_before && since >= milliseconds(0) && since < profile_cooldown) return;
  state_.profile_asked = true;
  state_.profile_asked_at = now_;
  add_effect(LookUpProfile{});
}

void LaneStep::on_profile(const ProfileLookedUp& looked_up) {
  result_.settled.push_back(looked_up.effect);
  state_.profile_asked = false;
  if (!looked_up.profile) return;
  state_.profile_known = true;
  state_.profile = *looked_up.profile;
  emit(ContactUpdated{contact()});
}

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
