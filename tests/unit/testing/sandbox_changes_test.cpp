#include "unit/testing/sandbox_stage.hpp"

using namespace sandbox_test;

namespace {

const std::string heart = "\xe2\x9d\xa4\xef\xb8\x8f";
const std::string thumb = "\xf0\x9f\x91\x8d";

/// A stage with a webhook where Ada has written; what was posted so far is forgotten.
struct Talk : Stage {
  Talk() {
    REQUIRE_FALSE(connect(all_fields));
    mid = sandbox->write(Psid(ada), "hello wrold").value();
    executor->run_ready();
    callback->posts.clear();
  }
  SandboxMessage first() const { return sandbox->thread(Psid(ada)).front(); }
  /// The body of the only webhook that came since the last call.
  std::string posted() {
    executor->run_ready();
    REQUIRE(callback->posts.size() == 1);
    std::string body = callback->posts.front().body;
    callback->posts.clear();
    return body;
  }
  bool nothing_posted() {
    executor->run_ready();
    return callback->posts.empty();
  }
  HttpResponse act(const std::string& action, const std::string& payload) const {
    return call(
        "POST", "/v25.0/me/messages",
        R"({"recipient":{"id":")" + ada + R"("},"sender_action":")" + action + R"(","payload":)" + payload + "}");
  }

  Mid mid;
};

} // namespace

TEST_CASE("an edit changes the text and counts up to five", "[sandbox][changes]") {
  Talk talk;
  for (int edit = 1; edit <= 5; ++edit) {
    const std::string text = "hello " + std::to_string(edit);
    REQUIRE(talk.sandbox->edit(Psid(ada), talk.mid, text));
    CHECK(contains(talk.posted(), R"("recipient":{"id":"682498302938465"},"timestamp":177000000000)" +
                                      std::to_string(edit) + R"(,"message_edit":{"mid":")" + talk.mid.text() +
                                      R"(","text":")" + text + R"(","num_edit":")" + std::to_string(edit) + "\"}}"));
    CHECK(talk.first().text == text);
    CHECK(talk.first().edits == edit);
  }
  CHECK(talk.sandbox->webhooks().back().field == "message_edits");
  CHECK(talk.sandbox->edit(Psid(ada), talk.mid, "hello 6").error().code == ErrorCode::conflict);
  CHECK(talk.nothing_posted());
  CHECK(talk.first().text == "hello 5");
}

TEST_CASE("people edit only texts of their own", "[sandbox][changes]") {
  Talk talk;
  const Mid tap = talk.sandbox->tap(Psid(ada), "Menu", "").value();
  const Mid reply(text_after(talk.send(R"({"text":"hi"})").body, "message_id"));
  CHECK(talk.sandbox->edit(Psid(ada), tap, "x").error().code == ErrorCode::conflict);
  CHECK(talk.sandbox->edit(Psid(ada), reply, "x").error().code == ErrorCode::conflict);
  CHECK(talk.sandbox->edit(Psid(ada), Mid("m_nothing"), "x").error().code == ErrorCode::not_found);
  CHECK(talk.sandbox->edit(Psid(bob), talk.mid, "x").error().code == ErrorCode::not_found);
  CHECK(talk.sandbox->edit(Psid("4711"), talk.mid, "x").error().code == ErrorCode::not_found);
  CHECK(talk.sandbox->edit(Psid(ada), talk.mid, "").error().field == "text");
  CHECK(talk.sandbox->edit(Psid(ada), talk.mid, "\xff").error().field == "text");
  CHECK(talk.first().text == "hello wrold");
}

TEST_CASE("an unsent message is deleted for the Page and empty in the thread", "[sandbox][changes]") {
  Talk talk;
  REQUIRE(talk.sandbox->react(Psid(ada), talk.mid, thumb));
  talk.posted();
  REQUIRE(talk.sandbox->unsend(Psid(ada), talk.mid));
  CHECK(contains(talk.posted(), R"("message":{"mid":")" + talk.mid.text() + R"(","is_deleted":true}})"));
  CHECK(talk.sandbox->webhooks().back().field == "messages");
  CHECK(talk.first().unsent);
  CHECK(talk.first().text.empty());
  CHECK(talk.first().reactions.empty());
  CHECK(talk.sandbox->unsend(Psid(ada), talk.mid).error().code == ErrorCode::conflict);
  CHECK(talk.sandbox->edit(Psid(ada), talk.mid, "x").error().code == ErrorCode::conflict);
  CHECK(talk.sandbox->react(Psid(ada), talk.mid, heart).error().code == ErrorCode::conflict);
  CHECK(is_error(talk.act("react", R"({"message_id":")" + talk.mid.text() + R"(","reaction":"\u2764"})"), 100, 0));
  CHECK(talk.nothing_posted());
}

