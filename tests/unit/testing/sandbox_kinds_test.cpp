#include "unit/testing/sandbox_ask.hpp"

using namespace sandbox_test;

namespace {

/// A stage where Ada has just written.
struct Talk : Stage {
  Talk() : Talk(SandboxOptions{}) {}
  explicit Talk(SandboxOptions options) : Stage(std::move(options)) { mid = sandbox->write(Psid(ada), "ciao").value(); }
  SandboxMessage last() const { return sandbox->thread(Psid(ada)).back(); }
  std::size_t length() const { return sandbox->thread(Psid(ada)).size(); }
  /// The echo of the last message.
  std::string echo() {
    executor->run_ready();
    REQUIRE_FALSE(callback->posts.empty());
    return callback->posts.back().body;
  }
  Mid mid;
};

std::string repeated(const std::string& element, std::size_t times) {
  std::string list;
  for (std::size_t i = 0; i < times; ++i) list += (i == 0 ? "" : ",") + element;
  return "[" + list + "]";
}

std::string images(std::size_t times) {
  return R"({"attachments":)" + repeated(R"({"type":"image","payload":{"url":"https://m.example/a"}})", times) + "}";
}

const std::string feedback = R"({"attachment":{"type":"template","payload":{"template_type":"customer_feedback",)"
                             R"("title":"Rate us","feedback_screens":[{"questions":[{"id":"q1","type":"csat"}]}],)"
                             R"("business_privacy":{"url":"https://shop.example/privacy"}}}})";

} // namespace

TEST_CASE("the human agent tag needs the feature", "[sandbox][kinds]") {
  SandboxOptions options;
  options.has_human_agent = false;
  const Talk talk(options);
  const HttpResponse refused = talk.send(R"({"text":"a"})", R"(,"messaging_type":"MESSAGE_TAG","tag":"HUMAN_AGENT")");
  CHECK(is_error(refused, 10, 0));
  CHECK(contains(refused.body, "Human Agent"));
  CHECK(talk.send(R"({"text":"a"})").status == 200);
  CHECK(talk.length() == 2);
}

TEST_CASE("the feedback tag reaches seven days, with its template only", "[sandbox][kinds]") {
  Talk talk;
  const std::string tagged = R"(,"messaging_type":"MESSAGE_TAG","tag":"CUSTOMER_FEEDBACK")";
  talk.clock->advance(std::chrono::hours(7 * 24));
  CHECK(talk.send(feedback, tagged).status == 200);
  CHECK(talk.last().tag == "CUSTOMER_FEEDBACK");
  CHECK(talk.last().messaging_type == "MESSAGE_TAG");
  CHECK(is_error(talk.send(R"({"text":"a"})", tagged), 100, 0));
  CHECK(is_error(talk.send(feedback), 10, 2018278));
  talk.clock->advance(milliseconds(1));
  CHECK(is_error(talk.send(feedback, tagged), 10, 2018278));
}

TEST_CASE("a tag without its messaging type, and retired tags, are error 100", "[sandbox][kinds]") {
  const Talk talk;
  CHECK(is_error(talk.send(R"({"text":"a"})", R"(,"tag":"HUMAN_AGENT")"), 100, 0));
  CHECK(is_error(talk.send(R"({"text":"a"})", R"(,"messaging_type":"RESPONSE","tag":"HUMAN_AGENT")"), 100, 0));
  for (const std::string tag : {"ACCOUNT_UPDATE", "CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE", "SHIPPING_UPDATE"})
    CHECK(is_error(talk.send(R"({"text":"a"})", R"(,"messaging_type":"MESSAGE_TAG","tag":")" + tag + "\""), 100, 0));
  CHECK(talk.length() == 1);
}

TEST_CASE("a utility message goes at any time, if its template is approved", "[sandbox][kinds]") {
  SandboxOptions options;
  options.utility_templates = {{"order_confirm", "en"}};
  Talk talk(options);
  talk.clock->advance(std::chrono::hours(1000));
  const auto utility = [](const std::string& name) {
    return R"({"template":{"name":")" + name +
           R"(","language":{"code":"en"},"components":[{"type":"body","parameters":[{"type":"text","text":"confirmed"}]}]}})";
  };
  const std::string type = R"(,"messaging_type":"UTILITY")";
  CHECK(talk.send(utility("order_confirm"), type).status == 200);
  CHECK(talk.last().text == "[order_confirm] confirmed");
  CHECK(is_error(talk.send(utility("other"), type), 100, 0));
  CHECK(is_error(talk.send(R"({"template":{"name":"order_confirm","language":{"code":"en_US"}}})", type), 100, 0));
  CHECK(is_error(talk.send(utility("order_confirm")), 100, 0));
  CHECK(is_error(talk.send(R"({"text":"a"})", type), 100, 0));
  CHECK(is_error(talk.send(R"({"template":{"name":"order_confirm"}})", type), 100, 0));
  CHECK(talk.length() == 2);
}

