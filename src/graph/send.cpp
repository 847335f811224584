#include "pagebridge/graph/send.hpp"

#include "graph/request.hpp"
#include "graph/send_fields.hpp"
#include "message/message_json.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

struct RecipientWriter {
  json::Writer& json;
  void operator()(const Psid& person) const { json.member("id", person.text()); }
  void operator()(const UserRef& plugin) const { json.member("user_ref", plugin.text()); }
  void operator()(const CommentId& comment) const { json.member("comment_id", comment.text()); }
  void operator()(const PostId& post) const { json.member("post_id", post.text()); }
};

void write_notification(json::Writer& json, Notification notification) {
  switch (notification) {
    case Notification::regular: return; // the platform's default
    case Notification::silent: json.member("notification_type", "SILENT_PUSH"); return;
    case Notification::none: json.member("notification_type", "NO_PUSH"); return;
  }
}

void write_hand_off(json::Writer& json, const HandOff& hand_off) {
  const bool passes = hand_off.kind == HandOff::Kind::pass;
  json.key("thread_control").begin_object().member("control_type", passes ? "pass" : "release");
  if (passes) message::optional_text(json, "app_id", hand_off.app.text());
  json.end_object();
}

/// Audio and video count against a limit of their own.
struct IsMedia {
  static bool of(MediaKind kind) { return kind == MediaKind::audio || kind == MediaKind::video; }
  bool operator()(const MediaByUrl& content) const { return of(content.kind); }
  bool operator()(const SavedMedia& content) const { return of(content.kind); }
  bool operator()(const MediaTemplate& content) const { return of(content.kind); }
  template <class Other>
  bool operator()(const Other& /*content*/) const {
    return false;
  }
};

PacingClass pacing_to(const Recipient& recipient, bool is_media) noexcept {
  if (std::holds_alternative<CommentId>(recipient) || std::holds_alternative<PostId>(recipient))
    return PacingClass::private_reply;
  return is_media ? PacingClass::media : PacingClass::text;
}

} // namespace

MessagingType messaging_type(SendAs as) noexcept {
  switch (as) {
    case SendAs::response: return {"RESPONSE", {}};
    case SendAs::update: return {"UPDATE", {}};
    case SendAs::human_agent: return {"MESSAGE_TAG", "HUMAN_AGENT"};
    case SendAs::customer_feedback: return {"MESSAGE_TAG", "CUSTOMER_FEEDBACK"};
    case SendAs::utility: return {"UTILITY", {}};
  }
  return {"RESPONSE", {}};
}

void write_recipient(json::Writer& json, const Recipient& recipient) {
  json.begin_object();
  std::visit(RecipientWriter{json}, recipient);
  json.end_object();
}

PacingClass pacing_of(const SendMessage& call) noexcept {
  return pacing_to(call.recipient, std::visit(IsMedia{}, call.message.content));
}

PacingClass pacing_of(const SendUpload& call) noexcept {
  return pacing_to(call.recipient, IsMedia::of(call.media.kind));
}

std::string to_json(const SendMessage& call) {
  const MessagingType type = messaging_type(call.as);
  json::Writer json;
  json.begin_object().key("recipient");
  write_recipient(json, call.recipient);
  json.member("messaging_type", type.type);
  message::optional_text(json, "tag", type.tag);
  json.key("message");
  message::write_message(json, call.message, call.metadata);
  write_notification(json, call.message.notification);
  message::optional_text(json, "persona_id", call.message.persona.text());
  if (!call.message.reply_to.empty())
    json.key("reply_to").begin_object().member("mid", call.message.reply_to.text()).end_object();
  if (call.hand_off) write_hand_off(json, *call.hand_off);
  return json.end_object().text();
}

HttpRequest send_request(std::string body, const Access& access) {
  return post_json(access, messages_path, std::move(body));
}

HttpRequest to_http(const SendMessage& call, const Access& access) { return send_request(to_json(call), access); }

Result<SendReceipt> read_send_answer(const HttpResponse& response) {
  return answer(response, CallKind::once, [&](const json::Value& root) -> Result<SendReceipt> {
    std::string mid = copy(root["message_id"].id());
    if (mid.empty()) return missing(response, "message_id", CallKind::once);
    return SendReceipt{Mid(std::move(mid)), Psid(copy(root["recipient_id"].id())),
                       AttachmentId(copy(root["attachment_id"].id()))};
  });
}

Result<SendReceipt> from_http(const SendMessage& /*call*/, const HttpResponse& response) {
  return read_send_answer(response);
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
