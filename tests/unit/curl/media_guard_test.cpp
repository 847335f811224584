#include <string>

#include "unit/curl/media_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::Received;
using loopback::Server;
using pagebridge::curl::is_allowed_host;

namespace {

/// A fetcher as the public header makes it, but for names that lead to `addresses` and a count of its sockets.
std::shared_ptr<AddressGuard> real_guard(const std::string& host, const std::string& addresses) {
  auto guard = guard_for(host, 443, addresses);
  guard->allows = &is_public;
  return guard;
}

Error refused(MediaFetcher& client, const std::string& url) {
  const auto sink = std::make_shared<RecordingSink>();
  Error error = failure(fetch(client, url, sink));
  CHECK(error.code == ErrorCode::invalid_argument);
  CHECK(error.field == "url");
  CHECK(error.fate == SendFate::not_sent);
  CHECK(sink->calls.empty());
  return error;
}

} // namespace

TEST_CASE("a URL that leads elsewhere than to an allowed host opens no socket", "[media][guard]") {
  const std::string url = GENERATE(
      as<std::string>(), "https://127.0.0.1/v/a", "https://0177.0.0.1/v/a", "https://2130706433/v/a",
      "https://0x7f000001/v/a", "https://127.1/v/a", "https://[::1]/v/a", "https://[::ffff:127.0.0.1]/v/a",
      "https://169.254.169.254/v/a", "https://localhost/v/a", "http://scontent.fbcdn.net/v/a", "http://127.0.0.1/v/a",
      "file:///etc/passwd", "file://scontent.fbcdn.net/etc/passwd", "gopher://fbcdn.net/v/a", "ftp://fbcdn.net/v/a",
      "https://evilfbcdn.net/v/a", "https://fbcdn.net.evil.example/v/a", "https://evil.example/fbcdn.net/v/a",
      "https://evil.example/v/a?.fbcdn.net", "https://evil.example#.fbcdn.net", "https://a.fbcdn.net@evil.example/v/a",
      "https://user:word@a.fbcdn.net/v/a", "https://evil.example\\.fbcdn.net/v/a", "https://net/v/a", "",
      "//a.fbcdn.net/v/a", "https:a.fbcdn.net/v/a", "https:///a.fbcdn.net/v/a", "https://.fbcdn.net./v/a");
  CAPTURE(url);
  const auto guard = real_guard("a.fbcdn.net", "127.0.0.1");
  refused(*fetcher({}, guard), url);
  CHECK(guard->opened == 0);
}

TEST_CASE("an allowed name that leads to an address that is not public opens no socket", "[media][guard]") {
  const std::string address =
      GENERATE(as<std::string>(), "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
               "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]",
               "[::ffff:8.8.8.8]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:0:0:0::1]", "[fe80::1]", "[fc00::1]",
               "[fd00::1]", "[fec0::1]", "[ff02::1]", "10.0.0.1,[::1],192.168.1.1");
  CAPTURE(address);
  const auto guard = real_guard("scontent.fbcdn.net", address);
  const Error error = refused(*fetcher({}, guard), "https://scontent.fbcdn.net/v/a?oh=" + std::string(secret));
  CHECK(error.message.find("scontent.fbcdn.net") != std::string::npos);
  CHECK(guard->opened == 0);
}

TEST_CASE("a name that changes its address between two fetches gains nothing", "[media][guard]") {
  loopback::ServerOptions kind;
  kind.tls = true;
  kind.certificate_for = "scontent.fbcdn.net";
  const Server server(
      [](const Received&) {
        loopback::Turn turn = loopback::answer(200, "x");
        turn.then = loopback::Turn::Then::close;
        return turn;
      },
      kind);
  const auto guard = guard_for("scontent.fbcdn.net", server.port(), "127.0.0.1");
  const std::string name = "scontent.fbcdn.net:" + std::to_string(server.port());
  guard->resolve = [name, times = 0]() mutable {
    return std::vector<std::string>{name + (++times == 1 ? ":127.0.0.1" : ":127.0.0.2")};
  };
  MediaFetcherOptions options;
  options.ca_file = server.certificate_file();
  const auto client = fetcher(options, guard);
  REQUIRE(fetch(*client, "https://" + name + "/v/a", std::make_shared<RecordingSink>()));
  REQUIRE(server.wait_for_closed(1));
  // libcurl may first try the kept connection, find it dead and begin again: that is guarded, too.
  const auto sink = std::make_shared<RecordingSink>();
  CHECK(failure(fetch(*client, "https://" + name + "/v/a", sink)).field == "url");
  CHECK(sink->calls.empty());
  CHECK(guard->opened == 1);
  CHECK(server.connections() == 1);
}

TEST_CASE("the public fetcher knows port 443 only, and this machine's addresses are not public to it",
          "[media][guard]") {
  MediaFetcherOptions options;
  options.allowed_hosts.emplace_back("localtest.example.org");
  auto made = pagebridge::curl::make_media_fetcher(options);
  REQUIRE(made);
  refused(**made, "https://scontent.fbcdn.net:8443/v/a");
  refused(**made, "https://scontent.fbcdn.net:22/v/a");
}

TEST_CASE("hosts are allowed by whole labels", "[media][guard]") {
  const std::vector<std::string> allowed = {"fbcdn.net", ".example.org"};
  for (const char* host : {"fbcdn.net", "a.fbcdn.net", "a.b.FBCDN.net", "example.org", "x.example.org"})
    CHECK(is_allowed_host(host, allowed));
  for (const char* host :
       {"", "net", "cdn.net", "xfbcdn.net", "fbcdn.net.", "fbcdn.net.x", "fbcdn-net", "example.orgx"})
    CHECK_FALSE(is_allowed_host(host, allowed));
  CHECK_FALSE(is_allowed_host("a.fbcdn.net", {}));
}

TEST_CASE("a fetch without a sink is refused", "[media][guard]") {
  const auto client = fetcher({}, real_guard("a.fbcdn.net", "127.0.0.1"));
  CHECK(failure(fetch(*client, "https://a.fbcdn.net/v/a", nullptr)).field == "sink");
}

TEST_CASE("a fetcher's options without sense are refused by name", "[media][guard]") {
  MediaFetcherOptions options;
  std::string field;
  SECTION("max_bytes") { field = "max_bytes", options.max_bytes = 0; }
  SECTION("max_fetches") { field = "max_fetches", options.max_fetches = 0; }
  SECTION("connect_timeout") { field = "connect_timeout", options.connect_timeout = milliseconds(0); }
  SECTION("total_timeout") { field = "total_timeout", options.total_timeout = milliseconds(0); }
  SECTION("connections") { field = "max_connections_per_host", options.max_connections_per_host = 0; }
  SECTION("proxy") { field = "proxy", options.proxy = "socks5://a"; }
  SECTION("ca_file") { field = "ca_file", options.ca_file = "/nowhere/at/all.pem"; }
  SECTION("allowed_hosts") {
    field = "allowed_hosts";
    options.allowed_hosts = {GENERATE(as<std::string>(), "", ".", "com", "10.0.0.1", "127.0.0.1", "*.fbcdn.net",
                                      "a..b.net", "https://fbcdn.net", "fbcdn.net/", "[::1]", "fbcdn.net:443",
                                      "..fbcdn.net")};
  }
  const auto made = pagebridge::curl::make_media_fetcher(options);
  REQUIRE_FALSE(made);
  CHECK(made.error().code == ErrorCode::invalid_argument);
  CHECK(made.error().field == field);
}
