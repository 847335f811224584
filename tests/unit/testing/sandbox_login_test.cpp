// From the login dialog to a Page's token.
#include "pagebridge/graph/access_token.hpp"
#include "pagebridge/graph/debug_token.hpp"
#include "pagebridge/graph/pages.hpp"
#include "unit/testing/core_stage.hpp"

using namespace sandbox_test;

namespace {

using Code = std::pair<int, int>;

std::string extended(const CoreStage& stage, const std::string& token) {
  const auto issued = stage.run(graph::ExtendUserToken{stage.app, Secret(stage.secret), Secret(token)}, "");
  REQUIRE(issued);
  CHECK(issued->type == "bearer");
  CHECK(issued->expires_in == std::chrono::hours(60 * 24));
  return std::string(issued->access_token.reveal());
}

std::string page_token(const CoreStage& stage, const std::string& user_token) {
  const auto token = stage.run(graph::GetPageToken{stage.page}, user_token);
  REQUIRE(token);
  return std::string(token->reveal());
}

} // namespace

TEST_CASE("a code becomes a user token, a long one, and Pages with their tokens", "[sandbox][login]") {
  const CoreStage stage;
  const auto code = stage.core->issue_code({stage.app, stage.admin}, "https://cc.example/back");
  REQUIRE(code);
  const graph::ExchangeLoginCode exchange{stage.app, Secret(stage.secret), "https://cc.example/back", Secret(*code)};
  const auto issued = stage.run(exchange, "");
  REQUIRE(issued);
  CHECK(issued->expires_in == std::chrono::hours(2));
  CHECK(graph_code(stage.run(exchange, "").error()) == Code{100, 36009}); // codes are good once
  const std::string token = extended(stage, std::string(issued->access_token.reveal()));
  const auto pages = stage.run(graph::ListPages{}, token);
  REQUIRE(pages);
  REQUIRE(pages->items.size() == 2);
  CHECK(pages->items[0].page == stage.page);
  CHECK(pages->items[0].name == "Gelateria Demo");
  CHECK(pages->items[0].category == "Company");
  CHECK(graph::may_message(pages->items[0]));
  CHECK_FALSE(pages->has_more);
  CHECK(pages->items[0].access_token.reveal() == page_token(stage, token));
  CHECK(stage.call("GET", "/v25.0/me", std::string(pages->items[1].access_token.reveal())).body ==
        R"({"name":"Second Page","id":"682498302938466"})");
}

TEST_CASE("the way of Meta's samples, with GETs, does the same", "[sandbox][login]") {
  const CoreStage stage;
  const std::string credentials = "client_id=" + stage.app.text() + "&client_secret=" + stage.secret;
  const std::string short_token = stage.login(stage.admin);
  const HttpResponse own = stage.call("GET", "/oauth/access_token?grant_type=client_credentials&" + credentials, "");
  CHECK(text_after(own.body, "access_token") == stage.app_token);
  const HttpResponse longer = stage.call(
      "GET", "/oauth/access_token?grant_type=fb_exchange_token&" + credentials + "&fb_exchange_token=" + short_token,
      "");
  CHECK(number_after(longer.body, "expires_in") == 5184000);
  const std::string token = text_after(longer.body, "access_token");
  const HttpResponse one = stage.call("GET", "/v24.0/" + stage.asid(stage.admin) + "/accounts?limit=1", token);
  CHECK(contains(one.body, R"("tasks":["ADVERTISE","ANALYZE","CREATE_CONTENT","MANAGE","MESSAGING","MODERATE"])"));
  CHECK(contains(one.body, R"("category_list":[{"id":"2200","name":"Company"}])"));
  const auto at = one.body.find("\"next\":\"");
  REQUIRE(at != std::string::npos);
  CHECK(contains(one.body.substr(at), "access_token=" + token));
  CHECK(contains(stage.call("GET", "/v24.0?ids=682498302938465&fields=access_token", token).body, "access_token"));
}

