#pragma once

#include <optional>
#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/graph/listing.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/result.hpp"

/// The Sticker API: which stickers there are to send. These calls go in the name of the app, not of a Page:
/// `Access::access_token` is the app access token ("<App ID>|<App Secret>"). No permission is needed.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/changelog (2026-06-01)
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

using StickerPackId = Id<struct StickerPackIdTag>; ///< of the Sticker API

struct StickerPack {
  StickerPackId id;
  std::string name;
  JsonText raw; ///< all of it: the members have no reference page yet
};
struct Sticker {
  StickerId id;
  std::string name;
  std::string image_url;
  std::optional<int> width{}; ///< in pixels
  std::optional<int> height{};
  JsonText raw; ///< all of it
};

struct ListStickerPacks {
  using Answer = Listing<StickerPack>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  Cursor cursor{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListStickerPacks& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<StickerPack>> from_http(const ListStickerPacks& call, const HttpResponse& response);

/// The stickers of one pack.
struct ListStickers {
  using Answer = Listing<Sticker>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  StickerPackId pack;
  Cursor cursor{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListStickers& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<Sticker>> from_http(const ListStickers& call, const HttpResponse& response);

/// The stickers that fit some words.
struct SearchStickers {
  using Answer = Listing<Sticker>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  std::string words;
  std::string locale{}; ///< of the words; empty: en_US
  Cursor cursor{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const SearchStickers& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<Sticker>> from_http(const SearchStickers& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
