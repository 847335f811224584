#pragma once

#include <string_view>

#include "json/writer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/message/outgoing_message.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// Messages as the Send API takes them. Every message can be written, a wrong one too: validate() is asked before. Private.
namespace message {

/// The `message` object: content, quick replies, metadata. What stands beside it in a request (reply_to, persona) is the
/// request's.
void write_message(json::Writer& json, const OutgoingMessage& message, std::string_view metadata);
/// The `message` object of media that travel beside it, in the same request.
void write_upload(json::Writer& json, MediaKind kind, bool is_reusable, std::string_view metadata);
/// The `attachment` object of a medium by its address.
void write_attachment(json::Writer& json, const MediaByUrl& media);
/// The `attachment` object of a template.
void write_attachment(json::Writer& json, const GenericTemplate& content);
void write_attachment(json::Writer& json, const ButtonTemplate& content);
void write_attachment(json::Writer& json, const MediaTemplate& content);
void write_attachment(json::Writer& json, const ReceiptTemplate& content);
void write_attachment(json::Writer& json, const ProductTemplate& content);
void write_attachment(json::Writer& json, const CouponTemplate& content);
void write_attachment(json::Writer& json, const FeedbackTemplate& content);
void write_attachment(json::Writer& json, const ImageGridTemplate& content);
/// The `template` object of a utility message, which is no attachment.
void write_template(json::Writer& json, const UtilityTemplate& content);

void write_button(json::Writer& json, const Button& button);
/// `"buttons":[…]`, if there are any.
void write_buttons(json::Writer& json, const std::vector<Button>& buttons);

/// A member that is left out if it is empty or false.
inline void optional_text(json::Writer& json, std::string_view name, std::string_view text) {
  if (!text.empty()) json.member(name, text);
}
inline void optional_flag(json::Writer& json, std::string_view name, bool flag) {
  if (flag) json.member(name, true);
}

} // namespace message
PAGEBRIDGE_END_NAMESPACE