TEST_CASE("people unsend only messages of their own", "[sandbox][changes]") {
  const Talk talk;
  const Mid tap = talk.sandbox->tap(Psid(ada), "Menu", "MENU").value();
  const Mid reply(text_after(talk.send(R"({"text":"hi"})").body, "message_id"));
  CHECK(talk.sandbox->unsend(Psid(ada), tap).error().code == ErrorCode::conflict);
  CHECK(talk.sandbox->unsend(Psid(ada), reply).error().code == ErrorCode::conflict);
  CHECK(talk.sandbox->unsend(Psid(bob), talk.mid).error().code == ErrorCode::not_found);
}

TEST_CASE("a reaction tells emoji and word, and so does taking it back", "[sandbox][changes]") {
  Talk talk;
  struct Case {
    std::string emoji;
    std::string wire;
    std::string word;
  };
  const Case one = GENERATE(
      Case{"\xe2\x9d\xa4\xef\xb8\x8f", "\\u2764\\ufe0f", "love"}, Case{"\xe2\x9d\xa4", "\\u2764", "love"},
      Case{"\xf0\x9f\x98\x8d", "\\ud83d\\ude0d", "love"}, Case{"\xf0\x9f\x98\x86", "\\ud83d\\ude06", "smile"},
      Case{"\xf0\x9f\x98\xae", "\\ud83d\\ude2e", "wow"}, Case{"\xf0\x9f\x98\xa2", "\\ud83d\\ude22", "sad"},
      Case{"\xf0\x9f\x98\xa0", "\\ud83d\\ude20", "angry"}, Case{"\xf0\x9f\x91\x8d", "\\ud83d\\udc4d", "like"},
      Case{"\xf0\x9f\x91\x8e", "\\ud83d\\udc4e", "dislike"}, Case{"\xf0\x9f\x8d\xa6", "\\ud83c\\udf66", "other"});
  const std::string start = R"("reaction":{"reaction":")" + one.word + R"(","emoji":")" + one.wire + R"(","action":")";
  const std::string end = R"(","mid":")" + talk.mid.text() + "\"}}";
  REQUIRE(talk.sandbox->react(Psid(ada), talk.mid, one.emoji));
  CHECK(contains(talk.posted(), start + "react" + end));
  REQUIRE(talk.first().reactions.size() == 1);
  CHECK_FALSE(talk.first().reactions[0].from_page);
  CHECK(talk.first().reactions[0].word == one.word);
  REQUIRE(talk.sandbox->unreact(Psid(ada), talk.mid));
  CHECK(contains(talk.posted(), start + "unreact" + end));
  CHECK(talk.sandbox->webhooks().back().field == "message_reactions");
  CHECK(talk.first().reactions.empty());
  CHECK(talk.sandbox->unreact(Psid(ada), talk.mid).error().code == ErrorCode::conflict);
}

TEST_CASE("a second reaction takes the place of the first, and what is no emoji is none", "[sandbox][changes]") {
  Talk talk;
  const Mid reply(text_after(talk.send(R"({"text":"hi"})").body, "message_id"));
  REQUIRE(talk.sandbox->react(Psid(ada), reply, heart));
  REQUIRE(talk.sandbox->react(Psid(ada), reply, thumb));
  const auto reactions = talk.sandbox->thread(Psid(ada)).back().reactions;
  REQUIRE(reactions.size() == 1);
  CHECK(reactions[0].emoji == thumb);
  for (const std::string odd : {"", "ok", "\xff", "\xf0\x9f\x91"})
    CHECK(talk.sandbox->react(Psid(ada), reply, odd).error().field == "emoji");
  CHECK(talk.sandbox->react(Psid(ada), reply, std::string(65, 'a') + heart).error().field == "emoji");
  CHECK(talk.sandbox->react(Psid(ada), Mid("m_no"), heart).error().code == ErrorCode::not_found);
  CHECK(talk.sandbox->unreact(Psid(ada), Mid("m_no")).error().code == ErrorCode::not_found);
}

