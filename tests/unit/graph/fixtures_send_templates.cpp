// Whole requests with templates.
#include "unit/graph/fixtures_send.hpp"

namespace fixtures {

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace {

const std::string bottender = "bottenderjs+messaging-apis/";
const std::string messenger4j = "messenger4j+messenger4j/";
const std::string docs = "meta-docs/";

const Psid bottender_psid("1QAZ2WSX");
const Psid user("USER_ID");
const Psid docs_psid("{PSID}");

void add_buttons(Part& part) {
  const std::string question = "What do you want to do next?";
  part.checks["fbsamples+messenger-platform-samples/button-template-request.json"] = same_send(
      {Psid("{{page-scoped-id}}"), ButtonTemplate{question,
                                                  {UrlButton{"Visit Messenger", "https://www.messenger.com"},
                                                   UrlButton{"Visit Facebook", "https://www.facebook.com"}}}});
  const UrlButton plain{"Show Website", "https://petersapparel.parseapp.com"};
  UrlButton extended = plain;
  extended.messenger_extensions = true;
  extended.fallback_url = "https://petersfancyapparel.com/fallback";
  UrlButton unshared = extended;
  unshared.hide_share = true;
  part.checks[messenger4j + "shouldsendbuttontemplatemessage.json"] = same_send(
      {user, ButtonTemplate{question, {plain, PostbackButton{"Start Chatting", "USER_DEFINED_PAYLOAD"}, extended}}});
  part.checks[messenger4j + "shouldsendbuttontemplatemessagewithurlbuttonwithwebviewsharebuttonstate.json"] =
      same_send({user, ButtonTemplate{question, {plain, extended, unshared}}});
}

GenericTemplate hats() {
  const std::string shop = "https://peterssendreceiveapp.ngrok.io/";
  return {{{"Welcome to Peter's Hats",
            "We've got the right hat for everyone.",
            "https://petersfancybrownhats.com/company_image.png",
            UrlButton{{}, shop + "view?item=103", WebviewHeight::tall, true, shop},
            {PostbackButton{"Start Chatting", "DEVELOPER_DEFINED_PAYLOAD"}}}}};
}

void add_cards(Part& part) {
  part.checks[bottender + "sendgenerictemplate-should-call-messages-api-with-generic-template-request.json"] =
      same_send({bottender_psid, hats(), SendAs::update});
  GenericTemplate square = hats();
  square.square_images = true;
  part.checks[bottender + "sendgenerictemplate-can-use-square-generic-template-request.json"] =
      same_send({bottender_psid, square, SendAs::update});
  part.checks[messenger4j + "shouldsendgenerictemplatemessagewithloginandlogoutbuttons.json"] =
      same_send({user, GenericTemplate{{{"Welcome to M-Bank",
                                         {},
                                         "http://www.example.com/images/m-bank.png",
                                         {},
                                         {LogInButton{"https://www.example.com/authorize"}, LogOutButton{}}}}}});
  part.checks[bottender + "sendmediatemplate-should-call-messages-api-with-media-template-request.json"] = same_send(
      {bottender_psid,
       MediaTemplate{MediaKind::image, AttachmentId("1854626884821032"), {}, {UrlButton{"View Website", "<WEB_URL>"}}},
       SendAs::update});
  part.checks[docs + "image-grid-request.json"] =
      same_send({docs_psid, ImageGridTemplate{{{"https://example.test/a.jpg", true}, {"https://example.test/b.jpg"}},
                                              "New in",
                                              "Pick one",
                                              {UrlButton{"Shop", "https://example.test"}}}});
}

/// Two sources print it, one as `50`, the other as `50.0`.
ReceiptTemplate receipt(const std::string& point_zero) {
  const std::string shop = "http://petersapparel.parseapp.com/";
  ReceiptTemplate made;
  made.recipient_name = "Test Customer";
  made.order_number = "12345678902";
  made.currency = "USD";
  made.payment_method = "Visa 2345";
  made.order_url = shop + "order?order_id=123456";
  made.ordered_at = from_unix_ms(1428444852000);
  const std::string cotton = "100% Soft and Luxurious Cotton";
  made.elements = {{"Classic White T-Shirt", cotton, 2, "50" + point_zero, "USD", shop + "img/whiteshirt.png"},
                   {"Classic Gray T-Shirt", cotton, 1, "25" + point_zero, "USD", shop + "img/grayshirt.png"}};
  made.address = ReceiptTemplate::Address{"1 Hacker Way", {}, "Menlo Park", "94025", "CA", "US"};
  made.summary = {"56.14", "75.0", "4.95", "6.19"};
  made.adjustments = {{"New Customer Discount", "20" + point_zero}, {"$10 Off Coupon", "10" + point_zero}};
  return made;
}

void add_others(Part& part) {
  part.checks[messenger4j + "shouldsendreceipttemplatemessage.json"] = same_send({user, receipt(".0")});
  part.checks["ker0x+messenger/message-receipt.json"] = same_message(receipt(""));

  FeedbackTemplate survey;
  survey.title = "Rate your experience";
  survey.subtitle = "Answer one question";
  survey.button_title = "Rate Experience";
  survey.business_privacy_url = "https://www.example.com";
  survey.expires_in_days = 3;
  survey.question_id = "hauydmns8";
  survey.question_title = "How would you rate us?";
  survey.score_label = FeedbackTemplate::ScoreLabel::neg_pos;
  survey.score_option = FeedbackTemplate::ScoreOption::five_stars;
  survey.asks_for_comment = true;
  survey.comment_placeholder = "Give additional feedback";
  part.checks[docs + "customer-feedback-request.json"] = same_send({docs_psid, survey});

  part.checks[docs + "utility-send-postback-request.json"] =
      same_send({docs_psid,
                 UtilityTemplate{"order_confirm",
                                 "en",
                                 {},
                                 {},
                                 {{{}, "confirmed"}},
                                 {{UtilityTemplate::ButtonParameter::Kind::postback, "12345"}}},
                 SendAs::utility});
}

} // namespace

void add_templates(Part& part) {
  add_buttons(part);
  add_cards(part);
  add_others(part);
}

} // namespace fixtures
