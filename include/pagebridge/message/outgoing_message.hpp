#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Plain text, UTF-8, 1 to 2,000 code points.
struct Text {
  std::string text;
};

/// What a media attachment is to the platform.
enum class MediaKind { image, audio, video, file };

PAGEBRIDGE_EXPORT std::string_view to_string(MediaKind kind) noexcept;

/// Media that the platform fetches from `url` (https). Images up to 8 MB, anything else up to 25 MB.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/saving-assets
struct MediaByUrl {
  MediaKind kind = MediaKind::image;
  std::string url;
};

/// What can be sent. New arms go last; end every visit in `[](const auto&) {}`.
using OutgoingMessage = std::variant<Text, MediaByUrl>;

/// Whether the platform can take it: the error names the field and the limit.
PAGEBRIDGE_EXPORT Result<void> validate(const OutgoingMessage& message);

PAGEBRIDGE_END_NAMESPACE
