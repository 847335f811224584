// What the transcript shows of what we send.
#include "desk/shown_as.hpp"

#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using desk::shown_as;

namespace {

/// The one attachment of a body.
Attachment only(const MessageBody& body) {
  REQUIRE(body.attachments.size() == 1);
  return body.attachments.front();
}

/// A template's card, with the JSON that is sent.
Attachment card(const OutgoingMessage& message, const std::string& template_type) {
  const Attachment shown = only(shown_as(message));
  CHECK(shown.type.value == AttachmentType::template_);
  CHECK(shown.type.text == "template");
  CHECK(shown.template_type == template_type);
  return shown;
}

std::string text(const OutgoingMessage& message) { return shown_as(message).text; }

} // namespace

TEST_CASE("a text is shown as it is", "[desk][shown_as]") {
  const MessageBody body = shown_as(OutgoingMessage(Text{"Buongiorno!"}).with(QuickReply::with("Ciao", "HI")));
  CHECK(body.text == "Buongiorno!");
  CHECK(body.attachments.empty());
  CHECK(body.title.empty());
  CHECK(body.payload.empty());
}

TEST_CASE("media are attachments, by address or by id", "[desk][shown_as]") {
  struct Row {
    MediaKind kind;
    AttachmentType type;
  };
  const Row row = GENERATE(values<Row>({{MediaKind::image, AttachmentType::image},
                                        {MediaKind::audio, AttachmentType::audio},
                                        {MediaKind::video, AttachmentType::video},
                                        {MediaKind::file, AttachmentType::file}}));
  const Attachment by_url = only(shown_as(MediaByUrl{row.kind, "https://x.example/a"}));
  CHECK(by_url.type.value == row.type);
  CHECK(by_url.type.text == to_string(row.kind));
  CHECK(by_url.url == "https://x.example/a");
  const Attachment saved = only(shown_as(SavedMedia{row.kind, AttachmentId("5566")}));
  CHECK(saved.type.value == row.type);
  CHECK(saved.id == "5566");
  CHECK(saved.url.empty());
}

TEST_CASE("images are as many attachments, a sticker is one", "[desk][shown_as]") {
  const MessageBody images = shown_as(Images{{{"https://x.example/0.png", {}}, {{}, AttachmentId("5566")}}});
  REQUIRE(images.attachments.size() == 2);
  CHECK(images.attachments[0].type.value == AttachmentType::image);
  CHECK(images.attachments[0].url == "https://x.example/0.png");
  CHECK(images.attachments[1].id == "5566");
  const Attachment sticker = only(shown_as(Sticker{StickerId("47")}));
  CHECK(sticker.type.value == AttachmentType::sticker);
  CHECK(sticker.type.text == "sticker");
  CHECK(sticker.sticker_id == "47");
}

TEST_CASE("a carousel shows its cards below each other", "[desk][shown_as]") {
  GenericTemplate cards;
  cards.elements.push_back({"Hats", "All of them", "https://x.example/h.png"});
  cards.elements.push_back(
      {"Scarves", {}, {}, {}, {UrlButton{"Open", "https://x.example"}, PostbackButton{"Buy", "B"}}});
  CHECK(text(cards) == "Hats\nAll of them\nScarves\n[Open] [Buy]");
  const Attachment shown = card(cards, "generic");
  CHECK(shown.title == "Hats");
  CHECK(shown.url == "https://x.example/h.png");
  CHECK(shown.raw_json.text.rfind(
            R"({"type":"template","payload":{"template_type":"generic","elements":[{"title":"Hats")", 0) == 0);
  CHECK(text(GenericTemplate{}).empty());
  CHECK(card(GenericTemplate{}, "generic").title.empty());
}

TEST_CASE("buttons show their labels", "[desk][shown_as]") {
  const ButtonTemplate content{"Shall we?",
                               {PhoneButton{"Ring", "+1"}, LogInButton{"https://x.example"}, LogOutButton{}}};
  CHECK(text(content) == "Shall we?\n[Ring] [Log In] [Log Out]");
  CHECK(card(content, "button").title.empty());
}

TEST_CASE("a media template shows where its medium is", "[desk][shown_as]") {
  const Attachment saved = card(MediaTemplate{MediaKind::video, AttachmentId("5566")}, "media");
  CHECK(saved.id == "5566");
  const MediaTemplate by_url{
      MediaKind::image, {}, "https://www.facebook.com/p/photos/1", {PostbackButton{"Like", "L"}}};
  CHECK(card(by_url, "media").url == "https://www.facebook.com/p/photos/1");
  CHECK(text(by_url) == "[Like]");
}

TEST_CASE("a receipt shows what was bought and for how much", "[desk][shown_as]") {
  ReceiptTemplate receipt;
  receipt.order_number = "4711";
  receipt.currency = "EUR";
  receipt.payment_method = "Visa 2345";
  receipt.merchant_name = "Hats";
  receipt.order_url = "https://x.example/4711";
  receipt.summary.total_cost = "56.14";
  receipt.elements = {{"Hat", {}, 2, "20"}, {"Scarf", {}, {}, "16.14", "USD"}};
  CHECK(text(receipt) == "Hats\n4711\n2 x Hat, 20 EUR\nScarf, 16.14 USD\n56.14 EUR\nVisa 2345");
  CHECK(card(receipt, "receipt").title == "4711");
  CHECK(card(receipt, "receipt").url == "https://x.example/4711");
}

TEST_CASE("products are shown by their ids", "[desk][shown_as]") {
  const Attachment shown = card(ProductTemplate{{"47", "48"}}, "product");
  REQUIRE(shown.products.size() == 2);
  CHECK(shown.products[0].id == "47");
  CHECK(shown.products[1].id == "48");
}

TEST_CASE("coupons, surveys and grids show their words", "[desk][shown_as]") {
  const CouponTemplate coupon{"Ten off", "Today", "TEN", "https://x.example", {}, "For you"};
  CHECK(text(coupon) == "For you\nTen off\nToday\nTEN");
  CHECK(card(coupon, "coupon").title == "Ten off");
  CHECK(card(coupon, "coupon").url == "https://x.example");

  FeedbackTemplate survey;
  survey.title = "Rate us";
  survey.question_title = "How was it?";
  CHECK(text(survey) == "Rate us\nHow was it?");
  CHECK(card(survey, "customer_feedback").title == "Rate us");

  ImageGridTemplate grid{
      {{"https://x.example/a"}, {"https://x.example/b"}}, "New", "Pick one", {PostbackButton{"All", "A"}}};
  CHECK(text(grid) == "New\nPick one\n[All]");
  CHECK(card(grid, "image_grid").title == "New");
  CHECK(card(grid, "image_grid").url == "https://x.example/a");
  grid.images[1].is_hero = true;
  CHECK(card(grid, "image_grid").url == "https://x.example/b");
}

TEST_CASE("a utility message shows its name and what was put into it", "[desk][shown_as]") {
  const UtilityTemplate content{"order_confirm", "en", {{{}, "Anna"}}, {}, {{{}, "47"}, {{}, "tomorrow"}}};
  CHECK(text(content) == "Anna\n47\ntomorrow");
  const Attachment shown = card(content, "utility");
  CHECK(shown.title == "order_confirm");
  CHECK(shown.raw_json.text.rfind(R"({"name":"order_confirm")", 0) == 0);
}
