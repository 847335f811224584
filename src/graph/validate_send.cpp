#include <algorithm>

#include "graph/multipart.hpp"
#include "message/inspection.hpp"
#include "pagebridge/graph/send.hpp"
#include "pagebridge/policy/platform_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using message::Inspection;

void inspect_recipient(Inspection& in, const Recipient& recipient) {
  std::visit([&](const auto& id) { in.required("recipient", id.text(), 0); }, recipient);
}

/// Each of the two rules without a window goes with one kind of content and no other.
void inspect_as(Inspection& in, SendAs as, const OutgoingContent* content) {
  const bool is_survey = content != nullptr && std::holds_alternative<FeedbackTemplate>(*content);
  const bool is_utility = content != nullptr && std::holds_alternative<UtilityTemplate>(*content);
  in.refuse_unless(as != SendAs::customer_feedback || is_survey, "as",
                   "customer_feedback goes with a FeedbackTemplate only");
  in.refuse_unless((as == SendAs::utility) == is_utility, "as",
                   "utility goes with a UtilityTemplate, and a UtilityTemplate with nothing else");
}

void inspect_hand_off(Inspection& in, const HandOff& hand_off) {
  in.refuse_unless(hand_off.kind == HandOff::Kind::pass || hand_off.app.empty(), "app",
                   "whoever releases the conversation names no app; pass it on, or leave this empty");
  in.text("app", hand_off.app.text(), 0);
}

/// A name as people see it, on any system.
bool is_file_name(std::string_view name) {
  return !name.empty() && std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < ' ' || c == 0x7F || c == '/' || c == '\\';
  });
}

void inspect_media(Inspection& in, const MediaUpload& media) {
  in.refuse_unless(is_file_name(media.file_name), "file_name",
                   "must be a name without a path and without control characters");
  in.text("file_name", media.file_name, 0);
  in.refuse_unless(is_media_type(media.content_type), "content_type", "must be a media type such as image/png");
  in.refuse_unless(media.kind != MediaKind::audio || media.content_type.rfind("audio/", 0) == 0, "content_type",
                   "of audio must begin with audio/");
  in.refuse_unless(media.content != nullptr && media.content->open != nullptr, "content", "must be set");
  if (in.failed()) return;
  in.refuse_unless(media.content->size > 0, "content", "must not be empty");
  in.refuse_unless(media.content->size <= platform::upload_bytes, "content", "is above 25 MB, which Messenger refuses");
}

} // namespace

Result<void> validate(const SendMessage& call, Checks checks) {
  Inspection in(checks);
  inspect_recipient(in, call.recipient);
  in.within("message", [&] { inspect(in, call.message); });
  inspect_as(in, call.as, &call.message.content);
  in.text("metadata", call.metadata, platform::metadata_code_points);
  if (call.hand_off) in.within("hand_off", [&] { inspect_hand_off(in, *call.hand_off); });
  return in.result();
}

Result<void> validate(const SendMessage& call) { return validate(call, Checks::structure); }

Result<void> validate(const SendUpload& call) {
  Inspection in(Checks::structure);
  inspect_recipient(in, call.recipient);
  in.within("media", [&] { inspect_media(in, call.media); });
  inspect_as(in, call.as, nullptr);
  in.text("metadata", call.metadata, platform::metadata_code_points);
  return in.result();
}

Result<void> validate(const SenderAction& call) {
  Inspection in(Checks::structure);
  inspect_recipient(in, call.recipient);
  in.text("persona", call.persona.text(), 0);
  in.refuse_unless(call.persona.empty() || call.action != SenderActionKind::mark_seen, "persona",
                   "a persona can only be shown typing");
  return in.result();
}

Result<void> validate(const React& call) {
  Inspection in(Checks::structure);
  inspect_recipient(in, call.recipient);
  in.required("message", call.message.text(), 0);
  in.text("emoji", call.emoji, 0);
  return in.result();
}

Result<void> validate(const UploadAttachment& call) {
  Inspection in(Checks::structure);
  in.within("media", [&] {
    if (const auto* by_url = std::get_if<MediaByUrl>(&call.media)) message::inspect(in, *by_url);
    if (const auto* upload = std::get_if<MediaUpload>(&call.media)) inspect_media(in, *upload);
  });
  return in.result();
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
