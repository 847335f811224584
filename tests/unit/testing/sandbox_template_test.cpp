#include "unit/testing/sandbox_stage.hpp"

using namespace sandbox_test;

namespace {

struct Talk : Stage {
  Talk() { REQUIRE(sandbox->write(Psid(ada), "ciao")); }
  HttpResponse payload(const std::string& members) const {
    return send(R"({"attachment":{"type":"template","payload":{)" + members + "}}}");
  }
};

std::string repeated(const std::string& element, std::size_t times) {
  std::string list;
  for (std::size_t i = 0; i < times; ++i) list += (i == 0 ? "" : ",") + element;
  return "[" + list + "]";
}

const std::string button = R"({"type":"postback","title":"Yes","payload":"YES"})";
const std::string card = R"({"title":"Hat","subtitle":"40"})";

std::string generic(const std::string& elements) { return R"("template_type":"generic","elements":)" + elements; }
std::string buttons(const std::string& list) { return R"("template_type":"button","text":"?","buttons":)" + list; }
std::string one(const std::string& members) { return buttons("[{" + members + "}]"); }
std::string web(const std::string& members) { return one(R"("type":"web_url","title":"Shop",)" + members); }
std::string with_action(const std::string& action) {
  return generic(R"([{"title":"Hat","default_action":)" + action + "}]");
}
std::string media(const std::string& element) { return R"("template_type":"media","elements":[{)" + element + "}]"; }
std::string receipt(const std::string& more) {
  return R"("template_type":"receipt","recipient_name":"Ada","order_number":"1","currency":"EUR",)"
         R"("payment_method":"card")" +
         more;
}
std::string grid(const std::string& images) {
  return R"("template_type":"image_grid","elements":[{"images":)" + images + "}]";
}
std::string grid_with(const std::string& more) {
  return R"("template_type":"image_grid","elements":[{"images":[{"url":"https://m.example/a"},)"
         R"({"url":"https://m.example/b"}],)" +
         more + "}]";
}
std::string feedback(const std::string& screens, const std::string& more = {}) {
  return R"("template_type":"customer_feedback","title":"Rate us","business_privacy":{"url":"https://s.example/"},)"
         R"("feedback_screens":)" +
         screens + more;
}
const std::string question = R"({"id":"q1","type":"csat"})";
std::string survey(const std::string& members) { return feedback(R"([{"questions":[{"id":"q1",)" + members + "}]}]"); }
std::string titled(const std::string& more) {
  return R"("template_type":"customer_feedback","business_privacy":{"url":"https://s.example/"},)"
         R"("feedback_screens":[{"questions":[{"id":"q1","type":"csat"}]}],)" +
         more;
}
const std::string image = R"({"url":"https://m.example/a"})";
const std::string hero = R"({"url":"https://m.example/a","is_hero_image":true})";

} // namespace

