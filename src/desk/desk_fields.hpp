#pragma once

#include "desk/codec.hpp"
#include "desk/message_fields.hpp"
#include "pagebridge/desk/desktop_event.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

// What a store keeps of the desk's public structs: every field once, in an order that never changes.

template <class A>
void fields(A& a, CustomerKey& v) {
  a(v.service, v.psid);
}
template <class A>
void fields(A& a, JsonText& v) {
  a(v.text);
}
template <class A, class E>
void fields(A& a, Open<E>& v) {
  a(v.value, v.text);
}
template <class A>
void fields(A& a, Appointment& v) {
  a(v.booking_id, v.status, v.start_at, v.end_at, v.time_zone);
}
template <class A>
void fields(A& a, SharedProduct& v) {
  a(v.id, v.retailer_id, v.image_url, v.title, v.subtitle);
}
template <class A>
void fields(A& a, Attachment& v) {
  a(v.type, v.url, v.title, v.sticker_id, v.latitude, v.longitude, v.raw_json, v.id, v.template_type, v.appointment,
    v.products);
}
template <class A>
void fields(A& a, EventEnvelope& v) {
  a(v.object, v.page, v.sent_at, v.channel);
}
template <class A>
void fields(A& a, Author& v) {
  a(v.kind, v.agent, v.app);
}
template <class A>
void fields(A& a, CustomerProfile& v) {
  a(v.name, v.first_name, v.last_name, v.picture_url, v.locale, v.time_zone);
}
template <class A>
void fields(A& a, Contact& v) {
  a(v.id, v.customer, v.page, v.service_name, v.colour, v.tags, v.optional_tags, v.profile);
}
template <class A>
void fields(A& a, Session& v) {
  a(v.id, v.contact, v.state, v.agent, v.opened_at, v.close_reason);
}
template <class A>
void fields(A& a, Refusal& v) {
  a(v.words.code, v.words.parameters, v.words.text, v.until);
}
template <class A>
void fields(A& a, Failure& v) {
  a(v.code, v.error_class, v.platform_code, v.platform_subcode, v.fbtrace_id, v.text, v.refusal);
}
template <class A>
void fields(A& a, MessageChange& v) {
  a(v.kind, v.at, v.text);
}
template <class A>
void fields(A& a, MessagingWindow& v) {
  a(v.anybody_until, v.people_until, v.survey_until, v.owner);
}
template <class A>
void fields(A& a, MessageBody& v) {
  a(v.text, v.attachments, v.title, v.payload, v.unsupported);
}
template <class A>
void fields(A& a, Message& v) {
  a(v.id, v.contact, v.session, v.direction, v.author, v.at, v.channel, v.body, v.status, v.failure, v.first_part,
    v.part, v.parts, v.reaction, v.unsent_at, v.history);
}
template <class A>
void fields(A& a, ContactOpened& v) {
  a(v.contact);
}
template <class A>
void fields(A& a, ContactUpdated& v) {
  a(v.contact);
}
template <class A>
void fields(A& a, SessionOpened& v) {
  a(v.session);
}
template <class A>
void fields(A& a, SessionAccepted& v) {
  a(v.session);
}
template <class A>
void fields(A& a, SessionClosed& v) {
  a(v.session);
}
template <class A>
void fields(A& a, MessageAdded& v) {
  a(v.message);
}
template <class A>
void fields(A& a, MessageStatusChanged& v) {
  a(v.message, v.contact, v.status, v.failure);
}
template <class A>
void fields(A& a, MessageUpdated& v) {
  a(v.message);
}
template <class A>
void fields(A& a, WindowChanged& v) {
  a(v.contact, v.window);
}
template <class A>
void fields(A& a, PlatformEventReceived& v) {
  a(v.customer, v.kind, v.raw_json, v.name);
}

PAGEBRIDGE_END_NAMESPACE
