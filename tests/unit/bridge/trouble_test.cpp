#include "support/catch.hpp"
#include "unit/bridge/bridge_world.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

TEST_CASE("a desk that is busy, throws or forgets to answer gets the event again, in order", "[bridge][desk]") {
  BridgeWorld world;
  const auto mood = GENERATE(RecordingDesk::Mood::later, RecordingDesk::Mood::throws, RecordingDesk::Mood::drops);
  world.desk->mood = mood;
  REQUIRE(world.sandbox->write(world.customer, "one"));
  REQUIRE(world.sandbox->write(world.customer, "two"));
  world.pass(std::chrono::seconds(60));
  CHECK(world.desk->events.empty());
  CHECK(world.desk->offered > 10);
  world.desk->mood = RecordingDesk::Mood::accepts;
  world.pass();
  const auto added = world.desk->all<MessageAdded>();
  REQUIRE(added.size() == 2);
  CHECK(added[0].message.body.text == "one");
  CHECK(added[1].message.body.text == "two");
  for (std::size_t i = 0; i < world.desk->events.size(); ++i) CHECK(world.desk->events[i].seq == i + 1);
}

TEST_CASE("what the desk rejects goes to the dead letters, and the stream goes on", "[bridge][desk]") {
  BridgeWorld world;
  world.desk->mood = RecordingDesk::Mood::rejects;
  REQUIRE(world.sandbox->write(world.customer, "one"));
  world.pass();
  const auto letters = wait<std::vector<StoredDeadLetter>>([&](auto done) { world.store->list(100, done); }).value();
  CHECK(letters.size() == world.desk->offered);
  CHECK(letters.front().reason == "rejected by the desk: not here");
  world.desk->mood = RecordingDesk::Mood::accepts;
  REQUIRE(world.sandbox->write(world.customer, "two"));
  world.pass();
  CHECK(world.desk->all<MessageAdded>().size() == 1);
}

TEST_CASE("another node takes over when one falls silent; every event is shown, a send in flight is not repeated",
          "[bridge][lease]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "one"));
  world.pass();
  const SessionId session = world.session();
  world.desk->mood = RecordingDesk::Mood::drops; // the first node hangs with everything open
  const auto message = world.reply("answer", "r1");
  REQUIRE(message);
  auto second_desk = std::make_shared<RecordingDesk>();
  auto second = world.make_bridge(second_desk);
  REQUIRE(world.ask<Service>([&](auto done) { second->services().create(world.draft(), done); }));
  second->start();
  world.bridge->stop(); // gives nothing back: as good as a crash
  world.pass(std::chrono::seconds(60));
  std::uint64_t epoch = world.desk->events.back().epoch;
  REQUIRE_FALSE(second_desk->events.empty());
  CHECK(second_desk->events.front().seq == world.desk->events.back().seq + 1);
  CHECK(second_desk->events.front().epoch > epoch);
  CHECK(world.sandbox->thread(world.customer).size() == 2);
  const auto winner =
      world.ask<AgentId>([&](auto done) { second->accept(session, AgentId("bert"), RequestId("a2"), done); });
  REQUIRE(winner);
  CHECK(*winner == AgentId("anna"));
  second.reset();
}

TEST_CASE("a command that arrives at a node without the lane is answered all the same", "[bridge][lease]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "one"));
  world.pass();
  auto second = world.make_bridge(std::make_shared<RecordingDesk>()); // never started: it only journals
  const auto winner =
      world.ask<AgentId>([&](auto done) { second->accept(world.session(), AgentId("anna"), RequestId("a1"), done); });
  REQUIRE(winner);
  CHECK(*winner == AgentId("anna"));
}

TEST_CASE("draining takes nothing new, finishes what is under way, and stopping loses nothing", "[bridge][lifecycle]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "one"));
  world.pass();
  REQUIRE(world.reply("answer", "r1"));
  const auto drained = world.ask<void>([&](auto done) { world.bridge->drain(milliseconds(5000), done); });
  INFO((drained ? "drained" : drained.error().message));
  CHECK(drained);
  CHECK(world.sandbox->thread(world.customer).size() == 2);
  CHECK(world.http(world.signed_post(R"({"object":"page","entry":[{"id":"1","messaging":[{}]}]})")).status == 503);
  const auto refused = world.reply("late", "r2");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::cancelled);
}

TEST_CASE("draining says so when time runs out, and the next start does the rest", "[bridge][lifecycle]") {
  BridgeWorld world;
  world.desk->mood = RecordingDesk::Mood::later;
  REQUIRE(world.sandbox->write(world.customer, "one"));
  world.pass();
  const auto drained = world.ask<void>([&](auto done) { world.bridge->drain(milliseconds(1000), done); });
  REQUIRE_FALSE(drained);
  CHECK(drained.error().code == ErrorCode::timeout);
  world.bridge->stop();
  auto desk = std::make_shared<RecordingDesk>();
  auto next = world.make_bridge(desk);
  next->start();
  world.pass(std::chrono::seconds(10));
  CHECK(desk->all<MessageAdded>().size() == 1);
}

