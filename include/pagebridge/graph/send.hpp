#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/body_stream.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/message/outgoing_message.hpp"
#include "pagebridge/policy/messaging_window.hpp"
#include "pagebridge/result.hpp"

/// The Send API.
///
/// `to_http` cannot fail: it makes well-formed HTTP and JSON of any call, of a wrong one, too (as long as its texts are
/// UTF-8). `validate` says beforehand whether the platform can take the call; its error names the field as a path
/// (`recipient`, `message.elements[2].title`, `media.content_type`) and what it must be. What the customer's window allows is
/// a question to policy/messaging_window.hpp.
/// Source: https://developers.facebook.com/docs/messenger-platform/reference/send-api
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// Who gets a message: a person; somebody known by a plugin's reference only; or, once and within 7 days, whoever wrote a
/// comment or a visitor post (a private reply: the messaging window opens only when they answer).
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/discovery/private-replies
using Recipient = std::variant<Psid, UserRef, CommentId, PostId>;

/// Gives the conversation away with the message that it goes with.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversation-routing
struct HandOff {
  enum class Kind { release, pass };
  Kind kind = Kind::release;
  AppId app; ///< of pass; empty: the Page's default app
};

/// Accepted by the platform, which is not yet delivered.
struct SendReceipt {
  Mid mid;
  Psid recipient;          ///< empty if the recipient was no PSID
  AttachmentId attachment; ///< of reusable media
};

/// Sends one message. Errors of the platform: `window` if it is too late, `blocked` if this person gets nothing from the Page,
/// `routing` if another app has the thread, `media` if an attachment cannot be used, `parameter` for a limit that was passed.
struct SendMessage {
  using Answer = SendReceipt;
  static constexpr CallKind kind = CallKind::once;

  Recipient recipient;
  OutgoingMessage message;
  SendAs as = SendAs::response;
  std::string metadata{}; ///< comes back in the message's echo; under 1,000 characters
  std::optional<HandOff> hand_off{};
};
PAGEBRIDGE_EXPORT PacingClass pacing_of(const SendMessage& call) noexcept;
/// Without `checks`: Checks::structure.
PAGEBRIDGE_EXPORT Result<void> validate(const SendMessage& call);
PAGEBRIDGE_EXPORT Result<void> validate(const SendMessage& call, Checks checks);
/// The request's JSON body. Kept apart so that the very bytes can be made durable before they leave.
PAGEBRIDGE_EXPORT std::string to_json(const SendMessage& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const SendMessage& call, const Access& access);
/// The same request from a body that was made before.
PAGEBRIDGE_EXPORT HttpRequest send_request(std::string body, const Access& access);
/// An answer without `message_id` is an error of fate `unknown`: the message may be out.
PAGEBRIDGE_EXPORT Result<SendReceipt> from_http(const SendMessage& call, const HttpResponse& response);
PAGEBRIDGE_EXPORT Result<SendReceipt> read_send_answer(const HttpResponse& response);

/// Media to upload, from memory (stream_text) or a file (stream_file); up to 25 MB. It travels as multipart/form-data, read
/// while it is sent.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/saving-assets
struct MediaUpload {
  MediaKind kind = MediaKind::image;
  std::string file_name;    ///< what people see; no path, no control characters
  std::string content_type; ///< "image/png"; of audio it must be "audio/…"
  std::shared_ptr<const BodyStream> content;
  bool is_reusable = false; ///< the answer then has an AttachmentId, good for 90 days
};

/// Sends media from here as one message. With a bridge, upload first (UploadAttachment) and send SavedMedia: what a bridge
/// sends must be durable beforehand.
struct SendUpload {
  using Answer = SendReceipt;
  static constexpr CallKind kind = CallKind::once;

  Recipient recipient;
  MediaUpload media;
  SendAs as = SendAs::response;
  std::string metadata{};
};
PAGEBRIDGE_EXPORT PacingClass pacing_of(const SendUpload& call) noexcept;
PAGEBRIDGE_EXPORT Result<void> validate(const SendUpload& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const SendUpload& call, const Access& access);
PAGEBRIDGE_EXPORT Result<SendReceipt> from_http(const SendUpload& call, const HttpResponse& response);

/// Shows typing (for some 20 seconds, or until the next message) or that messages were seen; never repeated. With a persona
/// only typing works.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/sender-actions
enum class SenderActionKind { typing_on, typing_off, mark_seen };
PAGEBRIDGE_EXPORT std::string_view to_string(SenderActionKind kind) noexcept;
struct SenderAction {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::text;

  Psid recipient;
  SenderActionKind action = SenderActionKind::typing_on;
  PersonaId persona{};
};
PAGEBRIDGE_EXPORT Result<void> validate(const SenderAction& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const SenderAction& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const SenderAction& call, const HttpResponse& response);

/// Reacts to a message with any emoji, replaces the reaction, or takes it back.
/// Source: as SenderAction (2025-12-02)
struct React {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::text;

  Psid recipient;
  Mid message;       ///< the one that is reacted to
  std::string emoji; ///< UTF-8; empty: take it back
};
PAGEBRIDGE_EXPORT Result<void> validate(const React& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const React& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const React& call, const HttpResponse& response);

/// Saves media for later messages, from here or from a URL.
/// Source: https://developers.facebook.com/docs/messenger-platform/reference/attachment-upload-api
struct UploadAttachment {
  using Answer = AttachmentId;
  static constexpr CallKind kind = CallKind::once;
  static constexpr PacingClass pacing = PacingClass::other;

  std::variant<MediaByUrl, MediaUpload> media; ///< always saved as reusable, whatever it says
};
PAGEBRIDGE_EXPORT Result<void> validate(const UploadAttachment& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const UploadAttachment& call, const Access& access);
PAGEBRIDGE_EXPORT Result<AttachmentId> from_http(const UploadAttachment& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