TEST_CASE("a reaction is one emoji, of however many characters", "[sandbox][changes]") {
  const Talk talk;
  const auto reacts = [&](const std::string& text) {
    CAPTURE(text);
    const bool person = talk.sandbox->react(Psid(ada), talk.mid, text).has_value();
    const HttpResponse page =
        talk.act("react", R"({"message_id":")" + talk.mid.text() + R"(","reaction":")" + text + "\"}");
    CHECK(is_error(page, 100, 0) != person);
    return person;
  };
  const std::string boy = "\xf0\x9f\x91\xa6";
  const std::string joiner = "\xe2\x80\x8d";
  const std::string selector = "\xef\xb8\x8f";
  const std::string keycap = "\xe2\x83\xa3";
  const std::string italy = "\xf0\x9f\x87\xae\xf0\x9f\x87\xb9";
  std::string wales = "\xf0\x9f\x8f\xb4";
  for (const char* tag : {"\xa7", "\xa2", "\xb7", "\xac", "\xb3"}) wales += std::string("\xf3\xa0\x81") + tag;
  wales += "\xf3\xa0\x81\xbf";
  for (const std::string& emoji :
       {heart, thumb, thumb + "\xf0\x9f\x8f\xbd", "\xf0\x9f\x91\xa8" + joiner + "\xf0\x9f\x91\xa9" + joiner + boy,
        italy, wales, "1" + selector + keycap, "#" + keycap, std::string("\xe2\x98\xba"), std::string("\xc2\xa9")})
    CHECK(reacts(emoji));
  for (const std::string& text :
       {std::string("caf\xc3\xa9"), std::string("\xc3\xa9"), std::string("\xd0\xb4\xd0\xb0"), std::string("1"),
        "1" + selector, thumb + thumb, thumb + "!", thumb + joiner, joiner, selector, italy.substr(0, 4), italy + italy,
        "a" + keycap, heart + "\xcc\x81", std::string("\xe4\xb8\xad")})
    CHECK_FALSE(reacts(text));
}

TEST_CASE("a reaction opens the messaging window; edits, unsent messages and reactions taken back do not",
          "[sandbox][changes]") {
  Talk talk;
  talk.clock->advance(std::chrono::hours(25));
  REQUIRE(talk.sandbox->edit(Psid(ada), talk.mid, "late"));
  CHECK(is_error(talk.send(R"({"text":"a"})"), 10, 2018278));
  REQUIRE(talk.sandbox->react(Psid(ada), talk.mid, heart));
  CHECK(talk.send(R"({"text":"a"})").status == 200);
  talk.clock->advance(std::chrono::hours(25));
  REQUIRE(talk.sandbox->unreact(Psid(ada), talk.mid));
  REQUIRE(talk.sandbox->unsend(Psid(ada), talk.mid));
  CHECK(is_error(talk.send(R"({"text":"a"})"), 10, 2018278));
}

TEST_CASE("the Page reacts beside the person, and no webhook tells so", "[sandbox][changes]") {
  Talk talk;
  REQUIRE(talk.sandbox->react(Psid(ada), talk.mid, heart));
  talk.posted();
  const std::string target = R"({"message_id":")" + talk.mid.text() + '"';
  const HttpResponse response = talk.act("react", target + R"(,"reaction":"\ud83d\udc4d"})");
  CHECK(response.status == 200);
  CHECK(response.body == R"({"recipient_id":"25381719828140932"})");
  REQUIRE(talk.first().reactions.size() == 2);
  CHECK(talk.first().reactions[1].from_page);
  CHECK(talk.first().reactions[1].word == "like");
  CHECK(talk.act("react", target + R"(,"reaction":"\u2764"})").status == 200);
  CHECK(talk.first().reactions[1].word == "love");
  CHECK(talk.first().reactions.size() == 2);
  CHECK(talk.act("unreact", target + "}").status == 200);
  CHECK(talk.act("unreact", target + "}").status == 200);
  REQUIRE(talk.first().reactions.size() == 1);
  CHECK_FALSE(talk.first().reactions[0].from_page);
  CHECK(talk.nothing_posted());

  CHECK(is_error(talk.act("react", "{}"), 100, 0));
  CHECK(is_error(talk.act("react", target + "}"), 100, 0));
  CHECK(is_error(talk.act("react", target + R"(,"reaction":"love"})"), 100, 0));
  CHECK(is_error(talk.act("react", R"({"message_id":"m_no","reaction":"\u2764"})"), 100, 0));
  talk.clock->advance(std::chrono::hours(25));
  CHECK(is_error(talk.act("react", target + R"(,"reaction":"\u2764"})"), 10, 2018278));
}

