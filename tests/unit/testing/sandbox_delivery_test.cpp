// Who gets to know of what: reviews, roles, batches, and what becomes of a callback that fails.
#include "unit/testing/sandbox_stage.hpp"

using namespace sandbox_test;

namespace {

SandboxOptions in_development(pagebridge::testing::StrangerPolicy strangers) {
  SandboxOptions options;
  options.is_live = false;
  options.strangers = strangers;
  return options;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

} // namespace

TEST_CASE("in development mode what a stranger writes reaches nobody", "[sandbox][delivery]") {
  Stage stage(in_development(pagebridge::testing::StrangerPolicy::silent));
  REQUIRE_FALSE(stage.connect({"messages"}));
  REQUIRE(stage.sandbox->write(Psid(ada), "Hello?"));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.empty());
  CHECK(stage.sandbox->thread(Psid(ada)).size() == 1);
  CHECK(is_error(stage.send(R"({"text":"Hi"})"), 200, 2018028));
}

TEST_CASE("as older guides have it, the message of a stranger comes and the answer fails", "[sandbox][delivery]") {
  Stage stage(in_development(pagebridge::testing::StrangerPolicy::inbound_only));
  REQUIRE_FALSE(stage.connect({"messages"}));
  REQUIRE(stage.sandbox->write(Psid(ada), "Hello?"));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.size() == 1);
  const HttpResponse refused = stage.send(R"({"text":"Hi"})");
  CHECK(is_error(refused, 200, 2018028));
  CHECK(contains(refused.body, "until pages_messaging permission is reviewed and the app is live."));
  CHECK(stage.sandbox->thread(Psid(ada)).size() == 1);
}

TEST_CASE("events of one person that wait may share a POST, in their order", "[sandbox][delivery]") {
  SandboxOptions options;
  options.webhook_batch = 3;
  Stage stage(std::move(options));
  REQUIRE_FALSE(stage.connect({"messages"}));
  for (const char* text : {"one", "two", "three", "four", "five"}) REQUIRE(stage.sandbox->write(Psid(ada), text));
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 2);
  const std::string& first = stage.callback->posts[0].body;
  CHECK(count(first, "\"messaging\":[") == 3);
  CHECK(first.find("\"one\"") < first.find("\"two\""));
  CHECK(first.find("\"two\"") < first.find("\"three\""));
  CHECK(count(stage.callback->posts[1].body, "\"messaging\":[") == 2);
  CHECK(stage.sandbox->tally().accepted == 5);
  CHECK(stage.sandbox->tally().under_way == 0);
}

TEST_CASE("a control request says how many events may share a POST", "[sandbox][delivery]") {
  Stage stage;
  REQUIRE_FALSE(stage.connect({"messages"}));
  CHECK(stage.sandbox->handle({"POST", "/sandbox/settings", {}, R"({"webhook_batch":0})"}).status == 400);
  CHECK(stage.sandbox->handle({"POST", "/sandbox/settings", {}, R"({"webhook_batch":2})"}).status == 200);
  for (const char* text : {"one", "two"}) REQUIRE(stage.sandbox->write(Psid(ada), text));
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 1);
  CHECK(count(stage.callback->posts[0].body, "\"messaging\":[") == 2);
}

TEST_CASE("a batch that is refused comes again as it was", "[sandbox][delivery]") {
  SandboxOptions options;
  options.webhook_batch = 2;
  Stage stage(std::move(options));
  REQUIRE_FALSE(stage.connect({"messages"}));
  stage.callback->statuses = {500};
  for (const char* text : {"one", "two", "three"}) REQUIRE(stage.sandbox->write(Psid(ada), text));
  REQUIRE(stage.executor->run_until_idle());
  REQUIRE(stage.callback->posts.size() == 3);
  CHECK(stage.callback->posts[0].body == stage.callback->posts[1].body);
  CHECK(contains(stage.callback->posts[2].body, "\"three\""));
  CHECK(stage.sandbox->tally().accepted == 3);
}

TEST_CASE("after an hour of failures the App is subscribed no more, and can subscribe again", "[sandbox][delivery]") {
  Stage stage;
  REQUIRE_FALSE(stage.connect({"messages"}));
  stage.callback->statuses.assign(1000, 503);
  for (int minute = 0; minute < 61; ++minute) {
    REQUIRE(stage.sandbox->write(Psid(ada), "minute " + std::to_string(minute)));
    stage.executor->advance(std::chrono::minutes(1));
  }
  stage.executor->advance(std::chrono::minutes(10));
  CHECK(stage.sandbox->tally().accepted == 0);
  CHECK(stage.sandbox->tally().under_way == 0);
  const std::size_t posts = stage.callback->posts.size();
  stage.callback->statuses.clear();
  REQUIRE(stage.sandbox->write(Psid(ada), "anybody there?"));
  stage.executor->advance(std::chrono::minutes(10));
  CHECK(stage.callback->posts.size() == posts);

  REQUIRE_FALSE(stage.connect({"messages"}));
  REQUIRE(stage.sandbox->write(Psid(ada), "and now?"));
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == posts + 1);
  CHECK(contains(stage.callback->posts.back().body, "and now?"));
}

TEST_CASE("one success in the hour keeps the subscription", "[sandbox][delivery]") {
  Stage stage;
  REQUIRE_FALSE(stage.connect({"messages"}));
  for (int half = 0; half < 3; ++half) {
    stage.callback->statuses.assign(1000, 503);
    for (int minute = 0; minute < 40; ++minute) {
      REQUIRE(stage.sandbox->write(Psid(ada), "x"));
      stage.executor->advance(std::chrono::minutes(1));
    }
    stage.callback->statuses.clear();
    REQUIRE(stage.sandbox->write(Psid(ada), "accepted"));
    REQUIRE(stage.executor->run_until_idle(std::chrono::hours(1)));
  }
  REQUIRE(stage.sandbox->write(Psid(ada), "still here"));
  stage.executor->run_ready();
  CHECK(contains(stage.callback->posts.back().body, "still here"));
}

TEST_CASE("ledger and threads keep what they are told to", "[sandbox][delivery]") {
  SandboxOptions options;
  options.most_webhooks = 10;
  options.most_messages = 5;
  Stage stage(std::move(options));
  REQUIRE_FALSE(stage.connect({"messages"}));
  for (int i = 0; i < 50; ++i) {
    REQUIRE(stage.sandbox->write(Psid(ada), std::to_string(i)));
    stage.executor->run_ready();
  }
  CHECK(stage.callback->posts.size() == 50);
  REQUIRE(stage.sandbox->webhooks().size() == 10);
  CHECK(stage.sandbox->webhooks().back().number == 50);
  CHECK(stage.sandbox->tally().accepted == 50);
  const auto thread = stage.sandbox->thread(Psid(ada));
  REQUIRE(thread.size() == 5);
  CHECK(thread.front().text == "45");
}
