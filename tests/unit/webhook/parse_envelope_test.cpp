#include <string>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

namespace {

/// "channel kind" of each event.
std::vector<std::string> kinds(const Webhook& webhook) {
  std::vector<std::string> all;
  for (const Event& event : webhook.events)
    all.push_back(std::string(to_string(event.envelope.channel)) + " " + std::string(kind_of(event.body)));
  return all;
}

void check_unknown(const std::string& payload_name, Channel channel, const std::string& name,
                   const std::string& person = anna) {
  INFO("payload " << payload_name);
  const Event event = only(payload_name);
  CHECK(event.envelope.channel == channel);
  CHECK(body_as<UnknownEvent>(event).name == name);
  CHECK(customer(event) == person);
}

} // namespace

TEST_CASE("an event without a type of ours keeps its name, its person and its JSON", "[webhook][parse][forward]") {
  check_unknown("message_request_text", Channel::messaging, "message_request");
  check_unknown("unknown_event", Channel::messaging, "hologram");
  CHECK(only("unknown_event").raw_json.find(R"("hologram":{"mid":"m_hologram)") != std::string::npos);
}

TEST_CASE("without an entry id the Page is the event's own Page side", "[webhook][parse]") {
  const Event event = only("feedback_without_id");
  CHECK(event.envelope.page.text() == page);
  CHECK(at(event) == sent);
}

TEST_CASE("standby is a channel of its own", "[webhook][parse]") {
  const Event event = only("standby_message");
  CHECK(event.envelope.channel == Channel::standby);
  CHECK(customer(event) == anna);
  CHECK(body_as<MessageReceived>(event).content.text == "Wer antwortet mir?");
  CHECK(only("standby_read").envelope.channel == Channel::standby);
  CHECK(kind_of(only("standby_read").body) == "read");
}

TEST_CASE("a field that we have no type for keeps its name, with its value beside it or in an array",
          "[webhook][parse][forward]") {
  check_unknown("entry_flat_field", Channel::entry, "comments", "(nobody)");
  check_unknown("change_unknown_field", Channel::changes, "hologram", "(nobody)");
  CHECK(at(only("change_unknown_field")) == 1770000044000);
}

TEST_CASE("what nobody knows yet is kept beside an ordinary message", "[webhook][parse][forward]") {
  const Webhook webhook = parsed("entry_new_array");
  REQUIRE(kinds(webhook) ==
          std::vector<std::string>{"messaging message", "entry unknown", "entry unknown", "entry unknown"});
  CHECK(body_as<MessageReceived>(webhook.events[0]).content.text == "Hallo");
  CHECK(body_as<UnknownEvent>(webhook.events[1]).name == "hop_context");
  CHECK(webhook.events[1].raw_json == R"({"app_id":402911866340125,"metadata":"x"})");
  CHECK(body_as<UnknownEvent>(webhook.events[2]).name == "holograms");
  CHECK(customer(webhook.events[2]) == bela);
  CHECK(body_as<UnknownEvent>(webhook.events[3]).name == "holograms");
  CHECK(webhook.events[3].raw_json == R"({"depth":2})");
}

TEST_CASE("an array around the envelope is looked into", "[webhook][parse]") {
  const Event event = only("array_wrapped");
  CHECK(kind_of(event.body) == "group_comment");
  CHECK(event.envelope.page.text() == page);
  CHECK(at(event) == 1770000902263);
}

TEST_CASE("a batch gives every event of every entry and array, in order", "[webhook][parse]") {
  const Webhook webhook = parsed("batch");
  REQUIRE(kinds(webhook) == std::vector<std::string>{"messaging message", "messaging message", "messaging read",
                                                     "messaging postback", "standby message", "changes feed"});
  const std::vector<Event>& events = webhook.events;
  CHECK(body_as<MessageReceived>(events[0]).content.text == "eins");
  CHECK(body_as<MessageReceived>(events[1]).content.text == "zwei");
  CHECK(customer(events[0]) == anna);
  CHECK(customer(events[1]) == bela);
  CHECK(body_as<PostbackReceived>(events[3]).mid.text() == mid("batch-3"));
  CHECK(body_as<MessageReceived>(events[4]).content.text == "vier");
  CHECK(body_as<FeedChanged>(events[5]).content.item.value == FeedItem::like);
  for (std::size_t i = 0; i < 5; ++i) CHECK(at(events[i]) == happened + static_cast<std::int64_t>(i));
  CHECK(at(events[5]) == 1770000000700);
  for (std::size_t i = 0; i < 6; ++i)
    CHECK(events[i].envelope.page.text() == (i < 3 ? "108231704662015" : "109977530021148"));
  const std::int64_t sent_at[] = {1770000000512, 1770000000512, 1770000000600,
                                  1770000000700, 1770000000700, 1770000000700};
  for (std::size_t i = 0; i < 6; ++i) CHECK(to_unix_ms(*events[i].envelope.sent_at) == sent_at[i]);
}

TEST_CASE("an entry may hold every array at once, and an event of its own", "[webhook][parse]") {
  const Webhook webhook = parsed("entry_mixed");
  REQUIRE(kinds(webhook) == std::vector<std::string>{"standby message", "changes field", "calls call",
                                                     "messaging message", "messaging read", "changes feed",
                                                     "entry call_permission"});
  CHECK(body_as<MessageReceived>(webhook.events[0]).content.text == "fremd");
  CHECK(body_as<MessageReceived>(webhook.events[3]).content.text == "mein");
  CHECK(customer(webhook.events[2]) == anna);
  CHECK(customer(webhook.events[6]) == bela);
  CHECK(at(webhook.events[6]) == 1770000825000);
  for (const Event& event : webhook.events) CHECK(event.envelope.page.text() == page);
}

TEST_CASE("an object is known or keeps its word, and decides nothing", "[webhook][parse][forward]") {
  CHECK(says(only("message_text").envelope.object, WebhookObject::page, "page"));
  CHECK(says(only("instagram_message").envelope.object, WebhookObject::instagram, "instagram"));
  const Webhook webhook = parsed_text(R"({"entry":[{"messaging":[{"message":{"mid":"m_1"}}]}],"object":"telegraph"})");
  REQUIRE(webhook.events.size() == 1);
  CHECK(says(webhook.events[0].envelope.object, WebhookObject::unknown, "telegraph"));
  CHECK(kind_of(webhook.events[0].body) == "message");
}
