// Texts, media, stickers: https://developers.facebook.com/docs/messenger-platform/reference/send-api
#include "message/inspection.hpp"
#include "pagebridge/policy/platform_limits.hpp"
#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace message {

void inspect(Inspection& in, const Text& content) {
  const std::size_t length = utf8::code_points(content.text);
  if (length == std::string_view::npos) return in.refuse("text", "the text is not valid UTF-8");
  if (length == 0) return in.refuse("text", "the text is empty");
  if (length > platform::text_code_points)
    in.refuse("text", "the text has " + std::to_string(length) + " characters, Messenger takes " +
                          std::to_string(platform::text_code_points) + "; send it in parts");
}

void inspect(Inspection& in, const MediaByUrl& content) { in.secure_address("url", content.url); }

void inspect(Inspection& in, const SavedMedia& content) { in.required("attachment", content.attachment.text(), 0); }

void inspect(Inspection& in, const Images& content) {
  in.count("images", content.images.size(), 1, platform::images);
  in.each("images", content.images, [&](const Images::Image& image) {
    in.one_of("url", !image.url.empty(), "attachment", !image.attachment.empty());
    if (!image.url.empty()) in.secure_address("url", image.url);
    in.text("attachment", image.attachment.text(), 0);
  });
}

void inspect(Inspection& in, const Sticker& content) { in.required("sticker", content.sticker.text(), 0); }

} // namespace message
PAGEBRIDGE_END_NAMESPACE
