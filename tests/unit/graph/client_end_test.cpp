// How calls end that are not wanted any more, or whose surroundings fail.
#include <atomic>
#include <random>
#include <stdexcept>
#include <thread>

#include "pagebridge/testing/loopback_transport.hpp"
#include "support/catch.hpp"
#include "unit/graph/client_world.hpp"

using namespace client_world; // NOLINT(google-build-using-namespace)

namespace {

CallOptions with(const CancelSource& source) {
  CallOptions options;
  options.cancel = source.token();
  return options;
}

} // namespace

TEST_CASE("a cancelled call ends at once where it waits, and nothing is sent", "[graph][client]") {
  World world;
  const CancelSource source;
  SECTION("before it began") {
    source.cancel();
    world.call("labelled", Label{}, with(source));
    world.call("asked", Ask{}, with(source));
    CHECK(world.answers.empty());
    CHECK(world.executor->run_until_idle());
    CHECK(world.story() == "labelled@0:cancelled/not_sent asked@0:cancelled/not_sent");
    CHECK(world.sent() == 0);
  }
  SECTION("for its turn") {
    world.transport->will_answer(fine());
    world.call("first", Ask{});
    world.call("asked", Ask{}, with(source));
    world.executor->advance(milliseconds(100));
    source.cancel();
    CHECK(world.client->pacer()->waiting() == 0);
    CHECK(world.executor->run_until_idle());
    CHECK(world.story() == "first@0 asked@100:cancelled/not_sent");
    CHECK(world.sent() == 1);
  }
  SECTION("to be repeated") {
    world.transport->will_answer(broken(SendFate::not_sent));
    world.call("said", Say{Psid("1"), "Hello"}, with(source));
    world.executor->advance(milliseconds(100));
    source.cancel();
    CHECK(world.answers.empty());
    CHECK(world.executor->run_until_idle());
    CHECK(world.story() == "said@100:cancelled/not_sent");
    CHECK(world.error().attempts == 1);
    CHECK(world.sent() == 1);
  }
  SECTION("to be repeated, though it may have happened") {
    world.transport->will_answer(broken(SendFate::unknown));
    world.call("labelled", Label{}, with(source));
    world.executor->advance(milliseconds(100));
    source.cancel();
    CHECK(world.executor->run_until_idle());
    CHECK(world.story() == "labelled@100:cancelled/unknown");
  }
  SECTION("for the pacer's turn before a repetition") {
    world.transport->will_answer(graph_error(613, 400, {{"Retry-After", "10"}}));
    world.call("first", Say{Psid("1"), "Hello"});
    world.executor->run_ready();
    world.call("said", Say{Psid("2"), "Hello"}, with(source));
    world.executor->advance(second);
    source.cancel();
    world.executor->run_ready();
    CHECK(world.story() == "said@1000:cancelled/not_sent");
  }
}

TEST_CASE("in flight the transport is told, and says what became of the call", "[graph][client]") {
  World world;
  const CancelSource source;
  world.call("asked", Ask{}, with(source));
  CHECK(world.transport->held() == 1);
  source.cancel();
  CHECK(world.answers.empty());
  world.executor->run_ready();
  CHECK(world.story() == "asked@0:cancelled/unknown");
}

TEST_CASE("an answer that still came is an answer, though cancelled; an error is not repeated", "[graph][client]") {
  World world;
  const CancelSource source;
  world.call("asked", Ask{}, with(source));
  world.call("labelled", Label{}, with(source));
  world.transport->answer(fine());
  world.transport->answer(broken(SendFate::not_sent));
  source.cancel();
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "asked@0 labelled@0:cancelled/not_sent");
}

TEST_CASE("when the client dies its calls end as cancelled, wherever they are", "[graph][client]") {
  World world;
  world.call("in flight", Ask{});
  world.call("waiting", Ask{});
  world.transport->will_answer(fine());
  world.executor->run_ready();
  SECTION("and nothing more is sent") {
    const auto pacer = world.client->pacer();
    world.client.reset();
    CHECK(world.answers.empty());
    CHECK(pacer->waiting() == 0);
    CHECK(world.executor->run_until_idle());
    CHECK(world.answers.size() == 2);
    CHECK(world.story().find("in flight@0:cancelled/unknown") != std::string::npos);
    CHECK(world.story().find("waiting@0:cancelled/not_sent") != std::string::npos);
    CHECK(world.sent() == 1);
    CHECK(world.transport->answer(fine())); // too late
    CHECK(world.executor->run_until_idle());
    CHECK(world.answers.size() == 2);
  }
  SECTION("also between two attempts") {
    world.transport->answer(broken(SendFate::not_sent));
    world.executor->run_ready();
    world.client.reset();
    CHECK(world.executor->run_until_idle());
    CHECK(world.story().find("in flight@0:cancelled/not_sent") != std::string::npos);
    CHECK(world.sent() == 1);
  }
}

