#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("a lead ad's lead names what to fetch, in numbers or text", "[webhook][parse]") {
  const std::vector<LeadGenerated> all = all_as<LeadGenerated>("leadgen");
  REQUIRE(all.size() == 3);
  CHECK(kind_of(parsed("leadgen").events[0].body) == "lead");
  CHECK(all[0].lead_id == "184719329217930000");
  CHECK(all[1].lead_id == "184719329217930003");
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(all[i].form_id == "184719329217930001");
    CHECK(all[i].ad_id == "6302572858001");
    CHECK(all[i].ad_group_id == "6302572858002");
    CHECK(ms(all[i].created_at) == 1770000001000 + 1000 * static_cast<std::int64_t>(i));
  }
  CHECK(all[2].lead_id == "184719329217930004");
  CHECK(all[2].form_id.empty());
  CHECK(!all[2].created_at);
}

TEST_CASE("a label has a customer, unless it is itself made or deleted", "[webhook][parse]") {
  const Webhook webhook = parsed("inbox_labels");
  REQUIRE(webhook.events.size() == 3);
  CHECK(kind_of(webhook.events[0].body) == "inbox_label");
  CHECK(customer(webhook.events[0]) == anna);
  CHECK(customer(webhook.events[1]) == anna);
  CHECK(customer(webhook.events[2]) == "(nobody)");
  const std::vector<InboxLabelChanged> all = all_as<InboxLabelChanged>("inbox_labels");
  CHECK(says(all[0].action, LabelAction::add, "add"));
  CHECK(all[0].label_id == "588100200300");
  CHECK(all[0].label_name == "Stammkunde");
  CHECK(says(all[1].action, LabelAction::remove, "remove"));
  CHECK(all[1].label_id == "588100200300");
  CHECK(all[1].label_name == "Stammkunde");
  CHECK(all[2].label_name == "neu");
}

TEST_CASE("a template's state is read from the nested form and the flat one", "[webhook][parse][forward]") {
  const Webhook webhook = parsed("template_status");
  const std::vector<TemplateStatusChanged> all = all_as<TemplateStatusChanged>("template_status");
  REQUIRE(all.size() == 6);
  CHECK(kind_of(webhook.events[0].body) == "template_status");
  CHECK(at(webhook.events[0]) == 1770000007000);
  CHECK(at(webhook.events[1]) == 1770000000000);
  CHECK(says(all[0].event, TemplateEvent::rejected, "REJECTED"));
  CHECK(all[0].template_id == "550001112223334");
  CHECK(all[0].template_name == "Versandbestätigung");
  CHECK(all[0].language == "de-DE");
  CHECK(all[0].reason == "INCORRECT_PARAMS");
  CHECK(says(all[1].event, TemplateEvent::approved, "APPROVED"));
  CHECK(all[1].template_id == "550001112223335");
  CHECK(all[1].reason == "NONE");
  CHECK(says(all[2].event, TemplateEvent::pending, "PENDING"));
  CHECK(says(all[3].event, TemplateEvent::paused, "PAUSED"));
  CHECK(says(all[4].event, TemplateEvent::disabled, "DISABLED"));
  CHECK(says(all[5].event, TemplateEvent::unknown, "FLAGGED"));
  // The whole change is kept, not only what is nested in it.
  CHECK(webhook.events[0].raw_json.find("\"business_id\":550001112220000") != std::string::npos);
}

TEST_CASE("a marketing message goes its way in four steps", "[webhook][parse]") {
  const std::vector<MarketingMessageReported> all = all_as<MarketingMessageReported>("marketing_messages");
  REQUIRE(all.size() == 4);
  CHECK(kind_of(parsed("marketing_messages").events[0].body) == "marketing_message");
  CHECK(at(parsed("marketing_messages").events[0]) == 1770000007000);
  CHECK(says(all[0].step, MarketingMessageStep::echo, "marketing_message_echoes"));
  CHECK(says(all[1].step, MarketingMessageStep::delivery, "marketing_message_deliveries"));
  CHECK(says(all[2].step, MarketingMessageStep::click, "marketing_message_clicks"));
  CHECK(says(all[3].step, MarketingMessageStep::delivery_failed, "marketing_message_delivery_failed"));
  for (const MarketingMessageReported& one : all) {
    CHECK(one.mid.text() == mid("marketing"));
    CHECK(one.message_id == "1234567890123");
    CHECK(one.recipient_id == anna);
    CHECK(one.app.text() == our_app);
    CHECK(one.tracking_id == "6600112233");
    CHECK(one.subscription_token == "5387102938475610999");
  }
}

