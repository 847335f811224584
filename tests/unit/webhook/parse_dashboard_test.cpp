#include <iterator>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("every sample of the App Dashboard is read as what it samples", "[webhook][parse]") {
  const Webhook webhook = parsed("dashboard_samples");
  const char* const kinds[] = {"message",   "echo",     "delivery",        "read",    "reaction",     "edit",
                               "postback",  "referral", "opt_in",          "opt_out", "account_link", "policy",
                               "lead_form", "cart",     "message_context", "unknown"};
  REQUIRE(webhook.events.size() == std::size(kinds));
  for (std::size_t i = 0; i < std::size(kinds); ++i) {
    CAPTURE(i, kinds[i]);
    const Event& event = webhook.events[i];
    CHECK(kind_of(event.body) == kinds[i]);
    CHECK(event.envelope.channel == Channel::changes);
    CHECK(is_dashboard_sample(event.envelope));
    CHECK(ms(event.envelope.sent_at) == 1770000000000);
    const bool is_page_id = i == 15;
    CHECK(at(event) == (is_page_id ? 1770000000000 : 1527459824000));
  }
}

TEST_CASE("the people of a dashboard sample are its customers, though nobody has them", "[webhook][parse]") {
  const std::vector<Event> events = parsed("dashboard_samples").events;
  for (const Event& event : events) {
    const std::string kind(kind_of(event.body));
    CAPTURE(kind);
    const std::string person = kind == "echo" ? "23245" : kind == "policy" || kind == "unknown" ? "(nobody)" : "12334";
    CHECK(customer(event) == person);
  }
}

TEST_CASE("the members of dashboard samples are read, odd as they are", "[webhook][parse]") {
  const std::vector<Event> events = parsed("dashboard_samples").events;
  REQUIRE(events.size() == 16);
  CHECK(body_as<MessageReceived>(events[0]).content.mid.text() == "test_message_id");
  CHECK(body_as<MessageReceived>(events[0]).content.commands == std::vector<std::string>{"command123"});
  CHECK(body_as<MessageEchoed>(events[1]).app.text() == our_app);
  CHECK(ms(body_as<MessageDelivered>(events[2]).watermark) == 1527459824000);
  CHECK(ms(body_as<MessageRead>(events[3]).watermark) == 1527459824000);
  CHECK(body_as<ReactionChanged>(events[4]).emoji == "ud83dudc4d");
  CHECK(body_as<MessageEdited>(events[5]).edit_count.empty());
  CHECK(events[6].user_ref == "ref-1");
  CHECK(body_as<ReferralReceived>(events[7]).referral.source.value == ReferralSource::short_url);
  const OptInReceived& opt_in = body_as<OptInReceived>(events[8]);
  CHECK(says(opt_in.subscription->frequency, NotificationFrequency::daily, "daily"));
  // Meant as thirty days, it seems; but what is below 10^12 counts as seconds here as everywhere.
  CHECK(ms(opt_in.subscription->expires_at) == 2592000000000);
  CHECK(body_as<OptOutReceived>(events[9]).raw_json.text.find(R"("optout":{"reason":"r"})") != std::string::npos);
  CHECK(body_as<LeadFormSubmitted>(events[12]).form_id == "789");
  CHECK(body_as<CartSent>(events[13]).source == "live_shopping");
  CHECK(body_as<UnknownEvent>(events[15]).name == "messages");
  CHECK(events[15].raw_json == R"({"field":"messages","value":{"page_id":"1067280970047460"}})");
}

TEST_CASE("a message that comes as a change is a message", "[webhook][parse]") {
  const Event event = only("instagram_message_as_change");
  CHECK(event.envelope.object.value == WebhookObject::instagram);
  CHECK(!is_dashboard_sample(event.envelope));
  CHECK(customer(event) == "1802223334445556");
  CHECK(at(event) == 1770000000000);
  CHECK(body_as<MessageReceived>(event).content.text == "ciao");
}

TEST_CASE("calls and group comments are the same events when they come as changes", "[webhook][parse]") {
  const Webhook webhook = parsed("changes_calls_and_group");
  REQUIRE(webhook.events.size() == 2);
  const CallChanged& call = body_as<CallChanged>(webhook.events[0]);
  CHECK(call.call_id == "c_Kx9");
  CHECK(call.phase.value == CallPhase::connect);
  CHECK(customer(webhook.events[0]) == anna);
  CHECK(at(webhook.events[0]) == 1770000824000);
  const GroupCommented& comment = body_as<GroupCommented>(webhook.events[1]);
  CHECK(comment.group_id == "6002");
  CHECK(comment.comment_id == "6004");
  CHECK(comment.from_name == "Gita");
  CHECK(customer(webhook.events[1]) == "(nobody)");
  CHECK(at(webhook.events[1]) == 1770000801000);
}