TEST_CASE("an executor that drops its tasks leaves nobody waiting", "[graph][client]") {
  class Stopped final : public Executor {
   public:
    void post(Task /*task*/) override {}
    void post_after(milliseconds /*delay*/, Task /*task*/) override {}
  };
  World world;
  world.options.executor = std::make_shared<Stopped>();
  world.client = GraphClient::create(world.options).value();
  world.transport->will_answer(fine());
  world.transport->will_answer(broken(SendFate::not_sent));
  world.call("answered", Ask{});
  world.call("to be repeated", Label{});
  world.call("in flight", Label{});
  world.call("waiting", Ask{}, within(world, second));
  CHECK(world.story() == "answered@0:host_failed/unknown to be repeated@0:host_failed/unknown");
  world.client.reset();
  world.transport->answer(fine());
  CHECK(world.answers.size() == 4);
}

#ifndef PAGEBRIDGE_TEST_NO_EXCEPTIONS
namespace {

class Throwing final : public HttpTransport, public Random, public MetricSink {
 public:
  void start(HttpRequest /*request*/, const CallContext& /*context*/, Completion<HttpResponse> /*done*/) override {
    throw std::runtime_error("transport");
  }
  Result<std::string> bytes(std::size_t /*count*/) override { throw std::runtime_error("random"); }
  void count(std::string_view /*name*/, std::string_view /*label*/, std::string_view /*value*/,
             std::uint64_t /*by*/) override {
    throw std::runtime_error("metrics");
  }
};

} // namespace

TEST_CASE("a host's transport, random, log and metrics may throw", "[graph][client]") {
  World world;
  const auto throwing = std::make_shared<Throwing>();
  world.options.transport = throwing;
  world.options.random = throwing;
  world.options.metrics = throwing;
  world.options.log = [](const LogRecord&) { throw std::runtime_error("log"); };
  world.client = GraphClient::create(world.options).value();
  world.call("said", Say{Psid("1"), "Hello"});
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "said@0:host_failed/unknown");
}
#endif

TEST_CASE("a transport that drops the completion has failed, and the call may have happened", "[graph][client]") {
  class Dropping final : public HttpTransport {
   public:
    void start(HttpRequest /*request*/, const CallContext& /*context*/, Completion<HttpResponse> /*done*/) override {}
  };
  World world;
  world.options.transport = std::make_shared<Dropping>();
  world.client = GraphClient::create(world.options).value();
  world.call("said", Say{Psid("1"), "Hello"});
  CHECK(world.answers.empty());
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "said@0:host_failed/unknown");
}

TEST_CASE("from many threads, with cancels, throttling and a dying client, each call is answered once",
          "[graph][client][threads]") {
  constexpr int threads = 4;
  constexpr int calls = 400;
  const auto executor = make_thread_executor(3);
  std::atomic<int> served{0};
  const auto transport = std::make_shared<testing::LoopbackTransport>(
      executor, make_system_clock(), [&](const HttpRequest&, const testing::LoopbackTransport::Respond& respond) {
        const int number = ++served;
        respond(number % 97 == 0   ? graph_error(613, 429, {{"Retry-After", "0"}})
                : number % 13 == 0 ? graph_error(2, 500)
                                   : fine());
      });
  GraphClientOptions options;
  options.transport = transport;
  options.executor = executor;
  options.pacing.send = {2000, second, 10};
  options.pacing.thread = {1000, second, 5};
  options.pacing.conversations = {500, second, 1};
  options.retry.first = milliseconds(2);
  auto client = GraphClient::create(options).value();
  std::vector<std::atomic<int>> answered(static_cast<std::size_t>(threads * calls));
  std::vector<CancelSource> sources(16);
  {
    std::vector<std::thread> callers;
    for (int t = 0; t < threads; ++t)
      callers.emplace_back([&, t] {
        std::mt19937 engine(static_cast<unsigned>(t)); // NOLINT(cert-msc51-cpp)
        auto access = std::make_shared<Access>();
        access->page = PageId(std::to_string(t % 2));
        for (int i = 0; i < calls; ++i) {
          auto& count = answered[static_cast<std::size_t>(t * calls + i)];
          CallOptions how;
          if (engine() % 3 == 0) how.cancel = sources[engine() % sources.size()].token();
          if (engine() % 5 == 0) how.deadline = std::chrono::steady_clock::now() + milliseconds(20);
          if (engine() % 2 == 0) {
            client->call(Say{Psid(std::to_string(i % 7)), "x"}, access, how,
                         [&count](const Result<std::string>&) { ++count; });
          } else {
            client->call(Ask{}, access, how, [&count](const Result<std::string>&) { ++count; });
          }
          if (i % 25 == 24) sources[static_cast<std::size_t>(i / 25)].cancel();
        }
      });
    for (std::thread& caller : callers) caller.join();
  }
  client.reset();
  const auto all_answered = [&] {
    for (const auto& count : answered)
      if (count.load() == 0) return false;
    return true;
  };
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!all_answered() && std::chrono::steady_clock::now() < patience) std::this_thread::yield();
  executor->stop();
  int wrong = 0;
  for (const auto& count : answered) wrong += count.load() == 1 ? 0 : 1;
  CHECK(wrong == 0);
}
