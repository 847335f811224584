#include <string>

#include "unit/curl/curl_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::Received;
using loopback::Server;
using loopback::Turn;

TEST_CASE("a refused connection is not sent", "[curl][failure]") {
  const std::string url = "http://127.0.0.1:" + std::to_string(loopback::unused_port());
  const Error error = failure(call(*transport(), post(url, "{}")));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::not_sent);
}

TEST_CASE("a name that does not resolve is not sent", "[curl][failure]") {
  const Error error = failure(call(*transport(), post("https://graph.invalid/me/messages", "{}")));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::not_sent);
  CHECK(error.message.find("graph.invalid") != std::string::npos);
}

TEST_CASE("half an answer is unknown and keeps its status", "[curl][failure]") {
  const Server server([](const Received&) {
    return Turn{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"message_id\":", Turn::Then::close};
  });
  const Error error = failure(call(*transport(), post(server.url(), "{}")));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::unknown);
  CHECK(error.http_status == 200);
}

TEST_CASE("an answer that ends before its headers do is unknown", "[curl][failure]") {
  const std::string start =
      GENERATE("", "HTTP/1.1", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Mo",
               "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Len");
  const Server server([start](const Received&) { return Turn{start, Turn::Then::close}; });
  const Error error = failure(call(*transport(), post(server.url(), "{}")));
  CHECK(error.fate == SendFate::unknown);
  CHECK_FALSE(error.http_status);
}

TEST_CASE("an answer that is not HTTP is a bad one", "[curl][failure]") {
  const Server server([](const Received&) { return Turn{"SSH-2.0-OpenSSH_9.2\r\n", Turn::Then::close}; });
  const Error error = failure(call(*transport(), post(server.url(), "{}")));
  CHECK(error.code == ErrorCode::bad_response);
  CHECK(error.fate == SendFate::unknown);
}

TEST_CASE("a broken chunk is unknown", "[curl][failure]") {
  const Server server([](const Received&) {
    return Turn{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n", Turn::Then::keep};
  });
  CHECK(failure(call(*transport(), post(server.url(), "{}"))).fate == SendFate::unknown);
}

TEST_CASE("an answer over the limit is bad and names the limit", "[curl][failure]") {
  CurlTransportOptions options;
  options.max_response_bytes = 1000;
  const std::string start = GENERATE("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n",
                                     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5F5E100\r\n",
                                     "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nX-Endless: ");
  CAPTURE(start);
  const Server server([&](const Received&) { return Turn{start + std::string(1'000'000, 'x')}; });
  const Error error = failure(call(*transport(options), post(server.url(), "{}")));
  // libcurl's own limit for one line of the headers comes into play in the last case.
  if (start.back() == '\n') {
    CHECK(error.code == ErrorCode::bad_response);
    CHECK(error.field == "max_response_bytes");
    CHECK(error.message.find("max_response_bytes (1000)") != std::string::npos);
    CHECK(error.http_status == 200);
  }
  CHECK(error.fate == SendFate::unknown);
}

TEST_CASE("interim answers and headers without end hit the limit, too", "[curl][failure]") {
  CurlTransportOptions options;
  options.max_response_bytes = 100'000;
  const std::string piece = GENERATE("HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n", "X-One-More: a\r\n");
  const Server server([&](const Received&) {
    Turn turn{piece.front() == 'X' ? "HTTP/1.1 200 OK\r\n" : "", Turn::Then::keep};
    while (turn.bytes.size() < 200'000) turn.bytes += piece;
    return turn;
  });
  const Error error = failure(call(*transport(options), post(server.url(), "{}")));
  CHECK(error.code == ErrorCode::bad_response);
  CHECK(error.fate == SendFate::unknown);
}

TEST_CASE("an answer of exactly the limit is a value", "[curl][failure]") {
  Turn turn = loopback::answer(200, std::string(500, 'x'));
  const Server server([&turn](const Received&) { return turn; });
  CurlTransportOptions options;
  options.max_response_bytes = turn.bytes.size();
  CHECK(call(*transport(options), get(server.url())));
  options.max_response_bytes = turn.bytes.size() - 1;
  CHECK(failure(call(*transport(options), get(server.url()))).code == ErrorCode::bad_response);
}

TEST_CASE("an answer that drips in for too long ends at the deadline", "[curl][failure]") {
  const Server server([](const Received&) {
    Turn turn = loopback::answer(200, std::string(1'000'000, 'x'));
    turn.drip = true;
    return turn;
  });
  CallContext context;
  context.deadline = from_now(milliseconds(700));
  const Error error = failure(call(*transport(), get(server.url()), context));
  CHECK(error.code == ErrorCode::timeout);
  CHECK(error.fate == SendFate::unknown);
  CHECK(error.http_status == 200);
}

TEST_CASE("a call without a deadline gets the default one", "[curl][failure]") {
  CurlTransportOptions options;
  options.total_timeout = milliseconds(700);
  const Server server([](const Received&) { return loopback::silence(); });
  const Error error = failure(call(*transport(options), post(server.url(), "{}")));
  CHECK(error.code == ErrorCode::timeout);
  CHECK(error.fate == SendFate::unknown);
}

TEST_CASE("a deadline in the past sends nothing", "[curl][failure]") {
  const Server server([](const Received&) { return loopback::answer(200); });
  CallContext context;
  context.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  const Error error = failure(call(*transport(), post(server.url(), "{}"), context));
  CHECK(error.code == ErrorCode::timeout);
  CHECK(error.fate == SendFate::not_sent);
  CHECK(server.connections() == 0);
}

TEST_CASE("a deadline that ends while waiting for a connection sends nothing", "[curl][failure]") {
  CurlTransportOptions options;
  options.max_connections_per_host = 1;
  const Server server([](const Received&) { return loopback::silence(); });
  Answers answers;
  const auto client = transport(options);
  client->start(post(server.url("/first"), "{}"), {}, answers.next());
  REQUIRE(server.wait_for_requests(1));
  CallContext context;
  context.deadline = from_now(milliseconds(100));
  const Error error = failure(call(*client, post(server.url("/second"), "{}"), context));
  CHECK(error.code == ErrorCode::timeout);
  CHECK(error.fate == SendFate::not_sent);
  CHECK(server.bytes().find("/second") == std::string::npos);
  CHECK(answers.all().empty());
}

TEST_CASE("a call over max_calls is refused at once", "[curl][failure]") {
  CurlTransportOptions options;
  options.max_calls = 2;
  Answers answers;
  const Server server([](const Received&) { return loopback::silence(); });
  const auto client = transport(options);
  for (int i = 0; i < 2; ++i) client->start(post(server.url(), "{}"), {}, answers.next());
  const Error error = failure(call(*client, post(server.url(), "{}")));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::not_sent);
  CHECK(error.message.find("max_calls (2)") != std::string::npos);
  CHECK(answers.all().empty());
}
