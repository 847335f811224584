#include <filesystem>
#include <string>
#include <vector>

#include "pagebridge/webhook/dedupe_key.hpp"
#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

namespace {

std::string text_of(const Event& event) { return body_as<MessageReceived>(event).content.text; }
std::string mid_of(const Event& event) { return body_as<MessageReceived>(event).content.mid.text(); }

/// A body that is no envelope: one unknown event that holds all of it.
void check_whole(const std::string& body) {
  CAPTURE(body.substr(0, 200));
  const Webhook webhook = parsed_text(body);
  CHECK(!webhook.is_envelope);
  REQUIRE(webhook.events.size() == 1);
  const Event& event = webhook.events.front();
  CHECK(body_as<UnknownEvent>(event).name.empty());
  CHECK((event.raw_json == body));
  CHECK(event.envelope.channel == Channel::entry);
  CHECK(event.envelope.object.text.empty());
  CHECK(event.envelope.page.empty());
  CHECK(customer(event) == "(nobody)");
}

} // namespace

TEST_CASE("what is no JSON, and JSON that is no envelope, is kept whole", "[webhook][parse][odd]") {
  for (const char* name :
       {"odd_no_entry", "odd_entry_not_an_array", "odd_truncated", "odd_trailing_garbage", "odd_not_json"})
    check_whole(payload(name));
  check_whole("");
  check_whole(" ");
  check_whole("null");
  check_whole("[]");
  check_whole("[[]]");
  check_whole("\"text\"");
  check_whole("{\"entry\":null}");
  check_whole("{\"message\":{\"mid\":\"m_1\",\"text\":\"x\"},\"sender\":{\"id\":\"1\"}}");
  check_whole(std::string(3, '\0'));
  check_whole("\xff\xfe");
  check_whole("\xef\xbb\xbf" + payload("message_text"));
  check_whole(payload("message_text") + std::string(1, '\0'));
}

TEST_CASE("every beginning of a body gives a value that keeps all of it", "[webhook][parse][odd]") {
  const std::string body = payload("message_album");
  for (std::size_t length = 0; length < body.size(); ++length) {
    const Webhook webhook = parsed_text(body.substr(0, length));
    REQUIRE(!webhook.is_envelope);
    REQUIRE(webhook.events.size() == 1);
    REQUIRE((webhook.events[0].raw_json == body.substr(0, length)));
  }
}

TEST_CASE("null is nothing, wherever it stands", "[webhook][parse][odd]") {
  const Webhook webhook = parsed("odd_nulls");
  CHECK(webhook.is_envelope);
  std::vector<std::string> kinds;
  for (const Event& event : webhook.events) {
    kinds.emplace_back(kind_of(event.body));
    CHECK(customer(event) == "(nobody)");
    CHECK(at(event) == 0);
  }
  CHECK(kinds == std::vector<std::string>{"unknown", "unknown", "unknown", "unknown", "message", "message", "postback",
                                          "delivery", "read", "reaction", "edit", "unknown", "opt_in", "unknown",
                                          "unknown", "unknown", "unknown"});
  CHECK(webhook.events[0].raw_json == "null");
  CHECK(mid_of(webhook.events[4]).empty());
  CHECK(!body_as<MessageReceived>(webhook.events[4]).content.quick_reply);
  CHECK(!body_as<MessageReceived>(webhook.events[4]).content.referral);
  CHECK(body_as<MessageReceived>(webhook.events[5]).content.attachments.size() == 2);
  CHECK(!body_as<PostbackReceived>(webhook.events[6]).payload);
  CHECK(!body_as<MessageDelivered>(webhook.events[7]).watermark);
  CHECK(body_as<UnknownEvent>(webhook.events[11]).name == "referral");
}