TEST_CASE("what is wrong about an exchange is said in the platform's words", "[sandbox][login]") {
  const CoreStage stage;
  const auto code = stage.core->issue_code({stage.app, stage.admin}, "https://cc.example/back");
  REQUIRE(code);
  graph::ExchangeLoginCode exchange{stage.app, Secret(stage.secret), "https://cc.example/back", Secret(*code)};
  Code expected{100, 36008};
  SECTION("another redirect URI") { exchange.redirect_uri += "/"; }
  SECTION("no such code") {
    exchange.code = Secret("AQnone");
    expected = {100, 0};
  }
  SECTION("too late") {
    stage.clock->advance(std::chrono::minutes(10));
    expected = {100, 36007};
  }
  SECTION("wrong secret") {
    exchange.app_secret = Secret("other");
    expected = {1, 0};
  }
  SECTION("no such App") {
    exchange.app = AppId("1");
    expected = {101, 0};
  }
  CHECK(graph_code(stage.run(exchange, "").error()) == expected);
}

TEST_CASE("an expired token cannot be extended, a long one ends after 60 days", "[sandbox][login]") {
  const CoreStage stage;
  const std::string short_token = stage.login(stage.admin);
  const std::string long_token = extended(stage, short_token);
  const std::string of_page = page_token(stage, long_token);
  const std::string of_page_short = page_token(stage, short_token);
  CHECK(of_page != of_page_short);
  stage.clock->advance(std::chrono::hours(2));
  const graph::ExtendUserToken again{stage.app, Secret(stage.secret), Secret(short_token)};
  CHECK(graph_code(stage.run(again, "").error()) == Code{190, 463});
  CHECK(is_error(stage.call("GET", "/me", of_page_short), 190, 463));
  CHECK(stage.call("GET", "/me", long_token).status == 200);
  stage.clock->advance(std::chrono::hours(60 * 24));
  CHECK(is_error(stage.call("GET", "/me", long_token), 190, 463));
  CHECK(stage.call("GET", "/me", of_page).status == 200); // Page tokens of a long one do not end by time
}

TEST_CASE("a Page's token dies with the person's password and comes back new", "[sandbox][login]") {
  const CoreStage stage;
  const std::string user_token = extended(stage, stage.login(stage.admin));
  const std::string old = page_token(stage, user_token);
  stage.core->locked([&](World& world) { world.tokens.kill(stage.admin, {}, stage.page, 492); });
  CHECK(is_error(stage.call("GET", "/me", old), 190, 492));
  CHECK(page_token(stage, user_token) != old);
  stage.core->locked([&](World& world) { world.tokens.kill(stage.admin, {}, {}, 460); });
  CHECK(is_error(stage.call("GET", "/me/accounts", user_token), 190, 460));
}

TEST_CASE("only Pages on which the person has a task are theirs", "[sandbox][login]") {
  const CoreStage stage;
  const auto agents = stage.run(graph::ListPages{}, stage.login(stage.agent));
  REQUIRE(agents);
  REQUIRE(agents->items.size() == 1);
  CHECK(agents->items[0].tasks == std::vector<std::string>{"MESSAGING"});
  const std::string stranger = stage.login(stage.stranger);
  CHECK(stage.run(graph::ListPages{}, stranger)->items.empty());
  CHECK(stage.run(graph::GetPageToken{stage.page}, stranger).error().code == ErrorCode::bad_response);
  CHECK(stage.core->issue_user_token({stage.app, stage.agent, {stage.other_page}}).error().field == "pages");
  const std::string no_list = stage.login(stage.admin, {}, {"pages_messaging"});
  CHECK(graph_code(stage.run(graph::ListPages{}, no_list).error()).first == 230);
}

