#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "unit/curl/curl_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::Received;
using loopback::Server;

TEST_CASE("two hundred calls at once are answered once each", "[curl][many]") {
  const Server server([](const Received& request) { return loopback::answer(200, request.body); });
  CurlTransportOptions options;
  options.max_connections_per_host = GENERATE(3, 64, 1000);
  CAPTURE(options.max_connections_per_host);
  const auto client = transport(options);
  Answers answers;
  std::vector<std::thread> callers;
  callers.reserve(4);
  for (int caller = 0; caller < 4; ++caller) {
    callers.emplace_back([&, caller] {
      for (int i = 0; i < 50; ++i)
        client->start(post(server.url(), std::to_string(caller * 50 + i)), {}, answers.next());
    });
  }
  for (auto& caller : callers) caller.join();
  REQUIRE(answers.wait_for(200));

  std::vector<int> times(200, 0);
  const auto all = answers.all();
  CHECK(all.size() == 200);
  for (const auto& result : all) {
    REQUIRE(result);
    ++times.at(std::stoul(result->body));
  }
  CHECK(times == std::vector<int>(200, 1));
  CHECK(server.requests().size() == 200);
  CHECK(server.most_open() <= static_cast<std::size_t>(options.max_connections_per_host));
}

TEST_CASE("a silent call holds up no other", "[curl][many]") {
  const Server silent([](const Received&) { return loopback::silence(); });
  const Server server([](const Received&) { return loopback::answer(200); });
  const auto client = transport();
  Answers answers;
  client->start(post(silent.url(), "{}"), {}, answers.next());
  REQUIRE(silent.wait_for_requests(1));
  CHECK(call(*client, post(server.url(), "{}")));
  CHECK(answers.all().empty());
}

TEST_CASE("a completion may start the next call", "[curl][many]") {
  const Server server([](const Received&) { return loopback::answer(200); });
  const auto client = transport();
  Answers answers;
  client->start(get(server.url("/first")), {},
                [&](const Result<HttpResponse>&) { client->start(get(server.url("/second")), {}, answers.next()); });
  REQUIRE(answers.wait_for(1));
  CHECK(answers.all().at(0));
}

TEST_CASE("the destructor answers every call as cancelled, once", "[curl][many]") {
  CurlTransportOptions options;
  options.max_connections_per_host = 3;
  const Server server([](const Received&) { return loopback::silence(); });
  Answers answers;
  auto client = transport(options);
  for (int i = 0; i < 3; ++i) client->start(post(server.url(), "{}"), {}, answers.next());
  REQUIRE(server.wait_for_requests(3));
  for (int i = 0; i < 7; ++i) client->start(post(server.url(), "{}"), {}, answers.next());
  client.reset();
  const auto all = answers.all();
  REQUIRE(all.size() == 10);
  int unknown = 0;
  for (const auto& result : all) {
    const Error error = failure(result);
    CHECK(error.code == ErrorCode::cancelled);
    if (error.fate == SendFate::unknown) ++unknown;
  }
  CHECK(unknown == 3);
  CHECK(server.requests().size() == 3);
}

TEST_CASE("the destructor answers thousands of calls at once", "[curl][many]") {
  CurlTransportOptions options;
  options.max_connections_per_host = GENERATE(2, 300);
  const Server server([](const Received&) { return loopback::silence(); });
  Answers answers;
  auto client = transport(options);
  for (int i = 0; i < 10'000; ++i) client->start(post(server.url(), "{}"), {}, answers.next());
  REQUIRE(server.wait_for_requests(2));
  const auto start = std::chrono::steady_clock::now();
  client.reset();
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
  const auto all = answers.all();
  REQUIRE(all.size() == 10'000);
  std::size_t unknown = 0;
  for (const auto& result : all) {
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::cancelled);
    if (result.error().fate == SendFate::unknown) ++unknown;
  }
  CHECK(unknown <= static_cast<std::size_t>(options.max_connections_per_host));
  CHECK(unknown >= server.requests().size());
}

TEST_CASE("calls that meet the destructor at any stage are answered once", "[curl][many]") {
  const Server server([](const Received&) { return loopback::answer(200); });
  for (int round = 0; round < 20; ++round) {
    std::atomic<int> answered{0};
    auto client = transport();
    for (int i = 0; i < 10; ++i) {
      client->start(get(server.url()), {}, [&answered](const Result<HttpResponse>& result) {
        if (result || result.error().code == ErrorCode::cancelled) ++answered;
      });
    }
    client.reset();
    CHECK(answered == 10);
  }
}

TEST_CASE("an idle transport goes at once", "[curl][many]") {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) transport();
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("the last owner may be a completion", "[curl][many]") {
  const Server silent([](const Received&) { return loopback::silence(); });
  const Server server([](const Received&) { return loopback::answer(200); });
  auto owner = std::make_shared<std::shared_ptr<HttpTransport>>(transport());
  Answers answers;
  HttpTransport& client = **owner;
  client.start(post(silent.url(), "{}"), {}, answers.next());
  REQUIRE(silent.wait_for_requests(1));
  client.start(get(server.url()), {}, [owner, done = answers.next()](Result<HttpResponse> result) {
    owner->reset();
    done(std::move(result));
  });
  REQUIRE(answers.wait_for(2));
  CHECK(answers.all().at(0));
  CHECK(failure(answers.all().at(1)).code == ErrorCode::cancelled);
}

// A library that was built without exceptions cannot catch any: its hosts' callbacks must not throw.
#if !defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
TEST_CASE("a completion that throws does no harm", "[curl][many]") {
  const Server server([](const Received&) { return loopback::answer(200); });
  const auto client = transport();
  client->start(get(server.url()), {}, [](const Result<HttpResponse>&) { throw 1; });
  client->start(get("nonsense"), {}, [](const Result<HttpResponse>&) { throw 1; });
  CHECK(call(*client, get(server.url())));
}
#endif