TEST_CASE("ids that come as numbers keep every digit, beyond 2^53 and 2^64", "[webhook][parse][odd]") {
  const Webhook webhook = parsed("odd_number_ids");
  REQUIRE(webhook.events.size() == 2);
  CHECK(webhook.events[0].envelope.page.text() == "108231704662015");
  CHECK(customer(webhook.events[0]) == "10105655000959552");
  CHECK(mid_of(webhook.events[0]) == "184719329217930001");
  CHECK(customer(webhook.events[1]) == "36893488147419103233");
  CHECK(webhook.events[1].user_ref == "9007199254740993");
}

TEST_CASE("a number that no double holds costs nobody anything", "[webhook][parse][odd]") {
  const Webhook webhook = parsed("odd_big_numbers");
  REQUIRE(webhook.events.size() == 2);
  CHECK(text_of(webhook.events[0]) == "1e400");
  CHECK(at(webhook.events[0]) == happened);
  CHECK(!webhook.events[0].envelope.sent_at);
  CHECK(body_as<UnknownEvent>(webhook.events[1]).name == "hologram");
  CHECK(webhook.events[1].raw_json.find(R"("hologram":{"depth":-1.5E+999})") != std::string::npos);
  CHECK(webhook.events[1].raw_json.find(std::string(400, '9')) != std::string::npos);
}

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

TEST_CASE("an envelope without events is an envelope", "[webhook][parse][odd]") {
  const Webhook none = parsed("odd_empty_entry");
  CHECK(none.is_envelope);
  CHECK(none.events.empty());
  const Webhook hollow = parsed("odd_empty_arrays");
  REQUIRE(hollow.events.size() == 3);
  for (const Event& event : hollow.events) CHECK(event.envelope.channel == Channel::entry);
  CHECK(body_as<UnknownEvent>(hollow.events[0]).name == "messaging");
  CHECK(body_as<UnknownEvent>(hollow.events[1]).name.empty());
  CHECK(hollow.events[2].raw_json == "{}");
}

TEST_CASE("elements that are no objects are kept, and cost no neighbour", "[webhook][parse][odd]") {
  const Webhook webhook = parsed("odd_elements_not_objects");
  std::vector<std::string> raws;
  for (const Event& event : webhook.events) raws.push_back(event.raw_json);
  REQUIRE(raws.size() == 11);
  CHECK(raws[0] == "7");
  CHECK(raws[1] == "\"text\"");
  CHECK(raws[2] == "true");
  CHECK(raws[3] == "[]");
  CHECK(raws[4] == "7");
  CHECK(raws[7] == "[]");
  CHECK(text_of(webhook.events[8]) == "doch");
  CHECK(body_as<FieldChanged>(webhook.events[9]).field == "feed");
  CHECK(raws[10] == "8");
  // Names are fit for logs, so a text that stands anywhere is none.
  for (const std::size_t text : {1U, 5U}) {
    CHECK(raws[text] == "\"text\"");
    CHECK(body_as<UnknownEvent>(webhook.events[text]).name.empty());
  }
}

TEST_CASE("members of the wrong kind are as good as none", "[webhook][parse][odd]") {
  const Webhook webhook = parsed("odd_members_not_objects");
  REQUIRE(webhook.events.size() == 5);
  CHECK(body_as<UnknownEvent>(webhook.events[0]).name == "message");
  CHECK(body_as<UnknownEvent>(webhook.events[1]).name == "message");
  CHECK(body_as<UnknownEvent>(webhook.events[2]).name == "postback");
  CHECK(text_of(webhook.events[3]) == "doch");
  CHECK(text_of(webhook.events[4]).empty());
  CHECK(mid_of(webhook.events[4]).empty());
  CHECK(customer(webhook.events[4]) == "(nobody)");
  CHECK(at(webhook.events[4]) == sent);
}

TEST_CASE("an entry whose arrays are none is kept whole", "[webhook][parse][odd]") {
  const Webhook webhook = parsed("odd_containers_not_arrays");
  REQUIRE(webhook.events.size() == 2);
  CHECK(body_as<UnknownEvent>(webhook.events[0]).name == "messaging");
  CHECK(webhook.events[0].envelope.channel == Channel::entry);
  CHECK(webhook.events[0].raw_json.find("kein Feld") != std::string::npos);
  CHECK(webhook.events[1].envelope.page.empty());
}

