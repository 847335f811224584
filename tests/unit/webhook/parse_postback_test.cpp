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
  CHECK(postback.referral->source.text == "SHORTLINK");
  CHECK(postback.referral->type.text == "OPEN_THREAD");
  CHECK(postback.referral->ad_id.empty());
  CHECK(postback.referral->raw_json.text == R"({"ref":"flyer-7","source":"SHORTLINK","type":"OPEN_THREAD"})");
}

TEST_CASE("Get Started from an ad has a referral without a ref, and the ad's number as text", "[webhook][parse]") {
  const PostbackReceived postback = body_as<PostbackReceived>(only("postback_get_started"));
  CHECK(postback.title == "Get Started");
  CHECK(postback.payload.value_or("") == "GET_STARTED");
  REQUIRE(postback.referral);
  CHECK(postback.referral->ref.empty());
  CHECK(postback.referral->source.text == "ADS");
  CHECK(postback.referral->ad_id == "6302572858000");
}
