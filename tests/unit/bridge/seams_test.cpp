#include <atomic>
#include <thread>

#include "support/catch.hpp"
#include "unit/bridge/bridge_world.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

/// A store that can lose the answer to a lease, as a connection that breaks after the commit does.
class ForgetfulStore final : public Store {
 public:
  explicit ForgetfulStore(std::shared_ptr<Store> store) : store_(std::move(store)) {}
  bool loses_lease_answers = false;
  bool refuses_appends = false;
  bool throws = false;

  void append(std::vector<AppendRow> rows, Completion<std::vector<Appended>> done) override {
    if (refuses_appends) return done(not_sent(ErrorCode::store_unavailable, "not now"));
    store_->append(std::move(rows), done);
  }
  void lease(LeaseRequest request, Completion<Leases> done) override {
#if !defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
    if (throws) throw 1;
#endif
    if (!loses_lease_answers) return store_->lease(std::move(request), done);
    store_->lease(std::move(request), [done](const Result<Leases>&) {
      done(Error{ErrorCode::store_unavailable, "the connection broke", SendFate::unknown, {}});
    });
  }
  void commit(Commit commit, Completion<void> done) override { store_->commit(std::move(commit), done); }
  void find(Find query, Completion<Found> done) override { store_->find(std::move(query), done); }

 private:
  std::shared_ptr<Store> store_;
};

/// A network that is down.
class NoNetwork final : public HttpTransport {
 public:
  void start(HttpRequest /*request*/, const CallContext& /*context*/, Completion<HttpResponse> done) override {
    done(not_sent(ErrorCode::connection, "no network"));
  }
};

/// Works on after it has answered, and notices if it is called meanwhile.
class SlowDesk final : public AgentDesktop {
 public:
  void deliver(DesktopEvent /*event*/, Completion<Delivery> done) override {
    if (inside.exchange(true)) overlapped = true;
    done(Delivery::accepted());
    for (int i = 0; i < 1000; ++i) std::this_thread::yield();
    inside = false;
    ++events;
  }
  std::atomic<bool> inside{false};
  std::atomic<bool> overlapped{false};
  std::atomic<int> events{0};
};

BridgeOptions options_of(const BridgeWorld& world, std::shared_ptr<Store> store, std::shared_ptr<AgentDesktop> desk) {
  BridgeOptions options;
  options.base_url = "https://cc.example.com/messenger";
  options.store = std::move(store);
  options.transport = world.sandbox->graph_transport();
  options.executor = world.executor;
  options.desktop = std::move(desk);
  options.clock = world.clock;
  options.services = std::shared_ptr<ServiceRegistry>(world.bridge->services_pointer());
  return options;
}

} // namespace

TEST_CASE("a lease whose answer got lost leaves nothing undone", "[bridge][lease]") {
  BridgeWorld world;
  world.desk->mood = RecordingDesk::Mood::later;
  REQUIRE(world.sandbox->write(world.customer, "one"));
  world.pass();
  world.bridge->stop(); // its events are committed, and open
  auto store = std::make_shared<ForgetfulStore>(world.store);
  store->loses_lease_answers = true;
  auto desk = std::make_shared<RecordingDesk>();
  auto second = Bridge::create(options_of(world, store, desk)).value();
  second->start();
  world.pass(std::chrono::seconds(10));
  CHECK(desk->events.empty());
  store->loses_lease_answers = false;
  world.pass(std::chrono::seconds(10));
  CHECK(desk->all<MessageAdded>().size() == 1);
}

TEST_CASE("bridges that share store and services share the work: the second one sends, too", "[bridge][lease]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "one"));
  world.pass();
  const SessionId session = world.session();
  auto desk = std::make_shared<RecordingDesk>();
  auto second = Bridge::create(options_of(world, world.store, desk)).value();
  second->start();
  world.bridge->stop();
  const auto queued = world.ask<MessageId>([&](auto done) {
    second->reply(session, Author::human(AgentId("anna")), Text{"from the second"}, RequestId("r"), done);
  });
  REQUIRE(queued);
  world.pass();
  CHECK(world.sandbox->thread(world.customer).size() == 2);
  CHECK(desk->status(*queued) != MessageStatus::failed);
}

