// The Sticker API: https://developers.facebook.com/documentation/business-messaging/messenger-platform/changelog (2026-06-01)
#include <algorithm>
#include <iterator>

#include "testing/ascii.hpp"
#include "testing/graph_app.hpp"
#include "testing/graph_list.hpp"
#include "testing/graph_settings.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

struct StickerRecord {
  const char* id;
  const char* pack;
  const char* name;
};
struct PackRecord {
  const char* id;
  const char* name;
};
// The thumbs are Messenger's own; the rest is made up.
constexpr PackRecord packs[] = {{"227877430692340", "Thumbs up"}, {"680000000000001", "Everyday"}};
constexpr StickerRecord stickers[] = {{"369239263222822", "227877430692340", "Thumbs up, small"},
                                      {"369239343222814", "227877430692340", "Thumbs up, medium"},
                                      {"369239383222810", "227877430692340", "Thumbs up, large"},
                                      {"680000000000011", "680000000000001", "Thank you"},
                                      {"680000000000012", "680000000000001", "Hello"},
                                      {"680000000000013", "680000000000001", "On its way"}};

/// These calls go in the name of an App. The code is the one that the platform has for such calls elsewhere.
std::optional<HttpResponse> refuse(const GraphCall& call) {
  if (call.request.method != "GET")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  if (call.caller.kind == TokenRecord::Kind::app) return std::nullopt;
  return app_token_required(call);
}

/// The members' names are a guess: a name, an image URL and dimensions are documented.
HttpResponse answer_list(const GraphCall& call, const std::vector<const StickerRecord*>& shown) {
  constexpr int pixels = 128;
  std::vector<std::string> ids;
  ids.reserve(shown.size());
  for (const StickerRecord* one : shown) ids.emplace_back(one->id);
  return answer_edge(call, ids, {"q", "locale"}, [&](json::Writer& writer, std::size_t index) {
    writer.begin_object().member("name", shown[index]->name);
    writer.member("image_url", "https://cdn.sandbox.invalid/sticker/" + ids[index]);
    writer.member("width", pixels).member("height", pixels).member("id", ids[index]).end_object();
  });
}

} // namespace

bool is_sticker(std::string_view id) {
  return std::any_of(std::begin(stickers), std::end(stickers), [&](const StickerRecord& one) { return one.id == id; });
}

HttpResponse answer_sticker_packs(const GraphCall& call) {
  if (auto refused = refuse(call)) return std::move(*refused);
  std::vector<std::string> ids;
  for (const PackRecord& pack : packs) ids.emplace_back(pack.id);
  return answer_edge(call, ids, {}, [&](json::Writer& writer, std::size_t index) {
    writer.begin_object().member("name", packs[index].name).member("id", ids[index]).end_object();
  });
}

HttpResponse answer_stickers(const GraphCall& call) {
  if (auto refused = refuse(call)) return std::move(*refused);
  const std::string& pack = call.request.path[1];
  std::vector<const StickerRecord*> shown;
  for (const StickerRecord& one : stickers)
    if (pack == one.pack) shown.push_back(&one);
  if (shown.empty()) return unsupported_request(call.context, call.request.method, pack);
  return answer_list(call, shown);
}

HttpResponse answer_sticker_search(const GraphCall& call) {
  if (auto refused = refuse(call)) return std::move(*refused);
  const std::string words = ascii::lower(call.parameters["q"].id());
  if (words.empty()) return graph_error(call.context, parameter_error("The parameter q is required"));
  std::vector<const StickerRecord*> shown;
  for (const StickerRecord& one : stickers)
    if (ascii::lower(one.name).find(words) != std::string::npos) shown.push_back(&one);
  return answer_list(call, shown);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
