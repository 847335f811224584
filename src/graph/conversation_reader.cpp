#include "graph/conversation_reader.hpp"

#include "graph/request.hpp"
#include "graph/values.hpp"
#include "graph/wire_time.hpp"
#include "open_words.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using json::Value;

/// The elements of {"data":[…]}, or of an array that stands there bare.
Value list_in(const Value& value) { return value.is_array() ? value : value["data"]; }

Participant read_participant(const Value& value) {
  return {copy(value["id"].id()), copy(value["name"].text()), copy(value["email"].text())};
}

template <class T, class Read>
std::vector<T> read_all(const Value& list, Read&& read) {
  std::vector<T> all;
  for (const Value& element : list_in(list))
    if (element.is_object()) all.push_back(read(element));
  return all;
}

PictureData read_picture(const Value& value) {
  PictureData picture;
  picture.url = copy(value["url"].text());
  picture.preview_url = copy(value["preview_url"].text());
  picture.animated_url = copy(value["animated_gif_url"].text());
  picture.width = whole(value["width"]);
  picture.height = whole(value["height"]);
  picture.max_width = whole(value["max_width"]);
  picture.max_height = whole(value["max_height"]);
  picture.is_sticker = value["render_as_sticker"].truth();
  return picture;
}

VideoData read_video(const Value& value) {
  return {copy(value["url"].text()), copy(value["preview_url"].text()), whole(value["width"]), whole(value["height"]),
          whole(value["length"])};
}

TemplateData read_template(const Value& value) {
  TemplateData content;
  content.title = copy(value["title"].text());
  content.subtitle = copy(value["subtitle"].text());
  content.media_url = copy(value["media_url"].text());
  const Value button = value["cta"];
  content.button_title = copy(button["title"].text());
  content.button_type = copy(button["type"].text());
  content.button_url = copy(button["url"].text());
  content.raw = JsonText{copy(value.raw())};
  return content;
}

MessageAttachment read_attachment(const Value& value) {
  MessageAttachment attachment;
  attachment.id = copy(value["id"].id());
  attachment.mime_type = copy(value["mime_type"].text());
  attachment.name = copy(value["name"].text());
  attachment.size = value["size"].integer();
  attachment.file_url = copy(value["file_url"].text());
  if (value["image_data"].is_object()) attachment.image = read_picture(value["image_data"]);
  if (value["video_data"].is_object()) attachment.video = read_video(value["video_data"]);
  if (value["generic_template"].is_object()) attachment.content = read_template(value["generic_template"]);
  return attachment;
}

constexpr Word<ShareType> share_types[] = {{"post", ShareType::post},
                                           {"ig_post", ShareType::ig_post},
                                           {"reel", ShareType::reel},
                                           {"ig_reel", ShareType::ig_reel}};

MessageShare read_share(const Value& value) {
  MessageShare share;
  share.id = copy(value["id"].id());
  share.type = open_enum(share_types, value["type"].text());
  share.link = copy(value["link"].text());
  share.name = copy(value["name"].text());
  share.description = copy(value["description"].text());
  share.picture_url = copy(value["picture"].text());
  share.raw = JsonText{copy(value.raw())};
  return share;
}

MessageReaction read_reaction(const Value& value) {
  return {copy(value["reaction"].text()), read_participants(value["users"])};
}

} // namespace

std::vector<Participant> read_participants(const Value& value) {
  return read_all<Participant>(value, read_participant);
}

std::vector<std::string> read_tags(const Value& value) {
  std::vector<std::string> tags;
  for (const Value& tag : list_in(value)) tags.push_back(copy(tag["name"].text()));
  return tags;
}

ConversationMessage read_conversation_message(const Value& value) {
  ConversationMessage message;
  message.mid = Mid(copy(value["id"].id()));
  message.created_at = time_in(value["created_time"]);
  message.from = read_participant(value["from"]);
  message.to = read_participants(value["to"]);
  message.text = copy(value["message"].text());
  message.attachments = read_all<MessageAttachment>(value["attachments"], read_attachment);
  message.shares = read_all<MessageShare>(value["shares"], read_share);
  message.reactions = read_all<MessageReaction>(value["reactions"], read_reaction);
  if (const Value reply = value["reply_to"]; reply.is_object())
    message.reply_to = MessageReplyTo{Mid(copy(reply["mid"].id())), reply["is_self_reply"].truth()};
  message.tags = read_tags(value["tags"]);
  message.sticker_url = copy(value["sticker"].text());
  message.is_unsupported = value["is_unsupported"].truth();
  message.story = raw_text(value["story"]);
  message.appointment = raw_text(value["appointment_booking"]);
  return message;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