TEST_CASE("bad webhooks get a status, one constant body and a counted reason, and change nothing",
          "[bridge][refusal]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "hello"));
  world.pass();
  const std::size_t before = world.desk->events.size();
  const std::string body = R"({"object":"page","entry":[{"id":")" + world.sandbox->page().text() +
                           R"(","messaging":[{"sender":{"id":"1"},"message":{"mid":"m_f","text":"canary-text"}}]}]})";
  const auto changed = [&](auto change) {
    HttpRequest request = world.signed_post(body);
    change(request);
    return world.http(request);
  };
  const auto wrong =
      changed([](HttpRequest& r) { r.headers[0].second.back() = r.headers[0].second.back() == '0' ? '1' : '0'; });
  const auto missing = changed([](HttpRequest& r) { r.headers.clear(); });
  const auto path = changed([](HttpRequest& r) { r.url += "x"; });
  const auto method = changed([](HttpRequest& r) { r.method = "PUT"; });
  const auto large = changed([](HttpRequest& r) { r.body.resize((4U << 20U) + 1); });
  const auto token = changed([](HttpRequest& r) {
    r.method = "GET";
    r.url += "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=canary-guess";
  });
  CHECK(wrong.status == 403);
  CHECK(missing.status == 403);
  CHECK(path.status == 404);
  CHECK(method.status == 405);
  CHECK(large.status == 413);
  CHECK(token.status == 403);
  for (const HttpResponse& response : {wrong, missing, path, method, large, token}) CHECK(response.body == "refused");
  world.pass();
  CHECK(world.desk->events.size() == before);
  const std::string requests = "pagebridge_webhook_requests_total";
  for (const char* reason :
       {"signature_wrong", "signature_missing", "not_found", "method", "body_too_large", "verify_refused"})
    CHECK(world.metrics->of(requests, reason) == 1);
  for (const std::string& line : world.log) {
    CHECK(line.find("canary") == std::string::npos);
    CHECK(line.find(std::string(world.sandbox->app_secret().reveal())) == std::string::npos);
    CHECK(line.find(std::string(world.sandbox->page_access_token().reveal())) == std::string::npos);
    CHECK(line.find(std::string(world.service.verify_token.reveal())) == std::string::npos);
  }
}

TEST_CASE("a signed body that is no envelope gets 200 and is kept as a dead letter, once", "[bridge][refusal]") {
  BridgeWorld world;
  for (int i = 0; i < 2; ++i) CHECK(world.http(world.signed_post("not json at all")).status == 200);
  world.pass();
  const auto letters = wait<std::vector<StoredDeadLetter>>([&](auto done) { world.store->list(10, done); }).value();
  REQUIRE(letters.size() == 1);
  CHECK(letters[0].bytes == "not json at all");
  CHECK(world.desk->events.empty());
}

TEST_CASE("an event for a Page that is none of the App's services is a dead letter", "[bridge][refusal]") {
  BridgeWorld world;
  const std::string body =
      R"({"object":"page","entry":[{"id":"424242","messaging":[{"sender":{"id":"1"},"message":{"mid":"m_f","text":"x"}}]}]})";
  CHECK(world.http(world.signed_post(body)).status == 200);
  world.pass();
  CHECK(wait<std::vector<StoredDeadLetter>>([&](auto done) { world.store->list(10, done); }).value().size() == 1);
  CHECK(world.desk->events.empty());
}

TEST_CASE("options that make no sense are refused with the field", "[bridge]") {
  BridgeWorld world;
  const auto field_of = [&](auto change) {
    BridgeOptions options;
    options.base_url = "https://cc.example.com";
    options.store = world.store;
    options.transport = world.sandbox->graph_transport();
    options.executor = world.executor;
    options.desktop = world.desk;
    change(options);
    const auto made = Bridge::create(std::move(options));
    return made ? std::string() : made.error().field;
  };
  CHECK(field_of([](BridgeOptions&) {}).empty());
  CHECK(field_of([](BridgeOptions& o) { o.base_url = "http://cc.example.com"; }) == "base_url");
  CHECK(field_of([](BridgeOptions& o) { o.base_url.clear(); }) == "base_url");
  CHECK(field_of([](BridgeOptions& o) { o.store.reset(); }) == "store");
  CHECK(field_of([](BridgeOptions& o) { o.transport.reset(); }) == "transport");
  CHECK(field_of([](BridgeOptions& o) { o.executor.reset(); }) == "executor");
  CHECK(field_of([](BridgeOptions& o) { o.desktop.reset(); }) == "desktop");
  CHECK(field_of([](BridgeOptions& o) { o.lease = milliseconds(1); }) == "lease");
}
