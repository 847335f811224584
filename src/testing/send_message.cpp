// The `message` of a Send: https://developers.facebook.com/docs/messenger-platform/reference/send-api
#include <algorithm>
#include <utility>

#include "testing/graph_settings.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

Refused read_attachment(const GraphCall& call, const json::Value& attachment, PageMessage& message) {
  PageAttachment read;
  if (attachment["type"].text() == "template") {
    if (call.request.file) return parameter_error("A template takes no filedata");
    const json::Value payload = attachment["payload"];
    if (auto refused = check_template(call, payload, message.shown_attachments)) return refused;
    read.file.type = "template";
    read.payload_json = payload.raw();
  } else if (auto refused = read_media(call, attachment, read)) {
    return refused;
  }
  message.attachments.push_back(std::move(read));
  return std::nullopt;
}

/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/changelog, 2025-03-19: images only.
Refused read_attachments(const GraphCall& call, const json::Value& list, PageMessage& message) {
  constexpr std::size_t most_images = 30;
  if (!list.is_array()) return parameter_error("Param message[attachments] must be an array");
  for (const json::Value attachment : list) {
    if (attachment["type"].text() != "image") return parameter_error("Param message[attachments] takes images only");
    PageAttachment read;
    if (auto refused = read_media(call, attachment, read)) return refused;
    message.attachments.push_back(std::move(read));
    if (message.attachments.size() > most_images)
      return parameter_error("Param message[attachments] has at most 30 elements");
  }
  if (message.attachments.empty()) return parameter_error("Param message[attachments] must not be empty");
  return std::nullopt;
}

Refused read_sticker(const json::Value& sticker, PageMessage& message) {
  const std::string id(sticker.id());
  if (!is_sticker(id)) return parameter_error("Param message[sticker_id] must be the number of a sticker");
  PageAttachment read;
  read.file.type = "sticker";
  read.file.id = AttachmentId(id);
  read.file.url = "https://cdn.sandbox.invalid/sticker/" + id;
  message.attachments.push_back(std::move(read));
  return std::nullopt;
}

/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/quick-replies
Refused check_quick_reply(const json::Value& reply) {
  constexpr std::size_t most_title = 20;
  constexpr std::size_t most_payload = 1000;
  const std::string_view type = reply["content_type"].text();
  if (type == "user_phone_number" || type == "user_email") return std::nullopt;
  if (type != "text")
    return parameter_error(
        "Param content_type must be one of {text, user_phone_number, user_email}"); // location is gone
  const bool has_image = !reply["image_url"].text().empty();
  if (!reply["title"].exists() || !reply["payload"].exists())
    return parameter_error("A quick reply needs a title and a payload");
  if (!has_image && (reply["title"].text().empty() || reply["payload"].id().empty()))
    return parameter_error("A quick reply without image_url needs a title and a payload");
  if (auto refused = check_length(reply["title"].text(), "message[quick_replies][title]", most_title)) return refused;
  return check_length(reply["payload"].id(), "message[quick_replies][payload]", most_payload);
}

Refused check_quick_replies(const json::Value& list) {
  constexpr std::size_t most_replies = 13;
  if (!list.exists()) return std::nullopt;
  if (!list.is_array()) return parameter_error("Param message[quick_replies] must be an array");
  std::size_t count = 0;
  for (const json::Value reply : list) {
    if (++count > most_replies) return parameter_error("Param message[quick_replies] has at most 13 elements");
    if (auto refused = check_quick_reply(reply)) return refused;
  }
  return std::nullopt;
}

/// Exactly one of the members that say what the message is.
Refused read_content(const GraphCall& call, const json::Value& value, PageMessage& message) {
  constexpr std::size_t most_text = 2000;
  std::size_t contents = message.text.empty() ? 0 : 1;
  for (const char* name : {"attachment", "attachments", "sticker_id", "template"})
    if (value[name].exists()) ++contents;
  if (contents == 0) return parameter_error("Message cannot be empty, must provide valid attachment or text");
  if (contents > 1)
    return parameter_error("A message holds one of text, attachment, attachments, sticker_id, template");
  const json::Value attachment = value["attachment"];
  if (call.request.file && !attachment.exists()) return parameter_error("The part filedata needs message[attachment]");
  if (attachment.exists()) return read_attachment(call, attachment, message);
  if (value["attachments"].exists()) return read_attachments(call, value["attachments"], message);
  if (value["sticker_id"].exists()) return read_sticker(value["sticker_id"], message);
  if (value["template"].exists()) return read_utility(call, value["template"], message);
  return check_length(message.text, "message[text]", most_text, call.core.options().text_unit);
}

/// What stands beside the message.
Refused read_companions(const GraphCall& call, PageMessage& message) {
  const json::Value& parameters = call.parameters;
  message.messaging_type = parameters["messaging_type"].text();
  message.tag = parameters["tag"].text();
  message.persona_id = parameters["persona_id"].id();
  if (!message.persona_id.empty() && !has_persona(call, message.persona_id)) return no_such_persona();
  if (const json::Value reply_to = parameters["reply_to"]; reply_to.exists()) {
    message.reply_to = Mid(std::string(reply_to["mid"].text()));
    if (message.reply_to.empty()) return parameter_error("Param reply_to must have a mid");
  }
  const json::Value notification = parameters["notification_type"];
  const std::string_view kind = notification.text();
  if (notification.exists() && kind != "REGULAR" && kind != "SILENT_PUSH" && kind != "NO_PUSH")
    return parameter_error("Param notification_type must be one of {REGULAR, SILENT_PUSH, NO_PUSH}");
  return std::nullopt;
}

} // namespace

Refused read_message(const GraphCall& call, PageMessage& message) {
  constexpr std::size_t most_metadata = 1000;
  const json::Value value = call.parameters["message"];
  if (!value.is_object()) return parameter_error("Param message must be an object");
  if (!call.request.is_utf8) return parameter_error("Param message[text] must be a UTF-8 encoded string");
  message.text = value["text"].text();
  message.metadata = value["metadata"].text();
  message.raw_json = value.raw();
  if (auto refused = read_companions(call, message)) return refused;
  if (auto refused = read_content(call, value, message)) return refused;
  if (auto refused = check_quick_replies(value["quick_replies"])) return refused;
  return check_length(message.metadata, "message[metadata]", most_metadata);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
