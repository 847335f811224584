#include "open_words.hpp"
#include "webhook/readers.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

namespace {

constexpr Word<FeedVerb> verbs[] = {
    {"add", FeedVerb::add},       {"edit", FeedVerb::edit},      {"edited", FeedVerb::edited},
    {"remove", FeedVerb::remove}, {"delete", FeedVerb::delete_}, {"hide", FeedVerb::hide},
    {"unhide", FeedVerb::unhide}, {"block", FeedVerb::block},    {"unblock", FeedVerb::unblock},
    {"mute", FeedVerb::mute},     {"follow", FeedVerb::follow},  {"update", FeedVerb::update}};

constexpr Word<FeedItem> items[] = {{"comment", FeedItem::comment},
                                    {"post", FeedItem::post},
                                    {"reaction", FeedItem::reaction},
                                    {"status", FeedItem::status},
                                    {"photo", FeedItem::photo},
                                    {"video", FeedItem::video},
                                    {"share", FeedItem::share},
                                    {"like", FeedItem::like},
                                    {"album", FeedItem::album},
                                    {"address", FeedItem::address},
                                    {"connection", FeedItem::connection},
                                    {"coupon", FeedItem::coupon},
                                    {"event", FeedItem::event},
                                    {"experience", FeedItem::experience},
                                    {"group", FeedItem::group},
                                    {"group_message", FeedItem::group_message},
                                    {"interest", FeedItem::interest},
                                    {"link", FeedItem::link},
                                    {"mention", FeedItem::mention},
                                    {"milestone", FeedItem::milestone},
                                    {"note", FeedItem::note},
                                    {"page", FeedItem::page},
                                    {"picture", FeedItem::picture},
                                    {"platform-story", FeedItem::platform_story},
                                    {"photo-album", FeedItem::photo_album},
                                    {"profile", FeedItem::profile},
                                    {"question", FeedItem::question},
                                    {"rating", FeedItem::rating},
                                    {"relationship-status", FeedItem::relationship_status},
                                    {"story", FeedItem::story},
                                    {"timeline cover", FeedItem::timeline_cover},
                                    {"tag", FeedItem::tag}};

// "sorry" and "anger" are older names.
constexpr Word<PublicReaction> public_reactions[] = {
    {"like", PublicReaction::like},   {"love", PublicReaction::love},   {"wow", PublicReaction::wow},
    {"haha", PublicReaction::haha},   {"sad", PublicReaction::sad},     {"sorry", PublicReaction::sad},
    {"angry", PublicReaction::angry}, {"anger", PublicReaction::angry}, {"care", PublicReaction::care}};
constexpr Word<LabelAction> label_actions[] = {{"add", LabelAction::add}, {"remove", LabelAction::remove}};
constexpr Word<TemplateEvent> template_events[] = {{"APPROVED", TemplateEvent::approved},
                                                   {"REJECTED", TemplateEvent::rejected},
                                                   {"PENDING", TemplateEvent::pending},
                                                   {"PAUSED", TemplateEvent::paused},
                                                   {"DISABLED", TemplateEvent::disabled}};
constexpr Word<MarketingMessageStep> marketing_steps[] = {
    {"marketing_message_echoes", MarketingMessageStep::echo},
    {"marketing_message_deliveries", MarketingMessageStep::delivery},
    {"marketing_message_clicks", MarketingMessageStep::click},
    {"marketing_message_delivery_failed", MarketingMessageStep::delivery_failed}};

/// Who did it stands in `from` since about Graph v2.11, in members of its own before, and in ratings.
void read_page_content(const json::Value& value, PageContent& content) {
  content.item = open_enum(items, value["item"].text());
  content.verb = open_enum(verbs, value["verb"].text());
  content.post_id = copy(value["post_id"].id());
  content.comment_id = copy(value["comment_id"].id());
  content.parent_id = copy(value["parent_id"].id());
  const json::Value from = value["from"];
  content.from_id = copy(first_of({from["id"], value["sender_id"], value["reviewer_id"]}).id());
  content.from_name = copy(first_of({from["name"], value["sender_name"], value["reviewer_name"]}).text());
  content.message = copy(first_of({value["message"], value["review_text"]}).text());
  content.reaction = open_enum(public_reactions, value["reaction_type"].text());
  content.created_at = timestamp(value["created_time"]);
}

} // namespace

void read_feed(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  read_page_content(value, body.emplace<FeedChanged>().content);
}

void read_mention(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  read_page_content(value, body.emplace<PageMentioned>().content);
}

void read_rating(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& changed = body.emplace<RatingChanged>();
  read_page_content(value, changed.content);
  changed.rating = copy(value["rating"].id());
}

void read_group_comment(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& comment = body.emplace<GroupCommented>();
  comment.group_id = copy(value["group_id"].id());
  comment.post_id = copy(value["post_id"].id());
  comment.comment_id = copy(value["comment_id"].id());
  comment.parent_id = copy(value["parent_id"].id());
  comment.from_id = copy(value["from"]["id"].id());
  comment.from_name = copy(value["from"]["name"].text());
  comment.created_at = timestamp(value["created_time"]);
}

void read_lead(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& lead = body.emplace<LeadGenerated>();
  lead.lead_id = copy(value["leadgen_id"].id());
  lead.form_id = copy(value["form_id"].id());
  lead.ad_id = copy(value["ad_id"].id());
  lead.ad_group_id = copy(value["adgroup_id"].id());
  lead.created_at = timestamp(value["created_time"]);
}

void read_inbox_label(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& changed = body.emplace<InboxLabelChanged>();
  const json::Value label = value["label"];
  changed.action = open_enum(label_actions, value["action"].text());
  changed.label_id = copy(label["id"].id());
  changed.label_name = copy(first_of({label["page_label_name"], label["name"]}).text());
}

void read_template_status(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& changed = body.emplace<TemplateStatusChanged>();
  changed.event = open_enum(template_events, value["event"].text());
  changed.template_id = copy(value["message_template_id"].id());
  changed.template_name = copy(value["message_template_name"].text());
  changed.language = copy(value["message_template_language"].text());
  changed.reason = copy(value["reason"].text());
}

void read_marketing_message(const json::Value& value, const json::Value& element, EventBody& body) {
  auto& reported = body.emplace<MarketingMessageReported>();
  reported.step = open_enum(marketing_steps, element["field"].text());
  reported.mid = id_in<Mid>(value["mid"]);
  reported.message_id = copy(value["message_id"].id());
  reported.recipient_id = copy(value["recipient_id"].id());
  reported.app = id_in<AppId>(value["app_id"]);
  reported.tracking_id = copy(value["marketing_message_tracking_id"].id());
  reported.subscription_token = copy(value["messenger_subscription_token"].id());
}

void read_integrity(const json::Value& value, const json::Value& /*element*/, EventBody& body) {
  auto& reported = body.emplace<IntegrityReported>();
  reported.status = copy(value["status"].text());
  for (const json::Value& one : elements_in(value["violations"]))
    reported.violations.push_back({copy(one["type"].text()), copy(one["description"].text()), copy(one["url"].text())});
  for (const json::Value& one : elements_in(value["restrictions"]))
    reported.restrictions.push_back({copy(one["feature"].text()), copy(one["status"].text()),
                                     copy(one["description"].text()), timestamp(one["applied_time"]),
                                     timestamp(one["expiration_time"])});
  for (const json::Value& one : elements_in(value["action_events"]))
    reported.actions.push_back({copy(one["type"].text()), copy(one["status"].text()), timestamp(one["created_time"]),
                                timestamp(one["updated_time"])});
}

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
