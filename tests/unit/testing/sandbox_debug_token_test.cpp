#include "pagebridge/graph/debug_token.hpp"
#include "unit/testing/core_stage.hpp"

using namespace sandbox_test;

namespace {

using Code = std::pair<int, int>;

graph::TokenFacts facts_of(const CoreStage& stage, const std::string& token) {
  const auto facts = stage.run(graph::DebugToken{Secret(token)}, stage.app_token);
  REQUIRE(facts);
  return *facts;
}

} // namespace

TEST_CASE("debug_token tells kind, owner and end of a token", "[sandbox][debug_token]") {
  const CoreStage stage;
  const std::string token = stage.login(stage.admin);
  const graph::TokenFacts user = facts_of(stage, token);
  CHECK(user.is_valid);
  CHECK(user.app == stage.app);
  CHECK(user.app_name == "Sandbox App");
  CHECK(user.kind.value == graph::TokenKind::user);
  CHECK(user.user.text() == stage.asid(stage.admin));
  CHECK(user.expires.at == stage.clock->wall() + std::chrono::hours(2));
  CHECK(user.data_access_expires.at == stage.clock->wall() + std::chrono::hours(90 * 24));
  CHECK_FALSE(user.issued_at);
  REQUIRE_FALSE(user.granular_scopes.empty());
  CHECK(user.granular_scopes[0].covers_all);

  const graph::TokenFacts page = facts_of(stage, "EAAtoken");
  CHECK(page.kind.value == graph::TokenKind::page);
  CHECK(page.page == stage.page);
  CHECK(page.expires.never);
  CHECK(page.issued_at);

  const graph::TokenFacts app = facts_of(stage, stage.app_token);
  CHECK(app.kind.value == graph::TokenKind::app);
  CHECK(app.is_valid);
  CHECK(app.scopes.empty());
}

TEST_CASE("a dead token is an answer that says why", "[sandbox][debug_token]") {
  const CoreStage stage;
  const std::string token = stage.login(stage.admin);
  int subcode = 463;
  SECTION("expired") { stage.clock->advance(std::chrono::hours(2)); }
  SECTION("password changed") {
    stage.core->locked([&](World& world) { world.tokens.kill(stage.admin, {}, {}, 460); });
    subcode = 460;
  }
  const graph::TokenFacts facts = facts_of(stage, token);
  CHECK_FALSE(facts.is_valid);
  REQUIRE(facts.error);
  CHECK(facts.error->code == 190);
  CHECK(facts.error->subcode == subcode);
  CHECK(facts.kind.value == graph::TokenKind::user);
  const graph::TokenFacts unknown = facts_of(stage, "EAAnobody");
  CHECK_FALSE(unknown.is_valid);
  CHECK(unknown.error->code == 190);
}

TEST_CASE("who may inspect a token", "[sandbox][debug_token]") {
  const CoreStage stage;
  const graph::DebugToken call{Secret("EAAtoken")};
  CHECK(stage.run(call, stage.login(stage.admin))); // makes the App
  CHECK(graph_code(stage.run(call, stage.login(stage.agent)).error()) == Code{100, 0});
  CHECK(graph_code(stage.run(call, "EAAtoken").error()) == Code{100, 0});
  CHECK(is_error(stage.call("GET", "/debug_token", stage.app_token), 100, 0));
  stage.core->locked([&](World& world) {
    world.apps[AppId("77")].id = AppId("77");
    world.apps[AppId("77")].secret = Secret("s");
  });
  const HttpResponse others = stage.call("GET", "/debug_token?input_token=EAAtoken", "77|s");
  CHECK(is_error(others, 100, 0));
  CHECK(contains(others.body, "did not match the Viewing App"));
}
