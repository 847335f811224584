#include "pagebridge/message/outgoing_message.hpp"

#include "message/inspection.hpp"
#include "pagebridge/policy/platform_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

std::string_view to_string(MediaKind kind) noexcept {
  switch (kind) {
    case MediaKind::image: return "image";
    case MediaKind::audio: return "audio";
    case MediaKind::video: return "video";
    case MediaKind::file: return "file";
  }
  return "file";
}

namespace message {

/// https://developers.facebook.com/docs/messenger-platform/reference/buttons/quick-replies
void inspect(Inspection& in, const QuickReply& reply) {
  if (reply.kind != QuickReply::Kind::text) {
    constexpr const char* not_ours = "the platform fills this kind of chip; leave it empty";
    in.refuse_unless(reply.title.empty(), "title", not_ours);
    in.refuse_unless(reply.payload.empty(), "payload", not_ours);
    in.refuse_unless(reply.image_url.empty(), "image_url", not_ours);
    return;
  }
  constexpr const char* or_image = "may be empty only if there is an image_url";
  const bool has_image = !reply.image_url.empty();
  in.refuse_unless(has_image || !reply.title.empty(), "title", or_image);
  in.text("title", reply.title, platform::quick_reply_title);
  in.refuse_unless(has_image || !reply.payload.empty(), "payload", or_image);
  in.text("payload", reply.payload, platform::quick_reply_payload);
  in.address_unless_empty("image_url", reply.image_url);
}

void inspect(Inspection& in, const OutgoingMessage& message) {
  std::visit([&](const auto& content) { inspect(in, content); }, message.content);
  in.count("quick_replies", message.quick_replies.size(), 0, platform::quick_replies);
  in.each("quick_replies", message.quick_replies, [&](const QuickReply& reply) { inspect(in, reply); });
  in.text("reply_to", message.reply_to.text(), 0);
  in.text("persona", message.persona.text(), 0);
}

} // namespace message

Result<void> validate(const OutgoingMessage& message, Checks checks) {
  message::Inspection in(checks);
  inspect(in, message);
  return in.result();
}

Result<void> validate(const OutgoingMessage& message) { return validate(message, Checks::structure); }

PAGEBRIDGE_END_NAMESPACE
