#include <string>
#include <vector>

#include "support/http2_server.hpp"
#include "unit/curl/curl_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::Http2Options;
using loopback::Http2Received;
using loopback::Http2Server;
using loopback::Http2Turn;
using Then = loopback::Http2Turn::Then;

namespace {

CurlTransportOptions trusting(const Http2Server& server) {
  CurlTransportOptions options;
  options.ca_file = server.certificate_file();
  return options;
}

Http2Server::Script echo() {
  return [](const Http2Received& request) { return Http2Turn{Then::answer, request.body}; };
}

} // namespace

TEST_CASE("HTTP/2 is spoken with a server that offers it, and its connection is kept", "[curl][http2]") {
  const Http2Server server(echo());
  const auto client = transport(trusting(server));
  for (int i = 0; i < 5; ++i) {
    const std::string body = i == 3 ? std::string(1'000'000, 'x') : "{\"n\":" + std::to_string(i) + "}";
    const auto result = call(*client, post(server.url("/me/messages"), body));
    REQUIRE(result);
    CHECK(result->status == 200);
    CHECK((result->body == body));
    CHECK(pagebridge::single_header(result->headers, "content-type") == "application/json");
  }
  REQUIRE(server.requests().size() == 5);
  CHECK(server.requests()[0].method == "POST");
  CHECK(server.requests()[0].path == std::string("/me/messages?token=") + secret);
  CHECK(server.requests()[0].authorization == secret);
  CHECK(server.connections() == 1);
}

TEST_CASE("HTTP/1.1 is spoken where HTTP/2 is not offered", "[curl][http2]") {
  loopback::ServerOptions kind;
  kind.tls = true;
  const loopback::Server server([](const loopback::Received&) { return loopback::answer(200); }, kind);
  CurlTransportOptions options;
  options.ca_file = server.certificate_file();
  const auto client = transport(options);
  for (int i = 0; i < 3; ++i) REQUIRE(call(*client, post(server.url(), "{}")));
  CHECK(server.requests().at(2).head.find("POST /?token") == 0);
  CHECK(server.requests().at(2).head.find(" HTTP/1.1\r\n") != std::string::npos);
  CHECK(server.connections() == 1);
}

