#include <string>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/odd.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("what is no JSON, and JSON that is no envelope, is kept whole", "[webhook][parse][odd]") {
  for (const char* name :
       {"odd_no_entry", "odd_entry_not_an_array", "odd_truncated", "odd_trailing_garbage", "odd_not_json"})
    check_whole(payload(name));
  check_whole("");
  check_whole(" ");
  check_whole(" \t\r\n\n ");
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

TEST_CASE("an envelope within something else is none", "[webhook][parse][odd]") {
  const std::string envelope = R"({"object":"page","entry":[{"id":"1","messaging":[{"message":{"mid":"m_1"}}]}]})";
  check_whole("[[" + envelope + "]]");
  check_whole(R"({"envelope":)" + envelope + "}");
  check_whole(R"({"envelopes":[)" + envelope + "]}");
  check_whole(R"([{"entries":[)" + envelope + "]}]");
  const Webhook webhook = parsed_text(R"({"entry":[)" + envelope + R"(],"other":)" + envelope + "}");
  REQUIRE(webhook.events.size() == 2);
  CHECK(webhook.events[0].raw_json == envelope);
  CHECK(body_as<UnknownEvent>(webhook.events[1]).name == "other");
  CHECK(webhook.events[1].raw_json == envelope);
}

TEST_CASE("what stands beside the entries is kept under its name", "[webhook][parse][forward]") {
  const Webhook webhook = parsed_text(
      R"({"object":"page","tomorrow":[{"a":1},2],"entry":[{"id":"1","messaging":[{"message":{"mid":"m_1"}}]}],"n":null})");
  REQUIRE(webhook.is_envelope);
  REQUIRE(webhook.events.size() == 2);
  CHECK(kind_of(webhook.events[0].body) == "message");
  CHECK(body_as<UnknownEvent>(webhook.events[1]).name == "tomorrow");
  CHECK(webhook.events[1].raw_json == R"([{"a":1},2])");
  CHECK(webhook.events[1].envelope.object.value == WebhookObject::page);
}

TEST_CASE("a name from the wire is cut where no real one ends, never inside a character", "[webhook][parse][odd]") {
  const auto name_of = [](const std::string& name) {
    const Webhook webhook = parsed_text(envelope_of("{\"" + name + "\":{}}"));
    REQUIRE(webhook.events.size() == 1);
    return body_as<UnknownEvent>(webhook.events[0]).name;
  };
  CHECK(name_of(std::string(64, 'x')) == std::string(64, 'x'));
  CHECK(name_of(std::string(65, 'x')) == std::string(64, 'x'));
  CHECK(name_of(std::string(63, 'x') + "\xC3\xA4tail") == std::string(63, 'x'));
  CHECK(name_of(std::string(62, 'x') + "\xC3\xA4tail") == std::string(62, 'x') + "\xC3\xA4");
}

