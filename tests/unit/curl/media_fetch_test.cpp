#include <string>

#include "pagebridge/cancel_token.hpp"
#include "unit/curl/media_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::Received;
using loopback::Server;
using loopback::Turn;

namespace {

constexpr const char* cdn = "scontent.xx.fbcdn.net";

/// A CDN that answers everything with `turn`, and a fetcher that finds it.
struct Cdn {
  explicit Cdn(Turn turn, MediaFetcherOptions options = {}, const std::string& certificate_for = cdn)
      : server([turn = std::move(turn)](const Received&) { return turn; }, kind(certificate_for)),
        guard(guard_for(cdn, server.port(), "127.0.0.1")) {
    options.ca_file = server.certificate_file();
    client = fetcher(std::move(options), guard);
  }
  [[nodiscard]] std::string url() const {
    return "https://" + std::string(cdn) + ":" + std::to_string(server.port()) + "/v/t1.png?oh=" + secret;
  }
  Result<FetchedMedia> get(const std::shared_ptr<MediaSink>& sink, const CallContext& context = {}) const {
    return fetch(*client, url(), sink, context);
  }

  Server server;
  std::shared_ptr<AddressGuard> guard;
  std::shared_ptr<MediaFetcher> client;

 private:
  static loopback::ServerOptions kind(const std::string& certificate_for) {
    loopback::ServerOptions options;
    options.tls = true;
    options.certificate_for = certificate_for;
    return options;
  }
};

Turn medium(const std::string& body, const pagebridge::HttpHeaders& headers = {{"Content-Type", "image/png"}}) {
  return loopback::answer(200, body, headers);
}

} // namespace

