#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "unit/curl/curl_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::Received;
using loopback::Server;
using loopback::ServerOptions;
using loopback::Turn;

namespace {

/// Variables that are set for as long as this lives; no other thread of these tests reads or sets any meanwhile.
class Environment {
 public:
  explicit Environment(std::vector<std::pair<std::string, std::string>> variables) : variables_(std::move(variables)) {
    for (const auto& [name, value] : variables_)
      setenv(name.c_str(), value.c_str(), 1); // NOLINT(concurrency-mt-unsafe)
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment() {
    for (const auto& variable : variables_) unsetenv(variable.first.c_str()); // NOLINT(concurrency-mt-unsafe)
  }

 private:
  std::vector<std::pair<std::string, std::string>> variables_;
};

std::string address(const Server& server) { return "127.0.0.1:" + std::to_string(server.port()); }

} // namespace

TEST_CASE("proxies in the environment are ignored", "[curl][proxy]") {
  const Server proxy([](const Received&) { return loopback::answer(502); });
  const std::string url = "http://" + address(proxy);
  const Environment environment(
      {{"http_proxy", url}, {"https_proxy", url}, {"HTTPS_PROXY", url}, {"all_proxy", url}, {"ALL_PROXY", url}});
  ServerOptions kind;
  kind.tls = GENERATE(false, true);
  const Server server([](const Received&) { return loopback::answer(200); }, kind);
  CurlTransportOptions options;
  options.ca_file = server.certificate_file();
  const auto result = call(*transport(options), post(server.url(), "{}"));
  REQUIRE(result);
  CHECK(result->status == 200);
  CHECK(proxy.connections() == 0);
}

TEST_CASE("https goes through the proxy in a tunnel of its own", "[curl][proxy]") {
  const Environment environment({{"no_proxy", "*"}, {"NO_PROXY", "*"}});
  ServerOptions kind;
  kind.proxy = true;
  kind.certificate_for = "graph.invalid";
  const Server proxy(
      [](const Received& request) {
        if (request.head.find("CONNECT ") == 0) return Turn{"HTTP/1.1 200 Fine\r\nX-Proxy: 1\r\n\r\n"};
        return loopback::answer(201, "{}", {{"X-Server", "1"}});
      },
      kind);
  CurlTransportOptions options;
  options.proxy = "http://name:word@" + address(proxy);
  options.ca_file = proxy.certificate_file();
  const auto client = transport(options);
  const auto result = call(*client, post("https://graph.invalid/me/messages", "{\"a\":1}"));
  REQUIRE(result);
  CHECK(result->status == 201);
  CHECK(result->headers == pagebridge::HttpHeaders{{"X-Server", "1"}, {"Content-Length", "2"}});

  const auto requests = proxy.requests();
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].head.find("CONNECT graph.invalid:443 HTTP/1.1\r\n") == 0);
  CHECK(requests[0].head.find("\r\nProxy-Authorization: Basic bmFtZTp3b3Jk\r\n") != std::string::npos);
  CHECK(requests[0].head.find(secret) == std::string::npos);
  CHECK(requests[1].head.find("POST /me/messages?") == 0);
  CHECK(requests[1].head.find("Proxy-Authorization") == std::string::npos);
  CHECK(requests[1].body == "{\"a\":1}");
}

TEST_CASE("a proxy that refuses ends the call unsent", "[curl][proxy]") {
  Turn turn =
      GENERATE(loopback::answer(403, "no"), loopback::answer(407, "who?"), loopback::hang_up(), loopback::reset());
  const Server proxy([&turn](const Received&) { return turn; });
  CurlTransportOptions options;
  options.proxy = "http://name:" + std::string(secret) + "@" + address(proxy);
  const Error error = failure(call(*transport(options), post("https://graph.invalid/", "{}")));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::not_sent);
  CHECK_FALSE(error.http_status);
}

TEST_CASE("a proxy that cannot be reached ends the call unsent", "[curl][proxy]") {
  CurlTransportOptions options;
  options.proxy = GENERATE(as<std::string>(), "http://proxy.invalid:3128",
                           "http://127.0.0.1:" + std::to_string(loopback::unused_port()));
  const Error error = failure(call(*transport(options), post("https://graph.invalid/", "{}")));
  CHECK(error.code == ErrorCode::connection);
  CHECK(error.fate == SendFate::not_sent);
}

TEST_CASE("plain http to this machine never goes through the proxy", "[curl][proxy]") {
  const Server proxy([](const Received&) { return loopback::answer(502); });
  const Server server([](const Received&) { return loopback::answer(200); });
  CurlTransportOptions options;
  options.proxy = "http://" + address(proxy);
  CHECK(call(*transport(options), post(server.url(), "{}")));
  CHECK(proxy.connections() == 0);
}
