#include "unit/testing/sandbox_ask.hpp"

using namespace sandbox_test;

TEST_CASE("the ledger tells what people saw and receivers got, in order", "[sandbox][ledger]") {
  Stage stage;
  REQUIRE_FALSE(stage.connect({"messages", "message_echoes"}));
  stage.callback->statuses = {500};
  const Mid mid = stage.sandbox->write(Psid(ada), "ciao").value();
  stage.executor->advance(milliseconds(10));
  CHECK(stage.send(R"({"text":"hello","metadata":"order 7"})").status == 200);
  stage.executor->run_ready();
  REQUIRE(stage.sandbox->repeat_last_webhook());
  stage.executor->run_ready();
  const std::string all = ask(stage, "GET", "/sandbox/ledger").body;
  const std::string person = R"("page":"682498302938465","psid":")" + ada + "\"";
  CHECK(all.rfind(R"({"first":1,"last":5,"entries":[{"number":1,"kind":"turn","at":1770000000000,)" + person +
                      R"(,"from":"person","mid":")" + mid.text() + R"(","text":"ciao"},{"number":2,"kind":"webhook",)",
                  0) == 0);
  CHECK(contains(all, person + R"(,"app":"1517776481860111","field":"messages","webhook":1,"attempts":2,)"
                               R"("repeated":false,"body":{"object":"page","entry":[{"id":"682498302938465",)"));
  CHECK(contains(all, R"("number":3,"kind":"turn","at":1770000000010,)" + person + R"(,"from":"page")"));
  CHECK(contains(all, R"("text":"hello","metadata":"order 7"},{"number":4,"kind":"webhook")"));
  CHECK(contains(all, R"("webhook":3,"attempts":1,"repeated":true,)"));
  const std::string rest = ask(stage, "GET", "/sandbox/ledger?after=4").body;
  CHECK(rest.rfind(R"({"first":1,"last":5,"entries":[{"number":5,)", 0) == 0);
  CHECK(ask(stage, "GET", "/sandbox/ledger?after=5").body == R"({"first":1,"last":5,"entries":[]})");
  CHECK(ask(stage, "GET", "/sandbox/ledger?after=x").status == 400);
}

TEST_CASE("the ledger forgets what is old, and says so", "[sandbox][ledger]") {
  SandboxOptions options;
  options.most_webhooks = 2;
  Stage stage(std::move(options));
  CHECK(ask(stage, "GET", "/sandbox/ledger").body == R"({"first":1,"last":0,"entries":[]})");
  for (int i = 0; i < 5; ++i) REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  REQUIRE(stage.sandbox->read(Psid(ada))); // no turn
  CHECK(ask(stage, "GET", "/sandbox/ledger").body.rfind(R"({"first":4,"last":5,"entries":[{"number":4,)", 0) == 0);
}

TEST_CASE("what becomes of strangers' messages can be changed", "[sandbox][control]") {
  SandboxOptions options;
  options.is_live = false;
  Stage stage(std::move(options));
  REQUIRE_FALSE(stage.connect({"messages"}));
  CHECK(ask(stage, "GET", "/sandbox/settings").body == R"({"strangers":"silent","webhook_batch":1})");
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.empty());
  CHECK(posted(stage, "settings", R"({"strangers":"welcome"})") == "400 strangers");
  CHECK(posted(stage, "settings", R"({"strangers":"inbound_only"})") == "200");
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.size() == 1);
  CHECK(is_error(stage.send(R"({"text":"hello"})"), 200, 2018028));
}
