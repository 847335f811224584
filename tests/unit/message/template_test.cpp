#include "unit/message/message_check.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

GenericTemplate two_cards() {
  GenericTemplate cards;
  cards.elements.push_back({"Hats", "All of them", {}, {}, {}});
  cards.elements.push_back({"Scarves",
                            "Warm",
                            "http://example.org/scarf.png",
                            UrlButton{{}, "https://example.org/scarves"},
                            {UrlButton{"Open", "https://example.org"}, PostbackButton{"Buy", "BUY"}}});
  return cards;
}

std::vector<Button> postbacks(std::size_t count) { return std::vector<Button>(count, PostbackButton{"t", "p"}); }

} // namespace

TEST_CASE("a carousel has 1 to 10 cards", "[message][template]") {
  const Spoiled<GenericTemplate> cards(two_cards());
  cards.taken([](GenericTemplate& content) { content.elements.resize(10, content.elements[0]); });
  cards.refused_for("elements", [](GenericTemplate& content) { content.elements.resize(11, content.elements[0]); });
  cards.refused_for("elements", [](GenericTemplate& content) { content.elements.clear(); });
}

TEST_CASE("a card has a title and something besides", "[message][template]") {
  const Spoiled<GenericTemplate> cards(two_cards());
  cards.required("elements[1].title", 80, [](GenericTemplate& c) -> std::string& { return c.elements[1].title; });
  cards.text("elements[1].subtitle", 80, [](GenericTemplate& c) -> std::string& { return c.elements[1].subtitle; });
  cards.refused_for("elements[0]", [](GenericTemplate& content) { content.elements[0].subtitle.clear(); });
  using Element = GenericTemplate::Element;
  const auto with = [&](Element element) {
    cards.taken([&](GenericTemplate& content) { content.elements[0] = element; });
  };
  with({"t", "s", {}, {}, {}});
  with({"t", {}, "https://x.example/a.png", {}, {}});
  with({"t", {}, {}, UrlButton{{}, "https://x.example"}, {}});
  with({"t", {}, {}, {}, postbacks(1)});
}

TEST_CASE("a card's picture, action and buttons are checked in their place", "[message][template]") {
  const Spoiled<GenericTemplate> cards(two_cards());
  cards.refused_for("elements[1].image_url", [](GenericTemplate& c) { c.elements[1].image_url = "scarf.png"; });
  cards.refused_for("elements[1].default_action.title",
                    [](GenericTemplate& c) { c.elements[1].default_action->title = "x"; });
  cards.refused_for("elements[1].default_action.url",
                    [](GenericTemplate& c) { c.elements[1].default_action->url.clear(); });
  cards.refused_for("elements[1].buttons", [](GenericTemplate& c) { c.elements[1].buttons = postbacks(4); });
  cards.taken([](GenericTemplate& c) { c.elements[1].buttons = postbacks(3); });
  cards.refused_for("elements[1].buttons[0].url",
                    [](GenericTemplate& c) { std::get<UrlButton>(c.elements[1].buttons[0]).url = "x"; });
  cards.refused_for("elements[1].buttons[1].payload",
                    [](GenericTemplate& c) { std::get<PostbackButton>(c.elements[1].buttons[1]).payload.clear(); });
}

TEST_CASE("a button template has a text and 1 to 3 buttons", "[message][template]") {
  const Spoiled<ButtonTemplate> content({"Shall we?", postbacks(1)});
  content.required("text", 640, [](ButtonTemplate& c) -> std::string& { return c.text; });
  content.taken([](ButtonTemplate& c) { c.buttons = postbacks(3); });
  content.refused_for("buttons", [](ButtonTemplate& c) { c.buttons = postbacks(4); });
  content.refused_for("buttons", [](ButtonTemplate& c) { c.buttons.clear(); });
}

TEST_CASE("a media template shows saved media or media on Facebook", "[message][template]") {
  const Spoiled<MediaTemplate> saved({MediaKind::video, AttachmentId("5566"), {}, postbacks(3)});
  saved.refused_for("kind", [](MediaTemplate& c) { c.kind = MediaKind::audio; });
  saved.refused_for("kind", [](MediaTemplate& c) { c.kind = MediaKind::file; });
  saved.refused_for("attachment", [](MediaTemplate& c) { c.attachment = AttachmentId(); });
  saved.refused_for("attachment", [](MediaTemplate& c) { c.attachment = AttachmentId(no_utf8); });
  saved.refused_for("url", [](MediaTemplate& c) { c.url = "https://www.facebook.com/x/videos/1"; });
  saved.refused_for("buttons", [](MediaTemplate& c) { c.buttons = postbacks(4); });

  const Spoiled<MediaTemplate> by_url({MediaKind::image, {}, "https://business.facebook.com/page/photos/1", {}});
  by_url.taken([](MediaTemplate& c) { c.url = "https://facebook.com/page/photos/1"; });
  for (const char* url :
       {"https://example.org/a.png", "http://www.facebook.com/a", "https://notfacebook.com/a",
        "https://facebook.com.example/a", "https://facebook.com@example.org/a", "https://facebook.com:1@example.org/",
        "https://x?facebook.com", "https://www.facebook.com/a b", "https://"})
    by_url.refused_for("url", [&](MediaTemplate& c) { c.url = url; });
}

