#include "pagebridge/graph/stickers.hpp"

#include <string>

#include "unit/graph/calls.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using calls::check_errors;
using calls::ok;
using calls::wire;

TEST_CASE("packs, their stickers and words are asked for", "[graph][stickers]") {
  CHECK(wire(ListStickerPacks{}) == "GET /sticker_packs");
  CHECK(wire(ListStickerPacks{{2, "A", ""}}) == "GET /sticker_packs?limit=2&after=A");
  CHECK(wire(ListStickers{StickerPackId("1/2"), {}}) == "GET /sticker_packs/1%2F2/stickers");
  CHECK(wire(SearchStickers{"gr\xc3\xbc\xc3\x9f & k\xc3\xbcsse", "de_DE", {5, "", ""}}) ==
        "GET /sticker_search?q=gr%C3%BC%C3%9F%20%26%20k%C3%BCsse&locale=de_DE&limit=5");
  CHECK(wire(SearchStickers{"hi"}) == "GET /sticker_search?q=hi");
}

TEST_CASE("an app's token, which holds its secret, is in the header only", "[graph][stickers]") {
  const Access app{Secret("402911866340125|app-secret-CANARY"), Secret()};
  const HttpRequest request = to_http(ListStickerPacks{}, app);
  CHECK(request.url.find("CANARY") == std::string::npos);
  CHECK(single_header(request.headers, "Authorization") == "Bearer 402911866340125|app-secret-CANARY");
}

TEST_CASE("a sticker has its picture and size, whatever they are called", "[graph][stickers]") {
  const auto read = [](const std::string& members) {
    const auto list = from_http(ListStickers{}, ok("{\"data\":[{\"id\":369239263222822" + members + "}]}"));
    return list.value().items.at(0);
  };
  const Sticker sticker = read(R"(,"name":"Thumb","image_url":"https:\/\/s\/1.png","width":120,"height":"90")");
  CHECK(sticker.id.text() == "369239263222822");
  CHECK(sticker.name == "Thumb");
  CHECK(sticker.image_url == "https://s/1.png");
  CHECK(sticker.width == 120);
  CHECK(sticker.height == 90);
  CHECK(sticker.raw.text.find("\"name\":\"Thumb\"") != std::string::npos);
  CHECK(read(R"(,"url":"https:\/\/u","dimensions":{"width":1,"height":2})").height == 2);
  CHECK(read(R"(,"url":"https:\/\/u")").image_url == "https://u");
  CHECK(read(R"(,"image":"https:\/\/i","url":null)").image_url == "https://i");
  CHECK(!read(R"(,"width":null,"dimensions":7)").width);
  CHECK(from_http(SearchStickers{}, ok(R"({"data":[]})")).value().items.empty());
  const auto packs = from_http(ListStickerPacks{}, ok(R"({"data":[{"id":"1","name":"P"}],"paging":{"next":"x"}})"));
  CHECK(packs.value().items.at(0).id.text() == "1");
  CHECK(packs.value().items.at(0).name == "P");
  CHECK(packs.value().has_more);
  for (const char* odd : {"{}", "[]"}) {
    CHECK(from_http(ListStickerPacks{}, ok(odd)).error().code == ErrorCode::bad_response);
    CHECK(from_http(ListStickers{}, ok(odd)).error().code == ErrorCode::bad_response);
    CHECK(from_http(SearchStickers{}, ok(odd)).error().code == ErrorCode::bad_response);
  }
  check_errors(ListStickerPacks{});
  check_errors(ListStickers{});
  check_errors(SearchStickers{});
}