TEST_CASE("no template is approved by itself, unless the options say that all are", "[sandbox][kinds]") {
  const std::string any = R"({"template":{"name":"any","language":{"code":"en"}}})";
  const std::string type = R"(,"messaging_type":"UTILITY")";
  CHECK(is_error(Talk().send(any, type), 100, 0));
  SandboxOptions options;
  options.approves_all_templates = true;
  CHECK(Talk(options).send(any, type).status == 200);
}

TEST_CASE("a message has exactly one content", "[sandbox][kinds]") {
  const Talk talk;
  const std::string image = R"("attachment":{"type":"image","payload":{"url":"https://m.example/a"}})";
  const std::string message = GENERATE_REF(as<std::string>{}, "{" + image + R"(,"sticker_id":1})",
                                           R"({"text":"a","sticker_id":1})", R"({"text":"a","attachments":[]})",
                                           R"({"text":"a","template":{}})", "{" + image + R"(,"attachments":[]})");
  CHECK(is_error(talk.send(message), 100, 0));
  CHECK(talk.send("{\"text\":\"\"," + image + "}").status == 200);
}

TEST_CASE("one to thirty images go in one message", "[sandbox][kinds]") {
  Talk talk;
  REQUIRE_FALSE(talk.connect({"message_echoes"}));
  const auto count = static_cast<std::size_t>(GENERATE(1, 30));
  CHECK(talk.send(images(count)).status == 200);
  CHECK(talk.last().attachments.size() == count);
  CHECK(talk.last().attachment_type == "image");
  CHECK(contains(talk.echo(), R"("attachments":[{"type":"image","payload":{"url":"https:\/\/m.example\/a"}})" +
                                  std::string(count == 1 ? "]" : ",")));
  CHECK(talk.length() == 2);
}

TEST_CASE("other lists of attachments are error 100", "[sandbox][kinds]") {
  const Talk talk;
  const std::string message = GENERATE(as<std::string>{}, images(0), images(31), R"({"attachments":{}})",
                                       R"({"attachments":[{"type":"video","payload":{"url":"https://m.example/a"}}]})",
                                       R"({"attachments":[{"type":"image"}]})");
  CHECK(is_error(talk.send(message), 100, 0));
  CHECK(is_error(talk.send(R"({"attachments":[{"type":"image","payload":{"url":"no"}}]})"), 100, 2018008));
  CHECK(is_error(talk.send(R"({"attachments":[{"type":"image","payload":{"attachment_id":"7"}}]})"), 100, 2018074));
  CHECK(talk.length() == 1);
}