TEST_CASE("what Meta holds against a Page is read in all its parts", "[webhook][parse]") {
  const Webhook webhook = parsed("integrity");
  REQUIRE(webhook.events.size() == 2);
  CHECK(kind_of(webhook.events[0].body) == "integrity");
  CHECK(at(webhook.events[0]) == 1770000007000);
  const IntegrityReported& report = body_as<IntegrityReported>(webhook.events[0]);
  CHECK(report.status == "RESTRICTED");
  REQUIRE(report.violations.size() == 1);
  CHECK(report.violations[0].type == "SPAM");
  CHECK(report.violations[0].description == "Zu viele Nachrichten");
  CHECK(report.violations[0].url == "https://policy.example.org/spam");
  REQUIRE(report.restrictions.size() == 1);
  CHECK(report.restrictions[0].feature == "MESSAGING");
  CHECK(report.restrictions[0].status == "ACTIVE");
  CHECK(report.restrictions[0].description == "Keine neuen Threads");
  CHECK(ms(report.restrictions[0].applied_at) == 1770000001000);
  CHECK(ms(report.restrictions[0].expires_at) == 1770604801000);
  REQUIRE(report.actions.size() == 1);
  CHECK(report.actions[0].type == "APPEAL");
  CHECK(report.actions[0].status == "OPEN");
  CHECK(ms(report.actions[0].created_at) == 1770000002000);
  CHECK(ms(report.actions[0].updated_at) == 1770000003000);
  CHECK(body_as<IntegrityReported>(webhook.events[1]).status == "OK");
  CHECK(body_as<IntegrityReported>(only("integrity_element")).status == "WARNED");
}

TEST_CASE("a field without an object as value says that it changed, and its value if it has one", "[webhook][parse]") {
  const Webhook webhook = parsed("change_plain_values");
  const std::vector<FieldChanged> all = all_as<FieldChanged>("change_plain_values");
  REQUIRE(all.size() == 6);
  const std::pair<const char*, const char*> fields[] = {
      {"hours", "Mo-Fr 9-17"}, {"parking", "7"},          {"name", ""},
      {"about", nullptr},      {"is_published", nullptr}, {"payment_options", nullptr}};
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(fields[i].first);
    CHECK(all[i].field == fields[i].first);
    REQUIRE(all[i].value.has_value() == (fields[i].second != nullptr));
    if (fields[i].second != nullptr) CHECK(*all[i].value == fields[i].second);
    CHECK(at(webhook.events[i]) == 1770000000000);
    CHECK(customer(webhook.events[i]) == "(nobody)");
  }
  CHECK(body_as<FieldChanged>(only("changes_without_value")).field == "hours");
  CHECK(only("changes_without_value").raw_json == R"({"field":"hours"})");
}

TEST_CASE("changed fields are one event each, of any object", "[webhook][parse]") {
  const Webhook webhook = parsed("changed_fields");
  REQUIRE(webhook.events.size() == 2);
  CHECK(body_as<FieldChanged>(webhook.events[0]).field == "feed");
  CHECK(!body_as<FieldChanged>(webhook.events[0]).value);
  CHECK(body_as<FieldChanged>(webhook.events[1]).field == "name");
  CHECK(webhook.events[0].raw_json == "\"feed\"");
  CHECK(webhook.events[0].envelope.channel == Channel::changes);
  CHECK(webhook.events[0].envelope.page.text() == page);
  const Event other = only("other_object");
  CHECK(says(other.envelope.object, WebhookObject::unknown, "user"));
  CHECK(other.envelope.page.text() == "9876");
  CHECK(body_as<FieldChanged>(other).field == "about");
}

TEST_CASE("changes that name no field, or hold a list, are unknown and kept", "[webhook][parse][odd]") {
  const Webhook webhook = parsed("change_odd");
  REQUIRE(webhook.events.size() == 5);
  const std::string names[] = {"", "", "feed", "field", ""};
  for (std::size_t i = 0; i < 5; ++i) CHECK(body_as<UnknownEvent>(webhook.events[i]).name == names[i]);
  CHECK(webhook.events[2].raw_json == R"({"field":"feed","value":[1]})");
  CHECK(webhook.events[3].raw_json == R"({"field":null,"value":"x"})");
}

TEST_CASE("a change that wraps several is an event for each", "[webhook][parse]") {
  const std::string first =
      R"({"field":"message_template_status_update","value":{"event":"APPROVED","message_template_id":1}})";
  const std::string second =
      R"({"field":"message_template_status_update","value":{"event":"REJECTED","message_template_id":2}})";
  const Webhook webhook =
      parsed_text(R"({"object":"page","entry":[{"id":"1","time":1770000000,"changes":[)"
                  R"({"field":"message_template_status_update","value":{"business_id":7,"changes":[)" +
                  first + "," + second + "]}}]}]}");
  REQUIRE(webhook.events.size() == 2);
  CHECK(body_as<TemplateStatusChanged>(webhook.events[0]).event.value == TemplateEvent::approved);
  CHECK(webhook.events[0].raw_json == first);
  CHECK(body_as<TemplateStatusChanged>(webhook.events[1]).template_id == "2");
  CHECK(webhook.events[1].raw_json == second);
}

TEST_CASE("whoever did something in public is no customer", "[webhook][parse]") {
  for (const char* field : {"feed", "mention", "ratings", "leadgen"}) {
    CAPTURE(field);
    const Webhook webhook =
        parsed_text(R"({"object":"page","entry":[{"id":"1","time":1770000000,"changes":[{"field":")" +
                    std::string(field) + R"(","value":{"sender":{"id":"9"},"user":{"id":"8"}}}]}]})");
    REQUIRE(webhook.events.size() == 1);
    CHECK(customer(webhook.events[0]) == "(nobody)");
  }
}
