// No secret in any URL or error, of any call of set-up and management.
#include <string>
#include <tuple>

#include "pagebridge/graph/access_token.hpp"
#include "pagebridge/graph/app_settings.hpp"
#include "pagebridge/graph/app_subscriptions.hpp"
#include "pagebridge/graph/debug_token.hpp"
#include "pagebridge/graph/messenger_profile.hpp"
#include "pagebridge/graph/page.hpp"
#include "pagebridge/graph/page_subscriptions.hpp"
#include "pagebridge/graph/pages.hpp"
#include "pagebridge/graph/personas.hpp"
#include "pagebridge/graph/roles.hpp"
#include "pagebridge/graph/user_menu.hpp"
#include "pagebridge/graph/user_profile.hpp"
#include "unit/graph/manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using namespace manage;            // NOLINT(google-build-using-namespace)

namespace {

const Secret canary("CANARY");
const Access access{Secret("CANARY-token"), Secret("CANARY-app-secret"), "v25.0", "https://graph.facebook.com"};

const auto calls = std::make_tuple(
    ExchangeLoginCode{AppId("1"), canary, "https://a.example", canary}, ExtendUserToken{AppId("1"), canary, canary},
    DebugToken{canary}, ListPages{}, GetPage{}, GetPages{{PageId("1")}}, GetPageToken{PageId("1")}, GetPageIdentity{},
    SubscribeApp{AppId("1"), "https://a.example", canary, {"messages"}}, ListAppSubscriptions{AppId("1")},
    UnsubscribeApp{AppId("1")}, UnsubscribeAppFromAll{AppId("1")}, SubscribePage{{"messages"}}, ListSubscribedApps{},
    UnsubscribePage{}, ListAppRoles{AppId("1"), {}}, CreateTestUser{AppId("1")}, ListTestUsers{AppId("1"), {}},
    DeleteTestUser{AppScopedUserId("1")}, SetMessengerProfile{}, GetMessengerProfile{}, DeleteMessengerProfile{},
    SetUserMenu{Psid("1"), {}}, GetUserMenu{Psid("1")}, DeleteUserMenu{Psid("1")},
    CreatePersona{"A", "https://a.example"}, ListPersonas{}, GetPersona{PersonaId("1")}, DeletePersona{PersonaId("1")},
    GetUserProfile{Psid("1")}, GetAppSettings{AppId("1")});

template <class Visit>
void for_each_call(Visit&& visit) {
  std::apply([&](const auto&... call) { (visit(call), ...); }, calls);
}

bool has_canary(const std::string& text) { return text.find("CANARY") != std::string::npos; }

} // namespace

TEST_CASE("no call of set-up and management has a secret in its URL or outside its place", "[graph]") {
  std::size_t count = 0;
  for_each_call([&](const auto& call) {
    const HttpRequest request = to_http(call, access);
    INFO(request.method << " " << request.url);
    CHECK(!has_canary(request.url));
    CHECK(request.url.rfind("https://graph.facebook.com/v25.0/", 0) == 0);
    for (const auto& [name, value] : request.headers)
      CHECK((!has_canary(value) || (name == "Authorization" && value == "Bearer CANARY-token")));
    CHECK(request.body.find("CANARY-") == std::string::npos);
    ++count;
  });
  CHECK(count == std::tuple_size_v<decltype(calls)>);
}

TEST_CASE("no error of a call of set-up and management has a secret, wherever the answer has it", "[graph]") {
  for_each_call([&](const auto& call) {
    for (const char* body :
         {"CANARY", "<p>CANARY</p>", R"({"error":{"message":"CANARY","type":"OAuthException","code":190}})",
          R"({"error":{"message":"(#100) CANARY","code":100,"error_user_msg":"CANARY","error_data":"CANARY"}})",
          R"({"success":false,"access_token":{"CANARY":1},"id":["CANARY"],"data":"CANARY","paging":{"next":"CANARY"}})",
          R"(["CANARY"])", R"("CANARY")", "{\"access_token\":\"CANARY"}) {
      for (const int status : {200, 400, 502}) {
        const auto result =
            from_http(call, {status, {{"WWW-Authenticate", "CANARY"}, {"Retry-After", "CANARY"}}, body});
        if (result) continue;
        CHECK(!has_canary(result.error().message));
        CHECK(!has_canary(result.error().field));
      }
    }
  });
}

TEST_CASE("ids and cursors cannot break out of a path or a query", "[graph]") {
  const std::string evil = "../x?a=b&c=d#e\r\nHost: f";
  const std::string safe = "..%2Fx%3Fa%3Db%26c%3Dd%23e%0D%0AHost%3A%20f";
  const Cursor cursor{1, evil, evil};
  const std::string part = "limit=1&after=" + safe + "&before=" + safe;
  CHECK(to_http(GetPage{PageId(evil), {}}, plain()).url == origin + "/" + safe);
  CHECK(to_http(GetPageToken{PageId(evil)}, plain()).url == origin + "/" + safe + "?fields=access_token");
  CHECK(to_http(ListAppSubscriptions{AppId(evil)}, plain()).url == origin + "/" + safe + "/subscriptions");
  CHECK(to_http(UnsubscribeAppFromAll{AppId(evil)}, plain()).url == origin + "/" + safe + "/subscriptions");
  CHECK(to_http(ListAppRoles{AppId(evil), cursor}, plain()).url == origin + "/" + safe + "/roles?" + part);
  CHECK(to_http(ListTestUsers{AppId(evil), cursor}, plain()).url ==
        origin + "/" + safe + "/accounts/test-users?" + part);
  CHECK(to_http(DeleteTestUser{AppScopedUserId(evil)}, plain()).url == origin + "/" + safe);
  CHECK(to_http(DeletePersona{PersonaId(evil)}, plain()).url == origin + "/" + safe);
  CHECK(to_http(ListPersonas{cursor}, plain()).url ==
        origin + "/me/personas?fields=id,name,profile_picture_url&" + part);
  CHECK(to_http(GetUserMenu{Psid(evil)}, plain()).url == origin + "/me/custom_user_settings?psid=" + safe);
  CHECK(to_http(ExchangeLoginCode{AppId(evil), Secret("s"), evil, Secret(evil)}, plain()).body ==
        "client_id=" + safe + "&client_secret=s&redirect_uri=" + safe + "&code=" + safe);
}
