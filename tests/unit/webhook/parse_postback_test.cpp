#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("a tap on a button brings title and payload", "[webhook][parse]") {
  const Event event = only("postback");
  CHECK(kind_of(event.body) == "postback");
  CHECK(customer(event) == anna);
  CHECK(at(event) == happened);
  const PostbackReceived& postback = body_as<PostbackReceived>(event);
  CHECK(postback.mid.text() == mid("postback"));
  CHECK(postback.title == "Ja, bitte");
  REQUIRE(postback.payload);
  CHECK(*postback.payload == R"({"answer":"yes"})");
  CHECK(!postback.referral);
}

TEST_CASE("a tap that is seen from standby has no payload", "[webhook][parse]") {
  const Event event = only("postback_without_payload");
  CHECK(event.envelope.channel == Channel::standby);
  const PostbackReceived& postback = body_as<PostbackReceived>(event);
  CHECK(postback.title == "Details");
  CHECK(!postback.payload);
  CHECK(postback.mid.empty());
}

TEST_CASE("a first tap brings the referral that led to it", "[webhook][parse]") {
  const PostbackReceived postback = body_as<PostbackReceived>(only("postback_referral"));
  CHECK(postback.payload.value_or("") == "START");
  REQUIRE(postback.referral);
  CHECK(postback.referral->ref == "flyer-7");
  CHECK(says(postback.referral->source, ReferralSource::shortlink, "SHORTLINK"));
  CHECK(says(postback.referral->type, ReferralType::open_thread, "OPEN_THREAD"));
  CHECK(postback.referral->ad_id.empty());
  CHECK(postback.referral->raw_json.text == R"({"ref":"flyer-7","source":"SHORTLINK","type":"OPEN_THREAD"})");
}

TEST_CASE("Get Started from an ad has a referral without a ref, and the ad's number as text", "[webhook][parse]") {
  const PostbackReceived postback = body_as<PostbackReceived>(only("postback_get_started"));
  CHECK(postback.title == "Get Started");
  CHECK(postback.payload.value_or("") == "GET_STARTED");
  REQUIRE(postback.referral);
  CHECK(postback.referral->ref.empty());
  CHECK(says(postback.referral->source, ReferralSource::ads, "ADS"));
  CHECK(postback.referral->ad_id == "6302572858000");
}

TEST_CASE("a first tap from an ad brings what the ad showed", "[webhook][parse]") {
  const PostbackReceived postback = body_as<PostbackReceived>(only("postback_ad"));
  CHECK(postback.title == "Los");
  REQUIRE(postback.referral);
  CHECK(postback.referral->ref.empty());
  REQUIRE(postback.referral->ads_context);
  CHECK(postback.referral->ads_context->title == "Sommer");
  CHECK(postback.referral->ads_context->flow_id == "7788990011223344");
  CHECK(!postback.prior_message);
}

TEST_CASE("whoever taps in a plugin may be known by a user_ref alone", "[webhook][parse]") {
  const Event event = only("postback_plugin");
  CHECK(customer(event) == "(nobody)");
  CHECK(event.user_ref == "checkbox-7f3b");
  const PostbackReceived& postback = body_as<PostbackReceived>(event);
  CHECK(postback.title.empty());
  CHECK(postback.payload.value_or("") == "START");
  REQUIRE(postback.referral);
  CHECK(says(postback.referral->source, ReferralSource::customer_chat_plugin, "CUSTOMER_CHAT_PLUGIN"));
  CHECK(postback.referral->referer_uri == "https://shop.example.org/");
  CHECK(postback.referral->origin_domain == "https://shop.example.org");
  CHECK(postback.referral->is_guest_user);
  REQUIRE(postback.prior_message);
  CHECK(postback.prior_message->source == "checkbox_plugin");
  CHECK(postback.prior_message->identifier == "checkbox-7f3b");
}

TEST_CASE("a user_ref may come together with an id", "[webhook][parse]") {
  const Webhook webhook = parsed_text(envelope_of(R"({"sender":{"id":"7","user_ref":8},"postback":{"payload":"x"}})"));
  REQUIRE(webhook.events.size() == 1);
  CHECK(customer(webhook.events[0]) == "7");
  CHECK(webhook.events[0].user_ref == "8");
}
