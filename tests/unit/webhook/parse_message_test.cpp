#include <string>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

namespace {

MessageContent message(const std::string& name) {
  const Event event = only(name);
  CHECK(kind_of(event.body) == "message");
  CHECK(customer(event) == anna);
  CHECK(event.envelope.page.text() == page);
  return body_as<MessageReceived>(event).content;
}

} // namespace

TEST_CASE("a text message is read whole", "[webhook][parse]") {
  const Event event = only("message_text");
  CHECK(kind_of(event.body) == "message");
  CHECK(event.envelope.object.text == "page");
  CHECK(event.envelope.page.text() == page);
  CHECK(event.envelope.channel == Channel::messaging);
  REQUIRE(event.envelope.sent_at);
  CHECK(to_unix_ms(*event.envelope.sent_at) == sent);
  CHECK(customer(event) == anna);
  CHECK(at(event) == happened);
  const MessageContent& content = body_as<MessageReceived>(event).content;
  CHECK(content.mid.text() == mid("message-text"));
  CHECK(content.text == "Buongiorno! È aperto il 24\u202f/\u202f12? 100 % <sicuro> @negozio 😀👍🏽\nGrazie");
  CHECK(content.attachments.empty());
  CHECK(!content.quick_reply);
  CHECK(content.reply_to.empty());
  CHECK(!content.referral);
}

TEST_CASE("an event keeps its own bytes as they came, and nothing else", "[webhook][parse]") {
  const Event event = only("message_text");
  CHECK(event.raw_json.substr(0, 11) == R"({"sender":{)");
  CHECK(event.raw_json.substr(event.raw_json.size() - 11) == R"(\nGrazie"}})");
  CHECK(event.raw_json.find("\\u00c8 aperto il 24\\u202f\\/\\u202f12? 100 \\u0025 \\u003Csicuro> \\u0040negozio") !=
        std::string::npos);
  CHECK(payload("message_text") == R"({"object":"page","entry":[{"time":1770000000512,"id":"108231704662015",)"
                                   R"("messaging":[)" +
                                       event.raw_json + "]}]}");
}

TEST_CASE("how a body is laid out changes nothing", "[webhook][parse]") {
  const Event event = only("message_text_pretty");
  CHECK(customer(event) == anna);
  CHECK(at(event) == happened);
  CHECK(body_as<MessageReceived>(event).content.text == "Guten Tag, ist mein Paket schon da?");
  CHECK(event.raw_json.front() == '{');
  CHECK(event.raw_json.back() == '}');
  CHECK(event.raw_json.find("\n          \"sender\": {") != std::string::npos);
}

TEST_CASE("a message without words is a message", "[webhook][parse]") {
  CHECK(message("message_empty_text").text.empty());
  CHECK(message("message_empty_text").mid.text() == mid("message-empty-text"));
  CHECK(message("message_is_unsupported").mid.text() == mid("message-is-unsupported"));
}

TEST_CASE("a quick reply brings its payload", "[webhook][parse]") {
  const MessageContent content = message("message_quick_reply");
  CHECK(content.text == "Rot");
  REQUIRE(content.quick_reply);
  CHECK(*content.quick_reply == "PICK_RED");
  const MessageContent wordless = message("message_quick_reply_without_text");
  CHECK(wordless.text.empty());
  REQUIRE(wordless.quick_reply);
  CHECK(wordless.quick_reply->empty());
}

TEST_CASE("a reply names the message that it answers", "[webhook][parse]") {
  const MessageContent content = message("message_reply_to");
  CHECK(content.reply_to.text() == mid("echo-own"));
  CHECK(content.text == "Ja, diesen");
}

TEST_CASE("a message from an ad brings its referral", "[webhook][parse]") {
  const MessageContent content = message("message_referral_ad");
  CHECK(content.text == "Ist das noch da?");
  REQUIRE(content.referral);
  CHECK(content.referral->ref == "summer_sale");
  CHECK(content.referral->source.text == "ADS");
  CHECK(content.referral->type.text == "OPEN_THREAD");
  CHECK(content.referral->ad_id == "6302572858000");
  CHECK(content.referral->raw_json.text.find("\"ad_title\": \"Sommer\"") != std::string::npos);
}

TEST_CASE("a message from a shop keeps the product in the referral's JSON", "[webhook][parse]") {
  const MessageContent content = message("message_referral_product");
  REQUIRE(content.referral);
  CHECK(content.referral->ref.empty());
  CHECK(content.referral->source.text.empty());
  CHECK(content.referral->raw_json.text == R"({"product":{"id":"4411223344556677"}})");
}

TEST_CASE("a member beside the message does not hide it", "[webhook][parse]") {
  CHECK(message("message_with_prior_message").text == "Hallo");
  CHECK(message("message_lead_summary").text == "Lead summary:\nStadt?: Bolzano");
}

TEST_CASE("an is_echo that is false makes no echo", "[webhook][parse]") {
  CHECK(message("message_is_echo_false").text == "Ich bin ein Kunde");
}

TEST_CASE("an Instagram message is read like any other", "[webhook][parse]") {
  const Event event = only("instagram_message");
  CHECK(event.envelope.object.text == "instagram");
  CHECK(event.envelope.page.text() == "17841400000000001");
  CHECK(customer(event) == "1802223334445556");
  CHECK(body_as<MessageReceived>(event).content.mid.text() == "aWdfZAG1faXRlbTox");
}
