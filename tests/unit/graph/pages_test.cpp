#include "pagebridge/graph/pages.hpp"

#include <string>

#include "unit/graph/manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using namespace manage;            // NOLINT(google-build-using-namespace)

namespace {

const std::string accounts = "/me/accounts?fields=id,name,access_token,category,category_list,tasks";

} // namespace

TEST_CASE("Pages are listed in parts, from a cursor on", "[graph]") {
  check_request(ListPages{}, "GET", accounts);
  check_request(ListPages{{100, "QVFI", ""}}, "GET", accounts + "&limit=100&after=QVFI");
  check_request(ListPages{{0, "", "a b&x=1#"}}, "GET", accounts + "&before=a%20b%26x%3D1%23");
  check_request(ListPages{{-3, "", ""}}, "GET", accounts);
}

TEST_CASE("a listed Page has its token and what its owner may do", "[graph]") {
  const auto pages = from_http(
      ListPages{},
      ok(R"({"data":[{"access_token":"EAApage","category":"Caf\u00e9","category_list":[{"id":"2201","name":"Caf\u00e9"},)"
         R"({"id":1400,"name":"TV"}],"name":"Da Gino","id":"108231704662015","tasks":["ANALYZE","MESSAGING"]},)"
         R"({"id":25381719828140932}],"paging":{"cursors":{"before":"b4","after":"af"},)"
         R"("next":"https:\/\/graph.facebook.com\/v25.0\/1\/accounts?access_token=EAAuser&after=af"}})"));
  REQUIRE(pages);
  REQUIRE(pages->items.size() == 2);
  const ManagedPage& page = pages->items[0];
  CHECK(page.page.text() == "108231704662015");
  CHECK(page.name == "Da Gino");
  CHECK(page.access_token == Secret("EAApage"));
  CHECK(page.category == "Café");
  REQUIRE(page.categories.size() == 2);
  CHECK(page.categories[0].name == "Café");
  CHECK(page.categories[1].id == "1400");
  CHECK(page.tasks == std::vector<std::string>{"ANALYZE", "MESSAGING"});
  CHECK(may_message(page));
  CHECK(pages->items[1].page.text() == "25381719828140932");
  CHECK(pages->items[1].access_token.empty());
  CHECK(!may_message(pages->items[1]));
  CHECK(pages->before == "b4");
  CHECK(pages->after == "af");
  CHECK(pages->has_more);
}

TEST_CASE("the last part of a list has no link to a next one", "[graph]") {
  const auto pages = from_http(ListPages{}, ok(R"({"data":[],"paging":{"cursors":{"before":"b4","after":"af"}}})"));
  REQUIRE(pages);
  CHECK(pages->items.empty());
  CHECK(pages->after == "af");
  CHECK(!pages->has_more);
  CHECK(!from_http(ListPages{}, ok(R"({"data":[]})"))->has_more);
}

TEST_CASE("what is no list of Pages is an error", "[graph]") {
  for (const char* body : {"{}", "[]", R"({"data":{}})", R"({"data":null})"})
    CHECK(failure(ListPages{}, ok(body)).message == "the platform's answer has no list of Pages");
  CHECK(from_http(ListPages{}, ok(R"({"data":[7,null,"x",{"id":"1","tasks":"MESSAGING"}]})"))->items.size() == 1);
  check_failures(ListPages{});
}

TEST_CASE("a Page is asked for its fields by their names", "[graph]") {
  check_request(GetPage{}, "GET", "/me?fields=name,is_published,is_webhooks_subscribed");
  check_request(GetPage{PageId("../1"), {}}, "GET", "/..%2F1");
  check_request(
      GetPage{
          PageId("1"),
          {PageField::name, PageField::username, PageField::access_token, PageField::link, PageField::picture,
           PageField::is_published, PageField::is_webhooks_subscribed, PageField::is_messenger_bot_get_started_enabled,
           PageField::is_messenger_platform_bot, PageField::has_added_app, PageField::messaging_feature_status,
           PageField::unread_message_count, PageField::unseen_message_count,
           PageField::has_transitioned_to_new_page_experience, PageField::user_access_expire_time}},
      "GET",
      "/1?fields=name,username,access_token,link,picture,is_published,is_webhooks_subscribed,"
      "is_messenger_bot_get_started_enabled,is_messenger_platform_bot,has_added_app,messaging_feature_status,"
      "unread_message_count,unseen_message_count,has_transitioned_to_new_page_experience,user_access_expire_time");
}

