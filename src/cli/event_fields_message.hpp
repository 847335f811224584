#pragma once

#include "pagebridge/webhook/message_events.hpp"

/// What a visitor is told of messages and what becomes of them: see event_fields.hpp.
namespace pagebridge::cli {

template <class V>
void fields(V& visit, const AdsContext& x) {
  visit("title", x.title);
  visit("photo_url", x.photo_url);
  visit("video_url", x.video_url);
  visit("post_id", x.post_id);
  visit("product_id", x.product_id);
  visit("flow_id", x.flow_id);
}

template <class V>
void fields(V& visit, const Referral& x) {
  visit("ref", x.ref);
  visit("source", x.source);
  visit("type", x.type);
  visit("ad_id", x.ad_id);
  visit("product_id", x.product_id);
  visit("referer_uri", x.referer_uri);
  visit("origin_domain", x.origin_domain);
  visit("is_guest_user", x.is_guest_user);
  visit("ads_context", x.ads_context);
  visit("json", x.raw_json);
}

template <class V>
void fields(V& visit, const Appointment& x) {
  visit("booking_id", x.booking_id);
  visit("status", x.status);
  visit("start_at", x.start_at);
  visit("end_at", x.end_at);
  visit("time_zone", x.time_zone);
}

template <class V>
void fields(V& visit, const SharedProduct& x) {
  visit("id", x.id);
  visit("retailer_id", x.retailer_id);
  visit("image_url", x.image_url);
  visit("title", x.title);
  visit("subtitle", x.subtitle);
}

template <class V>
void fields(V& visit, const Attachment& x) {
  visit("type", x.type);
  visit("url", x.url);
  visit("title", x.title);
  visit("sticker_id", x.sticker_id);
  visit("latitude", x.latitude);
  visit("longitude", x.longitude);
  visit("id", x.id);
  visit("template_type", x.template_type);
  visit("appointment", x.appointment);
  visit("products", x.products);
  visit("json", x.raw_json);
}

template <class V>
void fields(V& visit, const StoryReference& x) {
  visit("id", x.id);
  visit("url", x.url);
}

template <class V>
void fields(V& visit, const PriorMessage& x) {
  visit("source", x.source);
  visit("identifier", x.identifier);
}

template <class V>
void fields(V& visit, const HopContext& x) {
  visit("app", x.app);
  visit("metadata", x.metadata);
}

template <class V>
void fields(V& visit, const MessageContent& x) {
  visit("mid", x.mid);
  visit("text", x.text);
  visit("attachments", x.attachments);
  visit("quick_reply", x.quick_reply);
  visit("reply_to", x.reply_to);
  visit("reply_to_story", x.reply_to_story);
  visit("referral", x.referral);
  visit("commands", x.commands);
  visit("tags", x.tags);
  visit("nlp", x.nlp);
  visit("is_self_reply", x.is_self_reply);
  visit("is_unsupported", x.is_unsupported);
  visit("is_self", x.is_self);
}

template <class V>
void fields(V& visit, const MessageReceived& x) {
  fields(visit, x.content);
  visit("prior_message", x.prior_message);
  visit("hop_context", x.hop_context);
}

template <class V>
void fields(V& visit, const PostbackReceived& x) {
  visit("mid", x.mid);
  visit("title", x.title);
  visit("payload", x.payload);
  visit("referral", x.referral);
  visit("prior_message", x.prior_message);
}

template <class V>
void fields(V& visit, const MessageEchoed& x) {
  fields(visit, x.content);
  visit("app", x.app);
  visit("metadata", x.metadata);
}

template <class V>
void fields(V& visit, const MessageDelivered& x) {
  visit("mids", x.mids);
  visit("watermark", x.watermark);
}

template <class V>
void fields(V& visit, const MessageRead& x) {
  visit("watermark", x.watermark);
  visit("mid", x.mid);
}

template <class V>
void fields(V& visit, const ReactionChanged& x) {
  visit("mid", x.mid);
  visit("action", x.action);
  visit("reaction", x.reaction);
  visit("emoji", x.emoji);
}

template <class V>
void fields(V& visit, const MessageEdited& x) {
  visit("mid", x.mid);
  visit("text", x.text);
  visit("edit_count", x.edit_count);
}

template <class V>
void fields(V& visit, const MessageUnsent& x) {
  visit("mid", x.mid);
}

} // namespace pagebridge::cli
