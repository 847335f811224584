#include <string>
#include <utility>

#include "support/catch.hpp"
#include "unit/webhook/odd.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("a lone surrogate becomes U+FFFD, and its neighbours stay", "[webhook][parse][odd]") {
  const Webhook webhook = parsed("odd_lone_surrogates");
  REQUIRE(webhook.events.size() == 6);
  CHECK(text_of(webhook.events[0]) == "vorher");
  CHECK(text_of(webhook.events[1]) == "a\ufffd");
  CHECK(text_of(webhook.events[2]) == "\ufffdb");
  CHECK(text_of(webhook.events[3]) == "\ufffd\ufffd");
  CHECK(text_of(webhook.events[4]) == "\ufffd😀");
  CHECK(text_of(webhook.events[5]) == "nachher 😀");
  CHECK(webhook.events[1].raw_json.find("\"a\\ud83d\"") != std::string::npos);
}

TEST_CASE("a NUL becomes U+FFFD", "[webhook][parse][odd]") {
  const Webhook webhook = parsed("odd_nul_escapes");
  REQUIRE(webhook.events.size() == 3);
  CHECK(text_of(webhook.events[0]) == "a\ufffdb");
  CHECK(text_of(webhook.events[1]) == "\ufffd");
  CHECK(text_of(webhook.events[2]) == "\\u0000");
}

TEST_CASE("bytes that are no UTF-8 become question marks, and the good ones stay", "[webhook][parse][odd]") {
  const Webhook webhook = parsed("odd_invalid_utf8");
  REQUIRE(webhook.events.size() == 3);
  CHECK(text_of(webhook.events[0]) == "vorher");
  CHECK(text_of(webhook.events[1]) == "\?\?(" + std::string(11, '?') + " ä😀");
  CHECK(text_of(webhook.events[2]) == "nachher");
  CHECK(webhook.events[1].raw_json.find("\xff\xc3(") != std::string::npos);
}

TEST_CASE("control characters and unknown escapes become question marks", "[webhook][parse][odd]") {
  const Webhook controls = parsed("odd_control_characters");
  REQUIRE(controls.events.size() == 2);
  CHECK(text_of(controls.events[0]) == "a?b?c?d");
  CHECK(text_of(controls.events[1]) == "nachher");
  const Webhook escapes = parsed("odd_escapes");
  REQUIRE(escapes.events.size() == 4);
  CHECK(text_of(escapes.events[0]) == "a?qb");
  CHECK(text_of(escapes.events[1]) == "?u12");
  CHECK(text_of(escapes.events[2]) == "?uzzzz?x41");
  CHECK(text_of(escapes.events[3]) == "\"\\/\b\f\n\r\t");
}

TEST_CASE("a bad string is repaired wherever it stands, and its neighbours and its bytes stay",
          "[webhook][parse][odd]") {
  using Pair = std::pair<std::string, std::string>;
  const Pair pair = GENERATE(values<Pair>({{R"(\ud83d)", "\ufffd"},
                                           {R"(\ude00)", "\ufffd"},
                                           {R"(\ude00\ud83d)", "\ufffd\ufffd"},
                                           {R"(\u0000)", "\ufffd"},
                                           {std::string("\0", 1), "?"},
                                           {"\x01", "?"},
                                           {"\xff", "?"},
                                           {"\xc0\x80", "??"},
                                           {"\xe0\x80\x80", "???"},
                                           {"\xf0\x9f\x98", "???"},
                                           {"\xed\xa0\x80", "???"},
                                           {R"(\q)", "?q"},
                                           {R"(\u12)", "?u12"}}));
  const std::string& bad = pair.first;
  const std::string& good = pair.second;
  CAPTURE(bad, good);
  const std::string body = envelope_of(R"({"message":{"mid":"m_1","text":"vorher"}},)"
                                       R"({"sender":{"id":"s)" +
                                       bad + R"("},"message":{"mid":"m)" + bad + R"(","text":"t)" + bad +
                                       R"("}},)"
                                       R"({"h)" +
                                       bad + R"(":{"x":1}},{"optin":{"type":"o)" + bad +
                                       R"("}},{"message":{"mid":"m_2","text":"nachher"}})");
  const Webhook webhook = parsed_text(body);
  CHECK(webhook.is_envelope);
  REQUIRE(webhook.events.size() == 5);
  CHECK(text_of(webhook.events[0]) == "vorher");
  CHECK(customer(webhook.events[1]) == "s" + good);
  CHECK(mid_of(webhook.events[1]) == "m" + good);
  CHECK(text_of(webhook.events[1]) == "t" + good);
  CHECK(body_as<UnknownEvent>(webhook.events[2]).name == "h" + good);
  CHECK(body_as<OptInReceived>(webhook.events[3]).type.text == "o" + good);
  CHECK(text_of(webhook.events[4]) == "nachher");
  CHECK((webhook.events[1].raw_json.find("\"t" + bad + "\"") != std::string::npos));
  for (const Event& event : webhook.events) {
    CHECK((body.find(event.raw_json) != std::string::npos));
    for (const std::string& text : strings_of(event)) CHECK(is_utf8(text));
  }
}

TEST_CASE("a name that is repaired is not taken for one that we know", "[webhook][parse][odd]") {
  const Webhook webhook =
      parsed_text(envelope_of("{\"mess\xff"
                              "age\":{\"mid\":\"m_1\"}}"));
  REQUIRE(webhook.events.size() == 1);
  CHECK(body_as<UnknownEvent>(webhook.events[0]).name == "mess?age");
}

TEST_CASE("a NUL byte between values makes a body no JSON", "[webhook][parse][odd]") {
  std::string body = payload("message_text");
  body.insert(body.find("\"entry\""), 1, '\0');
  check_whole(body);
}

TEST_CASE("every escape of JSON is decoded", "[webhook][parse][odd]") {
  const Webhook webhook = parsed_text(
      envelope_of(R"({"message":{"mid":"a\/b","text":"\"\\\/\b\f\n\r\t\u00e4\u00E4\u20ac\ud83d\ude00\u0041"}})"));
  REQUIRE(webhook.events.size() == 1);
  CHECK(mid_of(webhook.events[0]) == "a/b");
  CHECK(text_of(webhook.events[0]) == "\"\\/\b\f\n\r\tää€😀A");
}

TEST_CASE("the check of this test for UTF-8 knows good from bad", "[webhook]") {
  for (const char* good : {"", "a", "ä", "€", "😀", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf", "\xe0\xa0\x80"})
    CHECK(is_utf8(good));
  for (const char* bad : {"\xff", "\x80", "\xc0\x80", "\xc3", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
                          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82"})
    CHECK(!is_utf8(bad));
}