TEST_CASE("a sticker arrives, and its echo has the number", "[sandbox][kinds]") {
  Talk talk;
  REQUIRE_FALSE(talk.connect({"message_echoes"}));
  CHECK(talk.send(R"({"sticker_id":369239263222822})").status == 200);
  CHECK(talk.last().attachment_type == "sticker");
  CHECK(talk.last().attachments.at(0).id.text() == "369239263222822");
  const std::string echo = talk.echo();
  CHECK(contains(echo, R"("type":"sticker","payload":{"url":"https:)"));
  CHECK(contains(echo, R"("sticker_id":369239263222822}})"));
  for (const std::string id : {"-1", "7", "\"0369239263222822\"", "\"\"", "680000000000001"})
    CHECK(is_error(talk.send(R"({"sticker_id":)" + id + "}"), 100, 0));
}

TEST_CASE("a message has at most thirteen quick replies", "[sandbox][kinds]") {
  const Talk talk;
  const auto with = [](const std::string& replies) { return R"({"text":"?","quick_replies":)" + replies + "}"; };
  const std::string reply = R"({"content_type":"text","title":"Red","payload":"RED"})";
  CHECK(talk.send(with(repeated(reply, 13))).status == 200);
  CHECK(contains(talk.last().raw_json, "quick_replies"));
  CHECK(is_error(talk.send(with(repeated(reply, 14))), 100, 0));
  CHECK(talk.send(with(R"([{"content_type":"user_email"},{"content_type":"user_phone_number"}])")).status == 200);
  CHECK(talk.send(with(R"([{"content_type":"text","title":"","payload":"","image_url":"https://m.example/a"}])"))
            .status == 200);
}

TEST_CASE("quick replies of a wrong shape are error 100", "[sandbox][kinds]") {
  const Talk talk;
  const std::string reply = GENERATE(
      as<std::string>{}, R"({"content_type":"location"})", R"({"title":"Red","payload":"RED"})",
      R"({"content_type":"text","title":"Red"})", R"({"content_type":"text","payload":"RED"})",
      R"({"content_type":"text","title":"","payload":"RED"})", R"({"content_type":"text","title":"Red","payload":""})",
      R"({"content_type":"text","title":"123456789012345678901","payload":"RED"})");
  CHECK(is_error(talk.send(R"({"text":"?","quick_replies":[)" + reply + "]}"), 100, 0));
  CHECK(is_error(talk.send(R"({"text":"?","quick_replies":{}})"), 100, 0));
}

TEST_CASE("a reply names a message of the thread, and only while the window is open", "[sandbox][kinds]") {
  Talk talk;
  REQUIRE_FALSE(talk.connect({"message_echoes"}));
  const std::string reply = R"(,"reply_to":{"mid":")" + talk.mid.text() + "\"}";
  CHECK(talk.send(R"({"text":"a"})", reply).status == 200);
  CHECK(talk.last().reply_to == talk.mid);
  CHECK(contains(talk.echo(), R"("reply_to":{"mid":")" + talk.mid.text() + R"(","is_self_reply":false})"));
  CHECK(is_error(talk.send(R"({"text":"a"})", R"(,"reply_to":{"mid":"m_no"})"), 100, 0));
  CHECK(is_error(talk.send(R"({"text":"a"})", R"(,"reply_to":{})"), 100, 0));
  talk.clock->advance(std::chrono::hours(25));
  const std::string tagged = R"(,"messaging_type":"MESSAGE_TAG","tag":"HUMAN_AGENT")";
  CHECK(talk.send(R"({"text":"a"})", tagged).status == 200);
  CHECK(is_error(talk.send(R"({"text":"a"})", tagged + reply), 10, 2018278));
  REQUIRE(talk.sandbox->write(Psid(ada), "again"));
  CHECK(talk.send(R"({"text":"a"})", reply).status == 200);
  REQUIRE(talk.sandbox->unsend(Psid(ada), talk.mid));
  CHECK(is_error(talk.send(R"({"text":"a"})", reply), 100, 0));
}

TEST_CASE("an answer to one message needs word from the person within a day", "[sandbox][kinds]") {
  SandboxOptions options;
  options.approves_all_templates = true;
  Talk talk(options);
  CHECK(posted(talk, "people/" + ada + "/ads", R"({"ad_id":"1","text":"by an ad"})") == "201");
  talk.clock->advance(std::chrono::hours(25));
  const std::string reply = R"(,"reply_to":{"mid":")" + talk.mid.text() + "\"}";
  const std::string named = R"({"template":{"name":"a","language":{"code":"en"}}})";
  const std::string utility = R"(,"messaging_type":"UTILITY")";
  CHECK(talk.send(R"({"text":"a"})").status == 200); // the ad's window
  CHECK(is_error(talk.send(R"({"text":"a"})", reply), 10, 2018278));
  CHECK(talk.send(named, utility).status == 200);
  CHECK(is_error(talk.send(named, utility + reply), 10, 2018278));
}

TEST_CASE("the persona is kept, and can only type", "[sandbox][kinds]") {
  const Talk talk;
  const std::string picture = R"("profile_picture_url":"https://pictures.example/p.jpg")";
  const std::string persona =
      text_after(talk.call("POST", "/me/personas", R"({"name":"Front desk",)" + picture + "}").body, "id");
  const std::string member = R"(,"persona_id":")" + persona + "\"";
  CHECK(talk.send(R"({"text":"a"})", member).status == 200);
  CHECK(talk.last().persona_id == persona);
  const auto act = [&](const std::string& action) {
    return talk.call("POST", "/me/messages",
                     R"({"recipient":{"id":")" + ada + "\"}" + member + R"(,"sender_action":")" + action + "\"}");
  };
  CHECK(act("typing_on").status == 200);
  CHECK(is_error(act("mark_seen"), 100, 0));
}

TEST_CASE("an unknown notification type is error 100", "[sandbox][kinds]") {
  const Talk talk;
  CHECK(talk.send(R"({"text":"a"})", R"(,"notification_type":"SILENT_PUSH")").status == 200);
  CHECK(is_error(talk.send(R"({"text":"a"})", R"(,"notification_type":"LOUD")"), 100, 0));
}