TEST_CASE("of members that stand twice the first counts", "[webhook][parse][odd]") {
  const Event event = only("odd_duplicate_keys");
  CHECK(event.envelope.object.text == "page");
  CHECK(event.envelope.page.text() == page);
  CHECK(customer(event) == anna);
  CHECK(mid_of(event) == "m_1");
  CHECK(text_of(event) == "eins");
}

TEST_CASE("strangers in an array of envelopes are kept beside the envelope", "[webhook][parse][odd]") {
  const Webhook webhook = parsed("odd_array_with_strangers");
  CHECK(webhook.is_envelope);
  REQUIRE(webhook.events.size() == 3);
  CHECK(webhook.events[0].raw_json == "7");
  CHECK(webhook.events[0].envelope.channel == Channel::entry);
  CHECK(text_of(webhook.events[1]) == "doch");
  CHECK(webhook.events[2].raw_json == R"({"object":"page"})");
}

TEST_CASE("nesting beyond the limit makes a body no envelope, quickly", "[webhook][parse][odd]") {
  const auto deep = [](unsigned levels) {
    return envelope_of(R"({"sender":{"id":"1"},"hologram":)" + std::string(levels, '[') + std::string(levels, ']') +
                       "}");
  };
  // The envelope, entry, entry's object, messaging and the element are five levels.
  const Webhook webhook = parsed_text(deep(59));
  CHECK(webhook.is_envelope);
  REQUIRE(webhook.events.size() == 1);
  CHECK(body_as<UnknownEvent>(webhook.events[0]).name == "hologram");
  check_whole(deep(60));
  check_whole(deep(1000000));
  check_whole(std::string(4000000, '['));
}

TEST_CASE("a message of 300 KB of escapes is read whole", "[webhook][parse][odd]") {
  std::string escapes;
  std::string text;
  for (int i = 0; i < 50000; ++i) {
    escapes += "\\u200a";
    text += "\u200a";
  }
  const Webhook webhook =
      parsed_text(envelope_of(R"({"sender":{"id":"1"},"message":{"mid":"m_1","text":")" + escapes + R"("}})"));
  REQUIRE(webhook.events.size() == 1);
  CHECK((text_of(webhook.events[0]) == text));
}

TEST_CASE("a body of a thousand updates gives a thousand events", "[webhook][parse]") {
  std::string elements;
  for (int i = 0; i < 1000; ++i) {
    elements += (i == 0 ? "" : ",") + std::string(R"({"sender":{"id":")") + std::to_string(i) +
                R"("},"message":{"mid":"m_)" + std::to_string(i) + R"(","text":"x"}})";
  }
  const Webhook webhook = parsed_text(envelope_of(elements));
  REQUIRE(webhook.events.size() == 1000);
  for (std::size_t i = 0; i < 1000; ++i) CHECK(mid_of(webhook.events[i]) == "m_" + std::to_string(i));
}

TEST_CASE("every payload of ours gives a value, also with any one byte changed", "[webhook][parse][odd]") {
  int files = 0;
  for (const auto& file : std::filesystem::directory_iterator(PAGEBRIDGE_TEST_DATA "/webhooks")) {
    const std::string body = payload(file.path().stem().string());
    ++files;
    const Webhook webhook = parsed_text(body);
    for (const Event& event : webhook.events) CHECK(dedupe_key(ServiceId("s"), event).size() == 64);
    for (std::size_t i = 0; i < body.size(); i += 7) {
      std::string changed = body;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1U << (i % 8)));
      const Webhook odd = parsed_text(changed);
      REQUIRE((odd.is_envelope || odd.events.size() == 1));
      for (const Event& event : odd.events)
        REQUIRE((changed.find(event.raw_json) != std::string::npos && !event.raw_json.empty()));
    }
  }
  CHECK(files == 177);
}
