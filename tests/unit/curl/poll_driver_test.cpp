// What runs where there is no epoll, on this system.
#include <string>
#include <utility>

#include "curl/loop_thread.hpp"
#include "pagebridge/cancel_token.hpp"
#include "support/http2_server.hpp"
#include "unit/curl/curl_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::Received;
using loopback::Server;

namespace {

std::shared_ptr<HttpTransport> polling(CurlTransportOptions options = {}) {
  pagebridge::curl::LoopSettings settings;
  settings.options = std::move(options);
  settings.engine = pagebridge::curl::Engine::poll;
  auto made = pagebridge::curl::make_transport(std::move(settings));
  REQUIRE(made);
  return *made;
}

} // namespace

TEST_CASE("without epoll, calls are answered, once, over both protocols", "[curl][poll]") {
  const Server over1([](const Received& request) { return loopback::answer(200, request.body); });
  const loopback::Http2Server over2([](const loopback::Http2Received& request) {
    return loopback::Http2Turn{loopback::Http2Turn::Then::answer, request.body};
  });
  CurlTransportOptions options;
  options.ca_file = over2.certificate_file();
  options.max_connections_per_host = GENERATE(2, 64);
  const auto client = polling(options);
  Answers answers;
  for (int i = 0; i < 100; ++i) {
    client->start(post(over1.url(), std::to_string(i)), {}, answers.next());
    client->start(post(over2.url(), std::to_string(i)), {}, answers.next());
  }
  REQUIRE(answers.wait_for(200));
  for (const auto& result : answers.all()) CHECK(result);
  CHECK(over1.requests().size() == 100);
  CHECK(over2.requests().size() == 100);
}

TEST_CASE("without epoll, deadlines, cancelling and the end work", "[curl][poll]") {
  const Server server([](const Received&) { return loopback::silence(); });
  auto client = polling();
  CallContext context;
  context.deadline = from_now(milliseconds(100));
  CHECK(failure(call(*client, post(server.url(), "{}"), context)).code == ErrorCode::timeout);
  const pagebridge::CancelSource source;
  CallContext cancellable;
  cancellable.cancel = source.token();
  Answers answers;
  client->start(post(server.url(), "{}"), cancellable, answers.next());
  REQUIRE(server.wait_for_requests(2));
  source.cancel();
  REQUIRE(answers.wait_for(1));
  client->start(post(server.url(), "{}"), {}, answers.next());
  client.reset();
  for (const auto& result : answers.all()) CHECK(failure(result).code == ErrorCode::cancelled);
}

TEST_CASE("without epoll, a body that left on a connection which died arrived once", "[curl][poll]") {
  const Server server(
      [seen = 0](const Received&) mutable { return ++seen == 2 ? loopback::hang_up() : loopback::answer(200, "{}"); });
  const auto client = polling();
  REQUIRE(call(*client, post(server.url(), "{}")));
  CHECK(failure(call(*client, post(server.url(), "only once"))).fate == SendFate::unknown);
  REQUIRE(call(*client, post(server.url(), "{}")));
  CHECK(loopback::count_of(server.bytes(), "only once") == 1);
}
