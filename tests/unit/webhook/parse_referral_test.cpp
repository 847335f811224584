#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("coming back through a link is a referral", "[webhook][parse]") {
  const Event event = only("referral");
  CHECK(kind_of(event.body) == "referral");
  CHECK(customer(event) == anna);
  CHECK(at(event) == happened);
  const Referral& referral = body_as<ReferralReceived>(event).referral;
  CHECK(referral.ref == "flyer-7");
  CHECK(referral.source.text == "SHORTLINK");
  CHECK(referral.type.text == "OPEN_THREAD");
  CHECK(referral.ad_id.empty());
}

TEST_CASE("a lead ad's referral keeps its kind beside the answers, and counts in seconds", "[webhook][parse]") {
  const Event event = only("referral_lead");
  CHECK(at(event) == 1770000123000);
  const Referral& referral = body_as<ReferralReceived>(event).referral;
  CHECK(referral.ref.empty());
  CHECK(referral.type.text == "LEAD_COMPLETE");
  CHECK(referral.ad_id == "6302572858000");
  CHECK(event.raw_json.find("\"answer\": \"Bolzano\"") != std::string::npos);
}

TEST_CASE("agreeing to marketing messages is an opt-in", "[webhook][parse]") {
  const Event event = only("optin_marketing");
  CHECK(kind_of(event.body) == "opt_in");
  CHECK(customer(event) == anna);
  const OptInReceived& opt_in = body_as<OptInReceived>(event);
  CHECK(opt_in.type.text == "notification_messages");
  CHECK(opt_in.payload == "WEEKLY_DEALS");
  CHECK(opt_in.ref.empty());
  CHECK(event.user_ref.empty());
  CHECK(event.raw_json.find(R"("notification_messages_token":"5387102938475610999")") != std::string::npos);
}

TEST_CASE("a plugin's opt-in has a ref and a person", "[webhook][parse]") {
  const Event event = only("optin_plugin");
  CHECK(customer(event) == anna);
  CHECK(body_as<OptInReceived>(event).ref == "WvL8Xkg1");
  CHECK(body_as<OptInReceived>(event).type.text.empty());
}

TEST_CASE("a checkbox's opt-in has no person yet", "[webhook][parse]") {
  for (const char* name : {"optin_without_sender", "optin_user_ref_sender"}) {
    const Event event = only(name);
    CHECK(customer(event) == "(nobody)");
    CHECK(event.envelope.page.text() == page);
    CHECK(body_as<OptInReceived>(event).ref == "cart-9");
    CHECK(event.user_ref == "checkbox-7f3b");
  }
}
