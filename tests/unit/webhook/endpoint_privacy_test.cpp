#include <string>
#include <vector>

#include "unit/webhook/endpoint_world.hpp"
#include "unit/webhook/signed_payload.hpp"

using namespace endpoint_test; // NOLINT(google-build-using-namespace)

namespace {

const std::string payload =
    signed_payload::base64(R"({"algorithm":"HMAC-SHA256","user_id":"CANARYUSER","issued_at":1763812800})");

/// An endpoint whose host takes privacy requests.
struct PrivacyWorld : World {
  PrivacyWorld() { privacy = std::make_shared<Privacy>(); }
};

HttpRequest form_post(const std::string& suffix, const std::string& form) {
  return {"POST", path + suffix, {{"Content-Type", "application/x-www-form-urlencoded"}}, form};
}
HttpRequest deauthorize(const Secret& secret = app_secret) {
  return form_post("/deauthorize", "signed_request=" + signed_payload::sign(payload, secret));
}
HttpRequest data_deletion(const Secret& secret = app_secret) {
  return form_post("/data-deletion", "signed_request=" + signed_payload::sign(payload, secret));
}
HttpRequest either() { return GENERATE(deauthorize(), data_deletion()); }

/// Nobody was told of anything.
bool is_silent(const World& world) {
  return world.privacy->deauthorizations.empty() && world.privacy->deletions.empty() && world.sink->received.empty();
}

} // namespace

TEST_CASE("a deauthorization reaches the host and is answered with 200", "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  CHECK(world.answer(deauthorize()).status == 200);
  REQUIRE(world.privacy->deauthorizations.size() == 1);
  CHECK(world.privacy->deauthorizations[0].first.text() == "402911866340125");
  CHECK(world.privacy->deauthorizations[0].second.user.text() == "CANARYUSER");
  CHECK(world.privacy->deauthorizations[0].second.issued_at == from_unix_ms(1763812800000));
  CHECK(world.privacy->deletions.empty());
  CHECK(world.metrics->privacy == std::vector<std::string>{"deauthorized"});
  CHECK(world.metrics->counted.empty());
  CHECK(world.lookup->paths == std::vector<std::string>{path}); // without the suffix
  REQUIRE(world.logs.size() == 1);
  CHECK(world.logs[0].event == "app_deauthorized");
}

TEST_CASE("a data deletion is answered with the host's receipt as JSON", "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  world.privacy->receipt = DeletionReceipt{"https://cc.example.com/deletion?id=\"7f3\"", "Ab9"};
  const HttpResponse response = world.answer(data_deletion());
  CHECK(response.status == 200);
  CHECK(response.headers == HttpHeaders{{"Content-Type", "application/json"}, {"X-Content-Type-Options", "nosniff"}});
  CHECK(response.body == R"({"url":"https://cc.example.com/deletion?id=\"7f3\"","confirmation_code":"Ab9"})");
  REQUIRE(world.privacy->deletions.size() == 1);
  CHECK(world.privacy->deletions[0].first.text() == "402911866340125");
  CHECK(world.privacy->deletions[0].second.user.text() == "CANARYUSER");
  CHECK(world.privacy->deauthorizations.empty());
  CHECK(world.metrics->privacy == std::vector<std::string>{"deletion_requested"});
  REQUIRE(world.logs.size() == 1);
  CHECK(world.logs[0].event == "deletion_requested");
}

TEST_CASE("without a host that takes them, privacy requests go to an unknown path", "[webhook][endpoint][privacy]") {
  World world;
  check_refusal(world.answer(either()), 404);
  CHECK(world.metrics->counted == std::vector<std::string>{"not_found"});
  CHECK(world.metrics->privacy.empty());
}

TEST_CASE("privacy requests of an unknown service are refused with 404, after one more look",
          "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  HttpRequest request = either();
  request.url.replace(request.url.find("CANARYPATH"), 10, "CANARYOTHER");
  check_refusal(world.answer(request), 404);
  CHECK(world.lookup->asked == std::vector<LookupFreshness>{LookupFreshness::cached, LookupFreshness::reload});
  CHECK(world.metrics->privacy == std::vector<std::string>{"not_found"});
  CHECK(is_silent(world));
}

TEST_CASE("only the very suffix is a privacy request's", "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  for (const std::string suffix : {"/deauthorize/", "/Deauthorize", "deauthorize", "/data_deletion", "/data-deletion/",
                                   "/data-deletion/deauthorize", "/deauthorize/data-deletion", "/deauthorize%20"}) {
    HttpRequest request = deauthorize();
    request.url = path + suffix;
    CHECK(world.answer(request).status == 404);
  }
  HttpRequest request = deauthorize();
  request.url = "/deauthorize";
  CHECK(world.answer(request).status == 404);
  CHECK(is_silent(world));
  request.url = std::string(path) + "/deauthorize?x=/data-deletion";
  CHECK(world.answer(request).status == 200);
  CHECK(world.privacy->deauthorizations.size() == 1);
}

