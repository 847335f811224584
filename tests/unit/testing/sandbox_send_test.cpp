#include "unit/testing/sandbox_ask.hpp"

using namespace sandbox_test;

namespace {

/// A stage where Ada has just written.
struct Conversation : Stage {
  Conversation() { REQUIRE(sandbox->write(Psid(ada), "ciao")); }
  SandboxMessage last() const { return sandbox->thread(Psid(ada)).back(); }
  std::size_t length() const { return sandbox->thread(Psid(ada)).size(); }
};

} // namespace

TEST_CASE("an accepted message is in the thread once, under the answer's id", "[sandbox][send]") {
  const Conversation talk;
  const std::string node = GENERATE("me", "682498302938465");
  const HttpResponse response = talk.call(
      "POST", "/v25.0/" + node + "/messages",
      R"({"recipient":{"id":")" + ada +
          R"("},"messaging_type":"RESPONSE","message":{"text":"Ciao \u00e9 \ud83d\ude00","metadata":"order:42"}})");
  CHECK(response.status == 200);
  const std::string mid = text_after(response.body, "message_id");
  CHECK(response.body == R"({"recipient_id":"25381719828140932","message_id":")" + mid + "\"}");
  CHECK(mid.size() == 88);
  CHECK(mid.substr(0, 2) == "m_");
  CHECK(mid.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos);
  REQUIRE(talk.length() == 2);
  CHECK(talk.last().from_page);
  CHECK(talk.last().mid.text() == mid);
  CHECK(talk.last().text == "Ciao \xc3\xa9 \xf0\x9f\x98\x80");
  CHECK(talk.last().metadata == "order:42");
  CHECK(talk.last().at > talk.sandbox->thread(Psid(ada)).front().at);
  CHECK_FALSE(talk.sandbox->thread(Psid(ada)).front().from_page);
}

TEST_CASE("parameters may come as a form or in the query, with relaxed JSON", "[sandbox][send]") {
  const Conversation talk;
  HttpRequest request{"POST", "/me/messages", {{"Authorization", "Bearer EAAtoken"}}, ""};
  const auto encoded = [](const std::string& text) { return percent_encode(text); };
  SECTION("form") {
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.body =
        "recipient=" + encoded("{\"id\":\"" + ada + "\"}") + "&message=" + encoded(R"({"text":"it's 5 o'clock"})");
  }
  SECTION("single quotes") {
    request.url +=
        "?recipient=" + encoded("{'id':'" + ada + "'}") + "&message=" + encoded(R"({'text':'it\'s 5 o\'clock'})");
  }
  SECTION("bare words") {
    request.url += "?recipient=" + encoded("{id:" + ada + "}") + "&message=" + encoded(R"({text:"it's 5 o'clock"})");
  }
  SECTION("the body before the query") {
    request.headers.emplace_back("Content-Type", "application/json");
    request.url += "?recipient=" + encoded("{id:'4711'}") + "&message=" + encoded("{text:'no'}");
    request.body = R"({"recipient":{"id":)" + ada + R"(},"message":{"text":"it's 5 o'clock"}})";
  }
  CHECK(talk.sandbox->handle(request).status == 200);
  CHECK(talk.last().text == "it's 5 o'clock");
}

TEST_CASE("a stranger, and a person who never wrote, cannot be written to", "[sandbox][send]") {
  const Stage stage;
  const HttpResponse response = stage.send(R"({"text":"hello"})");
  CHECK(response.status == 400);
  CHECK(is_error(response, 100, 2018001));
  CHECK(is_error(stage.call("POST", "/me/messages", R"({"recipient":{"id":"4711"},"message":{"text":"hello"}})"), 100,
                 2018001));
  CHECK(is_error(stage.call("POST", "/me/messages", R"({"recipient":{"id":"4711"},"sender_action":"typing_on"})"), 100,
                 2018001));
  CHECK(stage.sandbox->thread(Psid(ada)).empty());
}

TEST_CASE("a text has at most 2000 code points", "[sandbox][send]") {
  const Conversation talk;
  std::string emoji;
  for (int i = 0; i < 2000; ++i) emoji += "\xf0\x9f\x98\x80";
  CHECK(talk.send("{\"text\":\"" + emoji + "\"}").status == 200);
  const HttpResponse response = talk.send("{\"text\":\"" + emoji + "!\"}");
  CHECK(response.status == 400);
  CHECK(is_error(response, 100, 0));
  CHECK(text_after(response.body, "message") ==
        "(#100) Length of param message[text] must be less than or equal to 2000");
  CHECK(talk.length() == 2);
}

