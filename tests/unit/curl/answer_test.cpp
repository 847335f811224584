#include <string>

#include "unit/curl/curl_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::Received;
using loopback::Server;
using loopback::Turn;

namespace {

std::string bytes_from(int first, int last) {
  std::string bytes;
  for (int byte = first; byte <= last; ++byte) bytes.push_back(static_cast<char>(byte));
  return bytes;
}

} // namespace

TEST_CASE("an answer of any status is a value", "[curl]") {
  const int status = GENERATE(200, 201, 301, 302, 400, 401, 403, 404, 407, 417, 429, 500, 503);
  const Server server([status](const Received&) { return loopback::answer(status, "{\"error\":{}}"); });
  const auto client = transport();
  const auto result = call(*client, post(server.url("/me/messages"), "{}"));
  REQUIRE(result);
  CHECK(result->status == status);
  CHECK(result->body == "{\"error\":{}}");
}

TEST_CASE("answers without a body are values", "[curl]") {
  const int status = GENERATE(204, 304);
  const Server server(
      [status](const Received&) { return Turn{"HTTP/1.1 " + std::to_string(status) + " Whatever\r\n\r\n"}; });
  const auto client = transport();
  const auto result = call(*client, get(server.url()));
  REQUIRE(result);
  CHECK(result->status == status);
  CHECK(result->body.empty());
}

TEST_CASE("bodies of any bytes arrive as they are, both ways", "[curl]") {
  const Server server([](const Received& request) { return loopback::answer(200, request.body); });
  const auto client = transport();
  std::string body = bytes_from(0, 255);
  SECTION("short") {}
  SECTION("longer than any buffer on the way") {
    while (body.size() < 1'000'000) body += body;
  }
  const auto result = call(*client, post(server.url(), body));
  REQUIRE(result);
  CHECK((result->body == body));
  CHECK((server.requests().at(0).body == body));
}

TEST_CASE("headers arrive as they are, both ways", "[curl]") {
  const std::string odd = "a" + bytes_from(0x20, 0x7e) + bytes_from(0x80, 0xff) + "z";
  const Server server([&odd](const Received&) {
    return Turn{"HTTP/1.1 200 OK\r\nX-Odd: " + odd +
                " \t \r\nX-Empty:\r\nX-Twice: 1\r\nx-twice: 2\r\nContent-Length: 0\r\n\r\n"};
  });
  const auto client = transport();
  HttpRequest request{"POST", server.url(), {{"X-Odd", odd}, {"X-Empty", ""}, {"Authorization", "Bearer abc"}}, "{}"};
  const auto result = call(*client, request);
  REQUIRE(result);
  CHECK(result->headers ==
        pagebridge::HttpHeaders{
            {"X-Odd", odd}, {"X-Empty", ""}, {"X-Twice", "1"}, {"x-twice", "2"}, {"Content-Length", "0"}});
  const std::string head = server.requests().at(0).head;
  CHECK(head.find("\r\nX-Odd: " + odd + "\r\n") != std::string::npos);
  CHECK(head.find("\r\nX-Empty:") != std::string::npos);
  CHECK(head.find("\r\nAuthorization: Bearer abc\r\n") != std::string::npos);
}

TEST_CASE("the transport adds little of its own", "[curl]") {
  const Server server([](const Received&) { return loopback::answer(200); });
  CurlTransportOptions options;
  std::string agent = "pagebridge/";
  SECTION("by default it says who it is") {}
  SECTION("the host may name itself") { agent = options.user_agent = "desk/7"; }
  REQUIRE(call(*transport(options), {"POST", server.url("/a?b=c"), {}, std::string(2000, 'x')}));
  const std::string head = server.requests().at(0).head;
  CAPTURE(head);
  CHECK(head.find("POST /a?b=c HTTP/1.1\r\n") == 0);
  CHECK(head.find("\r\nUser-Agent: " + agent) != std::string::npos);
  CHECK(head.find("\r\nContent-Length: 2000\r\n") != std::string::npos);
  CHECK(head.find("Expect") == std::string::npos);
  CHECK(head.find("Content-Type") == std::string::npos);
  CHECK(head.find("Accept-Encoding") == std::string::npos);
  CHECK(loopback::count_of(head, "\r\n") == 5); // request line, Host, User-Agent, Accept, Content-Length
}