TEST_CASE("privacy requests are posted: any other method is refused with 405", "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  HttpRequest request = either();
  request.method = GENERATE(as<std::string>{}, "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "post");
  check_refusal(world.answer(request), 405, "POST");
  CHECK(world.metrics->privacy == std::vector<std::string>{"method"});
  CHECK(world.lookup->asked.empty());
}

TEST_CASE("a wrong signed_request is refused with 403, after one more look", "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  check_refusal(world.answer(GENERATE(deauthorize(next_secret), data_deletion(next_secret))), 403);
  CHECK(world.metrics->privacy == std::vector<std::string>{"signature_wrong"});
  CHECK(world.lookup->asked == std::vector<LookupFreshness>{LookupFreshness::cached, LookupFreshness::reload});
  CHECK(is_silent(world));
}

TEST_CASE("a secret that was just saved signs privacy requests at once", "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  world.lookup->fresh[path].verifier = verifier({next_secret, app_secret});
  CHECK(world.answer(GENERATE(deauthorize(next_secret), data_deletion(next_secret))).status == 200);
}

TEST_CASE("a webhook's signature opens no privacy request", "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  HttpRequest request = signed_post();
  request.url += "/deauthorize";
  check_refusal(world.answer(request), 403);
  CHECK(is_silent(world));
}

TEST_CASE("a form without one usable signed_request is refused with 403", "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  HttpRequest request = either();
  SECTION("no body") { request.body.clear(); }
  SECTION("another field") { request.body.replace(0, 1, "S"); }
  SECTION("twice") { request.body += "&" + request.body; }
  SECTION("twice, one of them empty") { request.body += "&signed_request="; }
  SECTION("no dot") { request.body.erase(request.body.find('.'), 1); }
  SECTION("in the query only") {
    request.url += "?" + request.body;
    request.body.clear();
  }
  check_refusal(world.answer(request), 403);
  CHECK(world.metrics->privacy == std::vector<std::string>{"signature_missing"});
  CHECK(world.lookup->asked == std::vector<LookupFreshness>{LookupFreshness::cached});
  CHECK(is_silent(world));
}

TEST_CASE("the form is read whatever its Content-Type, among other fields, decoded once",
          "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  HttpRequest request = either();
  request.headers = GENERATE(values<HttpHeaders>({{}, {{"Content-Type", "application/json"}}}));
  request.body.replace(request.body.find('.'), 1, "%2e");
  request.body = "x=1&" + request.body + "&signed_requests=2";
  CHECK(world.answer(request).status == 200);
}

TEST_CASE("a genuine privacy request with a payload that we cannot read is refused with 400",
          "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  const std::string odd = signed_payload::base64(R"({"algorithm":"HMAC-SHA256"})");
  const std::string suffix = GENERATE("/deauthorize", "/data-deletion");
  check_refusal(world.answer(form_post(suffix, "signed_request=" + signed_payload::sign(odd, app_secret))), 400);
  CHECK(world.metrics->privacy == std::vector<std::string>{"not_an_envelope"});
  CHECK(world.lookup->asked == std::vector<LookupFreshness>{LookupFreshness::cached});
  CHECK(is_silent(world));
}

TEST_CASE("a privacy request over the limit is refused with 413 before anybody is asked",
          "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  HttpRequest request = either();
  request.body += "&x=";
  request.body.resize(4096, 'x');
  CHECK(world.answer(request).status == 200);
  world.lookup->asked.clear();
  request.body += 'x';
  check_refusal(world.answer(request), 413);
  CHECK(world.lookup->asked.empty());
  CHECK(world.metrics->privacy.back() == "body_too_large");
}

TEST_CASE("however long a webhook may be, a privacy request is refused with 413 from 64 KiB on",
          "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  world.max_body_bytes = 4U << 20U;
  HttpRequest request = either();
  request.body += "&x=";
  request.body.resize(64U << 10U, 'x');
  CHECK(world.answer(request).status == 200);
  world.lookup->asked.clear();
  request.body += 'x';
  check_refusal(world.answer(request), 413);
  CHECK(world.lookup->asked.empty());
}

TEST_CASE("a host that cannot note a privacy request is answered for with 503", "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  std::string counted;
  SECTION("error") {
    world.privacy->answer = not_sent(ErrorCode::store_unavailable, "CANARYTEXT");
    world.privacy->receipt = not_sent(ErrorCode::store_unavailable, "CANARYTEXT");
    counted = "store_unavailable";
  }
  SECTION("dropped") {
    world.privacy->drops = true;
    counted = "host_failed";
  }
#if !defined(PAGEBRIDGE_TEST_NO_EXCEPTIONS)
  SECTION("thrown") {
    world.privacy->throws = true;
    counted = "host_failed";
  }
#endif
  check_refusal(world.answer(deauthorize()), 503);
  check_refusal(world.answer(data_deletion()), 503);
  CHECK(world.metrics->privacy == std::vector<std::string>{counted, counted});
}

TEST_CASE("a receipt that Meta would not take is the host's failure: 503, and logged", "[webhook][endpoint][privacy]") {
  const std::string url = "https://cc.example.com/d";
  PrivacyWorld world;
  for (const std::string& bad :
       {std::string(), std::string("http://cc.example.com/d"), std::string("https://"), std::string("cc.example.com"),
        std::string("javascript:CANARY()"), url + " ", url + "\n", url + "\xc3\xa9", url + std::string(2048, 'x')}) {
    world.logs.clear();
    world.privacy->receipt = DeletionReceipt{bad, "7f3"};
    check_refusal(world.answer(data_deletion()), 503);
    REQUIRE(world.logs.size() == 2);
    CHECK(world.logs[0].event == "deletion_receipt_unusable");
    CHECK(world.logs[0].level == LogLevel::error);
    CHECK(world.logs[0].fields.back().second == "status_url");
  }
  for (const std::string& bad : {std::string(), std::string("7-f"), std::string("a b"), std::string("\"x\""),
                                 std::string("\xc3\xa9"), std::string(257, 'x')}) {
    world.logs.clear();
    world.privacy->receipt = DeletionReceipt{url, bad};
    check_refusal(world.answer(data_deletion()), 503);
    REQUIRE(world.logs.size() == 2);
    CHECK(world.logs[0].fields.back().second == "confirmation_code");
  }
  CHECK(world.metrics->privacy == std::vector<std::string>(15, "host_failed"));
  for (const std::string good : {"http://127.0.0.1:8090/d", "http://localhost/d", "https://cc.example.com"}) {
    world.privacy->receipt = DeletionReceipt{good, "azAZ09"};
    CHECK(world.answer(data_deletion()).status == 200);
  }
}

TEST_CASE("the log and the metrics never name the person of a privacy request", "[webhook][endpoint][privacy]") {
  PrivacyWorld world;
  std::vector<HttpRequest> requests = {deauthorize(), data_deletion(), deauthorize(next_secret),
                                       data_deletion(next_secret)};
  requests.push_back(deauthorize());
  requests.back().method = "CANARYMETHOD";
  requests.push_back(data_deletion());
  requests.back().body += "&" + requests.back().body;
  std::string said;
  for (const bool fails : {false, true}) {
    if (fails) {
      world.privacy->answer = not_sent(ErrorCode::store_unavailable, "CANARYTEXT");
      world.privacy->receipt = DeletionReceipt{"CANARYURL", "CANARY CODE"};
    }
    for (const HttpRequest& request : requests) {
      const HttpResponse response = world.answer(request);
      said += response.body + "\n";
      for (const auto& [name, value] : response.headers) said += name + value;
    }
  }
  for (const LogRecord& record : world.logs)
    for (const auto& [key, value] : record.fields) said += std::string(key) + "=" + value + "\n";
  for (const std::string& value : world.metrics->privacy) said += value + "\n";
  CHECK(said.find("app=402911866340125") != std::string::npos);
  CHECK(said.find("CANARY") == std::string::npos);
  CHECK(said.find(payload) == std::string::npos);
}