TEST_CASE("what is no message is error 100", "[sandbox][send]") {
  const Conversation talk;
  const std::string message =
      GENERATE(as<std::string>{}, "{}", R"({"text":""})", R"({"metadata":"m"})", R"("hello")", "null", "7",
               R"({"text":"a","attachment":{"type":"image","payload":{"url":"https://x.example/a"}}})",
               R"({"attachment":{"type":"image"}})", R"({"attachment":{"type":"location","payload":{}}})",
               R"({"sticker_id":"big"})", "{\"text\":\"\xff\"}");
  CAPTURE(message);
  CHECK(is_error(talk.send(message), 100, 0));
  CHECK(talk.length() == 1);
}

TEST_CASE("a call without a usable recipient or message is error 100", "[sandbox][send]") {
  const Conversation talk;
  const std::string body = GENERATE(as<std::string>{}, "{}", R"({"message":{"text":"a"}})",
                                    R"({"recipient":{"thread_key":"t"},"message":{"text":"a"}})",
                                    R"({"recipient":{"id":"25381719828140932"}})");
  CHECK(is_error(talk.call("POST", "/me/messages", body), 100, 0));
}

TEST_CASE("text that is no UTF-8 is named as such", "[sandbox][send]") {
  const Conversation talk;
  CHECK(text_after(talk.send("{\"text\":\"\xc3(\"}").body, "message") ==
        "(#100) Param message[text] must be a UTF-8 encoded string");
}

TEST_CASE("metadata has at most 1000 characters", "[sandbox][send]") {
  const Conversation talk;
  const auto with = [](std::size_t size) { return R"({"text":"a","metadata":")" + std::string(size, 'm') + "\"}"; };
  CHECK(talk.send(with(1000)).status == 200);
  CHECK(is_error(talk.send(with(1001)), 100, 0));
}

TEST_CASE("message and sender action cannot go together", "[sandbox][send]") {
  const Conversation talk;
  CHECK(is_error(talk.send(R"({"text":"a"})", R"(,"sender_action":"typing_on")"), 100, 2018014));
  CHECK(talk.length() == 1);
}

TEST_CASE("a sender action is answered without a message id", "[sandbox][send]") {
  const Conversation talk;
  const std::string action = GENERATE("typing_on", "typing_off", "mark_seen");
  const HttpResponse response =
      talk.call("POST", "/me/messages", R"({"recipient":{"id":")" + ada + R"("},"sender_action":")" + action + "\"}");
  CHECK(response.status == 200);
  CHECK(response.body == R"({"recipient_id":"25381719828140932"})");
  CHECK(talk.length() == 1);
  CHECK(is_error(talk.call("POST", "/me/messages", R"({"recipient":{"id":"1"},"sender_action":"dance"})"), 100, 0));
}

TEST_CASE("a sender action meets what a message meets", "[sandbox][send]") {
  Conversation talk;
  const std::string action = GENERATE("typing_on", "typing_off", "mark_seen");
  const auto act = [&](const std::string& psid) {
    return talk.call("POST", "/me/messages",
                     R"({"recipient":{"id":")" + psid + R"("},"sender_action":")" + action + "\"}");
  };
  CHECK(is_error(act(bob), 100, 2018001)); // never wrote
  talk.clock->advance(std::chrono::hours(48));
  CHECK(act(ada).status == 200); // that the window does not matter is a guess
  CHECK(posted(talk, "people/" + ada + "/block", "{}") == "200");
  CHECK(is_error(act(ada), 551, 1545041));
  CHECK(posted(talk, "people/" + ada + "/unblock", "{}") == "200");
  CHECK(posted(talk, "apps/1517776481860111/mode", R"({"mode":"development"})") == "200");
  CHECK(is_error(act(ada), 200, 2018028));
}

TEST_CASE("a recipient has exactly one addressing key", "[sandbox][send]") {
  const Conversation talk;
  const std::string more = GENERATE(R"("comment_id":"1_2")", R"("post_id":"1_2")", R"("user_ref":"u")",
                                    R"("phone_number":"+1")", R"("one_time_notif_token":"t")");
  for (const std::string what : {R"("message":{"text":"a"})", R"("sender_action":"typing_on")"}) {
    const std::string body = R"({"recipient":{"id":")" + ada + "\"," + more + "}," + what + "}";
    CHECK(is_error(talk.call("POST", "/me/messages", body), 100, 0));
  }
  CHECK(talk.length() == 1);
}

