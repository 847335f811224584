#include "pagebridge/graph/stickers.hpp"

#include "graph/listing.hpp"
#include "graph/request.hpp"
#include "graph/values.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using json::Value;

StickerPack read_pack(const Value& value) {
  return {StickerPackId(copy(value["id"].id())), copy(value["name"].text()), raw_text(value)};
}

/// The announcement names id, name, image URL and dimensions, and no member: likely spellings are tried in turn.
Sticker read_sticker(const Value& value) {
  Sticker sticker;
  sticker.id = StickerId(copy(value["id"].id()));
  sticker.name = copy(value["name"].text());
  for (const char* name : {"image_url", "url", "image"})
    if (sticker.image_url.empty()) sticker.image_url = copy(value[name].text());
  const Value size = value["dimensions"].is_object() ? value["dimensions"] : value;
  sticker.width = whole(size["width"]);
  sticker.height = whole(size["height"]);
  sticker.raw = raw_text(value);
  return sticker;
}

Result<Listing<Sticker>> read_stickers(const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<Listing<Sticker>> {
    if (!root["data"].is_array()) return missing(response, "list of stickers", CallKind::read);
    return read_listing<Sticker>(root, read_sticker);
  });
}

} // namespace

HttpRequest to_http(const ListStickerPacks& call, const Access& access) {
  Query query;
  return get(access, "/sticker_packs", add(query, call.cursor));
}

Result<Listing<StickerPack>> from_http(const ListStickerPacks& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<Listing<StickerPack>> {
    if (!root["data"].is_array()) return missing(response, "list of sticker packs", CallKind::read);
    return read_listing<StickerPack>(root, read_pack);
  });
}

HttpRequest to_http(const ListStickers& call, const Access& access) {
  Query query;
  return get(access, "/sticker_packs" + node(call.pack) + "/stickers", add(query, call.cursor));
}

Result<Listing<Sticker>> from_http(const ListStickers& /*call*/, const HttpResponse& response) {
  return read_stickers(response);
}

HttpRequest to_http(const SearchStickers& call, const Access& access) {
  Query query;
  query.add("q", call.words).add_unless_empty("locale", call.locale);
  return get(access, "/sticker_search", add(query, call.cursor));
}

Result<Listing<Sticker>> from_http(const SearchStickers& /*call*/, const HttpResponse& response) {
  return read_stickers(response);
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
