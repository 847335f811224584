#pragma once

#include "desk/codec.hpp"
#include "pagebridge/message/outgoing_message.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

// What a store keeps of a message that waits to be sent: every field once, in an order that never changes.

template <class A>
void fields(A& a, Text& v) {
  a(v.text);
}
template <class A>
void fields(A& a, MediaByUrl& v) {
  a(v.kind, v.url, v.is_reusable);
}
template <class A>
void fields(A& a, SavedMedia& v) {
  a(v.kind, v.attachment);
}
template <class A>
void fields(A& a, Images::Image& v) {
  a(v.url, v.attachment);
}
template <class A>
void fields(A& a, Images& v) {
  a(v.images);
}
template <class A>
void fields(A& a, Sticker& v) {
  a(v.sticker);
}
template <class A>
void fields(A& a, UrlButton& v) {
  a(v.title, v.url, v.height, v.messenger_extensions, v.fallback_url, v.hide_share);
}
template <class A>
void fields(A& a, PostbackButton& v) {
  a(v.title, v.payload);
}
template <class A>
void fields(A& a, PhoneButton& v) {
  a(v.title, v.number);
}
template <class A>
void fields(A& a, LogInButton& v) {
  a(v.url);
}
template <class A>
void fields(A& /*a*/, LogOutButton& /*v*/) {}
template <class A>
void fields(A& a, GameButton& v) {
  a(v.title, v.payload, v.player_id, v.context_id);
}
template <class A>
void fields(A& a, AudioCallButton& v) {
  a(v.title, v.expires_in_days);
}
template <class A>
void fields(A& a, GenericTemplate::Element& v) {
  a(v.title, v.subtitle, v.image_url, v.default_action, v.buttons);
}
template <class A>
void fields(A& a, GenericTemplate& v) {
  a(v.elements, v.square_images, v.sharable);
}
template <class A>
void fields(A& a, ButtonTemplate& v) {
  a(v.text, v.buttons, v.sharable);
}
template <class A>
void fields(A& a, MediaTemplate& v) {
  a(v.kind, v.attachment, v.url, v.buttons, v.sharable);
}
template <class A>
void fields(A& a, ReceiptTemplate::Element& v) {
  a(v.title, v.subtitle, v.quantity, v.price, v.currency, v.image_url);
}
template <class A>
void fields(A& a, ReceiptTemplate::Address& v) {
  a(v.street_1, v.street_2, v.city, v.postal_code, v.state, v.country);
}
template <class A>
void fields(A& a, ReceiptTemplate::Summary& v) {
  a(v.total_cost, v.subtotal, v.shipping_cost, v.total_tax);
}
template <class A>
void fields(A& a, ReceiptTemplate::Adjustment& v) {
  a(v.name, v.amount);
}
template <class A>
void fields(A& a, ReceiptTemplate& v) {
  a(v.recipient_name, v.order_number, v.currency, v.payment_method, v.summary, v.merchant_name, v.order_url,
    v.ordered_at, v.elements, v.address, v.adjustments, v.sharable);
}
template <class A>
void fields(A& a, ProductTemplate& v) {
  a(v.product_ids);
}
template <class A>
void fields(A& a, CouponTemplate& v) {
  a(v.title, v.subtitle, v.coupon_code, v.coupon_url, v.url_button_title, v.pre_message, v.image_url, v.payload);
}
template <class A>
void fields(A& a, FeedbackTemplate& v) {
  a(v.title, v.subtitle, v.button_title, v.business_privacy_url, v.expires_in_days, v.question_id, v.kind,
    v.question_title, v.score_label, v.score_option, v.asks_for_comment, v.comment_placeholder);
}
template <class A>
void fields(A& a, ImageGridTemplate::Image& v) {
  a(v.url, v.is_hero, v.action);
}
template <class A>
void fields(A& a, ImageGridTemplate& v) {
  a(v.images, v.title, v.subtitle, v.buttons);
}
template <class A>
void fields(A& a, UtilityTemplate::Parameter& v) {
  a(v.name, v.text);
}
template <class A>
void fields(A& a, UtilityTemplate::ButtonParameter& v) {
  a(v.kind, v.value);
}
template <class A>
void fields(A& a, UtilityTemplate& v) {
  a(v.name, v.language, v.header, v.header_image_url, v.body, v.buttons);
}
template <class A>
void fields(A& a, QuickReply& v) {
  a(v.kind, v.title, v.payload, v.image_url);
}
template <class A>
void fields(A& a, OutgoingMessage& v) {
  a(v.content, v.quick_replies, v.reply_to, v.persona, v.notification);
}

PAGEBRIDGE_END_NAMESPACE
