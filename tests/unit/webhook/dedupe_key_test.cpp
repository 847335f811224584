#include "pagebridge/webhook/dedupe_key.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

namespace {

const ServiceId service("service-1");

std::string key(const Event& event) { return dedupe_key(service, event); }

/// An event of a customer, as the parser would make it. The bytes differ each time: keys must not depend on them.
Event event_of(EventBody body) {
  static int count = 0;
  Event event;
  event.envelope.page = PageId(page);
  event.customer = Psid(anna);
  event.at = from_unix_ms(happened);
  event.body = std::move(body);
  event.raw_json = "{\"n\":" + std::to_string(++count) + "}";
  return event;
}

MessageReceived message_of(const std::string& id) {
  MessageReceived message;
  message.content.mid = Mid(id);
  return message;
}

MessageEchoed echo_of(const std::string& id) {
  MessageEchoed echo;
  echo.content.mid = Mid(id);
  return echo;
}

PostbackReceived postback_of(const std::string& id) {
  PostbackReceived postback;
  postback.mid = Mid(id);
  return postback;
}

ReactionChanged reaction_of(const std::string& id, const std::string& action, const std::string& emoji) {
  return {Mid(id), {ReactionAction::unknown, action}, {Reaction::love, "love"}, emoji};
}

/// All kinds that are keyed by more than their bytes.
std::map<std::string, EventBody> keyed() {
  return {{"message", message_of("m_1")},
          {"echo", echo_of("m_1")},
          {"postback", postback_of("m_1")},
          {"unsend", MessageUnsent{Mid("m_1")}},
          {"edit", MessageEdited{Mid("m_1"), "text", "1"}},
          {"reaction", reaction_of("m_1", "react", "\u2764")},
          {"delivery", MessageDelivered{{Mid("m_1")}, from_unix_ms(happened)}},
          {"read", MessageRead{from_unix_ms(happened), {}}}};
}

} // namespace

