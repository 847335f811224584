#include "pagebridge/graph/page_subscriptions.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include "unit/graph/manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using namespace manage;            // NOLINT(google-build-using-namespace)

TEST_CASE("an app subscribes to fields of the token's Page", "[graph]") {
  check_request(SubscribePage{{"messages", "a\",\"b"}}, "POST", "/me/subscribed_apps",
                R"({"subscribed_fields":["messages","a\",\"b"]})");
  check_request(SubscribePage{}, "POST", "/me/subscribed_apps", R"({"subscribed_fields":[]})");
  check_done(SubscribePage{});
  CHECK(SubscribePage::kind == CallKind::idempotent);
}

TEST_CASE("a field whose permission is missing says so", "[graph]") {
  const Error error = failure(SubscribePage{}, {403, {}, R"({"error":{"message":"(#200) x","code":200}})"});
  CHECK(error.graph->error_class == GraphErrorClass::permission);
}

TEST_CASE("the apps that hear of a Page are listed with their fields", "[graph]") {
  check_request(ListSubscribedApps{}, "GET", "/me/subscribed_apps?fields=id,name,category,link,subscribed_fields");
  check_request(ListSubscribedApps{{5, "a/f", ""}}, "GET",
                "/me/subscribed_apps?fields=id,name,category,link,subscribed_fields&limit=5&after=a%2Ff");
  const auto apps = from_http(
      ListSubscribedApps{},
      ok(R"({"data":[{"id":"1234","name":"Desk","category":"Business","link":"https:\/\/desk.example",)"
         R"("subscribed_fields":["messages","feed"]},{"id":5678,"subscribed_fields":null},3],"paging":{"cursors":)"
         R"({"after":"x"},"next":"https:\/\/graph.facebook.com\/?access_token=EAA"}})"));
  REQUIRE(apps);
  REQUIRE(apps->items.size() == 2);
  CHECK(apps->items[0].app.text() == "1234");
  CHECK(apps->items[0].name == "Desk");
  CHECK(apps->items[0].category == "Business");
  CHECK(apps->items[0].link == "https://desk.example");
  CHECK(apps->items[0].fields == std::vector<std::string>{"messages", "feed"});
  CHECK(apps->items[1].app.text() == "5678");
  CHECK(apps->items[1].fields.empty());
  CHECK(apps->after == "x");
  CHECK(apps->has_more);
  CHECK(failure(ListSubscribedApps{}, ok("{}")).message == "the platform's answer has no list of apps");
  check_failures(ListSubscribedApps{});
}

TEST_CASE("a Page is unsubscribed as a whole", "[graph]") {
  check_request(UnsubscribePage{}, "DELETE", "/me/subscribed_apps");
  check_done(UnsubscribePage{});
  CHECK(UnsubscribePage::kind == CallKind::idempotent);
}

TEST_CASE("the table of message fields names each once, and those that a conversation lives from", "[graph]") {
  const std::set<std::string_view> names(std::begin(message_fields), std::end(message_fields));
  CHECK(names.size() == std::size(message_fields));
  CHECK(names.size() == 47);
  for (const char* name : {"messages", "messaging_postbacks", "message_echoes", "message_deliveries", "message_reads",
                           "message_reactions", "message_edits", "standby", "messaging_handovers", "messaging_optins"})
    CHECK(names.count(name) == 1);
}
