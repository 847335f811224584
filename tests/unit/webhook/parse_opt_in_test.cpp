#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

namespace {

OptInReceived opt_in(const std::string& name) {
  const Event event = only(name);
  CHECK(kind_of(event.body) == "opt_in");
  CHECK(customer(event) == anna);
  return body_as<OptInReceived>(event);
}

} // namespace

TEST_CASE("agreeing to marketing messages brings a token and what it is for", "[webhook][parse]") {
  const OptInReceived agreed = opt_in("optin_marketing");
  CHECK(says(agreed.type, OptInType::notification_messages, "notification_messages"));
  CHECK(agreed.payload == "WEEKLY_DEALS");
  CHECK(agreed.title == "Angebote");
  CHECK(agreed.token == "5387102938475610999");
  CHECK(agreed.ref.empty());
  REQUIRE(agreed.subscription);
  CHECK(agreed.subscription->time_zone == "Europe/Rome");
  CHECK(ms(agreed.subscription->expires_at) == 1801536000000);
  CHECK(says(agreed.subscription->token_status, TokenStatus::not_refreshed, "NOT_REFRESHED"));
  CHECK(says(agreed.subscription->frequency, NotificationFrequency::unknown, ""));
  CHECK(says(agreed.subscription->status, NotificationStatus::unknown, ""));
  CHECK(agreed.subscription->topic.empty());
}

TEST_CASE("agreeing through a link brings its topic and where it comes from", "[webhook][parse]") {
  const OptInReceived agreed = opt_in("optin_marketing_full");
  CHECK(agreed.ref == "flyer-7");
  CHECK(says(agreed.source, ReferralSource::shortlink, "SHORTLINK"));
  CHECK(agreed.subscription->topic == "deals");
  CHECK(says(agreed.subscription->frequency, NotificationFrequency::weekly, "WEEKLY"));
}

TEST_CASE("stopping and resuming are opt-ins, spelt with a space or an underscore", "[webhook][parse][forward]") {
  const std::vector<OptInReceived> all = all_as<OptInReceived>("optin_marketing_statuses");
  const std::pair<NotificationStatus, const char*> words[] = {
      {NotificationStatus::stop_notifications, "STOP NOTIFICATIONS"},
      {NotificationStatus::stop_notifications, "STOP_NOTIFICATIONS"},
      {NotificationStatus::resume_notifications, "RESUME NOTIFICATIONS"},
      {NotificationStatus::resume_notifications, "RESUME_NOTIFICATIONS"},
      {NotificationStatus::unknown, "PAUSE NOTIFICATIONS"}};
  REQUIRE(all.size() == std::size(words));
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(words[i].second);
    CHECK(says(all[i].subscription->status, words[i].first, words[i].second));
    CHECK(says(all[i].subscription->token_status, TokenStatus::refreshed, "REFRESHED"));
    CHECK(all[i].token == "5387102938475610999");
    CHECK(all[i].payload.empty());
  }
}

TEST_CASE("how often is a word in capitals or not", "[webhook][parse][forward]") {
  const std::vector<OptInReceived> all = all_as<OptInReceived>("optin_marketing_frequencies");
  const std::pair<NotificationFrequency, const char*> words[] = {
      {NotificationFrequency::daily, "DAILY"},     {NotificationFrequency::weekly, "WEEKLY"},
      {NotificationFrequency::monthly, "MONTHLY"}, {NotificationFrequency::daily, "daily"},
      {NotificationFrequency::weekly, "weekly"},   {NotificationFrequency::monthly, "monthly"},
      {NotificationFrequency::unknown, "HOURLY"}};
  REQUIRE(all.size() == std::size(words));
  for (std::size_t i = 0; i < all.size(); ++i)
    CHECK(says(all[i].subscription->frequency, words[i].first, words[i].second));
}

TEST_CASE("a one-time notification brings a token, and no subscription", "[webhook][parse]") {
  const OptInReceived once = opt_in("optin_one_time");
  CHECK(says(once.type, OptInType::one_time_notif_req, "one_time_notif_req"));
  CHECK(once.payload == "BACK_IN_STOCK");
  CHECK(once.token == "6543210987654321099");
  CHECK(!once.subscription);
}

TEST_CASE("a plugin's opt-in has a ref and a person", "[webhook][parse]") {
  const OptInReceived plugin = opt_in("optin_plugin");
  CHECK(says(plugin.type, OptInType::send_to_messenger, ""));
  CHECK(plugin.ref == "WvL8Xkg1");
  CHECK(plugin.token.empty());
  CHECK(!plugin.subscription);
  CHECK(only("optin_plugin").user_ref.empty());
}

TEST_CASE("a checkbox's opt-in has no person yet, only a user_ref", "[webhook][parse]") {
  for (const char* name : {"optin_without_sender", "optin_user_ref_sender"}) {
    const Event event = only(name);
    CHECK(customer(event) == "(nobody)");
    CHECK(event.envelope.page.text() == page);
    CHECK(event.user_ref == "checkbox-7f3b");
    CHECK(body_as<OptInReceived>(event).ref == "cart-9");
  }
}

TEST_CASE("a user_ref on the sender counts before one in the opt-in", "[webhook][parse]") {
  const Webhook webhook =
      parsed_text(envelope_of(R"({"sender":{"user_ref":"a"},"optin":{"user_ref":"b"}},{"optin":{"user_ref":7}})"));
  REQUIRE(webhook.events.size() == 2);
  CHECK(webhook.events[0].user_ref == "a");
  CHECK(webhook.events[1].user_ref == "7");
}

TEST_CASE("a type of opt-in that we do not know keeps its word", "[webhook][parse][forward]") {
  const Webhook webhook = parsed_text(envelope_of(R"({"optin":{"type":"pigeon_post","payload":"x"}})"));
  REQUIRE(webhook.events.size() == 1);
  CHECK(says(body_as<OptInReceived>(webhook.events[0]).type, OptInType::unknown, "pigeon_post"));
}

TEST_CASE("an opt-out keeps its JSON, since nobody has told its shape", "[webhook][parse]") {
  const Event event = only("optout");
  CHECK(kind_of(event.body) == "opt_out");
  CHECK(customer(event) == anna);
  CHECK(at(event) == happened);
  CHECK(body_as<OptOutReceived>(event).raw_json.text == R"({"reason":"user","topics":["deals"]})");
}
