#include "pagebridge/graph/thread_control.hpp"

#include <string>

#include "pagebridge/policy/platform_limits.hpp"
#include "unit/graph/calls.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using calls::check_errors;
using calls::ok;
using calls::wire;

TEST_CASE("control of a thread is passed, taken, asked for and released with words for the other app",
          "[graph][thread_control]") {
  const Psid anna("7310452989011646");
  CHECK(wire(PassThreadControl{anna, AppId("551200934417760"), "vip \"1\""}) ==
        R"(POST /me/pass_thread_control {"recipient":{"id":"7310452989011646"},"target_app_id":"551200934417760",)"
        R"("metadata":"vip \"1\""})");
  CHECK(wire(PassThreadControl{anna, AppId(std::string(platform::page_inbox_app_id)), ""}) ==
        R"(POST /me/pass_thread_control {"recipient":{"id":"7310452989011646"},"target_app_id":"263902037430900"})");
  CHECK(wire(TakeThreadControl{anna, "m"}) ==
        R"(POST /me/take_thread_control {"recipient":{"id":"7310452989011646"},"metadata":"m"})");
  CHECK(wire(RequestThreadControl{anna, "m"}) ==
        R"(POST /me/request_thread_control {"recipient":{"id":"7310452989011646"},"metadata":"m"})");
  CHECK(wire(ReleaseThreadControl{anna, ""}) ==
        R"(POST /me/release_thread_control {"recipient":{"id":"7310452989011646"}})");
  CHECK(wire(ReleaseThreadControl{anna, "m"}) ==
        R"(POST /me/release_thread_control {"recipient":{"id":"7310452989011646"},"metadata":"m"})");
  CHECK(wire(ExtendThreadControl{anna, std::chrono::hours(48)}) ==
        R"(POST /me/extend_thread_control {"recipient":{"id":"7310452989011646"},"duration":172800})");
}

TEST_CASE("control is kept for 1 second to 7 days", "[graph][thread_control]") {
  using std::chrono::seconds;
  CHECK(validate(ExtendThreadControl{Psid("1"), seconds(1)}));
  CHECK(validate(ExtendThreadControl{Psid("1"), seconds(604800)}));
  for (const seconds odd : {seconds(0), seconds(-1), seconds(604801), seconds::max()}) {
    const auto checked = validate(ExtendThreadControl{Psid("1"), odd});
    REQUIRE(!checked);
    CHECK(checked.error().code == ErrorCode::invalid_argument);
    CHECK(checked.error().field == "duration");
  }
}

TEST_CASE("whose a thread is and how routing stands are asked by person and of the Page", "[graph][thread_control]") {
  CHECK(wire(GetThreadOwner{Psid("7310452989011646")}) == "GET /me/thread_owner?recipient=7310452989011646");
  CHECK(wire(GetThreadOwner{Psid("1&x=2#")}) == "GET /me/thread_owner?recipient=1%26x%3D2%23");
  CHECK(wire(GetMessagingFeatureStatus{}) == "GET /me?fields=messaging_feature_status");
}

TEST_CASE("a thread has an owner until a time, a hidden owner, or nobody", "[graph][thread_control]") {
  const auto read = [](const std::string& data) {
    return from_http(GetThreadOwner{Psid("1")}, ok("{\"data\":" + data + "}")).value();
  };
  for (const char* app : {"551200934417760", "\"551200934417760\""}) {
    const ThreadControl control =
        read("[{\"thread_owner\":{\"app_id\":" + std::string(app) + ",\"expiration\":1764000000}}]");
    CHECK(!control.is_idle);
    CHECK(control.owner.text() == "551200934417760");
    CHECK(to_unix_ms(control.until.value()) == 1764000000000);
  }
  const ThreadControl hidden = read(R"([{"thread_owner":{}}])");
  CHECK(!hidden.is_idle);
  CHECK(hidden.owner.empty());
  CHECK(!hidden.until);
  CHECK(to_unix_ms(read(R"([{"thread_owner":{"expiration":"2026-11-24T16:00:00+0000"}}])").until.value()) ==
        1795536000000);
  for (const char* idle : {"[]", "[{}]", "[null]", R"([{"thread_owner":null}])"}) {
    CHECK(read(idle).is_idle);
    CHECK(read(idle).owner.empty());
  }
  for (const char* odd : {"{}", "[]", R"({"data":null})", "7"})
    CHECK(from_http(GetThreadOwner{}, ok(odd)).error().code == ErrorCode::bad_response);
}

TEST_CASE("a feature of routing that is not named is not there", "[graph][thread_control]") {
  const auto read = [](const char* body) { return from_http(GetMessagingFeatureStatus{}, ok(body)).value(); };
  const auto all =
      read(R"({"messaging_feature_status":{"hop_v2":true,"msgr_multi_app":"true","ig_multi_app":true},"id":"1"})");
  CHECK((all.routing && all.several_apps && all.instagram_several_apps));
  const auto one = read(R"({"messaging_feature_status":{"hop_v2":false,"msgr_multi_app":true}})");
  CHECK((!one.routing && one.several_apps && !one.instagram_several_apps));
  CHECK(!read("{}").routing);
  CHECK(from_http(GetMessagingFeatureStatus{}, ok("[]")).error().code == ErrorCode::bad_response);
}

TEST_CASE("control is done when the platform does not say no", "[graph][thread_control]") {
  for (const char* yes : {R"({"success":true})", R"({"success":"true"})", R"({"result":"success"})", "{}"}) {
    CHECK(from_http(PassThreadControl{}, ok(yes)));
    CHECK(from_http(TakeThreadControl{}, ok(yes)));
    CHECK(from_http(RequestThreadControl{}, ok(yes)));
    CHECK(from_http(ReleaseThreadControl{}, ok(yes)));
    CHECK(from_http(ExtendThreadControl{}, ok(yes)));
  }
  const auto no = from_http(TakeThreadControl{}, ok(R"({"success":false})"));
  REQUIRE(!no);
  CHECK(no.error().fate == SendFate::refused);
  CHECK(from_http(PassThreadControl{}, calls::refusal(100, 2534037)).error().graph->error_class ==
        GraphErrorClass::routing);
}

TEST_CASE("errors of thread control are those of calls that may be done again", "[graph][thread_control]") {
  check_errors(PassThreadControl{});
  check_errors(TakeThreadControl{});
  check_errors(RequestThreadControl{});
  check_errors(ReleaseThreadControl{});
  check_errors(ExtendThreadControl{});
  check_errors(GetThreadOwner{});
  check_errors(GetMessagingFeatureStatus{});
}