TEST_CASE("a request's own User-Agent wins", "[curl]") {
  const Server server([](const Received&) { return loopback::answer(200); });
  REQUIRE(call(*transport(), {"GET", server.url(), {{"User-Agent", "mine"}}, {}}));
  CHECK(server.requests().at(0).head.find("\r\nUser-Agent: mine\r\n") != std::string::npos);
  CHECK(loopback::count_of(server.bytes(), "User-Agent") == 1);
}

TEST_CASE("every method goes out as it is, with a body and without", "[curl]") {
  const std::string method = GENERATE("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  const std::string body = GENERATE("", "{\"a\":1}");
  if (method == "HEAD" && !body.empty()) return;
  CAPTURE(method, body);
  const Server server([](const Received& request) {
    if (request.head.find("HEAD ") == 0) return Turn{"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"};
    return loopback::answer(200, "fine");
  });
  const auto client = transport();
  const auto result = call(*client, {method, server.url(), {}, body});
  REQUIRE(result);
  CHECK(result->status == 200);
  CHECK(result->body == (method == "HEAD" ? "" : "fine"));
  CHECK(server.requests().at(0).head.find(method + " / HTTP/1.1\r\n") == 0);
  CHECK(server.requests().at(0).body == body);
  CHECK((server.bytes() == server.requests().at(0).head + "\r\n" + body));
}

TEST_CASE("a chunked answer is put together and its trailers are left out", "[curl]") {
  const Server server([](const Received&) {
    return Turn{
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-App-Usage: {}\r\n\r\n"
        "4\r\nWiki\r\n6\r\npedia \r\n0\r\nX-App-Usage: trailer\r\n\r\n"};
  });
  const auto result = call(*transport(), get(server.url()));
  REQUIRE(result);
  CHECK(result->body == "Wikipedia ");
  CHECK(pagebridge::single_header(result->headers, "x-app-usage") == "{}");
}

TEST_CASE("only the final answer counts", "[curl]") {
  const Server server([](const Received&) {
    return Turn{
        "HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"
        "HTTP/1.1 404 Not Found\r\nX-Final: 1\r\nContent-Length: 2\r\n\r\n{}"};
  });
  const auto result = call(*transport(), post(server.url(), "{}"));
  REQUIRE(result);
  CHECK(result->status == 404);
  CHECK(result->headers == pagebridge::HttpHeaders{{"X-Final", "1"}, {"Content-Length", "2"}});
}

TEST_CASE("an answer whose end is the end of the connection is a value", "[curl]") {
  const Server server([](const Received&) { return Turn{"HTTP/1.0 200 OK\r\n\r\n{\"id\":1}", Turn::Then::close}; });
  const auto result = call(*transport(), get(server.url()));
  REQUIRE(result);
  CHECK(result->body == "{\"id\":1}");
}

TEST_CASE("an answer that drips in is put together", "[curl]") {
  const Server server([](const Received&) {
    Turn turn = loopback::answer(200, "slowly");
    turn.drip = true;
    return turn;
  });
  const auto result = call(*transport(), get(server.url()));
  REQUIRE(result);
  CHECK(result->body == "slowly");
}

TEST_CASE("a redirect is an answer and is not followed", "[curl]") {
  const Server elsewhere([](const Received&) { return loopback::answer(200); });
  const int status = GENERATE(301, 302, 303, 307, 308);
  const Server server([&](const Received&) {
    return loopback::answer(status, {}, {{"Location", elsewhere.url("/b")}});
  });
  const auto result = call(*transport(), post(server.url(), "{}"));
  REQUIRE(result);
  CHECK(result->status == status);
  CHECK(pagebridge::single_header(result->headers, "Location") == elsewhere.url("/b"));
  CHECK(elsewhere.connections() == 0);
}

TEST_CASE("a connection is used again", "[curl]") {
  const Server server([](const Received&) { return loopback::answer(200, "{}"); });
  const auto client = transport();
  for (int i = 0; i < 5; ++i) REQUIRE(call(*client, post(server.url(), "{}")));
  CHECK(server.connections() == 1);
  CHECK(server.requests().size() == 5);
}

TEST_CASE("a host's name, and every way to write this machine's address, are fine for plain http", "[curl]") {
  const std::string host = GENERATE("localhost", "LOCALHOST", "127.0.0.1", "127.1", "0x7f000001");
  const Server server([](const Received&) { return loopback::answer(200); });
  CHECK(call(*transport(), get("http://" + host + ":" + std::to_string(server.port()) + "/")));
}
