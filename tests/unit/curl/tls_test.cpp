#include <string>

#include "unit/curl/curl_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::Received;
using loopback::Server;
using loopback::ServerOptions;

namespace {

Server::Script fine() {
  return [](const Received&) { return loopback::answer(200, "{}"); };
}

ServerOptions tls() {
  ServerOptions options;
  options.tls = true;
  return options;
}

} // namespace

TEST_CASE("a certificate that nobody vouches for ends the call unsent", "[curl][tls]") {
  const Server server(fine(), tls());
  const Error error = failure(call(*transport(), post(server.url(), "{}")));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::not_sent);
  CHECK(error.message.find("ca_file") != std::string::npos);
  CHECK(server.bytes().empty());
}

TEST_CASE("a certificate in ca_file is trusted, and its connection is kept", "[curl][tls]") {
  const Server server(fine(), tls());
  CurlTransportOptions options;
  options.ca_file = server.certificate_file();
  const auto client = transport(options);
  for (int i = 0; i < 3; ++i) {
    const auto result = call(*client, post(server.url(), "{\"a\":1}"));
    REQUIRE(result);
    CHECK(result->status == 200);
  }
  CHECK(server.connections() == 1);
  CHECK(server.requests().at(2).body == "{\"a\":1}");
}

TEST_CASE("a trusted certificate for another name ends the call unsent", "[curl][tls]") {
  ServerOptions kind = tls();
  kind.certificate_for = GENERATE("graph.invalid", "127.0.0.2");
  const Server server(fine(), kind);
  CurlTransportOptions options;
  options.ca_file = server.certificate_file();
  const Error error = failure(call(*transport(options), post(server.url(), "{}")));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::not_sent);
  CHECK(server.bytes().empty());
}

TEST_CASE("another ca_file than the server's is of no use", "[curl][tls]") {
  const Server server(fine(), tls());
  const Server other(fine(), tls());
  CurlTransportOptions options;
  options.ca_file = other.certificate_file();
  CHECK(failure(call(*transport(options), post(server.url(), "{}"))).fate == SendFate::not_sent);
}

TEST_CASE("a server that knows nothing newer than TLS 1.1 is refused", "[curl][tls]") {
  ServerOptions kind = tls();
  kind.only_tls_1_1 = true;
  const Server server(fine(), kind);
  CurlTransportOptions options;
  options.ca_file = server.certificate_file();
  const Error error = failure(call(*transport(options), post(server.url(), "{}")));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::not_sent);
}

TEST_CASE("a server that never ends its handshake is given up unsent", "[curl][tls]") {
  const Server plain(fine()); // to which our hello is half a request
  CurlTransportOptions options;
  CallContext context;
  SECTION("after connect_timeout") { options.connect_timeout = milliseconds(100); }
  SECTION("at the deadline") { context.deadline = from_now(milliseconds(100)); }
  const std::string url = "https://127.0.0.1:" + std::to_string(plain.port());
  const Error error = failure(call(*transport(options), post(url, "{}"), context));
  CHECK(error.code == ErrorCode::timeout);
  CHECK(error.fate == SendFate::not_sent);
}
