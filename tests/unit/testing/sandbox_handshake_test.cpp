#include "unit/testing/sandbox_stage.hpp"

using namespace sandbox_test;

namespace {

/// The state and the reason that the control API tells.
std::string status(const Stage& stage) {
  const std::string body = stage.call("GET", "/sandbox/webhook").body;
  return text_after(body, "state") + ": " + text_after(body, "reason");
}

} // namespace

TEST_CASE("the handshake asks with dots in the names and wants the challenge back", "[sandbox][handshake]") {
  Stage stage;
  CHECK(status(stage) == "none: ");
  CHECK_FALSE(stage.connect({"messages"}));
  REQUIRE(stage.callback->gets.size() == 1);
  const HttpRequest& get = stage.callback->gets[0];
  CHECK(get.method == "GET");
  CHECK(get.body.empty());
  CHECK(path_of(get.url) == "/messenger/abc");
  CHECK(contains(get.url, "?hub.mode=subscribe&hub.challenge="));
  CHECK(contains(get.url, "&hub.verify_token=verify%20me"));
  CHECK(parameter(get, "hub.verify_token") == "verify me");
  CHECK(parameter(get, "hub.challenge").find_first_not_of("0123456789") == std::string::npos);
  CHECK(parameter(get, "hub.challenge").size() == 9); // an int of 32 bits holds it
  CHECK_FALSE(single_header(get.headers, "X-Hub-Signature-256"));
  CHECK(status(stage) == "verified: ");
  CHECK(contains(stage.call("GET", "/sandbox/webhook").body, R"("fields":["messages"])"));
}

TEST_CASE("the handshake appends to a query that is there", "[sandbox][handshake]") {
  Stage stage;
  CHECK_FALSE(stage.connect({"messages"}, "http://localhost:8080/hook?tenant=7"));
  CHECK(stage.callback->gets[0].url.rfind("http://localhost:8080/hook?tenant=7&hub.mode=subscribe&", 0) == 0);
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.at(0).url == "http://localhost:8080/hook?tenant=7");
}

TEST_CASE("a callback that does not answer as it must is not verified", "[sandbox][handshake]") {
  Stage stage;
  std::string reason;
  SECTION("another status") {
    stage.callback->on_get = [](const HttpRequest&) { return HttpResponse{403, {}, "no"}; };
    reason = "answered 403";
  }
  SECTION("a status that is not exactly 200") {
    stage.callback->on_get = [](const HttpRequest& r) { return HttpResponse{201, {}, parameter(r, "hub.challenge")}; };
    reason = "answered 201";
  }
  SECTION("more than the challenge") {
    stage.callback->on_get = [](const HttpRequest& r) {
      return HttpResponse{200, {}, parameter(r, "hub.challenge") + "\n"};
    };
    reason = "not the challenge";
  }
  SECTION("no answer") {
    stage.callback->on_get = [](const HttpRequest&) { return HttpResponse{}; };
    reason = "gave no answer (connection)";
  }
  const auto error = stage.connect({"messages"});
  REQUIRE(error);
  CHECK(error->code == ErrorCode::graph);
  CHECK(error->graph->code == 2200);
  CHECK(contains(error->message, reason));
  CHECK_FALSE(contains(error->message, "verify me"));
  CHECK(status(stage).rfind("failed: ", 0) == 0);
  CHECK(contains(status(stage), reason));
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.empty());
}

TEST_CASE("a failed handshake leaves the older webhook, a new one replaces it", "[sandbox][handshake]") {
  Stage stage;
  CHECK_FALSE(stage.connect({"messages"}, "https://cc.example/old"));
  const auto right = stage.callback->on_get;
  stage.callback->on_get = [](const HttpRequest&) { return HttpResponse{404, {}, ""}; };
  CHECK(stage.connect({"message_reads"}, "https://cc.example/wrong"));
  REQUIRE(stage.sandbox->write(Psid(ada), "1"));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.at(0).url == "https://cc.example/old");
  stage.callback->on_get = right;
  CHECK_FALSE(stage.connect({"messages"}, "https://cc.example/new"));
  REQUIRE(stage.sandbox->write(Psid(ada), "2"));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.at(1).url == "https://cc.example/new");
}

TEST_CASE("of two handshakes at a time the later one counts", "[sandbox][handshake]") {
  Stage stage;
  std::optional<Result<void>> first;
  std::optional<Result<void>> second;
  stage.sandbox->connect_webhook("https://cc.example/1", Secret("t"), {"messages"},
                                 [&](Result<void> r) { first = std::move(r); });
  CHECK(status(stage) == "pending: ");
  stage.sandbox->connect_webhook("https://cc.example/2", Secret("t"), {"messages"},
                                 [&](Result<void> r) { second = std::move(r); });
  stage.executor->run_ready();
  CHECK(first->error().code == ErrorCode::graph);
  CHECK(second->has_value());
  CHECK(status(stage) == "verified: ");
  REQUIRE(stage.sandbox->write(Psid(ada), "1"));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.at(0).url == "https://cc.example/2");
}

TEST_CASE("what cannot be a webhook is refused without asking it", "[sandbox][handshake]") {
  Stage stage;
  const auto field_of = [](const std::optional<Error>& error) { return error ? error->field : "(none)"; };
  CHECK(field_of(stage.connect({"messages"}, "cc.example/hook")) == "callback_url");
  CHECK(field_of(stage.connect({"messages"}, "https://cc.example/hook#top")) == "callback_url");
  CHECK(field_of(stage.connect({"messages"}, "https://cc.example/a b")) == "callback_url");
  CHECK(field_of(stage.connect({})) == "fields");
  CHECK(field_of(stage.connect({"messages_deliveries"})) == "fields");
  CHECK(stage.callback->gets.empty());
  CHECK(status(stage) == "none: ");

  SandboxOptions options;
  options.executor = stage.executor;
  const auto mute = Sandbox::create(std::move(options)).value();
  std::optional<Result<void>> result;
  mute->connect_webhook("https://cc.example/", Secret("t"), {"messages"},
                        [&](Result<void> r) { result = std::move(r); });
  CHECK_FALSE(result);
  stage.executor->run_ready();
  CHECK(result->error().field == "webhook_transport");
}

TEST_CASE("a handshake under way ends as cancelled with the sandbox", "[sandbox][handshake]") {
  Stage stage;
  std::optional<Result<void>> result;
  stage.sandbox->connect_webhook("https://cc.example/", Secret("t"), {"messages"},
                                 [&](Result<void> r) { result = std::move(r); });
  stage.sandbox.reset();
  stage.executor->run_ready();
  REQUIRE(result);
  CHECK(result->error().code == ErrorCode::cancelled);
}