TEST_CASE("every method goes out over HTTP/2, with a body and without", "[curl][http2]") {
  const std::string method = GENERATE("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  const std::string body = GENERATE("", "{\"a\":1}");
  CAPTURE(method, body);
  const Http2Server server([](const Http2Received&) { return Http2Turn{Then::answer, "fine"}; });
  const auto client = transport(trusting(server));
  for (int i = 0; i < 2; ++i) {
    const auto result = call(*client, {method, server.url(), {}, body});
    REQUIRE(result);
    CHECK(result->body == "fine");
    CHECK(server.requests().back().method == method);
    CHECK(server.requests().back().body == body);
  }
}

TEST_CASE("HTTP/2 can be forbidden", "[curl][http2]") {
  const Http2Server server(echo());
  CurlTransportOptions options = trusting(server);
  options.http2 = false;
  // This server speaks nothing else, so it does not understand a word.
  CHECK_FALSE(call(*transport(options), post(server.url(), "{}")));
  CHECK(server.requests().empty());
}

TEST_CASE("calls at once share a connection, within its streams", "[curl][http2]") {
  const std::size_t streams = GENERATE(100U, 7U);
  const bool servers_limit = GENERATE(false, true);
  CAPTURE(streams, servers_limit);
  Http2Options kind;
  if (servers_limit) kind.max_streams = static_cast<std::uint32_t>(streams);
  const Http2Server server(echo(), kind);
  CurlTransportOptions options = trusting(server);
  options.max_connections_per_host = 4;
  if (!servers_limit) options.max_streams_per_connection = static_cast<int>(streams);
  const auto client = transport(options);
  Answers answers;
  for (std::size_t i = 0; i < 500; ++i) client->start(post(server.url(), std::to_string(i)), {}, answers.next());
  REQUIRE(answers.wait_for(500));
  std::vector<int> times(500, 0);
  for (const auto& result : answers.all()) {
    REQUIRE(result);
    ++times.at(std::stoul(result->body));
  }
  CHECK(times == std::vector<int>(500, 1));
  CHECK(server.requests().size() == 500);
  CHECK(server.connections() <= 4);
  CHECK(server.most_streams() <= streams);
  CHECK(server.most_streams() > 1);
}

TEST_CASE("calls that wait for a stream do not use up the time for connecting", "[curl][http2]") {
  Http2Options kind;
  kind.max_streams = 1;
  const Http2Server server(
      [](const Http2Received& request) {
        return Http2Turn{Then::answer, request.body, milliseconds(120)};
      },
      kind);
  CurlTransportOptions options = trusting(server);
  options.max_connections_per_host = 1;
  options.connect_timeout = milliseconds(300);
  const auto client = transport(options);
  REQUIRE(call(*client, post(server.url(), "first")));
  Answers answers;
  for (int i = 0; i < 8; ++i) client->start(post(server.url(), "{}"), {}, answers.next());
  REQUIRE(answers.wait_for(8));
  for (const auto& result : answers.all()) CHECK(result);
  CHECK(server.connections() == 1);
}

TEST_CASE("a call over HTTP/2 ends at its deadline and leaves its neighbours alone", "[curl][http2]") {
  const Http2Server server([](const Http2Received& request) {
    return request.body == "silence" ? Http2Turn{Then::silence} : Http2Turn{Then::answer, "{}", milliseconds(300)};
  });
  const auto client = transport(trusting(server));
  REQUIRE(call(*client, post(server.url(), "{}")));
  Answers answers;
  CallContext context;
  context.deadline = from_now(milliseconds(150));
  client->start(post(server.url(), "{}"), {}, answers.next());
  const Error error = failure(call(*client, post(server.url(), "silence"), context));
  CHECK(error.code == ErrorCode::timeout);
  CHECK(error.fate == SendFate::unknown);
  REQUIRE(answers.wait_for(1));
  CHECK(answers.all()[0]);
  CHECK(server.wait_for_given_up(1));
  CHECK(server.connections() == 1);
}

TEST_CASE("a connection that the server winds up is replaced without a word", "[curl][http2]") {
  const Http2Server server([](const Http2Received& request) {
    return Http2Turn{request.body == "last" ? Then::go_away_answer : Then::answer, request.body};
  });
  const auto client = transport(trusting(server));
  REQUIRE(call(*client, post(server.url(), "first")));
  REQUIRE(call(*client, post(server.url(), "last")));
  for (int i = 0; i < 3; ++i) {
    const auto result = call(*client, post(server.url(), "next"));
    REQUIRE(result);
    CHECK(result->body == "next");
  }
  CHECK(server.requests().size() == 5);
  CHECK(server.connections() == 2);
}

TEST_CASE("a connection that winds up while it is busy gets no further calls", "[curl][http2]") {
  // The first call's answer is still to come when the second one is answered together with the GOAWAY.
  const Http2Server server([](const Http2Received& request) {
    if (request.body == "slow") return Http2Turn{Then::answer, "slow", milliseconds(400)};
    return Http2Turn{request.body == "last" ? Then::go_away_answer : Then::answer, request.body};
  });
  const auto client = transport(trusting(server));
  REQUIRE(call(*client, post(server.url(), "first")));
  Answers answers;
  client->start(post(server.url(), "slow"), {}, answers.next());
  REQUIRE(server.wait_for_requests(2));
  REQUIRE(call(*client, post(server.url(), "last")));
  REQUIRE(call(*client, post(server.url(), "next")));
  CHECK(answers.all().empty());
  REQUIRE(answers.wait_for(1));
  CHECK(answers.all()[0]);
  CHECK(server.requests().size() == 4);
  CHECK(server.requests().back().connection == 1);
}

TEST_CASE("an answer that comes before the body was read is a value", "[curl][http2]") {
  Http2Options kind;
  kind.answer_early = true;
  const Http2Server server(echo(), kind);
  const auto client = transport(trusting(server));
  for (int i = 0; i < 3; ++i) {
    const auto result = call(*client, post(server.url(), std::string(3'000'000, 'x')));
    REQUIRE(result);
    CHECK(result->status == 200);
    CHECK(result->body == "early");
  }
}