TEST_CASE("a medium arrives in its sink", "[media]") {
  const std::string body(GENERATE(0U, 1U, 300'000U), 'x');
  const Cdn from(medium(body));
  const auto sink = std::make_shared<RecordingSink>();
  const auto result = from.get(sink);
  REQUIRE(result);
  CHECK(result->bytes == body.size());
  CHECK(result->content_type == "image/png");
  CHECK(result->host == cdn);
  CHECK(sink->calls == (body.empty() ? "begin finish " : "begin write finish "));
  CHECK(sink->info.content_type == "image/png");
  CHECK(sink->info.size == body.size());
  CHECK((sink->text == body));
  CHECK(from.guard->opened == 1);
}

TEST_CASE("a fetch says nothing about who asks", "[media]") {
  const Cdn from(medium("x"));
  REQUIRE(from.get(std::make_shared<RecordingSink>()));
  const std::string head = from.server.requests().at(0).head;
  CAPTURE(head);
  CHECK(head.find("GET /v/t1.png?oh=") == 0);
  for (const char* name : {"Authorization", "Cookie", "Referer", "Accept-Encoding"})
    CHECK(head.find(name) == std::string::npos);
  CHECK(loopback::count_of(head, "\r\n") == 4); // request line, Host, User-Agent, Accept
}

TEST_CASE("a chunked medium of unknown size arrives", "[media]") {
  const Cdn from(Turn{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\n6\r\npedia \r\n0\r\n\r\n"});
  const auto sink = std::make_shared<RecordingSink>();
  REQUIRE(from.get(sink));
  CHECK(sink->text == "Wikipedia ");
  CHECK_FALSE(sink->info.size);
  CHECK(sink->info.content_type.empty());
}

TEST_CASE("a medium over the limit is refused, before its first byte if it says so", "[media]") {
  MediaFetcherOptions options;
  options.max_bytes = 1000;
  const auto sink = std::make_shared<RecordingSink>();
  std::string calls;
  std::string start;
  SECTION("it says so") { start = "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"; }
  SECTION("it is chunked") {
    start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFF\r\n";
    calls = "begin fail ";
  }
  SECTION("its end is the end of the connection") {
    start = "HTTP/1.1 200 OK\r\n\r\n";
    calls = "begin fail ";
  }
  const Cdn from(Turn{start + std::string(300'000, 'x')}, options);
  const Error error = failure(from.get(sink));
  CHECK(error.code == ErrorCode::body_too_large);
  CHECK(error.field == "max_bytes");
  CHECK(sink->text.size() <= 1000);
  if (calls.empty()) {
    CHECK(sink->calls.empty());
  } else {
    CHECK(sink->calls.find("fail ") != std::string::npos);
    CHECK(sink->calls.find("finish") == std::string::npos);
  }
}

TEST_CASE("a medium of exactly the limit is whole", "[media]") {
  MediaFetcherOptions options;
  options.max_bytes = 1000;
  CHECK(Cdn(medium(std::string(1000, 'x')), options).get(std::make_shared<RecordingSink>()));
}

TEST_CASE("half a medium is a failed one", "[media]") {
  const std::string half = GENERATE("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
  const Cdn from(Turn{half, GENERATE(Turn::Then::close, Turn::Then::reset)});
  const auto sink = std::make_shared<RecordingSink>();
  CHECK(failure(from.get(sink)).code == ErrorCode::connection);
  if (!sink->calls.empty()) {
    CHECK(sink->calls == "begin write fail ");
    CHECK(sink->failed == ErrorCode::connection);
  }
}

TEST_CASE("any status but 200 is no medium, and a redirect is not followed", "[media]") {
  const int status = GENERATE(204, 206, 301, 302, 307, 308, 403, 404, 500);
  const Server elsewhere([](const Received&) { return loopback::answer(200); });
  const Cdn from(loopback::answer(status, status == 204 ? "" : "sorry", {{"Location", elsewhere.url("/b")}}));
  const auto sink = std::make_shared<RecordingSink>();
  const Error error = failure(from.get(sink));
  CHECK(error.code == ErrorCode::bad_response);
  CHECK(error.http_status == status);
  CHECK(sink->calls.empty());
  CHECK(elsewhere.connections() == 0);
  CHECK(from.guard->opened == 1);
}

TEST_CASE("a medium that comes compressed is refused", "[media]") {
  const Cdn from(medium("x", {{"Content-Encoding", "gzip"}}));
  const auto sink = std::make_shared<RecordingSink>();
  CHECK(failure(from.get(sink)).code == ErrorCode::bad_response);
  CHECK(sink->calls.empty());
}

TEST_CASE("a slow or silent server ends at the deadline", "[media]") {
  Turn turn = medium(std::string(1'000'000, 'x'));
  turn.drip = true;
  const bool silent = GENERATE(false, true);
  const Cdn from(silent ? loopback::silence() : turn);
  CallContext context;
  context.deadline = from_now(milliseconds(400));
  const auto sink = std::make_shared<RecordingSink>();
  CHECK(failure(from.get(sink, context)).code == ErrorCode::timeout);
  CHECK(sink->calls == (silent ? "" : "begin write fail "));
}

TEST_CASE("a fetch can be cancelled", "[media]") {
  const Cdn from(Turn{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"});
  const pagebridge::CancelSource source;
  CallContext context;
  context.cancel = source.token();
  const auto sink = std::make_shared<RecordingSink>();
  const bool before = GENERATE(false, true);
  if (before) source.cancel();
  const auto result = pagebridge::wait<FetchedMedia>([&](Completion<FetchedMedia> done) {
    from.client->fetch(from.url(), sink, context, std::move(done));
    if (!before) REQUIRE(from.server.wait_for_requests(1));
    source.cancel();
  });
  CHECK(failure(result).code == ErrorCode::cancelled);
  CHECK(sink->calls.find("finish") == std::string::npos);
  CHECK((sink->calls.empty() || sink->calls == "begin write fail "));
}

TEST_CASE("a certificate for another name ends the fetch", "[media]") {
  const Cdn from(medium("x"), {}, "127.0.0.1");
  const auto sink = std::make_shared<RecordingSink>();
  CHECK(failure(from.get(sink)).code == ErrorCode::connection);
  CHECK(from.server.bytes().empty());
  CHECK(sink->calls.empty());
}

TEST_CASE("a sink's error ends the fetch with that error", "[media]") {
  using At = RecordingSink::At;
  const At at = GENERATE(At::begin, At::write, At::finish);
  bool throws = false;
#if !defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
  throws = GENERATE(false, true);
#endif
  const Cdn from(medium("some bytes"));
  const auto sink = std::make_shared<RecordingSink>(at, throws);
  const Error error = failure(from.get(sink));
  CHECK(error.code == (throws ? ErrorCode::host_failed : ErrorCode::store_unavailable));
  const char* calls = "begin ";
  if (at == At::write) calls = "begin write fail ";
  if (at == At::finish) calls = "begin write finish ";
  CHECK(sink->calls == calls);
  CHECK(from.get(std::make_shared<RecordingSink>())); // it lives on
}

TEST_CASE("the end of the fetcher ends its fetches as cancelled", "[media]") {
  Cdn from(Turn{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"});
  const auto sink = std::make_shared<RecordingSink>();
  const auto result = pagebridge::wait<FetchedMedia>([&](Completion<FetchedMedia> done) {
    from.client->fetch(from.url(), sink, {}, std::move(done));
    REQUIRE(from.server.wait_for_requests(1));
    from.client.reset();
  });
  CHECK(failure(result).code == ErrorCode::cancelled);
}
