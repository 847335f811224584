#include <string>
#include <vector>

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

TEST_CASE("a reply names the message that it answers, and whether the sender answers himself", "[webhook][parse]") {
  const MessageContent content = message("message_reply_to");
  CHECK(content.reply_to.text() == mid("echo-own"));
  CHECK(content.text == "Ja, diesen");
  CHECK(!content.is_self_reply);
  CHECK(!content.reply_to_story);
  const MessageContent self = message("message_reply_to_self");
  CHECK(self.reply_to.text() == mid("message-text"));
  CHECK(self.is_self_reply);
}

TEST_CASE("on Instagram a reply may be to a story", "[webhook][parse]") {
  const MessageContent content = body_as<MessageReceived>(only("instagram_reply_to_story")).content;
  CHECK(content.reply_to.empty());
  REQUIRE(content.reply_to_story);
  CHECK(content.reply_to_story->id == "17900000000000021");
  CHECK(content.reply_to_story->url == "https://scontent.example.net/v/t1.15752-9/story.jpg");
}

TEST_CASE("a message from an ad brings its referral, and what the ad showed", "[webhook][parse]") {
  const MessageContent content = message("message_referral_ad");
  CHECK(content.text == "Ist das noch da?");
  REQUIRE(content.referral);
  CHECK(content.referral->ref == "summer_sale");
  CHECK(says(content.referral->source, ReferralSource::ads, "ADS"));
  CHECK(says(content.referral->type, ReferralType::open_thread, "OPEN_THREAD"));
  CHECK(content.referral->ad_id == "6302572858000");
  REQUIRE(content.referral->ads_context);
  CHECK(content.referral->ads_context->title == "Sommer");
  CHECK(content.referral->ads_context->post_id == "1_2");
  CHECK(content.referral->ads_context->video_url.empty());
  CHECK(content.referral->raw_json.text.find("\"ad_title\": \"Sommer\"") != std::string::npos);
  const Referral full = *message("message_referral_ad_full").referral;
  CHECK(full.ref == "winter=1");
  CHECK(full.ad_id == "6302572858001");
  CHECK(full.product_id.empty());
  REQUIRE(full.ads_context);
  CHECK(full.ads_context->title == "Winter");
  CHECK(full.ads_context->photo_url == "https://scontent.example.net/v/t1.15752-9/ad.jpg");
  CHECK(full.ads_context->video_url == "https://scontent.example.net/v/t1.15752-9/ad.mp4");
  CHECK(full.ads_context->post_id == page + "_7");
  CHECK(full.ads_context->product_id == "4411223344556677");
  CHECK(full.ads_context->flow_id == "7788990011223344");
}

TEST_CASE("a message from a shop names the product", "[webhook][parse]") {
  const MessageContent content = message("message_referral_product");
  REQUIRE(content.referral);
  CHECK(content.referral->product_id == "4411223344556677");
  CHECK(content.referral->ref.empty());
  CHECK(says(content.referral->source, ReferralSource::unknown, ""));
  CHECK(says(content.referral->type, ReferralType::unknown, ""));
  CHECK(!content.referral->ads_context);
  CHECK(content.referral->raw_json.text == R"({"product":{"id":"4411223344556677"}})");
}

TEST_CASE("commands and tags are lists of words", "[webhook][parse]") {
  CHECK(message("message_commands").commands == std::vector<std::string>{"fluege", "hotels"});
  CHECK(message("message_commands").text == "/fluege nach Rom");
  CHECK(message("message_commands").tags.empty());
  CHECK(message("message_tags").tags == std::vector<std::string>{"customer_chat_plugin"});
  CHECK(message("message_tags").commands.empty());
}

TEST_CASE("what the built-in NLP found is kept as JSON, also when it failed", "[webhook][parse]") {
  CHECK(message("message_nlp").nlp.text.find(R"({"entities":{"datetime":[{"confidence":0.99,)") == 0);
  CHECK(message("message_nlp_errors").nlp.text == R"({"errors":[{"code":2,"message":"Timeout"}]})");
  CHECK(message("message_text_pretty").nlp.empty());
}

TEST_CASE("what Messenger cannot express is a message that says so", "[webhook][parse]") {
  CHECK(message("message_is_unsupported").is_unsupported);
  CHECK(message("message_is_unsupported_empty_list").is_unsupported);
  CHECK(message("message_is_unsupported_empty_list").attachments.empty());
  CHECK(!message("message_text").is_unsupported);
}

TEST_CASE("what an account writes to itself is marked", "[webhook][parse]") {
  CHECK(body_as<MessageReceived>(only("instagram_is_self")).content.is_self);
  CHECK(!message("message_text").is_self);
}

TEST_CASE("a message may tell how its sender was known before", "[webhook][parse]") {
  const MessageReceived message_ = body_as<MessageReceived>(only("message_with_prior_message"));
  CHECK(message_.content.text == "Hallo");
  REQUIRE(message_.prior_message);
  CHECK(message_.prior_message->source == "checkbox_plugin");
  CHECK(message_.prior_message->identifier == "checkbox-7f3b");
  CHECK(!message_.hop_context);
}

TEST_CASE("a lead ad's summary is a message that says where it comes from, and counts in seconds", "[webhook][parse]") {
  const Event event = only("message_lead_summary");
  CHECK(at(event) == 1770000123000);
  CHECK(ms(event.envelope.sent_at) == sent);
  const MessageReceived& summary = body_as<MessageReceived>(event);
  CHECK(summary.content.text == "Lead summary:\nStadt?: Bolzano");
  REQUIRE(summary.hop_context);
  CHECK(summary.hop_context->app.text() == "413038776280800");
  CHECK(summary.hop_context->metadata == "messenger_lead_gen_complete");
  CHECK(!summary.prior_message);
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

TEST_CASE("what the Page wrote is no customer's message, even if nothing marks it as an echo", "[webhook][parse]") {
  const std::string people = R"("sender":{"id":")" + page + R"("},"recipient":{"id":")" + anna + R"("},)";
  for (const char* what : {R"("message":{"mid":"m_1","text":"ours"})", R"("postback":{"mid":"m_1","title":"ours"})"}) {
    CAPTURE(what);
    const Webhook webhook = parsed_text(envelope_of("{" + people + what + "}"));
    REQUIRE(webhook.events.size() == 1);
    CHECK(customer(webhook.events[0]) == "(nobody)");
  }
  const Webhook reaction =
      parsed_text(envelope_of("{" + people + R"("reaction":{"mid":"m_1","action":"react","reaction":"love"}})"));
  REQUIRE(reaction.events.size() == 1);
  CHECK(customer(reaction.events[0]) == anna);
}
