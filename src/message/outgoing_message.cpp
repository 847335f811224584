#include "pagebridge/message/outgoing_message.hpp"

#include "pagebridge/policy/platform_limits.hpp"
#include "utf8.hpp"

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

namespace {

struct Validation {
  Result<void> operator()(const Text& message) const {
    const std::size_t length = utf8::code_points(message.text);
    if (length == std::string_view::npos) return invalid_argument("text", "the text is not valid UTF-8");
    if (length == 0) return invalid_argument("text", "the text is empty");
    if (length > platform::text_code_points)
      return invalid_argument("text", "the text has " + std::to_string(length) + " characters, Messenger takes " +
                                          std::to_string(platform::text_code_points) + "; send it in parts");
    return {};
  }
  Result<void> operator()(const MediaByUrl& message) const {
    if (message.url.rfind("https://", 0) != 0 || message.url.find_first_of(" \t\r\n") != std::string::npos)
      return invalid_argument("url", "Messenger fetches media from https:// addresses without spaces only");
    if (utf8::code_points(message.url) == std::string_view::npos)
      return invalid_argument("url", "the address is not valid UTF-8");
    return {};
  }
};

} // namespace

Result<void> validate(const OutgoingMessage& message) { return std::visit(Validation{}, message); }

PAGEBRIDGE_END_NAMESPACE
