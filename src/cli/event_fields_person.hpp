#pragma once

#include "cli/event_fields_message.hpp"
#include "pagebridge/webhook/person_events.hpp"

/// What a visitor is told of what customers do beside writing: see event_fields.hpp.
namespace pagebridge::cli {

template <class V>
void fields(V& visit, const LeadAnswer& x) {
  visit("question", x.question);
  visit("answer", x.answer);
}

template <class V>
void fields(V& visit, const ReferralReceived& x) {
  visit("referral", x.referral);
  visit("lead", x.lead);
}

template <class V>
void fields(V& visit, const NotificationSubscription& x) {
  visit("frequency", x.frequency);
  visit("time_zone", x.time_zone);
  visit("topic", x.topic);
  visit("status", x.status);
  visit("expires_at", x.expires_at);
  visit("token_status", x.token_status);
}

template <class V>
void fields(V& visit, const OptInReceived& x) {
  visit("type", x.type);
  visit("ref", x.ref);
  visit("payload", x.payload);
  visit("title", x.title);
  visit("token", x.token);
  visit("source", x.source);
  visit("subscription", x.subscription);
}

template <class V>
void fields(V& visit, const OptOutReceived& x) {
  visit("json", x.raw_json);
}

template <class V>
void fields(V& visit, const AccountLinkChanged& x) {
  visit("status", x.status);
  visit("authorization_code", x.authorization_code);
}

template <class V>
void fields(V& visit, const FeedbackAnswer& x) {
  visit("question_id", x.question_id);
  visit("type", x.type);
  visit("payload", x.payload);
  visit("follow_up_type", x.follow_up_type);
  visit("follow_up", x.follow_up);
}

template <class V>
void fields(V& visit, const FeedbackScreen& x) {
  visit("id", x.id);
  visit("answers", x.answers);
}

template <class V>
void fields(V& visit, const FeedbackReceived& x) {
  visit("screens", x.screens);
}

template <class V>
void fields(V& visit, const ResponseRated& x) {
  visit("mid", x.mid);
  visit("rating", x.rating);
}

template <class V>
void fields(V& visit, const GamePlayed& x) {
  visit("game_id", x.game_id);
  visit("player_id", x.player_id);
  visit("context_type", x.context_type);
  visit("context_id", x.context_id);
  visit("score", x.score);
  visit("payload", x.payload);
}

template <class V>
void fields(V& visit, const InformationAnswer& x) {
  visit("key", x.key);
  visit("value", x.value);
}

template <class V>
void fields(V& visit, const InformationScreen& x) {
  visit("id", x.id);
  visit("answers", x.answers);
}

template <class V>
void fields(V& visit, const CustomerInformationReceived& x) {
  visit("screens", x.screens);
}

template <class V>
void fields(V& visit, const LeadFormSubmitted& x) {
  visit("form_id", x.form_id);
}

template <class V>
void fields(V& visit, const CartProduct& x) {
  visit("id", x.id);
  visit("retailer_id", x.retailer_id);
  visit("name", x.name);
  visit("unit_price", x.unit_price);
  visit("currency", x.currency);
  visit("quantity", x.quantity);
}

template <class V>
void fields(V& visit, const CartSent& x) {
  visit("products", x.products);
  visit("note", x.note);
  visit("source", x.source);
  visit("source_id", x.source_id);
}

template <class V>
void fields(V& visit, const ContextFinding& x) {
  visit("type", x.type);
  visit("id", x.id);
  visit("mid", x.mid);
  visit("event_name", x.event_name);
  visit("model", x.model);
}

template <class V>
void fields(V& visit, const MessageContextFound& x) {
  visit("detections", x.detections);
  visit("suggestions", x.suggestions);
}

} // namespace pagebridge::cli
