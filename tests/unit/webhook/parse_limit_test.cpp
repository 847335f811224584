#include <filesystem>
#include <string>

#include "pagebridge/webhook/dedupe_key.hpp"
#include "support/catch.hpp"
#include "unit/webhook/odd.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

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

TEST_CASE("a number of a million digits costs nobody anything, and an id keeps them all", "[webhook][parse][odd]") {
  const std::string bomb(1000000, '7');
  const Webhook webhook = parsed_text(envelope_of(R"({"message":{"mid":"m_1","text":"vorher"}},{"timestamp":)" + bomb +
                                                  R"(,"message":{"mid":"m_2","text":"mitten"}},{"sender":{"id":)" +
                                                  bomb + R"(},"message":{"mid":)" + bomb + R"(,"text":"mit"}},)" +
                                                  R"({"message":{"mid":"m_4","text":"nachher"}})"));
  CHECK(webhook.is_envelope);
  REQUIRE(webhook.events.size() == 4);
  CHECK(text_of(webhook.events[0]) == "vorher");
  CHECK(text_of(webhook.events[1]) == "mitten");
  CHECK(at(webhook.events[1]) == sent);
  CHECK(text_of(webhook.events[2]) == "mit");
  CHECK((customer(webhook.events[2]) == bomb));
  CHECK((mid_of(webhook.events[2]) == bomb));
  CHECK(text_of(webhook.events[3]) == "nachher");
  CHECK((webhook.events[1].raw_json.find("\"timestamp\":" + bomb + ",") != std::string::npos));
}

TEST_CASE("a number that no double holds is no time", "[webhook][parse][odd]") {
  const std::string number = GENERATE(as<std::string>{}, "1e999999", "-1e999999", "1E+400", "1e-999999", "17e11");
  const Webhook webhook = parsed_text(envelope_of(R"({"message":{"mid":"m_1","text":"vorher"}},{"timestamp":)" +
                                                  number + R"(,"message":{"mid":)" + number + R"(,"text":"mit"}})"));
  REQUIRE(webhook.events.size() == 2);
  CHECK(text_of(webhook.events[0]) == "vorher");
  CHECK(at(webhook.events[1]) == sent);
  CHECK(mid_of(webhook.events[1]) == number);
}

TEST_CASE("a body that is read twice because of a number gives every event once", "[webhook][parse][odd]") {
  const Webhook webhook =
      parsed_text(R"([{"object":"page","entry":[{"id":"1","messaging":[{"message":{"mid":"m_1"}}]}]},)"
                  R"({"object":"instagram","entry":[{"id":"2","time":1e999,"messaging":[)"
                  R"({"message":{"mid":"m_2"}}]}]}])");
  CHECK(webhook.is_envelope);
  REQUIRE(webhook.events.size() == 2);
  CHECK(mid_of(webhook.events[0]) == "m_1");
  CHECK(webhook.events[0].envelope.object.value == WebhookObject::page);
  CHECK(mid_of(webhook.events[1]) == "m_2");
  CHECK(webhook.events[1].envelope.object.value == WebhookObject::instagram);
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
  check_whole(std::string(5000000, '['));
  std::string objects;
  while (objects.size() < 5000000) objects += "{\"a\":";
  check_whole(objects);
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
  CHECK(text_of(webhook.events[0]).size() == 150000);
  CHECK(is_utf8(text_of(webhook.events[0])));
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

TEST_CASE("a body of a thousand entries gives their events in order", "[webhook][parse]") {
  std::string entries;
  for (int i = 0; i < 1000; ++i) {
    const std::string number = std::to_string(i);
    entries += (i == 0 ? "" : ",") + std::string(R"({"id":"p)") + number + R"(","messaging":[{"message":{"mid":"m_)" +
               number + R"("}},{"read":{"watermark":1}}]})";
  }
  const Webhook webhook = parsed_text(R"({"entry":[)" + entries + R"(],"object":"page"})");
  REQUIRE(webhook.events.size() == 2000);
  for (std::size_t i = 0; i < 1000; ++i) {
    CHECK(mid_of(webhook.events[2 * i]) == "m_" + std::to_string(i));
    CHECK(webhook.events[2 * i + 1].envelope.page.text() == "p" + std::to_string(i));
    CHECK(webhook.events[2 * i + 1].envelope.object.value == WebhookObject::page);
  }
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
      for (const Event& event : odd.events) {
        REQUIRE((changed.find(event.raw_json) != std::string::npos && !event.raw_json.empty()));
        for (const std::string& text : strings_of(event)) REQUIRE(is_utf8(text));
      }
    }
  }
  CHECK(files > 170);
}

TEST_CASE("a body of more events than its length can mean is kept whole", "[webhook][parse][odd]") {
  const auto ones = [](std::size_t count) {
    std::string body = R"({"entry":[{"id":"1","messaging":[1)";
    while (--count > 0) body += ",1";
    return body + "]}]}";
  };
  // 1024, and one for each 64 of the 2150 bytes.
  const Webhook webhook = parsed_text(ones(1057));
  CHECK(webhook.is_envelope);
  CHECK(webhook.events.size() == 1057);
  check_whole(ones(1058));
  check_whole(ones(2000000));
  check_whole("[" + ones(2000) + "," + payload("message_text") + "]");
  std::string rest = R"({"entry":[{"messaging":[1],"tomorrow":[1)";
  for (int i = 0; i < 5000; ++i) rest += ",1";
  check_whole(rest + "]}]}");
}
