#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/open.hpp"
#include "pagebridge/rare.hpp"
#include "pagebridge/time.hpp"

/// A message as the Conversations API shows it, which is not how a webhook does. Every member may be missing: permissions,
/// age and the rules of some regions hide parts.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversations
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

using ConversationId = Id<struct ConversationIdTag>; ///< "t_" and digits

/// A person or the Page.
struct Participant {
  std::string id; ///< a PSID, or the Page's id
  std::string name;
  std::string email; ///< "<id>@facebook.com": no address that mail could be sent to
};

/// What an image, a video or an animation is and where it is shown. URLs are signed and live for a short time.
struct PictureData {
  std::string url;
  std::string preview_url;
  std::string animated_url; ///< of an animated picture
  std::optional<int> width{};
  std::optional<int> height{};
  std::optional<int> max_width{};
  std::optional<int> max_height{};
  bool is_sticker = false; ///< to be shown as a sticker
};
struct VideoData {
  std::string url;
  std::string preview_url;
  std::optional<int> width{};
  std::optional<int> height{};
  std::optional<int> length{}; ///< in seconds
};
/// A template, or a utility message that has a header or buttons.
struct TemplateData {
  std::string title;
  std::string subtitle;
  std::string media_url;
  std::string button_title; ///< of the first button
  std::string button_type;  ///< "web_url", …
  std::string button_url;
  JsonText raw; ///< all of it
};
struct MessageAttachment {
  std::string id;
  std::string mime_type;
  std::string name;                   ///< a file name; where the region hides the medium, words that say so
  std::optional<std::int64_t> size{}; ///< in bytes
  std::string file_url;               ///< of what is no image and no video
  Rare<PictureData> image{};
  Rare<VideoData> video{};
  Rare<TemplateData> content{};
};

enum class ShareType { unknown, post, ig_post, reel, ig_reel };
/// A link, a post or a reel that was passed on.
struct MessageShare {
  std::string id;
  Open<ShareType> type; ///< empty in what was shared before 2026-03-26
  std::string link;
  std::string name;
  std::string description;
  std::string picture_url;
  JsonText raw; ///< all of it
};

struct MessageReaction {
  std::string reaction; ///< an emoji, or an old word such as "love"
  std::vector<Participant> users;
};

/// Which message it answers.
struct MessageReplyTo {
  Mid mid; ///< empty if that one may not be seen
  bool is_self_reply = false;
};

struct ConversationMessage {
  Mid mid;
  std::optional<Timestamp> created_at{};
  Participant from;
  std::vector<Participant> to;
  std::string text; ///< empty if it has attachments only
  std::vector<MessageAttachment> attachments;
  std::vector<MessageShare> shares;
  std::vector<MessageReaction> reactions;
  Rare<MessageReplyTo> reply_to{};
  std::vector<std::string> tags; ///< "inbox", "read", "sent", "source:mobile", …
  std::string sticker_url;
  bool is_unsupported = false; ///< the platform cannot show what it is
  JsonText story{};            ///< of Instagram, if `fields` asks for it
  JsonText appointment{};      ///< `appointment_booking`, if `fields` asks for it
};

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