TEST_CASE("the window closes 24 hours after the person's last act", "[sandbox][send]") {
  Conversation talk;
  talk.clock->advance(std::chrono::hours(24));
  CHECK(talk.send(R"({"text":"just in time"})").status == 200);
  talk.clock->advance(milliseconds(1));
  const HttpResponse late = talk.send(R"({"text":"too late"})");
  CHECK(late.status == 400);
  CHECK(is_error(late, 10, 2018278));
  CHECK(text_after(late.body, "message").rfind("(#10) This message is sent outside of allowed window.", 0) == 0);
  REQUIRE(talk.sandbox->read(Psid(ada)));
  CHECK(is_error(talk.send(R"({"text":"reading opens nothing"})"), 10, 2018278));
  REQUIRE(talk.sandbox->tap(Psid(ada), "Get Started", "GET_STARTED"));
  CHECK(talk.send(R"({"text":"open again"})").status == 200);
}

TEST_CASE("the human agent tag reaches seven days", "[sandbox][send]") {
  Conversation talk;
  const std::string tagged = R"(,"messaging_type":"MESSAGE_TAG","tag":"HUMAN_AGENT")";
  talk.clock->advance(std::chrono::hours(7 * 24));
  CHECK(talk.send(R"({"text":"sorry for the delay"})", tagged).status == 200);
  talk.clock->advance(milliseconds(1));
  CHECK(is_error(talk.send(R"({"text":"too late"})", tagged), 10, 2018278));
}

TEST_CASE("messaging types and tags that cannot be sent are error 100", "[sandbox][send]") {
  const Conversation talk;
  CHECK(talk.send(R"({"text":"a"})", R"(,"messaging_type":"UPDATE")").status == 200);
  const std::string more =
      GENERATE(as<std::string>{}, R"(,"messaging_type":"SPAM")", R"(,"messaging_type":"UTILITY")",
               R"(,"messaging_type":"MESSAGE_TAG")", R"(,"messaging_type":"MESSAGE_TAG","tag":"ACCOUNT_UPDATE")",
               R"(,"messaging_type":"MESSAGE_TAG","tag":"CUSTOMER_FEEDBACK")");
  CHECK(is_error(talk.send(R"({"text":"a"})", more), 100, 0));
}

TEST_CASE("media by URL arrive, and reusable ones can be sent again by their id", "[sandbox][send]") {
  const Conversation talk;
  const std::string type = GENERATE("image", "audio", "video", "file");
  const std::string url = "https://media.example/a/1";
  const HttpResponse first =
      talk.send(R"({"attachment":{"type":")" + type + R"(","payload":{"url":")" + url + R"(","is_reusable":"true"}}})");
  CHECK(first.status == 200);
  CHECK(talk.last().attachment_type == type);
  CHECK(talk.last().attachment_url == url);
  CHECK(talk.last().text.empty());
  const std::string id = text_after(first.body, "attachment_id");
  REQUIRE(id.size() == 16);
  const HttpResponse second =
      talk.send(R"({"attachment":{"type":")" + type + R"(","payload":{"attachment_id":")" + id + "\"}}}");
  CHECK(second.status == 200);
  CHECK_FALSE(contains(second.body, "attachment_id"));
  CHECK(talk.last().attachment_url == url);
  CHECK(talk.length() == 3);
}

TEST_CASE("a saved attachment is sent as what it is", "[sandbox][send]") {
  const Conversation talk;
  const HttpResponse first =
      talk.send(R"({"attachment":{"type":"image","payload":{"url":"https://m.example/a","is_reusable":true}}})");
  const std::string id = text_after(first.body, "attachment_id");
  for (const std::string type : {"audio", "video", "file"})
    CHECK(is_error(talk.send(R"({"attachment":{"type":")" + type + R"(","payload":{"attachment_id":")" + id + "\"}}}"),
                   100, 2018047));
  CHECK(talk.length() == 2);
}

TEST_CASE("media that cannot be had have their own subcodes", "[sandbox][send]") {
  const Conversation talk;
  CHECK(is_error(talk.send(R"({"attachment":{"type":"image","payload":{"url":"ftp://x"}}})"), 100, 2018008));
  CHECK(is_error(talk.send(R"({"attachment":{"type":"image","payload":{"attachment_id":"7"}}})"), 100, 2018074));
  CHECK(talk.length() == 1);
}

TEST_CASE("a template is kept as it was sent", "[sandbox][send]") {
  const Conversation talk;
  const std::string message = R"({"attachment":{"type":"template","payload":{"template_type":"button","text":"?",)"
                              R"("buttons":[{"type":"postback","title":"Yes","payload":"YES"}]}}})";
  CHECK(talk.send(message).status == 200);
  CHECK(talk.last().attachment_type == "template");
  CHECK(talk.last().raw_json == message);
}
