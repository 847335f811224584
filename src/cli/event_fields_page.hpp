#pragma once

#include "pagebridge/webhook/page_events.hpp"

/// What a visitor is told of what happens to the Page outside its threads: see event_fields.hpp.
namespace pagebridge::cli {

template <class V>
void fields(V& visit, const PageContent& x) {
  visit("item", x.item);
  visit("verb", x.verb);
  visit("post_id", x.post_id);
  visit("comment_id", x.comment_id);
  visit("parent_id", x.parent_id);
  visit("from_id", x.from_id);
  visit("from_name", x.from_name);
  visit("message", x.message);
  visit("reaction", x.reaction);
  visit("created_at", x.created_at);
}

template <class V>
void fields(V& visit, const FeedChanged& x) {
  fields(visit, x.content);
}

template <class V>
void fields(V& visit, const PageMentioned& x) {
  fields(visit, x.content);
}

template <class V>
void fields(V& visit, const RatingChanged& x) {
  fields(visit, x.content);
  visit("rating", x.rating);
}

template <class V>
void fields(V& visit, const GroupCommented& x) {
  visit("group_id", x.group_id);
  visit("post_id", x.post_id);
  visit("comment_id", x.comment_id);
  visit("parent_id", x.parent_id);
  visit("from_id", x.from_id);
  visit("from_name", x.from_name);
  visit("created_at", x.created_at);
}

template <class V>
void fields(V& visit, const LeadGenerated& x) {
  visit("lead_id", x.lead_id);
  visit("form_id", x.form_id);
  visit("ad_id", x.ad_id);
  visit("ad_group_id", x.ad_group_id);
  visit("created_at", x.created_at);
}

template <class V>
void fields(V& visit, const InboxLabelChanged& x) {
  visit("action", x.action);
  visit("label_id", x.label_id);
  visit("label_name", x.label_name);
}

template <class V>
void fields(V& visit, const TemplateStatusChanged& x) {
  visit("event", x.event);
  visit("template_id", x.template_id);
  visit("template_name", x.template_name);
  visit("language", x.language);
  visit("reason", x.reason);
}

template <class V>
void fields(V& visit, const MarketingMessageReported& x) {
  visit("step", x.step);
  visit("mid", x.mid);
  visit("message_id", x.message_id);
  visit("recipient_id", x.recipient_id);
  visit("app", x.app);
  visit("tracking_id", x.tracking_id);
  visit("subscription_token", x.subscription_token);
}

template <class V>
void fields(V& visit, const IntegrityViolation& x) {
  visit("type", x.type);
  visit("description", x.description);
  visit("url", x.url);
}

template <class V>
void fields(V& visit, const IntegrityRestriction& x) {
  visit("feature", x.feature);
  visit("status", x.status);
  visit("description", x.description);
  visit("applied_at", x.applied_at);
  visit("expires_at", x.expires_at);
}

template <class V>
void fields(V& visit, const IntegrityAction& x) {
  visit("type", x.type);
  visit("status", x.status);
  visit("created_at", x.created_at);
  visit("updated_at", x.updated_at);
}

template <class V>
void fields(V& visit, const IntegrityReported& x) {
  visit("status", x.status);
  visit("violations", x.violations);
  visit("restrictions", x.restrictions);
  visit("actions", x.actions);
}

template <class V>
void fields(V& visit, const FieldChanged& x) {
  visit("field", x.field);
  visit("value", x.value);
}

} // namespace pagebridge::cli