TEST_CASE("a Page shows what it was asked for", "[graph]") {
  const auto page = from_http(
      GetPage{},
      ok(R"({"id":108231704662015,"name":"Da Gino","username":"dagino","access_token":"EAApage",)"
         R"("link":"https:\/\/www.facebook.com\/dagino","picture":{"data":{"height":50,"url":"https:\/\/cdn.example\/p"}},)"
         R"("is_published":true,"is_webhooks_subscribed":false,"is_messenger_bot_get_started_enabled":"true",)"
         R"("is_messenger_platform_bot":"false","has_added_app":true,"messaging_feature_status":{"hop_v2":false},)"
         R"("unread_message_count":7,"unseen_message_count":"8","has_transitioned_to_new_page_experience":true,)"
         R"("user_access_expire_time":"2026-11-22T09:50:48+0000"})"));
  REQUIRE(page);
  CHECK(page->page.text() == "108231704662015");
  CHECK(page->name == "Da Gino");
  CHECK(page->username == "dagino");
  CHECK(page->access_token == Secret("EAApage"));
  CHECK(page->link == "https://www.facebook.com/dagino");
  CHECK(page->picture == "https://cdn.example/p");
  CHECK(page->is_published == true);
  CHECK(page->is_webhooks_subscribed == false);
  CHECK(page->is_messenger_bot_get_started_enabled == true);
  CHECK(page->is_messenger_platform_bot == false);
  CHECK(page->has_added_app == true);
  CHECK(page->messaging_feature_status.text == R"({"hop_v2":false})");
  CHECK(page->unread_message_count == 7);
  CHECK(page->unseen_message_count == 8);
  CHECK(page->has_transitioned_to_new_page_experience == true);
  CHECK(page->user_access_expire_time == from_unix_ms(1795341048000));
}

TEST_CASE("what a Page does not tell stays open", "[graph]") {
  for (const char* rest :
       {"", R"(,"is_published":null,"picture":null,"unread_message_count":null)",
        R"(,"is_published":7,"is_webhooks_subscribed":"yes","unread_message_count":1.5,"name":[])"}) {
    const auto page = from_http(GetPage{}, ok(R"({"id":"1")" + std::string(rest) + "}"));
    REQUIRE(page);
    CHECK(page->name.empty());
    CHECK(page->picture.empty());
    CHECK(!page->is_published);
    CHECK(!page->is_webhooks_subscribed);
    CHECK(!page->unread_message_count);
    CHECK(page->messaging_feature_status.empty());
    CHECK(!page->user_access_expire_time);
  }
  CHECK(failure(GetPage{}, ok(R"({"name":"x"})")).message == "the platform's answer has no Page id");
  check_failures(GetPage{});
}

TEST_CASE("several Pages are read at once by their ids", "[graph]") {
  check_request(GetPages{{PageId("1"), PageId("2&x=3")}}, "GET", "/?ids=1,2%26x%3D3&fields=name,access_token");
  const auto pages =
      from_http(GetPages{}, ok(R"({"1":{"id":"1","name":"A","access_token":"EAA1"},"2":{"name":"B"},"paging":7})"));
  REQUIRE(pages);
  REQUIRE(pages->size() == 2);
  CHECK((*pages)[0].page.text() == "1");
  CHECK((*pages)[0].access_token == Secret("EAA1"));
  CHECK((*pages)[1].page.text() == "2");
  CHECK((*pages)[1].name == "B");
  CHECK(failure(GetPages{}, ok("[]")).message == "the platform's answer has no Pages");
  check_failures(GetPages{});
}

TEST_CASE("a Page's own token is read alone", "[graph]") {
  const GetPageToken call{PageId("108231704662015")};
  check_request(call, "GET", "/108231704662015?fields=access_token");
  CHECK(from_http(call, ok(R"({"access_token":"EAApage","id":"108231704662015"})")).value() == Secret("EAApage"));
  const Error none = failure(call, ok(R"({"id":"108231704662015"})"));
  CHECK(none.code == ErrorCode::bad_response);
  CHECK(none.message.find("no token of the Page") != std::string::npos);
  check_failures(call);
}
