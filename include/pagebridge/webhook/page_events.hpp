#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/open.hpp"
#include "pagebridge/time.hpp"

/// What happens to the Page outside its threads. Most of it comes as `changes`, and the people in it are no PSIDs unless
/// it says so. The name in brackets is the subscription field.
/// Source: https://developers.facebook.com/docs/graph-api/webhooks/reference/page/
PAGEBRIDGE_BEGIN_NAMESPACE

/// Comments use `edited` and `remove`, posts and reactions `edit`.
enum class FeedVerb { unknown, add, edit, edited, remove, delete_, hide, unhide, block, unblock, mute, follow, update };

// clang-format off
enum class FeedItem {
  unknown, album, address, comment, connection, coupon, event, experience, group, group_message, interest, like, link,
  mention, milestone, note, page, picture, platform_story, photo, photo_album, post, profile, question, rating, reaction,
  relationship_status, share, status, story, timeline_cover, tag, video
};
// clang-format on

enum class PublicReaction { unknown, like, love, wow, haha, sad, angry, care };

/// What was written or done in public, and where. `post_id` and `comment_id` are what a private reply is addressed to: one
/// reply, within seven days. What is not here is in the event's raw JSON.
struct PageContent {
  Open<FeedItem> item;
  Open<FeedVerb> verb;
  std::string post_id;
  std::string comment_id;
  std::string parent_id; ///< of a comment: the post, or the comment that it answers
  std::string from_id;   ///< who did it; may be the Page itself
  std::string from_name;
  std::string message;
  Open<PublicReaction> reaction;
  std::optional<Timestamp> created_at;
};

/// Something was posted, commented, liked, … on the Page (feed).
struct FeedChanged {
  PageContent content;
};
/// The Page was mentioned (mention).
struct PageMentioned {
  PageContent content;
};
/// The Page was rated, or a rating was commented or liked (ratings).
struct RatingChanged {
  PageContent content;
  std::string rating; ///< stars, decimal text
};
/// The Page's post in a group was commented (group_feed).
/// Source:
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/group-feed
struct GroupCommented {
  std::string group_id;
  std::string post_id;
  std::string comment_id;
  std::string parent_id;
  std::string from_id;
  std::string from_name;
  std::optional<Timestamp> created_at;
};
/// Somebody filled in a lead ad's form (leadgen); the answers must be fetched.
struct LeadGenerated {
  std::string lead_id;
  std::string form_id;
  std::string ad_id;
  std::string ad_group_id;
  std::optional<Timestamp> created_at;
};

enum class LabelAction { unknown, add, remove };
/// A label was put on a customer or taken off, or was itself made or deleted (inbox_labels). The event's customer is whom
/// it is about, if anybody.
struct InboxLabelChanged {
  Open<LabelAction> action;
  std::string label_id;
  std::string label_name;
};

enum class TemplateEvent { unknown, approved, rejected, pending, paused, disabled };
/// Meta judged a utility template (message_template_status_update).
struct TemplateStatusChanged {
  Open<TemplateEvent> event;
  std::string template_id;
  std::string template_name;
  std::string language;
  std::string reason; ///< of a rejection: "ABUSIVE_CONTENT", "INCORRECT_PARAMS", …
};

enum class MarketingMessageStep { unknown, echo, delivery, click, delivery_failed };
/// A marketing message went its way (marketing_message_echoes, _deliveries, _clicks, _delivery_failed). Only the App
/// Dashboard's samples are known.
struct MarketingMessageReported {
  Open<MarketingMessageStep> step; ///< `text` is the field's name
  Mid mid;
  std::string message_id;
  std::string recipient_id; ///< whether it is a PSID is not documented
  AppId app;
  std::string tracking_id;
  std::string subscription_token;
};

struct IntegrityViolation {
  std::string type;
  std::string description;
  std::string url;
};
struct IntegrityRestriction {
  std::string feature;
  std::string status;
  std::string description;
  std::optional<Timestamp> applied_at;
  std::optional<Timestamp> expires_at;
};
struct IntegrityAction {
  std::string type;
  std::string status;
  std::optional<Timestamp> created_at;
  std::optional<Timestamp> updated_at;
};
/// Meta found the Page to break a rule, or restricts it (business_integrity, messaging_integrity).
/// Source: https://developers.facebook.com/documentation/pages-api/integrity-webhook
struct IntegrityReported {
  std::string status;
  std::vector<IntegrityViolation> violations;
  std::vector<IntegrityRestriction> restrictions;
  std::vector<IntegrityAction> actions;
};

/// A field of the Page changed and Meta says no more than its name, or its name and a plain value (`changed_fields`, and
/// `changes` without an object as value: parking, hours, name, …).
struct FieldChanged {
  std::string field;
  std::optional<std::string> value;
};

PAGEBRIDGE_END_NAMESPACE
