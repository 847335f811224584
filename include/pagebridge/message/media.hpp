#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/ids.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// What a media attachment is to the platform.
enum class MediaKind { image, audio, video, file };

PAGEBRIDGE_EXPORT std::string_view to_string(MediaKind kind) noexcept;

/// Media that the platform fetches from `url` (https). Images up to 8 MB, anything else up to 25 MB.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/saving-assets
struct MediaByUrl {
  MediaKind kind = MediaKind::image;
  std::string url;
  bool is_reusable = false; ///< the answer then has an AttachmentId, good for 90 days
};

/// Media that was uploaded before (graph::UploadAttachment), or sent as reusable. Only the Page that saved it may use it.
struct SavedMedia {
  MediaKind kind = MediaKind::image;
  AttachmentId attachment;
};

/// Up to 30 images in one message, each by URL or as saved.
/// Source: https://developers.facebook.com/docs/messenger-platform/reference/send-api (2025-03-19)
struct Images {
  struct Image {
    std::string url;           ///< one of the two …
    AttachmentId attachment{}; ///< … and not both
  };
  std::vector<Image> images;
};

/// A sticker from the Sticker API (graph::SearchStickers).
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/changelog (2026-06-01)
struct Sticker {
  StickerId sticker;
};

PAGEBRIDGE_END_NAMESPACE
