#include "pagebridge/message/outgoing_message.hpp"

#include <algorithm>

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

constexpr std::string_view scheme = "https://";

bool is_space_or_control(char c) noexcept { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; }

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
  template <class Other>
  Result<void> operator()(const Other& /*message*/) const {
    return invalid_argument("content", "cannot be sent yet");
  }
  Result<void> operator()(const MediaByUrl& message) const {
    if (message.url.rfind(scheme, 0) != 0 || message.url.size() == scheme.size() ||
        std::any_of(message.url.begin(), message.url.end(), is_space_or_control))
      return invalid_argument("url", "Messenger fetches media from https:// addresses without spaces only");
    if (utf8::code_points(message.url) == std::string_view::npos)
      return invalid_argument("url", "the address is not valid UTF-8");
    return {};
  }
};

} // namespace

Result<void> validate(const OutgoingMessage& message) { return std::visit(Validation{}, message.content); }

PAGEBRIDGE_END_NAMESPACE