TEST_CASE("up to 10 products are shown by their ids", "[message][template]") {
  const Spoiled<ProductTemplate> products({{"1", "2"}});
  products.refused_for("product_ids", [](ProductTemplate& c) { c.product_ids.clear(); });
  products.refused_for("product_ids", [](ProductTemplate& c) { c.product_ids.resize(11, "1"); });
  products.taken([](ProductTemplate& c) { c.product_ids.resize(10, "1"); });
  products.refused_for("product_ids[1]", [](ProductTemplate& c) { c.product_ids[1].clear(); });
  products.refused_for("product_ids[1]", [](ProductTemplate& c) { c.product_ids[1] = no_utf8; });
}

TEST_CASE("a coupon has a title, and a code or an address", "[message][template]") {
  CouponTemplate good;
  good.title = "10 % off";
  good.coupon_code = "TEN";
  const Spoiled<CouponTemplate> coupon(good);
  coupon.required("title", 0, [](CouponTemplate& c) -> std::string& { return c.title; });
  coupon.text("subtitle", 0, [](CouponTemplate& c) -> std::string& { return c.subtitle; });
  coupon.text("coupon_code", 0, [](CouponTemplate& c) -> std::string& { return c.coupon_code; });
  coupon.text("url_button_title", 20, [](CouponTemplate& c) -> std::string& { return c.url_button_title; });
  coupon.text("pre_message", 0, [](CouponTemplate& c) -> std::string& { return c.pre_message; });
  coupon.text("payload", 1000, [](CouponTemplate& c) -> std::string& { return c.payload; });
  coupon.refused_for("coupon_code", [](CouponTemplate& c) { c.coupon_code.clear(); });
  coupon.taken([](CouponTemplate& c) { c.coupon_code.clear(), c.coupon_url = "https://shop.example"; });
  coupon.refused_for("coupon_url", [](CouponTemplate& c) { c.coupon_url = "http://shop.example"; });
  coupon.refused_for("image_url", [](CouponTemplate& c) { c.image_url = "x"; });
}

TEST_CASE("a grid has 2 to 6 images, of which one may be big", "[message][template]") {
  const ImageGridTemplate::Image image{"https://example.org/a.jpg", false, {}};
  const Spoiled<ImageGridTemplate> grid(
      {{image, image}, "New in", "Pick one", {UrlButton{"Shop", "https://x.example"}}});
  grid.taken([&](ImageGridTemplate& c) { c.images.resize(6, image); });
  grid.refused_for("images", [&](ImageGridTemplate& c) { c.images.resize(7, image); });
  grid.refused_for("images", [](ImageGridTemplate& c) { c.images.pop_back(); });
  grid.refused_for("images[1].url", [](ImageGridTemplate& c) { c.images[1].url.clear(); });
  grid.taken([](ImageGridTemplate& c) { c.images[1].is_hero = true; });
  grid.refused_for("images[1].is_hero", [](ImageGridTemplate& c) { c.images[0].is_hero = c.images[1].is_hero = true; });
  grid.text("title", 45, [](ImageGridTemplate& c) -> std::string& { return c.title; });
  grid.text("subtitle", 80, [](ImageGridTemplate& c) -> std::string& { return c.subtitle; });
}

TEST_CASE("a grid knows URLs and postbacks only", "[message][template]") {
  const ImageGridTemplate::Image image{"https://example.org/a.jpg", false, {}};
  const Spoiled<ImageGridTemplate> grid({{image, image}, {}, {}, {}});
  grid.taken([](ImageGridTemplate& c) { c.images[1].action = UrlButton{{}, "https://x.example"}; });
  grid.taken([](ImageGridTemplate& c) { c.images[1].action = PostbackButton{{}, "TAPPED"}; });
  grid.refused_for("images[1].action.title", [](ImageGridTemplate& c) {
    c.images[1].action = UrlButton{"t", "https://x.example"};
  });
  grid.refused_for("images[1].action.title", [](ImageGridTemplate& c) {
    c.images[1].action = PostbackButton{"t", "p"};
  });
  grid.refused_for("images[1].action.payload", [](ImageGridTemplate& c) { c.images[1].action = PostbackButton{}; });
  grid.refused_for("images[1].action.url", [](ImageGridTemplate& c) { c.images[1].action = UrlButton{}; });
  grid.refused_for("images[1].action", [](ImageGridTemplate& c) { c.images[1].action = LogOutButton{}; });
  grid.taken([](ImageGridTemplate& c) { c.buttons = postbacks(3); });
  grid.refused_for("buttons", [](ImageGridTemplate& c) { c.buttons = postbacks(4); });
  grid.refused_for("buttons[1]", [](ImageGridTemplate& c) { c.buttons = {PostbackButton{"t", "p"}, LogOutButton{}}; });
}
