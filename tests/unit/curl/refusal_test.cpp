#include <string>

#include "unit/curl/curl_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::Received;
using loopback::Server;

namespace {

Error refused(const HttpRequest& request) {
  Error error = failure(call(*transport(), request));
  CHECK(error.code == ErrorCode::invalid_argument);
  CHECK(error.fate == SendFate::not_sent);
  return error;
}

} // namespace

TEST_CASE("plain http to another machine is refused", "[curl][refusal]") {
  const std::string host =
      GENERATE("graph.facebook.com", "10.0.0.1", "128.0.0.1", "127.0.0.1.example.org", "127.example.org",
               "localhost.example.org", "notlocalhost", "[::2]", "[::ffff:10.0.0.1]", "0.0.0.0", "[::]");
  CAPTURE(host);
  CHECK(refused(post("http://" + host + "/me/messages", "{}")).field == "url");
}

TEST_CASE("a URL that is not an absolute https one is refused", "[curl][refusal]") {
  const std::string url =
      GENERATE("", "/me/messages", "graph.facebook.com/me", "ftp://127.0.0.1/", "file:///etc/passwd",
               "gopher://127.0.0.1/", "https://", "https:///me", "https:/me", "https://user:word@127.0.0.1/",
               "https://user@127.0.0.1/", "https://127.0.0.1:99999/", "https://a b/", "https://a/b\r\nc");
  CAPTURE(url);
  CHECK(refused(get(url)).field == "url");
}

TEST_CASE("a NUL in the URL does not hide what follows it", "[curl][refusal]") {
  CHECK(refused(get(std::string("https://127.0.0.1\0.example.org/", 31))).field == "url");
}

TEST_CASE("a header that could begin another one is refused", "[curl][refusal]") {
  const Server server([](const Received&) { return loopback::answer(200); });
  const std::string odd = GENERATE(std::string("a\r\nX-Injected: 1"), std::string("a\nb"), std::string("a\rb"),
                                   std::string("a\0b", 3), std::string("\r\n"), std::string("a\x7f"));
  CHECK(refused({"POST", server.url(), {{"X-Fine", "1"}, {"Authorization", odd}}, "{}"}).field == "headers");
  CHECK(refused({"POST", server.url(), {{odd, "1"}}, "{}"}).field == "headers");
  CHECK(server.connections() == 0);
}

TEST_CASE("a header's name must be one", "[curl][refusal]") {
  const std::string name = GENERATE("", "X Y", "X:Y", "X\tY", "\xc3\xa4");
  CHECK(refused({"GET", "http://127.0.0.1/", {{name, "1"}}, {}}).field == "headers");
}

TEST_CASE("headers that frame the message are the transport's own", "[curl][refusal]") {
  const std::string name = GENERATE("Content-Length", "transfer-encoding", "EXPECT");
  CHECK(refused({"POST", "http://127.0.0.1/", {{name, "chunked"}}, "{}"}).field == "headers");
}

TEST_CASE("an odd method is refused", "[curl][refusal]") {
  const std::string method = GENERATE("", "get", "CONNECT", "TRACE", "GET /x HTTP/1.1\r\nX: y");
  CHECK(refused({method, "http://127.0.0.1/", {}, {}}).field == "method");
}

TEST_CASE("a HEAD request with a body is refused", "[curl][refusal]") {
  CHECK(refused({"HEAD", "http://127.0.0.1/", {}, "x"}).field == "body");
}

TEST_CASE("options without sense are refused by name", "[curl][refusal]") {
  CurlTransportOptions options;
  std::string field;
  SECTION("connect_timeout") { field = "connect_timeout", options.connect_timeout = milliseconds(0); }
  SECTION("total_timeout") { field = "total_timeout", options.total_timeout = milliseconds(-1); }
  SECTION("total_timeout without end") { field = "total_timeout", options.total_timeout = milliseconds::max(); }
  SECTION("max_idle_connection_age") {
    field = "max_idle_connection_age", options.max_idle_connection_age = std::chrono::seconds(0);
  }
  SECTION("max_response_bytes") { field = "max_response_bytes", options.max_response_bytes = 0; }
  SECTION("max_calls") { field = "max_calls", options.max_calls = 0; }
  SECTION("max_connections_per_host") { field = "max_connections_per_host", options.max_connections_per_host = 0; }
  SECTION("user_agent") { field = "user_agent", options.user_agent = "a\r\nb: c"; }
  SECTION("proxy") { field = "proxy", options.proxy = "proxy.example.org:3128"; }
  SECTION("ca_file") { field = "ca_file", options.ca_file = "/nowhere/at/all.pem"; }
  const auto made = make_transport(options);
  REQUIRE_FALSE(made);
  CHECK(made.error().code == ErrorCode::invalid_argument);
  CHECK(made.error().field == field);
}
