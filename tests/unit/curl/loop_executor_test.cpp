#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "pagebridge/curl/curl_transport.hpp"
#include "pagebridge/graph/graph_client.hpp"
#include "pagebridge/graph/page.hpp"
#include "support/catch.hpp"
#include "unit/curl/curl_test.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

curl::TransportAndExecutor make() { return curl::make_transport_and_executor({}).value(); }

} // namespace

TEST_CASE("tasks run in order on one thread that is not the caller's", "[curl][executor]") {
  const auto made = make();
  std::vector<int> ran;
  std::vector<std::thread::id> threads;
  std::promise<void> end;
  for (int i = 0; i < 100; ++i)
    made.executor->post([&, i] {
      ran.push_back(i);
      threads.push_back(std::this_thread::get_id());
    });
  made.executor->post([&] { end.set_value(); });
  end.get_future().wait();
  for (int i = 0; i < 100; ++i) CHECK(ran[static_cast<std::size_t>(i)] == i);
  for (const auto& thread : threads) CHECK((thread == threads[0] && thread != std::this_thread::get_id()));
}

TEST_CASE("tasks wait for their time, also those that a task posts", "[curl][executor]") {
  const auto made = make();
  std::vector<int> ran;
  std::promise<void> end;
  const auto begin = std::chrono::steady_clock::now();
  made.executor->post_after(milliseconds(30), [&] {
    ran.push_back(3);
    made.executor->post([&] { end.set_value(); });
  });
  made.executor->post_after(milliseconds(10), [&] { ran.push_back(2); });
  made.executor->post([&] { ran.push_back(1); });
  end.get_future().wait();
  CHECK(std::chrono::steady_clock::now() - begin >= milliseconds(30));
  CHECK(ran == std::vector<int>{1, 2, 3});
}

TEST_CASE("with the transport its executor ends: what waits answers, what comes later is dropped", "[curl][executor]") {
  auto made = make();
  std::optional<Result<void>> answered;
  std::optional<Result<void>> later;
  made.executor->post_after(std::chrono::hours(1), [done = Completion<void>([&](Result<void> r) { answered = r; })] {});
  made.transport.reset();
  REQUIRE(answered);
  CHECK(answered->error().code == ErrorCode::host_failed);
  made.executor->post([done = Completion<void>([&](Result<void> r) { later = r; })] {});
  CHECK(later);
}

TEST_CASE("a task may let go of the transport that runs it", "[curl][executor]") {
  auto made = make();
  std::promise<void> end;
  auto executor = std::move(made.executor);
  executor->post([&end, transport = std::move(made.transport)]() mutable {
    transport.reset();
    end.set_value();
  });
  end.get_future().wait();
}

#if !defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
TEST_CASE("what a task throws is dropped", "[curl][executor]") {
  const auto made = make();
  std::promise<void> end;
  made.executor->post([] { throw std::runtime_error("task"); });
  made.executor->post([&] { end.set_value(); });
  end.get_future().wait();
}
#endif

TEST_CASE("a client on the transport's own thread makes calls one from another's answer", "[curl][executor]") {
  const loopback::Server server(
      [](const loopback::Received&) { return loopback::answer(200, R"({"id":"1","name":"Shop"})"); });
  const auto made = make();
  graph::GraphClientOptions options;
  options.transport = made.transport;
  options.executor = made.executor;
  const auto client = graph::GraphClient::create(std::move(options)).value();
  auto access = std::make_shared<graph::Access>();
  access->access_token = Secret("token");
  access->origin = server.url("");
  int left = 3;
  std::promise<std::string> end;
  std::function<void()> next = [&] {
    client->call(graph::GetPageIdentity{}, std::shared_ptr<const graph::Access>(access), {},
                 [&](Result<graph::PageIdentity> found) {
                   if (!found || --left == 0) return end.set_value(found ? found->name : found.error().message);
                   next();
                 });
  };
  next();
  CHECK(end.get_future().get() == "Shop");
}
