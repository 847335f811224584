#include <string>
#include <utility>
#include <vector>

#include "support/http2_server.hpp"
#include "unit/curl/curl_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::count_of;
using loopback::Http2Received;
using loopback::Http2Server;
using loopback::Http2Turn;
using Then = loopback::Http2Turn::Then;

namespace {

/// Does `then` to the request of that number, counted from 1, and answers every other.
Http2Server::Script at_request(int number, Then then) {
  return [number, then, seen = 0](const Http2Received&) mutable {
    return Http2Turn{++seen == number ? then : Then::answer, "{\"message_id\":\"m\"}"};
  };
}

std::shared_ptr<HttpTransport> client_of(const Http2Server& server) {
  CurlTransportOptions options;
  options.ca_file = server.certificate_file();
  return transport(options);
}

constexpr const char* body = "{\"text\":\"only once\"}";

Then any_fault() {
  return GENERATE(Then::close, Then::reset, Then::half_headers, Then::half_body, Then::half_stream, Then::reset_stream,
                  Then::refuse_stream, Then::need_http1, Then::go_away_before);
}

} // namespace

TEST_CASE("a body that left over HTTP/2 arrived exactly once, whatever became of the answer", "[curl][send_once]") {
  const Then fault = any_fault();
  const int before = GENERATE(0, 1, 2); // requests that made the connection a reused one
  CAPTURE(static_cast<int>(fault), before);
  const Http2Server server(at_request(before + 1, fault));
  const auto client = client_of(server);
  for (int i = 0; i < before; ++i) REQUIRE(call(*client, post(server.url(), "{}")));

  const Error error = failure(call(*client, post(server.url(), body)));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::unknown);
  CHECK(count_of(server.bytes(), body) == 1);

  // Whatever libcurl might still do, it would have done it before the next call is answered.
  REQUIRE(call(*client, post(server.url(), "{}")));
  CHECK(count_of(server.bytes(), body) == 1);
  CHECK(server.requests().size() == static_cast<std::size_t>(before) + 2);
}

TEST_CASE("a GOAWAY that includes the request, and no answer, is unknown", "[curl][send_once]") {
  const Http2Server server(at_request(2, Then::go_away_after));
  const auto client = client_of(server);
  REQUIRE(call(*client, post(server.url(), "{}")));
  CallContext context;
  context.deadline = from_now(milliseconds(500));
  const Error error = failure(call(*client, post(server.url(), body), context));
  CHECK(error.fate == SendFate::unknown);
  REQUIRE(call(*client, post(server.url(), "{}")));
  CHECK(count_of(server.bytes(), body) == 1);
}

TEST_CASE("requests without a body are not repeated over HTTP/2 either, unless they only read", "[curl][send_once]") {
  const std::string method = GENERATE("POST", "PUT", "PATCH", "DELETE");
  const Then fault = any_fault();
  CAPTURE(method, static_cast<int>(fault));
  const Http2Server server(at_request(2, fault));
  const auto client = client_of(server);
  REQUIRE(call(*client, get(server.url())));
  CHECK(failure(call(*client, {method, server.url("/subscribed_apps"), {}, {}})).fate == SendFate::unknown);
  REQUIRE(call(*client, get(server.url())));
  int seen = 0;
  for (const auto& request : server.requests()) seen += request.path == "/subscribed_apps" ? 1 : 0;
  CHECK(seen == 1);
}

TEST_CASE("a broken HTTP/2 connection leaves all its calls in doubt, and none is sent twice", "[curl][send_once]") {
  const Then fault = GENERATE(Then::close, Then::reset, Then::go_away_before);
  CAPTURE(static_cast<int>(fault));
  // Everything waits for an answer until the last request comes.
  const Http2Server server([fault](const Http2Received& request) {
    if (request.body.find("warm") == 0) return Http2Turn{};
    return Http2Turn{request.body == "last" ? fault : Then::silence};
  });
  const auto client = client_of(server);
  REQUIRE(call(*client, post(server.url(), "warm")));
  Answers answers;
  for (int i = 0; i < 20; ++i)
    client->start(post(server.url(), "message-" + std::to_string(i) + ";"), {}, answers.next());
  REQUIRE(server.wait_for_requests(21));
  const Error error = failure(call(*client, post(server.url(), "last")));
  CHECK(error.fate == SendFate::unknown);
  if (fault == Then::go_away_before) {
    CHECK(answers.all().empty()); // those before it may still be answered
  } else {
    REQUIRE(answers.wait_for(20));
    for (const auto& result : answers.all()) CHECK(failure(result).fate == SendFate::unknown);
  }
  REQUIRE(call(*client, post(server.url(), "warm again")));
  for (int i = 0; i < 20; ++i) CHECK(count_of(server.bytes(), "message-" + std::to_string(i) + ";") == 1);
  CHECK(count_of(server.bytes(), "last") == 1);
}