TEST_CASE("the control API edits, unsends and reacts, and the thread shows it", "[sandbox][changes][control]") {
  Talk talk;
  const std::string person = "/sandbox/people/" + ada;
  const std::string message = person + "/messages/" + talk.mid.text();
  const auto post = [&](const std::string& url, const std::string& body) {
    const HttpResponse response = talk.sandbox->handle({"POST", url, {}, body});
    return std::to_string(response.status) + " " + text_after(response.body, "field");
  };
  CHECK(post(message + "/edit", R"({"text":"hello world"})") == "200 (missing)");
  CHECK(post(message + "/react", R"({"emoji":"\u2764"})") == "200 (missing)");
  const std::string thread = talk.sandbox->handle({"GET", person + "/thread", {}, ""}).body;
  CHECK(contains(thread, R"("text":"hello world","edits":1,)"
                         R"("reactions":[{"from":"person","emoji":"\u2764","reaction":"love"}]})"));
  CHECK(post(message + "/unreact", "") == "200 (missing)");
  CHECK(post(message + "/unreact", "") == "409 ");
  CHECK(post(message + "/unsend", "") == "200 (missing)");
  CHECK(contains(talk.sandbox->handle({"GET", person + "/thread", {}, ""}).body, R"("edits":1,"unsent":true})"));
  CHECK(post(message + "/unsend", "") == "409 ");
  CHECK(post(message + "/edit", R"({"text":7})") == "400 text");
  CHECK(post(message + "/edit", "") == "400 text");
  CHECK(post(message + "/react", R"({"emoji":"no"})") == "400 emoji");
  CHECK(post(message + "/react", R"({"emoji":[]})") == "400 emoji");
  CHECK(post(person + "/messages/m_no/unsend", "") == "404 ");
  CHECK(post(message + "/explode", "") == "404 ");
}

TEST_CASE("a quick reply is a message with its payload", "[sandbox][changes]") {
  Talk talk;
  const std::string quick = R"(","text":"Red","quick_reply":{"payload":"PICK_RED"}}})";
  const auto mid = talk.sandbox->choose(Psid(ada), "Red", "PICK_RED");
  REQUIRE(mid);
  CHECK(contains(talk.posted(), R"("message":{"mid":")" + mid->text() + quick));
  CHECK(talk.sandbox->thread(Psid(ada)).back().payload == "PICK_RED");
  CHECK_FALSE(talk.sandbox->thread(Psid(ada)).back().is_tap);
  REQUIRE(talk.sandbox->unsend(Psid(ada), *mid));
  CHECK(talk.sandbox->thread(Psid(ada)).back().payload.empty());
  talk.posted();
  const std::string url = "/sandbox/people/" + ada + "/messages";
  const auto post = [&](const std::string& body) { return talk.sandbox->handle({"POST", url, {}, body}).status; };
  CHECK(post(R"({"text":"Red","quick_reply":"PICK_RED"})") == 201);
  CHECK(contains(talk.posted(), quick));
  CHECK(post(R"({"text":"Red","quick_reply":7})") == 400);
  CHECK(talk.sandbox->choose(Psid(ada), "Red", "").error().field == "payload");
  CHECK(talk.sandbox->choose(Psid(ada), "Red", "\xff").error().field == "payload");
  CHECK(talk.sandbox->choose(Psid(ada), "", "P").error().field == "text");
}
