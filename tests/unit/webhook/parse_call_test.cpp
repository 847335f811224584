#include <chrono>
#include <iterator>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("a call of a customer's has a beginning and an end", "[webhook][parse]") {
  const Webhook webhook = parsed("calls");
  REQUIRE(webhook.events.size() == 2);
  for (const Event& event : webhook.events) {
    CHECK(kind_of(event.body) == "call");
    CHECK(event.envelope.channel == Channel::calls);
    CHECK(body_as<CallChanged>(event).call_id == "c_Kx0");
  }
  CHECK(customer(webhook.events[0]) == anna);
  CHECK(at(webhook.events[0]) == 1770000824000);
  const CallChanged& begun = body_as<CallChanged>(webhook.events[0]);
  CHECK(says(begun.phase, CallPhase::connect, "connect"));
  CHECK(says(begun.direction, CallDirection::user_initiated, "user_initiated"));
  CHECK(says(begun.status, CallStatus::unknown, ""));
  CHECK(!begun.duration);
  // The end of it names nobody.
  CHECK(customer(webhook.events[1]) == "(nobody)");
  CHECK(at(webhook.events[1]) == 1770000900000);
  const CallChanged& ended = body_as<CallChanged>(webhook.events[1]);
  CHECK(says(ended.phase, CallPhase::terminate, "terminate"));
  CHECK(says(ended.status, CallStatus::completed, "Completed"));
  CHECK(says(ended.direction, CallDirection::unknown, ""));
  REQUIRE(ended.duration);
  CHECK(ended.duration->count() == 61);
}

TEST_CASE("in a call of the Page's the customer is whom it calls", "[webhook][parse]") {
  const Webhook webhook = parsed("calls_by_business");
  const std::string people[] = {anna, anna, anna, "(nobody)", anna, "(nobody)", "(nobody)"};
  REQUIRE(webhook.events.size() == std::size(people));
  for (std::size_t i = 0; i < std::size(people); ++i) {
    CAPTURE(i);
    CHECK(customer(webhook.events[i]) == people[i]);
    CHECK(webhook.events[i].envelope.page.text() == page);
  }
  CHECK(ms(webhook.events[0].envelope.sent_at) == 1770000830000);
}

TEST_CASE("every phase of a call brings what belongs to it", "[webhook][parse][forward]") {
  const std::vector<CallChanged> all = all_as<CallChanged>("calls_by_business");
  REQUIRE(all.size() == 7);
  CHECK(says(all[0].phase, CallPhase::connect, "connect"));
  CHECK(says(all[0].direction, CallDirection::business_initiated, "business_initiated"));
  CHECK(says(all[1].phase, CallPhase::call_status, "call_status"));
  CHECK(says(all[1].status, CallStatus::ringing, "ringing"));
  CHECK(says(all[2].status, CallStatus::accepted, "accepted"));
  CHECK(says(all[3].phase, CallPhase::media_update, "media_update"));
  CHECK(all[3].media_version == "3");
  CHECK(all[3].sdp_type == "offer");
  CHECK(all[3].sdp == "v=0\r\no=- 1 2 IN IP4 127.0.0.1");
  CHECK(says(all[4].status, CallStatus::completed, "Completed"));
  CHECK(ms(all[4].started_at) == 1770000830000);
  CHECK(ms(all[4].ended_at) == 1770000891000);
  CHECK((all[4].duration == std::chrono::seconds(61)));
  CHECK(says(all[5].status, CallStatus::failed, "Failed"));
  CHECK(!all[5].duration);
  CHECK(says(all[6].phase, CallPhase::unknown, "hold"));
  CHECK(says(all[6].status, CallStatus::unknown, "Paused"));
}

TEST_CASE("a permission to call is read from the entry itself", "[webhook][parse]") {
  const Event event = only("entry_call_permission");
  CHECK(kind_of(event.body) == "call_permission");
  CHECK(event.envelope.channel == Channel::entry);
  CHECK(event.envelope.page.text() == page);
  CHECK(customer(event) == anna);
  CHECK(at(event) == 1770000824000);
  CHECK(says(body_as<CallPermissionAnswered>(event).response, CallPermission::approve, "approve"));
  CHECK(ms(body_as<CallPermissionAnswered>(event).expires_at) == 1770604800000);
}

TEST_CASE("a permission to call is read from messaging and changes, too", "[webhook][parse][forward]") {
  const std::vector<CallPermissionAnswered> all = all_as<CallPermissionAnswered>("call_permission_element");
  REQUIRE(all.size() == 3);
  CHECK(says(all[0].response, CallPermission::reject, "reject"));
  CHECK(!all[0].expires_at);
  CHECK(says(all[1].response, CallPermission::approve, "approve"));
  CHECK(ms(all[1].expires_at) == 1770604800000);
  CHECK(says(all[2].response, CallPermission::unknown, "later"));
  const Event change = only("call_permission_change");
  CHECK(change.envelope.channel == Channel::changes);
  CHECK(customer(change) == anna);
  CHECK(at(change) == 1770000824000);
  CHECK(body_as<CallPermissionAnswered>(change).response.value == CallPermission::approve);
}

TEST_CASE("where no entry names the Page, a call's direction tells it from the customer", "[webhook][parse]") {
  const Webhook webhook =
      parsed_text(R"({"entry":[{"calls":[{"event":"connect","from":"7","to":"1","call_direction":"user_initiated"},)"
                  R"({"event":"connect","from":"1","to":"7","call_direction":"business_initiated"}]}]})");
  REQUIRE(webhook.events.size() == 2);
  for (const Event& event : webhook.events) {
    CHECK(event.envelope.page.text() == "1");
    CHECK(customer(event) == "7");
  }
}

TEST_CASE("a duration that no call has is none", "[webhook][parse][odd]") {
  const auto duration = [](const char* value) {
    const Webhook webhook = parsed_text(R"({"object":"page","entry":[{"id":"1","calls":[)"
                                        R"({"id":"c_1","event":"terminate","duration":)" +
                                        std::string(value) + "}]}]}");
    REQUIRE(webhook.events.size() == 1);
    return body_as<CallChanged>(webhook.events[0]).duration;
  };
  CHECK(duration("0") == std::chrono::seconds(0));
  CHECK(duration("\"61\"") == std::chrono::seconds(61));
  CHECK(!duration("-1"));
  CHECK(!duration("999999999999999999"));
  CHECK(!duration("\"\""));
}