TEST_CASE("a login that names one Page gives that one only", "[sandbox][login]") {
  const CoreStage stage;
  const std::string token = stage.login(stage.admin, {stage.other_page});
  REQUIRE(stage.run(graph::ListPages{}, token)->items.size() == 1);
  const auto facts = stage.run(graph::DebugToken{Secret(token)}, stage.app_token);
  REQUIRE(facts);
  REQUIRE_FALSE(facts->granular_scopes.empty());
  CHECK(facts->granular_scopes[0].target_ids == std::vector<std::string>{stage.other_page.text()});
}

TEST_CASE("in development mode only people with a role can log in", "[sandbox][login]") {
  SandboxOptions options;
  options.is_live = false;
  const CoreStage stage(std::move(options));
  CHECK(stage.core->issue_user_token({stage.app, stage.stranger}).error().code == ErrorCode::conflict);
  CHECK(stage.core->issue_user_token({stage.app, stage.admin}));
}

TEST_CASE("a permission without advanced access is granted to the App's own people only", "[sandbox][login]") {
  const CoreStage stage;
  stage.core->locked([&](World& world) { world.app(stage.app)->permissions["pages_messaging"] = {}; });
  const auto scopes_of = [&](const UserId& user) {
    return stage.core->locked([token = stage.login(user)](World& world) {
      return world.tokens.find(token)->scopes.count("pages_messaging");
    });
  };
  CHECK(scopes_of(stage.admin) == 1);
  CHECK(scopes_of(stage.agent) == 0);
}

TEST_CASE("me is whoever the token speaks for", "[sandbox][login]") {
  const CoreStage stage;
  const std::string token = stage.login(stage.agent);
  const std::string me = R"({"name":"Agent","id":")" + stage.asid(stage.agent) + "\"}";
  CHECK(stage.call("GET", "/v25.0/me", token).body == me);
  CHECK(stage.call("GET", "/v25.0/" + stage.asid(stage.agent), token).body == me);
  CHECK(is_error(stage.call("GET", "/v25.0/" + stage.asid(stage.admin), token), 100, 33));
  CHECK(is_error(stage.call("GET", "/v25.0/me?fields=shoe_size", token), 100, 0));
  // An edge of a Page needs the Page's own token.
  CHECK(is_error(stage.call("GET", "/v25.0/me/conversations", token), 210, 0));
  CHECK(is_error(stage.call("GET", "/v25.0/" + stage.page.text() + "/conversations", token), 210, 0));
}

TEST_CASE("a Page shows the fields that it has, and refuses those that no Page has", "[sandbox][page]") {
  const CoreStage stage;
  graph::GetPage all;
  all.fields = {graph::PageField::name,
                graph::PageField::access_token,
                graph::PageField::link,
                graph::PageField::picture,
                graph::PageField::is_published,
                graph::PageField::is_webhooks_subscribed,
                graph::PageField::is_messenger_bot_get_started_enabled,
                graph::PageField::is_messenger_platform_bot,
                graph::PageField::has_added_app,
                graph::PageField::messaging_feature_status,
                graph::PageField::unread_message_count,
                graph::PageField::unseen_message_count,
                graph::PageField::has_transitioned_to_new_page_experience,
                graph::PageField::user_access_expire_time};
  REQUIRE(stage.core->write(Psid(ada), "ciao", ""));
  const auto read = stage.run(all, "EAAtoken");
  REQUIRE(read);
  CHECK(read->access_token.reveal() == "EAAtoken");
  CHECK(read->link == "https://www.facebook.com/682498302938465");
  CHECK_FALSE(read->picture.empty());
  CHECK(read->is_webhooks_subscribed == false);
  CHECK(read->unread_message_count == 1);
  CHECK_FALSE(read->user_access_expire_time);
  const HttpResponse many =
      stage.call("GET",
                 "/v24.0/682498302938465?fields=id,about,category,category_list,cover,description,"
                 "emails,engagement,fan_count,phone,picture,username,verification_status,website",
                 "EAAtoken");
  CHECK(many.status == 200);
  CHECK_FALSE(contains(many.body, "about"));
  CHECK(is_error(stage.call("GET", "/me?fields=nonsense", "EAAtoken"), 100, 0));
}
