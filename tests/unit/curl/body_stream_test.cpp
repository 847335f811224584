#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "pagebridge/http/body_stream.hpp"
#include "support/http2_server.hpp"
#include "unit/curl/curl_test.hpp"

using namespace curl_test; // NOLINT(google-build-using-namespace)
using loopback::Received;
using loopback::Server;
using pagebridge::BodyReader;
using pagebridge::BodyStream;

namespace {

/// Gives `text` in pieces; after it, or at `bad_at`, whatever `end` says.
struct Plan {
  std::string text;
  std::uint64_t size = 0;
  std::size_t piece = 1000;
  enum class End { well, error, dry, thrown, endless } end = End::well;
};

class PlannedReader final : public BodyReader {
 public:
  PlannedReader(const Plan& plan, std::shared_ptr<std::atomic<int>> alive) : plan_(plan), alive_(std::move(alive)) {
    ++*alive_;
  }
  ~PlannedReader() override { --*alive_; }

  Result<std::size_t> read(char* buffer, std::size_t most) override {
    if (at_ == plan_.text.size()) {
      if (plan_.end == Plan::End::error) return Error{ErrorCode::not_found, "the disk is gone", SendFate::refused, {}};
#if !defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
      if (plan_.end == Plan::End::thrown) throw 1;
#endif
      if (plan_.end == Plan::End::endless) return most + 1;
      return std::size_t{0};
    }
    const std::size_t got = plan_.text.copy(buffer, std::min(most, plan_.piece), at_);
    at_ += got;
    return got;
  }

 private:
  const Plan plan_;
  std::shared_ptr<std::atomic<int>> alive_;
  std::size_t at_ = 0;
};

struct Opened {
  std::shared_ptr<std::atomic<int>> times = std::make_shared<std::atomic<int>>(0);
  std::shared_ptr<std::atomic<int>> alive = std::make_shared<std::atomic<int>>(0);
};

HttpRequest upload(std::string url, const Plan& plan, const Opened& opened) {
  HttpRequest request = post(std::move(url), {});
  request.body_stream = std::make_shared<const BodyStream>(
      BodyStream{plan.size, [plan, opened]() -> Result<std::unique_ptr<BodyReader>> {
                   ++*opened.times;
                   return std::unique_ptr<BodyReader>(std::make_unique<PlannedReader>(plan, opened.alive));
                 }});
  return request;
}

Plan whole(std::size_t size) {
  Plan plan;
  for (std::size_t i = 0; i < size; ++i) plan.text.push_back(static_cast<char>(i * 7 + i / 251));
  plan.size = size;
  return plan;
}

} // namespace