TEST_CASE("a key is 64 hex digits and does not change between releases", "[webhook][dedupe]") {
  Event event = event_of(message_of("m_1"));
  CHECK(key(event) == "c622c72a38819804ad4d7e9ae54f2c7e517f8488f5fac6213e79f41e182d6ffc");
  CHECK(key(event).find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(key(event).size() == 64);
}

TEST_CASE("kinds that share one mid have different keys", "[webhook][dedupe]") {
  std::set<std::string> keys;
  for (const auto& [name, body] : keyed()) keys.insert(key(event_of(body)));
  CHECK(keys.size() == keyed().size());
}

TEST_CASE("the same event twice has the same key, whatever its bytes and the order of arrival", "[webhook][dedupe]") {
  for (const auto& [name, body] : keyed()) {
    CAPTURE(name);
    const Event once = event_of(body);
    const Event again = event_of(body);
    REQUIRE(once.raw_json != again.raw_json);
    CHECK(key(once) == key(again));
  }
}

TEST_CASE("service and channel are part of the key", "[webhook][dedupe]") {
  for (const auto& [name, body] : keyed()) {
    CAPTURE(name);
    Event event = event_of(body);
    const std::string messaging = key(event);
    CHECK(dedupe_key(ServiceId("service-2"), event) != messaging);
    event.envelope.channel = Channel::standby;
    CHECK(key(event) != messaging);
  }
}

TEST_CASE("each part of a key counts", "[webhook][dedupe]") {
  std::set<std::string> keys;
  std::size_t made = 0;
  const auto add = [&](const Event& event) {
    keys.insert(key(event));
    ++made;
  };
  for (const auto& [name, body] : keyed()) add(event_of(body));
  add(event_of(message_of("m_2")));
  add(event_of(message_of("M_1")));
  add(event_of(MessageEdited{Mid("m_1"), "text", "2"}));
  add(event_of(MessageEdited{Mid("m_1"), "other text", "1"}));
  add(event_of(MessageEdited{Mid("m_2"), "text", "1"}));
  add(event_of(reaction_of("m_1", "unreact", "\u2764")));
  add(event_of(reaction_of("m_1", "react", "\u2764\ufe0f")));
  add(event_of(reaction_of("m_2", "react", "\u2764")));
  Event reaction = event_of(keyed()["reaction"]);
  reaction.at += milliseconds(1);
  add(reaction);
  for (const char* name : {"reaction", "delivery", "read"}) {
    Event other = event_of(keyed()[name]);
    other.customer = Psid(bela);
    add(other);
  }
  add(event_of(MessageDelivered{{Mid("m_1")}, from_unix_ms(happened + 1)}));
  add(event_of(MessageDelivered{{Mid("m_1"), Mid("m_2")}, from_unix_ms(happened)}));
  add(event_of(MessageDelivered{{Mid("m_1m_2")}, from_unix_ms(happened)}));
  add(event_of(MessageDelivered{{}, from_unix_ms(happened)}));
  add(event_of(MessageRead{from_unix_ms(happened + 1), {}}));
  CHECK(keys.size() == made);
}

TEST_CASE("parts that run into each other do not mix", "[webhook][dedupe]") {
  CHECK(key(event_of(MessageEdited{Mid("m_1"), "x", "11"})) != key(event_of(MessageEdited{Mid("m_11"), "x", "1"})));
  CHECK(key(event_of(reaction_of("m", "re", "act"))) != key(event_of(reaction_of("m", "rea", "ct"))));
  CHECK(dedupe_key(ServiceId("a"), event_of(message_of("bc"))) !=
        dedupe_key(ServiceId("ab"), event_of(message_of("c"))));
}

TEST_CASE("what is not in the key does not change it", "[webhook][dedupe]") {
  Event message = event_of(message_of("m_1"));
  const std::string before = key(message);
  std::get<MessageReceived>(message.body).content.text = "edited by a proxy";
  message.at += milliseconds(1);
  message.envelope.sent_at = from_unix_ms(sent + 5000);
  message.customer = Psid(bela);
  CHECK(key(message) == before);
  Event reaction = event_of(keyed()["reaction"]);
  const std::string reacted = key(reaction);
  std::get<ReactionChanged>(reaction.body).reaction = {Reaction::other, "other"};
  CHECK(key(reaction) == reacted);
}

TEST_CASE("other kinds, and those without what their key is made of, are told apart by their bytes",
          "[webhook][dedupe]") {
  const EventBody body = GENERATE(
      values<EventBody>({UnknownEvent{"hologram"}, ReferralReceived{}, OptInReceived{}, MessageReceived{},
                         PostbackReceived{}, MessageEchoed{}, MessageUnsent{}, MessageEdited{Mid(), "text", "1"},
                         reaction_of("", "react", ""), MessageDelivered{{Mid("m_1")}, {}}, MessageRead{}}));
  Event once = event_of(body);
  Event again = event_of(body);
  CHECK(key(once) != key(again));
  again.raw_json = once.raw_json;
  CHECK(key(once) == key(again));
  again.envelope.channel = Channel::changes;
  CHECK(key(once) != key(again));
  CHECK(dedupe_key(ServiceId("service-2"), once) != key(once));
}

TEST_CASE("a mid that reads like a digest of bytes is not one", "[webhook][dedupe]") {
  Event nameless = event_of(MessageReceived{});
  nameless.raw_json = "abc";
  // SHA-256 of "abc".
  const Event named = event_of(message_of("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  CHECK(key(nameless) != key(named));
}

TEST_CASE("a redelivery has the keys of the delivery, event by event", "[webhook][dedupe]") {
  const Webhook first = parsed("batch");
  const Webhook second = parsed("batch");
  REQUIRE(first.events.size() == second.events.size());
  std::set<std::string> keys;
  for (std::size_t i = 0; i < first.events.size(); ++i) {
    CHECK(key(first.events[i]) == key(second.events[i]));
    keys.insert(key(first.events[i]));
  }
  CHECK(keys.size() == first.events.size());
}

TEST_CASE("messages, edits, unsends, echoes and reactions of the same mids are all kept", "[webhook][dedupe]") {
  std::set<std::string> keys;
  for (const char* name : {"message_text", "edit", "edit_count_as_text", "unsend"}) keys.insert(key(only(name)));
  for (const char* name : {"echo_own", "reaction_react", "reaction_unreact"}) keys.insert(key(only(name)));
  CHECK(keys.size() == 7);
}
