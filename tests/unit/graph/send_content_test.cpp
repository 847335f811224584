// The JSON of each content, byte by byte.
#include <string>

#include "pagebridge/graph/send.hpp"
#include "support/catch.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace {

/// What stands in `message`.
std::string message_json(OutgoingMessage message) {
  const std::string body = to_json(SendMessage{Psid("1"), std::move(message)});
  const std::string before = R"({"recipient":{"id":"1"},"messaging_type":"RESPONSE","message":)";
  REQUIRE(body.substr(0, before.size()) == before);
  return body.substr(before.size(), body.size() - before.size() - 1);
}

std::string payload_json(OutgoingMessage message) {
  const std::string json = message_json(std::move(message));
  const std::string before = R"({"attachment":{"type":"template","payload":)";
  REQUIRE(json.substr(0, before.size()) == before);
  return json.substr(before.size(), json.size() - before.size() - 2);
}

std::string button_json(Button button) {
  const std::string json = payload_json(ButtonTemplate{"t", {std::move(button)}});
  const std::string before = R"({"template_type":"button","text":"t","buttons":[)";
  REQUIRE(json.substr(0, before.size()) == before);
  return json.substr(before.size(), json.size() - before.size() - 2);
}

} // namespace

TEST_CASE("media by address say that they are reusable only if they are", "[graph][send]") {
  CHECK(message_json(MediaByUrl{MediaKind::file, "https://x.example/a.pdf", false}) ==
        R"({"attachment":{"type":"file","payload":{"url":"https://x.example/a.pdf"}}})");
  CHECK(message_json(MediaByUrl{MediaKind::file, "https://x.example/a.pdf", true}) ==
        R"({"attachment":{"type":"file","payload":{"url":"https://x.example/a.pdf","is_reusable":true}}})");
}

TEST_CASE("saved media go by their id", "[graph][send]") {
  CHECK(message_json(SavedMedia{MediaKind::video, AttachmentId("5566")}) ==
        R"({"attachment":{"type":"video","payload":{"attachment_id":"5566"}}})");
}

TEST_CASE("several images are a list", "[graph][send]") {
  CHECK(message_json(Images{{{"https://x.example/0.png", {}}, {{}, AttachmentId("5566")}}}) ==
        R"({"attachments":[{"type":"image","payload":{"url":"https://x.example/0.png"}},)"
        R"({"type":"image","payload":{"attachment_id":"5566"}}]})");
}

TEST_CASE("a sticker's id is a number, if it is one", "[graph][send]") {
  CHECK(message_json(Sticker{StickerId("369239263222822")}) == R"({"sticker_id":369239263222822})");
  CHECK(message_json(Sticker{StickerId("999999999999999999")}) == R"({"sticker_id":999999999999999999})");
  CHECK(message_json(Sticker{StickerId("1000000000000000000")}) == R"({"sticker_id":"1000000000000000000"})");
  CHECK(message_json(Sticker{StickerId("0123")}) == R"({"sticker_id":"0123"})");
  CHECK(message_json(Sticker{StickerId("1,\"x\":2")}) == R"({"sticker_id":"1,\"x\":2"})");
  CHECK(message_json(Sticker{}) == R"({"sticker_id":""})");
}

TEST_CASE("chips stand beside the content", "[graph][send]") {
  OutgoingMessage message(Text{"Which one?"});
  message.quick_replies = {QuickReply::with("Red", "RED"),
                           {QuickReply::Kind::text, {}, {}, "https://x.example/red.png"},
                           QuickReply::ask_email(),
                           QuickReply::ask_phone_number()};
  CHECK(message_json(message) ==
        R"({"text":"Which one?","quick_replies":[{"content_type":"text","title":"Red","payload":"RED"},)"
        R"({"content_type":"text","title":"","payload":"","image_url":"https://x.example/red.png"},)"
        R"({"content_type":"user_email"},{"content_type":"user_phone_number"}]})");
}

TEST_CASE("each button has its own fields", "[graph][send]") {
  CHECK(button_json(UrlButton{"Open", "https://x.example"}) ==
        R"({"type":"web_url","title":"Open","url":"https://x.example"})");
  CHECK(button_json(UrlButton{"Open", "https://x.example", WebviewHeight::tall, true, "https://x.example/f", true}) ==
        R"({"type":"web_url","title":"Open","url":"https://x.example","webview_height_ratio":"tall",)"
        R"("messenger_extensions":true,"fallback_url":"https://x.example/f","webview_share_button":"hide"})");
  CHECK(button_json(UrlButton{"Open", "https://x.example", WebviewHeight::compact}) ==
        R"({"type":"web_url","title":"Open","url":"https://x.example","webview_height_ratio":"compact"})");
  CHECK(button_json(PostbackButton{"Yes", "YES"}) == R"({"type":"postback","title":"Yes","payload":"YES"})");
  CHECK(button_json(PhoneButton{"Ring", "+15105551234"}) ==
        R"({"type":"phone_number","title":"Ring","payload":"+15105551234"})");
  CHECK(button_json(LogInButton{"https://x.example/in"}) == R"({"type":"account_link","url":"https://x.example/in"})");
  CHECK(button_json(LogOutButton{}) == R"({"type":"account_unlink"})");
  CHECK(button_json(GameButton{"Play", "P", "player", {}}) ==
        R"({"type":"game_play","title":"Play","payload":"P","game_metadata":{"player_id":"player"}})");
  CHECK(button_json(GameButton{"Play", {}, {}, "context"}) ==
        R"({"type":"game_play","title":"Play","game_metadata":{"context_id":"context"}})");
  CHECK(button_json(GameButton{"Play", {}}) == R"({"type":"game_play","title":"Play"})");
  CHECK(button_json(AudioCallButton{"Call", 3}) == R"({"type":"audio_call","title":"Call","expires_in_days":3})");
}

TEST_CASE("a carousel lists its cards", "[graph][send]") {
  GenericTemplate cards;
  cards.elements.push_back({"Hats", "All of them", {}, {}, {}});
  cards.elements.push_back({"Scarves",
                            {},
                            "https://x.example/s.png",
                            UrlButton{{}, "https://x.example/s", WebviewHeight::tall},
                            {PostbackButton{"Buy", "BUY"}}});
  CHECK(payload_json(cards) ==
        R"({"template_type":"generic","elements":[{"title":"Hats","subtitle":"All of them"},)"
        R"({"title":"Scarves","image_url":"https://x.example/s.png","default_action":{"type":"web_url",)"
        R"("url":"https://x.example/s","webview_height_ratio":"tall"},)"
        R"("buttons":[{"type":"postback","title":"Buy","payload":"BUY"}]}]})");
  cards.elements.pop_back();
  cards.square_images = true;
  cards.sharable = true;
  CHECK(payload_json(cards) == R"({"template_type":"generic","elements":[{"title":"Hats","subtitle":"All of them"}],)"
                               R"("image_aspect_ratio":"square","sharable":true})");
}

TEST_CASE("button and media templates may be shared", "[graph][send]") {
  CHECK(payload_json(ButtonTemplate{"t", {LogOutButton{}}, true}) ==
        R"({"template_type":"button","text":"t","buttons":[{"type":"account_unlink"}],"sharable":true})");
  CHECK(payload_json(MediaTemplate{MediaKind::video, AttachmentId("5566"), {}, {LogOutButton{}}, true}) ==
        R"({"template_type":"media","elements":[{"media_type":"video","attachment_id":"5566",)"
        R"("buttons":[{"type":"account_unlink"}]}],"sharable":true})");
  CHECK(payload_json(MediaTemplate{MediaKind::image, {}, "https://www.facebook.com/p/photos/1", {}, false}) ==
        R"({"template_type":"media","elements":[{"media_type":"image","url":"https://www.facebook.com/p/photos/1"}]})");
}

TEST_CASE("a receipt's amounts are numbers as they stand, its time is seconds", "[graph][send]") {
  ReceiptTemplate receipt;
  receipt.recipient_name = "Test Customer";
  receipt.order_number = "1";
  receipt.currency = "EUR";
  receipt.payment_method = "Visa";
  receipt.summary = {"56.140", "50", "0.10", "6.04"};
  CHECK(
      payload_json(receipt) ==
      R"({"template_type":"receipt","recipient_name":"Test Customer","order_number":"1","currency":"EUR",)"
      R"("payment_method":"Visa","summary":{"subtotal":50,"shipping_cost":0.10,"total_tax":6.04,"total_cost":56.140}})");
  receipt.summary = {"-12345678901234567890.01", {}, {}, {}};
  receipt.merchant_name = "Shop";
  receipt.order_url = "https://x.example/1";
  receipt.ordered_at = from_unix_ms(1428444852999);
  receipt.elements = {{"Shirt", "Cotton", 2, "50", "USD", "https://x.example/s.png"}, {"Bag", {}, {}, "0", {}, {}}};
  receipt.address = ReceiptTemplate::Address{"Way 1", "Back", "Town", "94025", "CA", "US"};
  receipt.adjustments = {{"Discount", "20"}, {"Gift", {}}};
  receipt.sharable = true;
  CHECK(payload_json(receipt) ==
        R"({"template_type":"receipt","recipient_name":"Test Customer","order_number":"1","currency":"EUR",)"
        R"("payment_method":"Visa","merchant_name":"Shop","order_url":"https://x.example/1","timestamp":"1428444852",)"
        R"("elements":[{"title":"Shirt","subtitle":"Cotton","quantity":2,"price":50,"currency":"USD",)"
        R"("image_url":"https://x.example/s.png"},{"title":"Bag","price":0}],)"
        R"("address":{"street_1":"Way 1","street_2":"Back","city":"Town","postal_code":"94025","state":"CA",)"
        R"("country":"US"},"summary":{"total_cost":-12345678901234567890.01},)"
        R"("adjustments":[{"name":"Discount","amount":20},{"name":"Gift"}],"sharable":true})");
}

TEST_CASE("what is no amount cannot break the JSON", "[graph][send]") {
  ReceiptTemplate receipt;
  receipt.summary.total_cost = "1,\"x\":2";
  CHECK(payload_json(receipt).find(R"("total_cost":"1,\"x\":2")") != std::string::npos);
}

TEST_CASE("products, coupons, grids", "[graph][send]") {
  CHECK(payload_json(ProductTemplate{{"47", "48"}}) ==
        R"({"template_type":"product","elements":[{"id":"47"},{"id":"48"}]})");
  CHECK(payload_json(CouponTemplate{"Ten off", "Today", "TEN", "https://x.example", "Shop", "For you",
                                    "https://x.example/c.png", "P"}) ==
        R"({"template_type":"coupon","title":"Ten off","subtitle":"Today","coupon_code":"TEN",)"
        R"("coupon_url":"https://x.example","coupon_url_button_title":"Shop","coupon_pre_message":"For you",)"
        R"("image_url":"https://x.example/c.png","payload":"P"})");
  CHECK(payload_json(CouponTemplate{"Ten off", {}, "TEN"}) ==
        R"({"template_type":"coupon","title":"Ten off","coupon_code":"TEN"})");
  ImageGridTemplate grid;
  grid.images = {{"https://x.example/a", true, UrlButton{{}, "https://x.example"}},
                 {"https://x.example/b", false, PostbackButton{{}, "B"}}};
  CHECK(payload_json(grid) ==
        R"({"template_type":"image_grid","elements":[{"images":[{"url":"https://x.example/a","is_hero_image":true,)"
        R"("action":{"type":"web_url","url":"https://x.example"}},)"
        R"({"url":"https://x.example/b","action":{"type":"postback","payload":"B"}}]}]})");
}

TEST_CASE("a survey is one question on one screen", "[graph][send]") {
  FeedbackTemplate survey;
  survey.title = "Rate us";
  survey.business_privacy_url = "https://x.example/privacy";
  survey.question_id = "q1";
  CHECK(payload_json(survey) ==
        R"({"template_type":"customer_feedback","title":"Rate us","feedback_screens":[{"questions":)"
        R"([{"id":"q1","type":"csat"}]}],"business_privacy":{"url":"https://x.example/privacy"},"expires_in_days":1})");
  survey.subtitle = "Please";
  survey.button_title = "Rate";
  survey.question_title = "How was it?";
  survey.asks_for_comment = true;
  survey.comment_placeholder = "Why?";
  survey.expires_in_days = 7;
  CHECK(payload_json(survey) ==
        R"({"template_type":"customer_feedback","title":"Rate us","subtitle":"Please","button_title":"Rate",)"
        R"("feedback_screens":[{"questions":[{"id":"q1","type":"csat","title":"How was it?",)"
        R"("follow_up":{"type":"free_form","placeholder":"Why?"}}]}],)"
        R"("business_privacy":{"url":"https://x.example/privacy"},"expires_in_days":7})");
}

TEST_CASE("a survey's words are the platform's", "[graph][send]") {
  using Survey = FeedbackTemplate;
  const auto question = [](Survey::Kind kind, Survey::ScoreLabel label, Survey::ScoreOption option) {
    Survey survey;
    survey.kind = kind;
    survey.score_label = label;
    survey.score_option = option;
    const std::string json = payload_json(survey);
    const std::size_t begin = json.find(R"("type":)");
    return json.substr(begin, json.find('}', begin) - begin);
  };
  using Kind = Survey::Kind;
  using Label = Survey::ScoreLabel;
  using Option = Survey::ScoreOption;
  CHECK(question(Kind::free_form, Label::by_kind, Option::by_kind) == R"("type":"free_form")");
  CHECK(question(Kind::csat, Label::neg_pos, Option::one_to_five) ==
        R"("type":"csat","score_label":"neg_pos","score_option":"one_to_five")");
  CHECK(question(Kind::csat, Label::dis_sat, Option::five_stars) ==
        R"("type":"csat","score_label":"dis_sat","score_option":"five_stars")");
  CHECK(question(Kind::csat, Label::poor_great, Option::five_emojis) ==
        R"("type":"csat","score_label":"poor_great","score_option":"five_emojis")");
  CHECK(question(Kind::nps, Label::unlike_like, Option::zero_to_ten) ==
        R"("type":"nps","score_label":"unlike_like","score_option":"zero_to_ten")");
  CHECK(question(Kind::ces, Label::hard_easy, Option::one_to_seven) ==
        R"("type":"ces","score_label":"hard_easy","score_option":"one_to_seven")");
  CHECK(question(Kind::ces, Label::none, Option::by_kind) == R"("type":"ces","score_label":"none")");
}

TEST_CASE("a utility message is a template with parameters", "[graph][send]") {
  using Kind = UtilityTemplate::ButtonParameter::Kind;
  CHECK(message_json(UtilityTemplate{"plain", "de_DE"}) ==
        R"({"template":{"name":"plain","language":{"code":"de_DE"},"components":[]}})");
  CHECK(message_json(UtilityTemplate{
            "order", "en_US", {{{}, "Anna"}}, {}, {{"day", "today"}}, {{Kind::url, "47"}, {Kind::postback, "P"}}}) ==
        R"({"template":{"name":"order","language":{"code":"en_US"},"components":[)"
        R"({"type":"header","parameters":[{"type":"text","text":"Anna"}]},)"
        R"({"type":"body","parameters":[{"type":"text","parameter_name":"day","text":"today"}]},)"
        R"({"type":"buttons","parameters":[{"type":"URL","url":"47"},{"type":"POSTBACK","payload":"P"}]}]}})");
  CHECK(message_json(UtilityTemplate{"pic", "en_US", {}, "https://x.example/h.png"}) ==
        R"({"template":{"name":"pic","language":{"code":"en_US"},"components":[{"type":"header","parameters":)"
        R"([{"type":"image","image":{"link":"https://x.example/h.png"}}]}]}})");
}