TEST_CASE("a streamed body arrives as it is", "[curl][body_stream]") {
  Plan plan = whole(GENERATE(0U, 1U, 1000U, 65'536U, 3'000'000U));
  plan.piece = GENERATE(999U, 1'000'000U);
  if (plan.text.size() == 1) plan.piece = 1;
  const Opened opened;
  const loopback::Http2Server over2([](const loopback::Http2Received& request) {
    return loopback::Http2Turn{loopback::Http2Turn::Then::answer, std::to_string(request.body.size())};
  });
  const Server over1(
      [](const Received& request) { return loopback::answer(200, std::to_string(request.body.size())); });
  CurlTransportOptions options;
  options.ca_file = over2.certificate_file();
  const bool http2 = GENERATE(false, true);
  CAPTURE(http2, plan.text.size(), plan.piece);
  const auto client = transport(options);
  for (int i = 0; i < 2; ++i) { // each call opens it anew
    const auto result = call(*client, upload(http2 ? over2.url() : over1.url(), plan, opened));
    REQUIRE(result);
    CHECK(result->body == std::to_string(plan.text.size()));
    CHECK(((http2 ? over2.requests().back().body : over1.requests().back().body) == plan.text));
  }
  CHECK(*opened.times == (plan.text.empty() ? 0 : 2));
  CHECK(*opened.alive == 0);
}

TEST_CASE("a streamed body goes in place of the other one, and is cut at its size", "[curl][body_stream]") {
  Plan plan = whole(5000);
  plan.size = 3000;
  const Server server([](const Received&) { return loopback::answer(200); });
  HttpRequest request = upload(server.url(), plan, {});
  request.body = "not me";
  REQUIRE(call(*transport(), request));
  CHECK((server.requests().at(0).body == plan.text.substr(0, 3000)));
  CHECK(server.requests().at(0).head.find("\r\nContent-Length: 3000\r\n") != std::string::npos);
}

TEST_CASE("a body that cannot be read to its end ends the call, and no whole request arrives", "[curl][body_stream]") {
  using End = Plan::End;
  Plan plan = whole(GENERATE(200'000U, 70'000U));
  plan.size = 200'001;
  plan.end = GENERATE(End::error, End::dry, End::endless, End::thrown);
#if defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
  if (plan.end == End::thrown) return;
#endif
  const loopback::Http2Server over2([](const loopback::Http2Received&) { return loopback::Http2Turn{}; });
  const Server over1([](const Received&) { return loopback::answer(200); });
  CurlTransportOptions options;
  options.ca_file = over2.certificate_file();
  const bool http2 = GENERATE(false, true);
  CAPTURE(http2, plan.text.size(), static_cast<int>(plan.end));
  const auto client = transport(options);
  const Opened opened;
  const Error error = failure(call(*client, upload(http2 ? over2.url() : over1.url(), plan, opened)));
  CHECK(error.fate == SendFate::unknown);
  if (plan.end == End::error) {
    CHECK(error.code == ErrorCode::not_found);
    CHECK(error.message == "the disk is gone");
  } else if (plan.end == End::thrown) {
    CHECK(error.code == ErrorCode::host_failed);
  } else {
    CHECK(error.code == ErrorCode::invalid_argument);
    CHECK(error.field == "body_stream");
  }
  CHECK(*opened.alive == 0);
  // The server sees the end of it, and no whole request.
  if (http2) {
    CHECK(over2.wait_for_closed(1));
    CHECK(over2.requests().empty());
  } else {
    CHECK(over1.wait_for_closed(1));
    CHECK(over1.requests().empty());
  }
}

TEST_CASE("a body that cannot even be opened sends nothing", "[curl][body_stream]") {
  const Server server([](const Received&) { return loopback::answer(200); });
  HttpRequest request = post(server.url(), {});
  const auto with = [&request](std::function<Result<std::unique_ptr<BodyReader>>()> open) {
    request.body_stream = std::make_shared<const BodyStream>(BodyStream{10, std::move(open)});
  };
  ErrorCode code = ErrorCode::not_found;
  SECTION("an error") {
    with([] { return Error{ErrorCode::not_found, "no such file", SendFate::unknown, {}}; });
  }
  SECTION("no reader") {
    with([] { return std::unique_ptr<BodyReader>(); });
    code = ErrorCode::host_failed;
  }
  SECTION("no way to open it") {
    with(nullptr);
    code = ErrorCode::invalid_argument;
  }
#if !defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
  SECTION("it throws") {
    with([]() -> Result<std::unique_ptr<BodyReader>> { throw 1; });
    code = ErrorCode::host_failed;
  }
#endif
  SECTION("it fails at its first byte") {
    Plan plan;
    plan.size = 10;
    plan.end = Plan::End::error;
    request = upload(server.url(), plan, {});
  }
  const Error error = failure(call(*transport(), request));
  CHECK(error.code == code);
  CHECK(error.fate == SendFate::not_sent);
  CHECK(server.requests().empty());
}

TEST_CASE("a streamed body that left on a reused connection which then died arrived exactly once",
          "[curl][send_once]") {
  const Plan plan = whole(GENERATE(100U, 300'000U));
  const Server server(
      [seen = 0](const Received&) mutable { return ++seen == 2 ? loopback::hang_up() : loopback::answer(200, "{}"); });
  const auto client = transport();
  const Opened opened;
  REQUIRE(call(*client, post(server.url(), "{}")));
  CHECK(failure(call(*client, upload(server.url(), plan, opened))).fate == SendFate::unknown);
  REQUIRE(call(*client, post(server.url(), "{}")));
  CHECK(loopback::count_of(server.bytes(), plan.text) == 1);
  CHECK(*opened.times == 1);
}

TEST_CASE("a file that became shorter ends the call", "[curl][body_stream]") {
  const auto path =
      std::filesystem::temp_directory_path() / ("pagebridge-upload-" + std::to_string(loopback::unused_port()));
  std::ofstream(path) << std::string(100'000, 'x');
  auto stream = pagebridge::stream_file(path.string());
  REQUIRE(stream);
  std::filesystem::resize_file(path, 70'000);
  const Server server([](const Received&) { return loopback::answer(200); });
  HttpRequest request = post(server.url(), {});
  request.body_stream = std::make_shared<const BodyStream>(*stream);
  const Error error = failure(call(*transport(), request));
  std::filesystem::remove(path);
  CHECK(error.fate == SendFate::unknown);
  CHECK(server.requests().empty());
}
