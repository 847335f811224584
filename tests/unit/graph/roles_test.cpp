#include "pagebridge/graph/roles.hpp"

#include <string>

#include "unit/graph/manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using namespace manage;            // NOLINT(google-build-using-namespace)

TEST_CASE("roles are listed with who has them", "[graph]") {
  const ListAppRoles call{AppId("12#34"), {10, "af", ""}};
  check_request(ListAppRoles{AppId("1234"), {}}, "GET", "/1234/roles");
  check_request(call, "GET", "/12%2334/roles?limit=10&after=af");
  const auto roles = from_http(
      call,
      ok(R"({"data":[{"app_id":"1234","user":"5","role":"administrators"},{"user":6,"role":"developers"},)"
         R"({"user":"7","role":"testers"},{"user":"8","role":"insights users"},{"user":"9","role":"poets"},{}]})"));
  REQUIRE(roles);
  REQUIRE(roles->items.size() == 6);
  const AppRole wanted[] = {AppRole::administrator, AppRole::developer, AppRole::tester,
                            AppRole::insights_user, AppRole::unknown,   AppRole::unknown};
  for (std::size_t i = 0; i < 6; ++i) CHECK(roles->items[i].role.value == wanted[i]);
  CHECK(roles->items[1].user.text() == "6");
  CHECK(roles->items[4].role.text == "poets");
  CHECK(!roles->has_more);
  CHECK(failure(call, ok("{}")).message == "the platform's answer has no list of roles");
  check_failures(call);
}

TEST_CASE("roles have names", "[graph]") {
  CHECK(to_string(AppRole::administrator) == "administrator");
  CHECK(to_string(AppRole::developer) == "developer");
  CHECK(to_string(AppRole::tester) == "tester");
  CHECK(to_string(AppRole::insights_user) == "insights_user");
  CHECK(to_string(AppRole::unknown) == "unknown");
}

TEST_CASE("a test user is made once, with what was granted", "[graph]") {
  check_request(CreateTestUser{AppId("1234")}, "POST", "/1234/accounts/test-users", R"({"installed":true})");
  const CreateTestUser call{AppId("1234"), "Ri\"cky", {"pages_messaging", "pages_show_list"}, false, true};
  check_request(call, "POST", "/1234/accounts/test-users",
                R"({"installed":false,"name":"Ri\"cky","permissions":"pages_messaging,pages_show_list","minor":true})");
  const auto user =
      from_http(call, ok(R"({"id":777777777,"access_token":"EAAtest","login_url":"https:\/\/f.example\/l",)"
                         R"("email":"r@tfbnw.net","password":"pw"})"));
  REQUIRE(user);
  CHECK(user->user.text() == "777777777");
  CHECK(user->access_token == Secret("EAAtest"));
  CHECK(user->login_url == Secret("https://f.example/l"));
  CHECK(user->email == "r@tfbnw.net");
  CHECK(user->password == Secret("pw"));
  CHECK(failure(call, ok("{}")).fate == SendFate::unknown);
  check_failures(call);
  CHECK(CreateTestUser::kind == CallKind::once);
}

TEST_CASE("test users are listed and deleted", "[graph]") {
  check_request(ListTestUsers{AppId("1234"), {500, "", ""}}, "GET", "/1234/accounts/test-users?limit=500");
  const auto users =
      from_http(ListTestUsers{}, ok(R"({"data":[{"id":"7","login_url":"https:\/\/f.example"},{"id":8}]})"));
  REQUIRE(users);
  REQUIRE(users->items.size() == 2);
  CHECK(users->items[0].user.text() == "7");
  CHECK(users->items[0].access_token.empty());
  CHECK(users->items[1].user.text() == "8");
  CHECK(failure(ListTestUsers{}, ok("{}")).message == "the platform's answer has no list of test users");
  check_failures(ListTestUsers{});
  check_request(DeleteTestUser{AppScopedUserId("7")}, "DELETE", "/7");
  check_done(DeleteTestUser{});
}
