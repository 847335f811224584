#include <iterator>
#include <string>
#include <utility>
#include <vector>

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
  CHECK(says(referral.source, ReferralSource::shortlink, "SHORTLINK"));
  CHECK(says(referral.type, ReferralType::open_thread, "OPEN_THREAD"));
  CHECK(referral.ad_id.empty());
  CHECK(!referral.ads_context);
  CHECK(!referral.is_guest_user);
  CHECK(body_as<ReferralReceived>(event).lead.empty());
}

TEST_CASE("every source of a referral has a word, and one that we do not know keeps its own",
          "[webhook][parse][forward]") {
  const std::vector<ReferralReceived> all = all_as<ReferralReceived>("referral_sources");
  const std::pair<ReferralSource, const char*> words[] = {
      {ReferralSource::ads, "ADS"},
      {ReferralSource::shortlink, "SHORTLINK"},
      {ReferralSource::messenger_code, "MESSENGER_CODE"},
      {ReferralSource::discover_tab, "DISCOVER_TAB"},
      {ReferralSource::customer_chat_plugin, "CUSTOMER_CHAT_PLUGIN"},
      {ReferralSource::short_url, "SHORT-URL"},
      {ReferralSource::unknown, "SKYWRITING"}};
  REQUIRE(all.size() == std::size(words));
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(words[i].second);
    CHECK(says(all[i].referral.source, words[i].first, words[i].second));
    CHECK(all[i].referral.type.value == ReferralType::open_thread);
  }
}

TEST_CASE("coming back through an ad may count in seconds", "[webhook][parse]") {
  const Event event = only("referral_ad");
  CHECK(at(event) == 1770000123000);
  const Referral& referral = body_as<ReferralReceived>(event).referral;
  CHECK(referral.ref == "winter");
  CHECK(referral.ad_id == "6302572858001");
  REQUIRE(referral.ads_context);
  CHECK(referral.ads_context->title == "Winter");
  CHECK(referral.ads_context->post_id == page + "_7");
}

TEST_CASE("a lead ad's referral brings the answers", "[webhook][parse]") {
  const Event event = only("referral_lead");
  CHECK(at(event) == 1770000123000);
  const ReferralReceived& complete = body_as<ReferralReceived>(event);
  CHECK(complete.referral.ref.empty());
  CHECK(says(complete.referral.type, ReferralType::lead_complete, "LEAD_COMPLETE"));
  CHECK(complete.referral.ad_id == "6302572858000");
  REQUIRE(complete.lead.size() == 1);
  CHECK(complete.lead[0].question == "Stadt?");
  CHECK(complete.lead[0].answer == "Bolzano");
  const ReferralReceived incomplete = body_as<ReferralReceived>(only("referral_lead_incomplete"));
  CHECK(says(incomplete.referral.type, ReferralType::lead_incomplete, "LEAD_INCOMPLETE"));
  REQUIRE(incomplete.lead.size() == 2);
  CHECK(incomplete.lead[1].question == "Personen?");
  CHECK(incomplete.lead[1].answer == "2");
}