TEST_CASE("the store failing after a command was journalled does not make it undone", "[bridge][store]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "one"));
  world.pass();
  auto store = std::make_shared<ForgetfulStore>(world.store);
  auto idle = Bridge::create(options_of(world, store, std::make_shared<RecordingDesk>())).value(); // only journals
  world.bridge->stop();                                                                            // nobody steps
  std::optional<Result<AgentId>> answer;
  idle->accept(world.session(), AgentId("anna"), RequestId("a"),
               [&](Result<AgentId> a) { answer.emplace(std::move(a)); });
  world.pass(milliseconds(1));
  store->refuses_appends = true;
  world.pass(std::chrono::seconds(2));
  CHECK_FALSE(answer);
  idle->stop();
  world.pass();
  REQUIRE(answer);
  REQUIRE_FALSE(*answer);
  CHECK(answer->error().code == ErrorCode::cancelled);
  CHECK(answer->error().fate == SendFate::unknown);
}

TEST_CASE("completions never run inside the host's own call", "[bridge]") {
  BridgeWorld world;
  int answers = 0;
  bool inside = true;
  const auto check = [&](const auto&) {
    CHECK_FALSE(inside);
    ++answers;
  };
  world.bridge->accept(SessionId("nonsense"), AgentId("a"), RequestId("r"), check);
  world.bridge->accept(SessionId("1.1"), AgentId("a"), RequestId(), check);
  world.bridge->close(SessionId("nonsense"), "x", RequestId("r"), check);
  world.bridge->set_typing(SessionId("nonsense"), true, check);
  world.bridge->reply(SessionId("1.1"), Author::automation(), Text{""}, RequestId("r"), check);
  inside = false;
  world.pass();
  CHECK(answers == 5);
}

TEST_CASE("calls of one stream never overlap, even if the desk works on after its answer", "[bridge][threads]") {
  BridgeWorld world;
  auto executor = make_thread_executor(3);
  auto desk = std::make_shared<SlowDesk>();
  BridgeOptions options = options_of(world, open_memory_store(), desk);
  options.executor = executor;
  options.clock = make_system_clock();
  options.transport = std::make_shared<NoNetwork>();
  auto bridge = Bridge::create(std::move(options)).value();
  bridge->start();
  for (int i = 0; i < 20; ++i) {
    const std::string body = R"({"object":"page","entry":[{"id":")" + world.sandbox->page().text() +
                             R"(","messaging":[{"sender":{"id":"1"},"timestamp":1770000000000,"message":{"mid":"m_)" +
                             std::to_string(i) + R"(","text":"x"}}]}]})";
    wait<int>([&](Completion<int> done) {
      bridge->handle(world.signed_post(body), [done](const HttpResponse& response) { done(response.status); });
    }).value();
  }
  CHECK(wait<void>([&](auto done) { bridge->drain(std::chrono::seconds(30), done); }));
  bridge.reset();
  executor->stop();
  CHECK_FALSE(desk->overlapped);
  CHECK(desk->events >= 22);
}

#if !defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
TEST_CASE("a store and a transport that throw end nothing", "[bridge][guard]") {
  class Throwing final : public HttpTransport {
   public:
    void start(HttpRequest /*request*/, const CallContext& /*context*/, Completion<HttpResponse> /*done*/) override {
      throw 1;
    }
  };
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "one"));
  world.pass();
  auto store = std::make_shared<ForgetfulStore>(world.store);
  store->throws = true;
  auto desk = std::make_shared<RecordingDesk>();
  BridgeOptions options = options_of(world, store, desk);
  options.transport = std::make_shared<Throwing>();
  auto second = Bridge::create(std::move(options)).value();
  second->start();
  world.bridge->stop();
  world.pass(std::chrono::seconds(10));
  store->throws = false;
  const auto queued = world.ask<MessageId>([&](auto done) {
    second->reply(world.session(), Author::human(AgentId("anna")), Text{"x"}, RequestId("r"), done);
  });
  REQUIRE(queued);
  world.pass(std::chrono::seconds(60));
  CHECK(desk->status(*queued) == MessageStatus::unknown); // whoever throws may have sent before
}
#endif