TEST_CASE("templates of the right shape arrive", "[sandbox][template]") {
  const Talk talk;
  const std::string payload = GENERATE_REF(
      as<std::string>{}, generic("[" + card + "]"), generic(repeated(card, 10)),
      generic(R"([{"title":"Hat","buttons":)" + repeated(button, 3) + "}]"), buttons(repeated(button, 1)),
      buttons(repeated(button, 3)),
      buttons(R"([{"type":"web_url","title":"Shop","url":"https://s.example/"},{"type":"account_unlink"},)"
              R"({"type":"account_link","url":"https://s.example/"}])"),
      buttons(R"([{"type":"phone_number","title":"Call","payload":"+3905"},{"type":"audio_call"},)"
              R"({"type":"game_play","title":"Play"}])"),
      media(R"("media_type":"image","url":"https://www.facebook.com/photo.php?fbid=1")"),
      receipt(R"(,"summary":{"total_cost":12.5})"),
      receipt(R"(,"summary":{"total_cost":"12"},"elements":[{"title":"Hat","price":12}])"),
      std::string(R"("template_type":"product","elements":[{"id":"4794638227239443"}])"),
      std::string(R"("template_type":"coupon","title":"10 %")"), feedback(R"([{"questions":[)" + question + "]}]"),
      feedback(R"([{"questions":[)" + question + "]}]", R"(,"expires_in_days":7)"), grid(repeated(image, 2)),
      grid("[" + hero + "," + image + "]"), std::string(R"("template_type":"airline_update")"));
  CAPTURE(payload);
  CHECK(talk.payload(payload).status == 200);
  CHECK(talk.sandbox->thread(Psid(ada)).back().attachment_type == "template");
}

TEST_CASE("templates of a wrong shape are error 100", "[sandbox][template]") {
  const Talk talk;
  const std::string payload = GENERATE_REF(
      as<std::string>{}, std::string(), std::string(R"("template_type":"poem")"),
      std::string(R"("template_type":"list","elements":[])"), std::string(R"("template_type":"notification_messages")"),
      generic("[]"), generic("{}"), generic(repeated(card, 11)), generic(R"([{"subtitle":"no title"}])"),
      generic(R"([{"title":"only a title"}])"),
      generic(R"([{"title":")" + std::string(81, 't') + R"(","subtitle":"s"}])"),
      generic(R"([{"title":"t","subtitle":")" + std::string(81, 's') + R"("}])"),
      generic(R"([{"title":"t","buttons":)" + repeated(button, 4) + "}]"), buttons("[]"), buttons(repeated(button, 4)),
      buttons(R"([{"type":"element_share"}])"), buttons(R"([{"type":"postback","title":"no payload"}])"),
      buttons(R"([{"type":"web_url","title":"no url"}])"), buttons(R"([{"type":"postback","payload":"no title"}])"),
      buttons(R"([{"type":"account_link"}])"),
      buttons(R"([{"type":"postback","title":"123456789012345678901","payload":"P"}])"),
      buttons(R"([{"type":"postback","title":"t","payload":")" + std::string(1001, 'p') + R"("}])"),
      std::string(R"("template_type":"button","buttons":)" + repeated(button, 1)),
      std::string(R"("template_type":"button","text":")" + std::string(641, 't') + R"(","buttons":)" +
                  repeated(button, 1)),
      receipt(""), receipt(R"(,"summary":{"total_cost":1},"elements":[{"title":"no price"}])"),
      receipt(R"(,"summary":{"total_cost":1},"elements":)" + repeated(R"({"title":"a","price":1})", 101)),
      std::string(R"("template_type":"receipt","summary":{"total_cost":1})"),
      std::string(R"("template_type":"product","elements":[])"), std::string(R"("template_type":"coupon")"),
      feedback("[]"), feedback(R"([{"questions":[]}])"),
      feedback(R"([{"questions":[)" + question + "," + question + "]}]"),
      feedback(R"([{"questions":[{"type":"csat"}]}])"), feedback(R"([{"questions":[{"id":"q","type":"star"}]}])"),
      feedback(R"([{"questions":[)" + question + "]}]", R"(,"expires_in_days":8)"), grid(repeated(image, 1)),
      grid(repeated(image, 7)), grid(repeated(hero, 2)), grid(R"([{},{}])"));
  CAPTURE(payload);
  CHECK(is_error(talk.payload(payload), 100, 0));
  CHECK(talk.sandbox->thread(Psid(ada)).size() == 1);
}

TEST_CASE("buttons lead where buttons may lead", "[sandbox][template]") {
  const Talk talk;
  for (const std::string& right :
       {web(R"("url":"http://s.example/?a=b","webview_height_ratio":"tall")"),
        web(R"("url":"https://s.example","webview_share_button":"hide")"),
        one(R"("type":"phone_number","title":"Call","payload":"+16505551234")"),
        with_action(R"({"type":"web_url","url":"https://s.example/","webview_height_ratio":"full"})")}) {
    CAPTURE(right);
    CHECK(talk.payload(right).status == 200);
  }
  for (const std::string& wrong :
       {web(R"("url":"javascript:go") "),
        web(R"("url":"s.example")"),
        web(R"("url":"https://")"), web(R"("url":"https://s.example/","webview_height_ratio":"huge")"),
        web(R"("url":"https://s.example/","webview_share_button":"show")"),
        web(R"("url":"https://s.example/","fallback_url":"https://s.example/f")"),
        one(R"("type":"phone_number","title":"Call","payload":"16505551234")"),
        one(R"("type":"phone_number","title":"Call","payload":"+1 650 555")"),
        one(R"("type":"phone_number","title":"Call","payload":"+")"),
        one(R"("type":"phone_number","title":"Call","payload":"+1234567890123456")"),
        one(R"("type":"account_link","url":"http://s.example/")"),
        with_action(R"({"type":"web_url","url":"https://s.example/","title":"t"})"),
        with_action(R"({"type":"postback","payload":"P"})"),
        with_action(R"({"type":"web_url","url":"javascript:1"})")}) {
    CAPTURE(wrong);
    CHECK(is_error(talk.payload(wrong), 100, 0));
  }
}

TEST_CASE("Messenger Extensions open whitelisted domains only", "[sandbox][template]") {
  const Talk talk;
  const auto open = [&](const std::string& url) {
    return talk.payload(web(R"("messenger_extensions":true,"fallback_url":"https://f.example/","url":")" + url + "\""));
  };
  CHECK(is_error(open("https://s.example/a"), 100, 0));
  REQUIRE(talk.call("POST", "/me/messenger_profile", R"({"whitelisted_domains":["https://s.example"]})").status == 200);
  CHECK(open("https://S.example:443/a").status == 200);
  CHECK(is_error(open("http://s.example/a"), 100, 0));
  CHECK(is_error(open("https://a.s.example/"), 100, 0));
  CHECK(is_error(open("https://s.example@evil.example/"), 100, 0));
}

TEST_CASE("surveys keep to their tables", "[sandbox][template]") {
  const Talk talk;
  for (const std::string& right :
       {survey(R"("type":"csat","title":"How?!","score_label":"neg_pos","score_option":"five_emojis")"),
        survey(R"("type":"nps","score_option":"zero_to_ten","follow_up":{"type":"free_form","placeholder":"why"})"),
        survey(R"("type":"ces","score_option":"one_to_seven","score_label":"none")")}) {
    CAPTURE(right);
    CHECK(talk.payload(right).status == 200);
  }
  for (const std::string& wrong :
       {survey(R"("type":"nps","score_option":"five_stars")"),
        survey(R"("type":"free_form","score_option":"one_to_five")"),
        survey(R"("type":"csat","score_label":"good_bad")"), survey(R"("type":"csat","title":"How?")"),
        survey(R"("type":"csat","title":")" + std::string(86, 't') + "\""),
        survey(R"("type":"csat","title":"see www.s.example")"), survey(R"("type":"csat","follow_up":{"type":"csat"})"),
        feedback(R"([{"questions":[{"id":"q-1","type":"csat"}]}])"),
        feedback(R"([{"questions":[{"id":")" + std::string(81, 'q') + R"(","type":"csat"}]}])"),
        titled(R"("title":"https://s.example")"), titled(R"("title":"Rate us","subtitle":"at https://s.example")"),
        titled(R"("title":"Rate us","button_title":"www.s.example")")}) {
    CAPTURE(wrong);
    CHECK(is_error(talk.payload(wrong), 100, 0));
  }
}

TEST_CASE("an image grid has short words, and buttons of two kinds", "[sandbox][template]") {
  const Talk talk;
  CHECK(talk.payload(grid_with(R"("title":")" + std::string(45, 't') + R"(","subtitle":")" + std::string(80, 's') +
                               R"(","buttons":[)" + button + "]"))
            .status == 200);
  CHECK(is_error(talk.payload(grid_with(R"("title":")" + std::string(46, 't') + "\"")), 100, 0));
  CHECK(is_error(talk.payload(grid_with(R"("subtitle":")" + std::string(81, 's') + "\"")), 100, 0));
  CHECK(is_error(talk.payload(grid_with(R"("buttons":[{"type":"account_unlink"}])")), 100, 0));
}

TEST_CASE("wrong media and product templates have subcodes of their own", "[sandbox][template]") {
  const Talk talk;
  CHECK(is_error(talk.payload(media(R"("media_type":"audio","attachment_id":"1")")), 100, 2018182));
  CHECK(is_error(talk.payload(media(R"("media_type":"image")")), 100, 2018187));
  CHECK(is_error(talk.payload(media(R"("media_type":"image","attachment_id":"1","url":"https://www.facebook.com/a")")),
                 100, 2018187));
  CHECK(is_error(talk.payload(media(R"("media_type":"image","url":"https://m.example/a")")), 100, 2018185));
  for (const std::string url : {"https://evil.example/facebook.com/a", "https://www.facebook.com.evil.example/a",
                                "https://notfacebook.com/a", "https://facebook.com@evil.example/a"})
    CHECK(is_error(talk.payload(media(R"("media_type":"image","url":")" + url + "\"")), 100, 2018185));
  CHECK(is_error(talk.payload(media(R"("media_type":"image","attachment_id":"1")")), 100, 2018074));
  CHECK(is_error(talk.payload(R"("template_type":"product","elements":[{}])"), 100, 2018320));
}

TEST_CASE("a media template shows a saved attachment", "[sandbox][template]") {
  const Talk talk;
  const std::string id = text_after(
      talk.call(
              "POST", "/me/message_attachments",
              R"({"message":{"attachment":{"type":"image","payload":{"url":"https://m.example/a","is_reusable":true}}}})")
          .body,
      "attachment_id");
  CHECK(talk.payload(media(R"("media_type":"image","attachment_id":")" + id + "\"")).status == 200);
  CHECK(is_error(talk.payload(media(R"("media_type":"video","attachment_id":")" + id + "\"")), 100, 2018182));
}
