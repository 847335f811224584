#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "pagebridge/cancel_token.hpp"
#include "support/http2_server.hpp"
#include "unit/curl/curl_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::Received;
using loopback::Server;
using pagebridge::CancelSource;

namespace {

CallContext with(const CancelSource& source) {
  CallContext context;
  context.cancel = source.token();
  return context;
}

void check_cancelled(const Result<HttpResponse>& result, SendFate fate) {
  const Error error = failure(result);
  CHECK(error.code == ErrorCode::cancelled);
  CHECK(error.fate == fate);
}

} // namespace

TEST_CASE("a call that was cancelled before it started sends nothing", "[curl][cancel]") {
  const Server server([](const Received&) { return loopback::answer(200); });
  const CancelSource source;
  source.cancel();
  check_cancelled(call(*transport(), post(server.url(), "{}"), with(source)), SendFate::not_sent);
  CHECK(server.connections() == 0);
}

TEST_CASE("a call that is cancelled while it waits for its answer is unknown", "[curl][cancel]") {
  const Server server([](const Received&) { return loopback::silence(); });
  const CancelSource source;
  const auto client = transport();
  Answers answers;
  client->start(post(server.url(), "{}"), with(source), answers.next());
  REQUIRE(server.wait_for_requests(1));
  source.cancel();
  REQUIRE(answers.wait_for(1));
  check_cancelled(answers.all().at(0), SendFate::unknown);
  CHECK(server.wait_for_closed(1));
}

TEST_CASE("a call that is cancelled while it waits for a connection sends nothing", "[curl][cancel]") {
  CurlTransportOptions options;
  options.max_connections_per_host = 1;
  const Server server(
      [](const Received& request) { return request.body == "first" ? loopback::silence() : loopback::answer(200); });
  const CancelSource first;
  const CancelSource second;
  const auto client = transport(options);
  Answers answers;
  client->start(post(server.url(), "first"), with(first), {});
  REQUIRE(server.wait_for_requests(1));
  client->start(post(server.url(), "second"), with(second), answers.next());
  second.cancel();
  REQUIRE(answers.wait_for(1));
  check_cancelled(answers.all().at(0), SendFate::not_sent);
  CHECK(server.bytes().find("second") == std::string::npos);
  // Its place is free again.
  first.cancel();
  CHECK(call(*client, post(server.url(), "third")));
}

TEST_CASE("a call that is cancelled before it is connected sends nothing", "[curl][cancel]") {
  const Server plain([](const Received&) { return loopback::answer(200); }); // our hello is half a request to it
  const CancelSource source;
  const auto client = transport();
  Answers answers;
  client->start(post("https://127.0.0.1:" + std::to_string(plain.port()), "{}"), with(source), answers.next());
  REQUIRE(plain.wait_for_connections(1));
  source.cancel();
  REQUIRE(answers.wait_for(1));
  check_cancelled(answers.all().at(0), SendFate::not_sent);
}

TEST_CASE("a call over HTTP/2 that is cancelled leaves its neighbours alone", "[curl][cancel]") {
  using loopback::Http2Turn;
  const loopback::Http2Server server([](const loopback::Http2Received& request) {
    if (request.body == "silence") return Http2Turn{Http2Turn::Then::silence};
    return Http2Turn{Http2Turn::Then::answer, "{}", milliseconds(request.body == "slow" ? 300 : 0)};
  });
  CurlTransportOptions options;
  options.ca_file = server.certificate_file();
  const auto client = transport(options);
  REQUIRE(call(*client, post(server.url(), "first")));
  const CancelSource source;
  Answers slow;
  Answers silent;
  client->start(post(server.url(), "slow"), {}, slow.next());
  client->start(post(server.url(), "silence"), with(source), silent.next());
  REQUIRE(server.wait_for_requests(3));
  source.cancel();
  REQUIRE(silent.wait_for(1));
  check_cancelled(silent.all().at(0), SendFate::unknown);
  REQUIRE(slow.wait_for(1));
  CHECK(slow.all().at(0));
  CHECK(server.wait_for_given_up(1));
  CHECK(server.connections() == 1);
}

TEST_CASE("cancelling an answered call does nothing", "[curl][cancel]") {
  const Server server([](const Received&) { return loopback::answer(200); });
  const CancelSource source;
  auto client = transport();
  REQUIRE(call(*client, post(server.url(), "{}"), with(source)));
  source.cancel();
  CHECK(call(*client, post(server.url(), "{}")));
  client.reset();
  source.cancel();
}

TEST_CASE("a completion may cancel other calls and its own", "[curl][cancel]") {
  const Server silent([](const Received&) { return loopback::silence(); });
  const Server server([](const Received&) { return loopback::answer(200); });
  const CancelSource source;
  const auto client = transport();
  Answers answers;
  client->start(post(silent.url(), "{}"), with(source), answers.next());
  REQUIRE(silent.wait_for_requests(1));
  client->start(get(server.url()), with(source), [&](Result<HttpResponse> result) {
    source.cancel();
    answers.next()(std::move(result));
  });
  REQUIRE(answers.wait_for(2));
  CHECK(answers.all().at(0));
  check_cancelled(answers.all().at(1), SendFate::unknown);
}

TEST_CASE("calls that are cancelled at any moment, by any thread, are answered once", "[curl][cancel]") {
  const Server server([](const Received&) { return loopback::answer(200); });
  CurlTransportOptions options;
  options.max_connections_per_host = 4;
  auto client = transport(options);
  std::atomic<int> answered{0};
  std::atomic<int> odd{0};
  constexpr int callers = 4;
  constexpr int each = 250;
  std::vector<std::thread> threads;
  threads.reserve(callers);
  for (int caller = 0; caller < callers; ++caller) {
    threads.emplace_back([&] {
      std::vector<CancelSource> sources(each);
      for (int i = 0; i < each; ++i) {
        const auto index = static_cast<std::size_t>(i);
        client->start(post(server.url(), "{}"), with(sources[index]), [&](const Result<HttpResponse>& result) {
          ++answered;
          if (!result && result.error().code != ErrorCode::cancelled) ++odd;
        });
        if (i % 3 == 0) sources[index].cancel();
        if (i % 5 == 0) sources[index / 2].cancel();
      }
      for (const auto& source : sources) source.cancel();
    });
  }
  for (auto& thread : threads) thread.join();
  client.reset();
  CHECK(answered == callers * each);
  CHECK(odd == 0);
}
