#include <algorithm>
#include <string>
#include <vector>

#include "unit/webhook/endpoint_world.hpp"

using namespace endpoint_test; // NOLINT(google-build-using-namespace)

namespace {

std::string field(const LogRecord& record, std::string_view name) {
  for (const auto& [key, value] : record.fields)
    if (key == name) return value;
  return "(none)";
}

/// All that the log and the metrics hold, in one text.
std::string everything_said(const World& world) {
  std::string all;
  for (const LogRecord& record : world.logs) {
    all += record.event;
    for (const auto& [key, value] : record.fields) all += " " + std::string(key) + "=" + value;
    all += "\n";
  }
  for (const std::string& value : world.metrics->counted) all += value + "\n";
  return all;
}

} // namespace

TEST_CASE("a refusal is logged with its reason, its status and its App", "[webhook][endpoint]") {
  World world;
  world.answer(signed_post(message, next_secret));
  REQUIRE(world.logs.size() == 1);
  CHECK(world.logs[0].level == LogLevel::warning);
  CHECK(world.logs[0].event == "webhook_refused");
  CHECK(field(world.logs[0], "reason") == "signature_wrong");
  CHECK(field(world.logs[0], "status") == "403");
  CHECK(field(world.logs[0], "app") == "402911866340125");
  CHECK(world.logs[0].fields.size() == 3);
}

TEST_CASE("nothing secret is ever said, whatever is asked", "[webhook][endpoint]") {
  World world;
  std::vector<HttpRequest> requests;
  requests.push_back(signed_post());
  requests.push_back(signed_post(message, next_secret));
  requests.push_back(signed_post("CANARYTEXT"));
  requests.push_back(handshake());
  requests.push_back(handshake("CANARYWRONG"));
  for (const HttpRequest& request : {signed_post(), handshake()}) {
    for (const char* method : {"PUT", "CANARYMETHOD"}) {
      requests.push_back(request);
      requests.back().method = method;
    }
    requests.push_back(request);
    requests.back().url = "/messenger/CANARYOTHER?x=CANARYQUERY";
    requests.push_back(request);
    requests.back().headers = {{"X-Hub-Signature-256", "CANARYHEADER"}};
  }
  requests.push_back(signed_post(std::string(4097, 'x') + "CANARYTEXT"));
  std::string answers;
  for (const HttpRequest& request : requests) {
    for (const bool unavailable : {false, true}) {
      world.sink->answer =
          unavailable ? Result<void>(not_sent(ErrorCode::store_unavailable, "CANARYTEXT")) : Result<void>();
      const HttpResponse response = world.answer(request);
      answers += response.body;
      for (const auto& [name, value] : response.headers) answers += name + value;
    }
  }
  const std::string said = everything_said(world) + answers;
  CHECK(said.find("webhook_refused") != std::string::npos);
  CHECK(said.find("CANARY") == std::string::npos);
  CHECK(said.find(signature_256(message, app_secret).substr(7)) == std::string::npos);
  CHECK(said.find("7310452989011646") == std::string::npos);
  CHECK(said.find("m_1") == std::string::npos);
}

#if !defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
TEST_CASE("a host that throws in its answer does not tear the executor down", "[webhook][endpoint]") {
  World world;
  world.endpoint().handle(signed_post(), [](const HttpResponse&) { throw std::runtime_error("CANARYTHROWN"); });
  CHECK_NOTHROW(world.executor->run_ready());
  REQUIRE(world.logs.size() == 1);
  CHECK(world.logs[0].level == LogLevel::error);
  CHECK(world.logs[0].event == "host_threw");
  CHECK(field(world.logs[0], "where") == "respond");
  CHECK(everything_said(world).find("CANARY") == std::string::npos);
}

TEST_CASE("a lookup that throws is answered with 503", "[webhook][endpoint]") {
  World world;
  world.lookup->throws = true;
  check_refusal(world.answer(signed_post()), 503);
  CHECK(world.metrics->counted == std::vector<std::string>{"host_failed"});
  REQUIRE(world.logs.size() == 2);
  CHECK(world.logs[0].event == "host_threw");
  CHECK(field(world.logs[0], "where") == "find");
  CHECK(everything_said(world).find("CANARY") == std::string::npos);
}

TEST_CASE("a sink that throws is answered with 503", "[webhook][endpoint]") {
  World world;
  world.sink->throws = true;
  check_refusal(world.answer(signed_post()), 503);
  CHECK(world.metrics->counted == std::vector<std::string>{"host_failed"});
  REQUIRE(world.logs.size() == 2);
  CHECK(field(world.logs[0], "where") == "accept");
  CHECK(everything_said(world).find("CANARY") == std::string::npos);
}

TEST_CASE("a request without anybody to answer harms nobody", "[webhook][endpoint]") {
  World world;
  world.endpoint().handle(signed_post(), nullptr);
  CHECK_NOTHROW(world.executor->run_ready());
  CHECK(world.sink->received.size() == 1);
}
#endif
