#include "pagebridge/graph/app_subscriptions.hpp"

#include <string>

#include "unit/graph/manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using namespace manage;            // NOLINT(google-build-using-namespace)

namespace {

const SubscribeApp subscribe{
    AppId("1234"), "https://cc.example.com/m/\"1\"", Secret("verify\"me"), {"messages", "messaging_postbacks"}};

} // namespace

TEST_CASE("an app subscribes with callback, verify token and fields in the body", "[graph]") {
  check_request(subscribe, "POST", "/1234/subscriptions",
                R"({"object":"page","callback_url":"https://cc.example.com/m/\"1\"","verify_token":"verify\"me",)"
                R"("fields":"messages,messaging_postbacks","include_values":true})");
  SubscribeApp other = subscribe;
  other.object = "user";
  other.include_values = false;
  other.app = AppId("12/34");
  other.fields.clear();
  check_request(other, "POST", "/12%2F34/subscriptions",
                R"({"object":"user","callback_url":"https://cc.example.com/m/\"1\"","verify_token":"verify\"me",)"
                R"("fields":"","include_values":false})");
  check_done(subscribe);
}

TEST_CASE("a failed handshake is a wrong parameter", "[graph]") {
  const Error error =
      failure(subscribe, {400, {}, R"({"error":{"message":"(#2200) callback verification failed","code":2200}})"});
  REQUIRE(error.graph);
  CHECK(error.graph->error_class == GraphErrorClass::parameter);
  CHECK(error.fate == SendFate::refused);
}

TEST_CASE("an app's subscriptions are listed with the versions of their fields", "[graph]") {
  const ListAppSubscriptions call{AppId("1234")};
  check_request(call, "GET", "/1234/subscriptions");
  const auto list =
      from_http(call, ok(R"({"data":[{"object":"page","callback_url":"https:\/\/cc.example.com\/m","active":true,)"
                         R"("fields":[{"name":"messages","version":"v25.0"},{"name":"feed"}]},)"
                         R"({"object":"user","active":"false","fields":["feed","likes",7,null,{}]},7,{}]})"));
  REQUIRE(list);
  REQUIRE(list->size() == 3);
  CHECK((*list)[0].object == "page");
  CHECK((*list)[0].callback_url == "https://cc.example.com/m");
  CHECK((*list)[0].is_active);
  REQUIRE((*list)[0].fields.size() == 2);
  CHECK((*list)[0].fields[0].name == "messages");
  CHECK((*list)[0].fields[0].version == "v25.0");
  CHECK((*list)[0].fields[1].version.empty());
  CHECK(!(*list)[1].is_active);
  REQUIRE((*list)[1].fields.size() == 2);
  CHECK((*list)[1].fields[1].name == "likes");
  CHECK((*list)[2].object.empty());
  CHECK(from_http(call, ok(R"({"data":[]})"))->empty());
  CHECK(failure(call, ok("{}")).message == "the platform's answer has no list of subscriptions");
  check_failures(call);
}

TEST_CASE("one object is unsubscribed, or some of its fields", "[graph]") {
  check_request(UnsubscribeApp{AppId("1234")}, "DELETE", "/1234/subscriptions?object=page");
  check_request(UnsubscribeApp{AppId("1234"), {"feed", "a&b"}, "us er"}, "DELETE",
                "/1234/subscriptions?object=us%20er&fields=feed,a%26b");
  check_done(UnsubscribeApp{});
}

TEST_CASE("an empty object never ends all subscriptions; that takes a call of its own", "[graph]") {
  check_request(UnsubscribeApp{AppId("1234"), {}, ""}, "DELETE", "/1234/subscriptions?object=");
  check_request(UnsubscribeAppFromAll{AppId("1234")}, "DELETE", "/1234/subscriptions");
  check_done(UnsubscribeAppFromAll{});
}

TEST_CASE("subscribing twice is as good as once", "[graph]") {
  CHECK(SubscribeApp::kind == CallKind::idempotent);
  CHECK(UnsubscribeApp::kind == CallKind::idempotent);
  CHECK(UnsubscribeAppFromAll::kind == CallKind::idempotent);
}
