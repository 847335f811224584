#include <string>
#include <thread>

#include "unit/curl/curl_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::count_of;
using loopback::Received;
using loopback::Server;
using loopback::Turn;

namespace {

/// Answers the first request, does `then` to the second, and answers every further one.
Server::Script second_time(const Turn& then) {
  return [then, seen = 0](const Received&) mutable { return ++seen == 2 ? then : loopback::answer(200, "{}"); };
}

constexpr const char* body = "{\"text\":\"only once\"}";

} // namespace

TEST_CASE("a body that left on a reused connection which then died arrived exactly once", "[curl][send_once]") {
  loopback::ServerOptions kind;
  kind.tls = GENERATE(false, true);
  CurlTransportOptions options;
  Turn fault;
  SECTION("it was closed") { fault = loopback::hang_up(); }
  SECTION("it was reset") { fault = loopback::reset(); }
  SECTION("it was closed amid the answer's headers") { fault = {"HTTP/1.1 200 OK\r\nContent-", Turn::Then::close}; }
  SECTION("it was closed amid the answer's body") {
    fault = {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"me", Turn::Then::close};
  }
  const Server server(second_time(fault), kind);
  options.ca_file = server.certificate_file();
  const auto client = transport(options);
  REQUIRE(call(*client, post(server.url(), "{\"text\":\"first\"}")));

  const Error error = failure(call(*client, post(server.url(), body)));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::unknown);
  CHECK(count_of(server.bytes(), body) == 1);

  // Whatever libcurl might still do, it would have done it before the next call is answered.
  REQUIRE(call(*client, post(server.url(), "{\"text\":\"third\"}")));
  CHECK(count_of(server.bytes(), body) == 1);
  CHECK(server.requests().size() == 3);
}

TEST_CASE("a server that took the body and is gone for good leaves it unknown", "[curl][send_once]") {
  // libcurl tries to connect again and reports only that this failed.
  const Server server(second_time({{}, Turn::Then::vanish, false}));
  const auto client = transport();
  REQUIRE(call(*client, post(server.url(), "{}")));
  const Error error = failure(call(*client, post(server.url(), body)));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::unknown);
  CHECK(count_of(server.bytes(), body) == 1);
}

TEST_CASE("silence on a reused connection ends at the deadline as unknown", "[curl][send_once]") {
  const Server server(second_time(loopback::silence()));
  const auto client = transport();
  REQUIRE(call(*client, post(server.url(), "{}")));
  CallContext context;
  context.deadline = from_now(milliseconds(700));
  const Error error = failure(call(*client, post(server.url(), body), context));
  CHECK(error.code == ErrorCode::timeout);
  CHECK(error.fate == SendFate::unknown);
  CHECK(error.message.find("127.0.0.1") != std::string::npos);
  CHECK(std::chrono::steady_clock::now() >= context.deadline);
  REQUIRE(call(*client, post(server.url(), "{}")));
  CHECK(count_of(server.bytes(), body) == 1);
}

TEST_CASE("requests without a body are not repeated either, unless they only read", "[curl][send_once]") {
  const std::string method = GENERATE("POST", "PUT", "PATCH", "DELETE");
  Turn fault = GENERATE(loopback::hang_up(), loopback::reset());
  CAPTURE(method);
  const Server server(second_time(fault));
  const auto client = transport();
  REQUIRE(call(*client, get(server.url())));
  const Error error = failure(call(*client, {method, server.url("/subscribed_apps"), {}, {}}));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::unknown);
  REQUIRE(call(*client, get(server.url())));
  CHECK(count_of(server.bytes(), "/subscribed_apps") == 1);
}

TEST_CASE("a GET on a reused connection that died is sent again by libcurl", "[curl][send_once]") {
  const std::string method = GENERATE("GET", "HEAD", "OPTIONS");
  const Server server(second_time(loopback::hang_up()));
  const auto client = transport();
  REQUIRE(call(*client, get(server.url())));
  const auto result = call(*client, {method, server.url("/again"), {}, {}});
  CHECK(result);
  CHECK(count_of(server.bytes(), "/again") == 2);
}

TEST_CASE("a GET with a body is not repeated", "[curl][send_once]") {
  const Server server(second_time(loopback::hang_up()));
  const auto client = transport();
  REQUIRE(call(*client, get(server.url())));
  CHECK(failure(call(*client, {"GET", server.url(), {}, body})).fate == SendFate::unknown);
  CHECK(count_of(server.bytes(), body) == 1);
}

TEST_CASE("a connection that was closed while idle is replaced without a word", "[curl][send_once]") {
  const Server server([](const Received&) {
    Turn turn = loopback::answer(200, "{}");
    turn.then = Turn::Then::close;
    return turn;
  });
  const auto client = transport();
  REQUIRE(call(*client, post(server.url(), "{}")));
  REQUIRE(server.wait_for_closed(1));
  REQUIRE(call(*client, post(server.url(), body)));
  CHECK(count_of(server.bytes(), body) == 1);
  CHECK(server.connections() == 2);
}

TEST_CASE("a new connection that dies after the request left is unknown", "[curl][send_once]") {
  Turn fault = GENERATE(loopback::hang_up(), loopback::reset());
  const Server server([&fault](const Received&) { return fault; });
  const Error error = failure(call(*transport(), post(server.url(), body)));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::unknown);
  CHECK(count_of(server.bytes(), body) == 1);
}

TEST_CASE("nothing is sent once the right to send is over", "[curl][send_once]") {
  const std::string text = GENERATE("", body);
  const Server server([](const Received&) { return loopback::answer(200); });
  CallContext context;
  context.send_before = std::chrono::steady_clock::now() - milliseconds(1);
  const Error error = failure(call(*transport(), {"POST", server.url(), {}, text}, context));
  CHECK(error.code == ErrorCode::timeout);
  CHECK(error.fate == SendFate::not_sent);
  CHECK(error.message.find("send_before") != std::string::npos);
  CHECK(server.bytes().empty());
}

TEST_CASE("the right to send that ends while waiting for a connection stops the request", "[curl][send_once]") {
  const std::string text = GENERATE("", body);
  CallContext context;
  context.send_before = from_now(milliseconds(300));
  // The first answer holds the only connection until the second request has lost its right.
  const Server server([&context](const Received&) {
    while (std::chrono::steady_clock::now() <= *context.send_before) std::this_thread::yield();
    return loopback::answer(200);
  });
  CurlTransportOptions options;
  options.max_connections_per_host = 1;
  const auto client = transport(options);
  Answers answers;
  client->start(get(server.url("/first")), {}, answers.next());
  const Error error = failure(call(*client, {"DELETE", server.url("/second"), {}, text}, context));
  CHECK(error.code == ErrorCode::timeout);
  CHECK(error.fate == SendFate::not_sent);
  REQUIRE(answers.wait_for(1));
  CHECK(answers.all().at(0));
  CHECK(server.bytes().find("/second") == std::string::npos);
  CHECK(call(*client, get(server.url("/third"))));
}

TEST_CASE("a right to send that holds changes nothing", "[curl][send_once]") {
  const Server server([](const Received&) { return loopback::answer(200); });
  CallContext context;
  context.send_before = from_now(std::chrono::minutes(1));
  CHECK(call(*transport(), post(server.url(), body), context));
}
