// The App's node, its people, and who is who between Apps and Pages.
#include "pagebridge/graph/app_settings.hpp"
#include "pagebridge/graph/roles.hpp"
#include "unit/testing/core_stage.hpp"

using namespace sandbox_test;

TEST_CASE("an App tells and changes its settings", "[sandbox][app]") {
  const CoreStage stage;
  CHECK(stage.call("GET", "/v25.0/app", stage.app_token).body ==
        R"({"link":"https:\/\/www.facebook.com\/games\/?app_id=1517776481860111","name":"Sandbox App",)"
        R"("id":"1517776481860111"})");
  CHECK(stage
            .call("POST", "/v25.0/" + stage.app.text(), stage.app_token,
                  R"({"contact_email":"a@b.example","app_domains":["b.example"],"website_url":"https://b.example/"})")
            .body == R"({"success":true})");
  const auto settings = stage.run(graph::GetAppSettings{stage.app}, stage.app_token);
  REQUIRE(settings);
  CHECK(settings->name == "Sandbox App");
  CHECK(settings->contact_email == "a@b.example");
  CHECK(settings->website_url == "https://b.example/");
  CHECK(settings->app_domains == std::vector<std::string>{"b.example"});
  CHECK(settings->has_messenger_product == true);
  CHECK(settings->privacy_policy_url.empty());
  for (const std::string name : {"privacy_policy_url", "website_url", "terms_of_service_url", "deauth_callback_url"}) {
    const std::string body = R"({"contact_email":"c@b.example",")" + name + R"(":"nonsense"})";
    CHECK(is_error(stage.call("POST", "/app", stage.app_token, body), 100, 0));
  }
  CHECK(stage.run(graph::GetAppSettings{stage.app}, stage.app_token)->contact_email == "a@b.example");
  CHECK(is_error(stage.call("GET", "/app?fields=shoes", stage.app_token), 100, 0));
  CHECK(is_error(stage.call("POST", "/app", "EAAtoken", R"({"contact_email":"x"})"), 15, 0));
  CHECK(is_error(stage.call("GET", "/77", stage.app_token), 100, 33));
}

TEST_CASE("an App lists who has a role on it", "[sandbox][app]") {
  const CoreStage stage;
  stage.core->locked([&](World& world) { world.app(stage.app)->roles[stage.agent] = "testers"; });
  REQUIRE(stage.run(graph::CreateTestUser{stage.app}, stage.app_token));
  const auto roles = stage.run(graph::ListAppRoles{stage.app}, stage.app_token);
  REQUIRE(roles);
  REQUIRE(roles->items.size() == 2); // test users are no role
  for (const auto& holder : roles->items)
    CHECK(holder.role.value ==
          (holder.user.text() == stage.asid(stage.admin) ? graph::AppRole::administrator : graph::AppRole::tester));
  CHECK_FALSE(stage.run(graph::ListAppRoles{stage.app}, "EAAtoken"));
}

TEST_CASE("test users come and go", "[sandbox][app]") {
  const CoreStage stage;
  const auto made =
      stage.run(graph::CreateTestUser{stage.app, "Tina Test", {"pages_messaging", "pages_show_list"}}, stage.app_token);
  REQUIRE(made);
  CHECK_FALSE(made->access_token.empty());
  CHECK_FALSE(made->login_url.empty());
  CHECK_FALSE(made->email.empty());
  CHECK_FALSE(made->password.empty());
  CHECK(text_after(stage.call("GET", "/me", std::string(made->access_token.reveal())).body, "name") == "Tina Test");
  graph::CreateTestUser outside{stage.app};
  outside.is_installed = false;
  REQUIRE(stage.run(outside, stage.app_token));
  const auto listed = stage.run(graph::ListTestUsers{stage.app}, stage.app_token);
  REQUIRE(listed);
  CHECK(listed->items.size() == 2);
  const HttpResponse others = stage.call("GET", "/app/accounts?type=test-users", stage.app_token);
  CHECK(contains(others.body, made->user.text()));
  REQUIRE(stage.run(graph::DeleteTestUser{made->user}, stage.app_token));
  CHECK(stage.run(graph::ListTestUsers{stage.app}, stage.app_token)->items.size() == 1);
  CHECK(is_error(stage.call("GET", "/me", std::string(made->access_token.reveal())), 190, 458));
  // Real people cannot be deleted.
  CHECK_FALSE(stage.run(graph::DeleteTestUser{AppScopedUserId(stage.asid(stage.admin))}, stage.app_token));
}

TEST_CASE("a PSID leads to the app-scoped id and back", "[sandbox][ids]") {
  const CoreStage stage;
  REQUIRE(stage.core->write(Psid(ada), "ciao", ""));
  const auto proof = [&](const std::string& token) {
    return "appsecret_proof=" + graph::appsecret_proof(Secret(token), Secret(stage.secret));
  };
  const HttpResponse apps =
      stage.call("GET", "/" + ada + "/ids_for_apps?app=" + stage.app.text() + "&" + proof("EAAtoken"), "EAAtoken");
  CHECK(contains(apps.body, R"("app":{"link":)"));
  CHECK(contains(apps.body, "\"cursors\""));
  const std::string asid = text_after(apps.body, "id");
  const HttpResponse pages = stage.call(
      "GET", "/" + asid + "/ids_for_pages?page=" + stage.page.text() + "&" + proof(stage.app_token), stage.app_token);
  CHECK(text_after(pages.body, "id") == ada);
  CHECK(contains(pages.body, R"("page":{"category":"Company")"));
  CHECK(is_error(stage.call("GET", "/" + ada + "/ids_for_apps", "EAAtoken"), 100, 0)); // no proof
  CHECK(is_error(stage.call("GET", "/" + bob + "/ids_for_apps?" + proof("EAAtoken"), "EAAtoken"), 100, 33));
  CHECK(is_error(stage.call("GET", "/1/ids_for_pages?" + proof(stage.app_token), stage.app_token), 100, 33));
}

TEST_CASE("ids of other people's Apps, and of Pages that the App does not work for, stay secret", "[sandbox][ids]") {
  const CoreStage stage;
  REQUIRE(stage.core->write(Psid(ada), "ciao", ""));
  stage.core->locked([&](World& world) {
    world.apps[AppId("77")].id = AppId("77");
    world.apps[AppId("77")].roles[stage.agent] = "administrators";
    world.apps[AppId("78")].id = AppId("78");
    world.apps[AppId("78")].roles[stage.admin] = "administrators";
    SandboxPerson elsewhere;
    elsewhere.psid = Psid("4711");
    REQUIRE(world.introduce(*world.page(stage.other_page), elsewhere, world.person(Psid(ada))->user));
  });
  const std::string proof = "appsecret_proof=" + graph::appsecret_proof(Secret(stage.app_token), Secret(stage.secret));
  const std::string apps = stage.call("GET", "/" + ada + "/ids_for_apps?" + proof, stage.app_token).body;
  CHECK(contains(apps, R"("id":"1517776481860111")"));
  CHECK(contains(apps, R"("id":"78")")); // of the same people
  CHECK_FALSE(contains(apps, R"("id":"77")"));
  const std::string asid = text_after(apps, "id");
  const auto pages = [&] { return stage.call("GET", "/" + asid + "/ids_for_pages?" + proof, stage.app_token).body; };
  CHECK(contains(pages(), ada));
  CHECK_FALSE(contains(pages(), "4711"));
  REQUIRE(stage.call("GET", "/me/accounts", stage.login(stage.admin)).status == 200); // gives that Page's token
  CHECK(contains(pages(), "4711"));
}