TEST_CASE("a list longer than anything real is read up to a bound, and kept whole", "[webhook][parse][odd]") {
  std::string mids;
  for (int i = 0; i < 1000; ++i) mids += (i == 0 ? "\"m_" : ",\"m_") + std::to_string(i) + "\"";
  const std::string element = R"({"delivery":{"mids":[)" + mids + R"(],"watermark":1770000000253}})";
  const Webhook webhook = parsed_text(envelope_of(element));
  REQUIRE(webhook.events.size() == 1);
  const auto& delivery = body_as<MessageDelivered>(webhook.events[0]);
  CHECK(delivery.mids.size() == 250);
  CHECK(delivery.mids.back() == Mid("m_249"));
  CHECK(delivery.watermark);
  CHECK(webhook.events[0].raw_json == element);
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

TEST_CASE("of two events of one name in an element the first counts", "[webhook][parse][odd]") {
  const Webhook webhook = parsed_text(envelope_of(
      R"({"message":{"mid":"m_1","text":"eins"},"message":{"mid":"m_2","text":"zwei"},"sender":{"id":"1"}},)"
      R"({"message":7,"message":{"mid":"m_3"}})"));
  REQUIRE(webhook.events.size() == 2);
  CHECK(mid_of(webhook.events[0]) == "m_1");
  CHECK(text_of(webhook.events[0]) == "eins");
  CHECK(webhook.events[0].raw_json.find("zwei") != std::string::npos);
  CHECK(mid_of(webhook.events[1]) == "m_3");
}

TEST_CASE("of two entry lists both are read", "[webhook][parse][odd]") {
  const Webhook webhook =
      parsed_text(R"({"entry":[{"id":"1","messaging":[{"message":{"mid":"m_1"}}]}],"object":"page",)"
                  R"("entry":[{"id":"2","messaging":[{"message":{"mid":"m_2"}}]}]})");
  CHECK(webhook.is_envelope);
  REQUIRE(webhook.events.size() == 2);
  CHECK(mid_of(webhook.events[0]) == "m_1");
  CHECK(mid_of(webhook.events[1]) == "m_2");
  CHECK(webhook.events[1].envelope.page.text() == "2");
  for (const Event& event : webhook.events) CHECK(event.envelope.object.value == WebhookObject::page);
}

TEST_CASE("of two arrays of one name in an entry both are read", "[webhook][parse][odd]") {
  const Webhook webhook = parsed_text(R"({"entry":[{"messaging":[{"message":{"mid":"m_1"}}],"id":"1",)"
                                      R"("messaging":[{"message":{"mid":"m_2"}}]}]})");
  REQUIRE(webhook.events.size() == 2);
  CHECK(mid_of(webhook.events[0]) == "m_1");
  CHECK(mid_of(webhook.events[1]) == "m_2");
}

TEST_CASE("Instagram's sample names two things that a message replies to: the first counts", "[webhook][parse][odd]") {
  const Webhook webhook = parsed_text(
      envelope_of(R"({"message":{"mid":"m_1","reply_to":{"mid":"m_0"},"reply_to":{"story":{"id":"7","url":"x"}}}})"));
  REQUIRE(webhook.events.size() == 1);
  const MessageContent& content = body_as<MessageReceived>(webhook.events[0]).content;
  CHECK(content.reply_to.text() == "m_0");
  CHECK(!content.reply_to_story);
  CHECK(webhook.events[0].raw_json.find(R"("story":{"id":"7")") != std::string::npos);
}

TEST_CASE("a name that is written with escapes is the same name", "[webhook][parse][odd]") {
  const Webhook webhook = parsed_text(
      R"({"obje\u0063t":"page","\u0065ntry":[{"id":"1","mess\u0061ging":[{"mess\u0061ge":{"m\u0069d":"m_1"}}]}]})");
  CHECK(webhook.is_envelope);
  REQUIRE(webhook.events.size() == 1);
  CHECK(webhook.events[0].envelope.object.value == WebhookObject::page);
  CHECK(mid_of(webhook.events[0]) == "m_1");
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

TEST_CASE("a null where a member was before leaves the word to the one that took its place", "[webhook][parse][odd]") {
  const Webhook webhook = parsed_text(
      R"({"entry":[{"id":"1","messaging":[)"
      R"({"timestamp":null,"group_id":"g","comment_id":"c","created_time":1770000000},)"
      R"({"optin":{"notification_messages_token":null,"one_time_notif_token":"t"}}],"calls":[)"
      R"({"event":"terminate","call_status":null,"status":"Failed"}],"changes":[)"
      R"({"field":"ratings","value":{"from":{"id":null},"reviewer_id":"7","message":null,"review_text":"gut"}},)"
      R"({"field":"inbox_labels","value":{"user":null,"label":{"page_label_name":null,"name":"VIP"}}}]}]})");
  REQUIRE(webhook.events.size() == 5);
  CHECK(at(webhook.events[0]) == 1770000000000);
  const auto& opt_in = body_as<OptInReceived>(webhook.events[1]);
  CHECK(opt_in.token == "t");
  CHECK(!opt_in.subscription);
  CHECK(body_as<CallChanged>(webhook.events[2]).status.value == CallStatus::failed);
  const auto& rating = body_as<RatingChanged>(webhook.events[3]);
  CHECK(rating.content.from_id == "7");
  CHECK(rating.content.message == "gut");
  CHECK(body_as<InboxLabelChanged>(webhook.events[4]).label_name == "VIP");
}
