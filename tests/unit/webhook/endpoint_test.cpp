#include <string>
#include <vector>

#include "unit/webhook/endpoint_world.hpp"

using namespace endpoint_test; // NOLINT(google-build-using-namespace)

TEST_CASE("the handshake is answered with the challenge and nothing else", "[webhook][endpoint]") {
  World world;
  const HttpResponse response = world.answer(handshake());
  CHECK(response.status == 200);
  CHECK(response.body == "1158201444");
  CHECK(response.headers == HttpHeaders{{"Content-Type", "text/plain"}, {"X-Content-Type-Options", "nosniff"}});
  CHECK(world.metrics->counted == std::vector<std::string>{"handshake"});
  REQUIRE(world.logs.size() == 1);
  CHECK(world.logs[0].event == "webhook_verified");
  CHECK(world.sink->received.empty());
}

TEST_CASE("a genuine webhook is answered with 200 once its events are durable, not before", "[webhook][endpoint]") {
  World world;
  world.sink->later = true;
  std::vector<HttpResponse> answers;
  world.endpoint().handle(signed_post(), [&](HttpResponse response) { answers.push_back(std::move(response)); });
  world.executor->run_ready();
  CHECK(answers.empty());
  REQUIRE(world.sink->waiting.size() == 1);
  world.sink->waiting[0]({});
  CHECK(answers.empty()); // not inside the sink's call either
  world.executor->run_ready();
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].status == 200);
  CHECK(answers[0].body == "EVENT_RECEIVED");
  CHECK(world.metrics->counted == std::vector<std::string>{"accepted"});
  CHECK(world.logs.empty());
}

TEST_CASE("the sink gets the events with the App and the service of their Page", "[webhook][endpoint]") {
  World world;
  world.lookup->cached[path].services[PageId("109977530021148")] = ServiceId("service-2");
  const std::string body =
      R"({"object":"page","entry":[{"id":"109977530021148","messaging":[{"message":{"mid":"m_1"}}]},)"
      R"({"id":"108231704662015","messaging":[{"message":{"mid":"m_2"}}]},{"id":"7","messaging":[{"read":{}}]},)"
      R"({"messaging":[{"read":{}}]}]})";
  CHECK(world.answer(signed_post(body)).status == 200);
  REQUIRE(world.sink->received.size() == 1);
  const ReceivedWebhook& received = world.sink->received[0];
  CHECK(received.app.text() == "402911866340125");
  CHECK(received.is_envelope);
  REQUIRE(received.events.size() == 4);
  CHECK(received.events[0].service == ServiceId("service-2"));
  CHECK(received.events[1].service == ServiceId("service-1"));
  CHECK(!received.events[2].service);
  CHECK(!received.events[3].service);
  CHECK(std::get<MessageReceived>(received.events[1].event.body).content.mid.text() == "m_2");
}

TEST_CASE("a genuine body that is no envelope is delivered whole", "[webhook][endpoint]") {
  World world;
  CHECK(world.answer(signed_post("not JSON")).status == 200);
  REQUIRE(world.sink->received.size() == 1);
  CHECK(!world.sink->received[0].is_envelope);
  REQUIRE(world.sink->received[0].events.size() == 1);
  CHECK(world.sink->received[0].events[0].event.raw_json == "not JSON");
  CHECK(!world.sink->received[0].events[0].service);
}

TEST_CASE("events that cannot be made durable are answered with 503", "[webhook][endpoint]") {
  World world;
  world.sink->answer = not_sent(ErrorCode::store_unavailable, "CANARYTEXT");
  check_refusal(world.answer(signed_post()), 503);
  CHECK(world.metrics->counted == std::vector<std::string>{"store_unavailable"});
}

TEST_CASE("a sink that drops its completion is answered with 503", "[webhook][endpoint]") {
  World world;
  world.sink->later = true;
  std::vector<HttpResponse> answers;
  world.endpoint().handle(signed_post(), [&](HttpResponse response) { answers.push_back(std::move(response)); });
  world.executor->run_ready();
  world.sink->waiting.clear();
  world.executor->run_ready();
  REQUIRE(answers.size() == 1);
  check_refusal(answers[0], 503);
  CHECK(world.metrics->counted == std::vector<std::string>{"host_failed"});
}

TEST_CASE("a handshake with another mode or token is refused with 403", "[webhook][endpoint]") {
  World world;
  HttpRequest request = handshake();
  SECTION("token") { request = handshake("nope"); }
  SECTION("no token") { request.url = std::string(path) + "?hub.mode=subscribe&hub.challenge=1"; }
  SECTION("no query") { request.url = path; }
  SECTION("mode") { request.url.replace(request.url.find("=subscribe"), 10, "=unsubscribe"); }
  SECTION("challenge with markup") { request.url.replace(request.url.find("1158201444"), 10, "%3Cscript%3E"); }
  check_refusal(world.answer(request), 403);
  CHECK(world.metrics->counted == std::vector<std::string>{"verify_refused"});
  CHECK(world.lookup->asked == std::vector<LookupFreshness>{LookupFreshness::cached, LookupFreshness::reload});
}

TEST_CASE("a POST without a usable signature is refused with 403, and not looked up again", "[webhook][endpoint]") {
  World world;
  HttpRequest request = signed_post();
  SECTION("none") { request.headers.pop_back(); }
  SECTION("empty") { request.headers.back().second.clear(); }
  SECTION("two of them") { request.headers.push_back(request.headers.back()); }
  SECTION("the legacy one only") {
    request.headers.back() = {"X-Hub-Signature", "sha1=0123456789012345678901234567890123456789"};
  }
  SECTION("upper case") { request.headers.back().second = "sha256=" + std::string(64, 'A'); }
  check_refusal(world.answer(request), 403);
  CHECK(world.metrics->counted == std::vector<std::string>{"signature_missing"});
  CHECK(world.lookup->asked == std::vector<LookupFreshness>{LookupFreshness::cached});
  CHECK(world.sink->received.empty());
}

TEST_CASE("the header's name may have any case", "[webhook][endpoint]") {
  World world;
  HttpRequest request = signed_post();
  request.headers.back().first = "x-hub-signature-256";
  CHECK(world.answer(request).status == 200);
}

TEST_CASE("a POST with a wrong signature is refused with 403, after one more look", "[webhook][endpoint]") {
  World world;
  HttpRequest request = signed_post(message, Secret("another secret"));
  SECTION("another secret") {}
  SECTION("another body") {
    request = signed_post();
    request.body += "\n";
  }
  check_refusal(world.answer(request), 403);
  CHECK(world.metrics->counted == std::vector<std::string>{"signature_wrong"});
  CHECK(world.lookup->asked == std::vector<LookupFreshness>{LookupFreshness::cached, LookupFreshness::reload});
  CHECK(world.sink->received.empty());
}

TEST_CASE("the Content-Type is not looked at", "[webhook][endpoint]") {
  World world;
  HttpRequest request = signed_post();
  SECTION("none") { request.headers.erase(request.headers.begin()); }
  SECTION("a form") { request.headers.front().second = "application/x-www-form-urlencoded"; }
  SECTION("two of them") { request.headers.push_back(request.headers.front()); }
  SECTION("nonsense") { request.headers.front().second = "CANARY"; }
  CHECK(world.answer(request).status == 200);
  REQUIRE(world.sink->received.size() == 1);
  CHECK(world.sink->received[0].is_envelope);
}

TEST_CASE("two Apps have two paths, and neither opens the other's", "[webhook][endpoint]") {
  World world;
  WebhookTarget second = target();
  second.app = AppId("551200934417760");
  second.verifier = verifier({next_secret});
  second.services = {{PageId("108231704662015"), ServiceId("service-9")}};
  world.lookup->cached["/messenger/SECOND"] = second;
  world.lookup->fresh = world.lookup->cached;
  HttpRequest to_second = signed_post(message, next_secret);
  to_second.url = "/messenger/SECOND";
  CHECK(world.answer(signed_post()).status == 200);
  CHECK(world.answer(to_second).status == 200);
  REQUIRE(world.sink->received.size() == 2);
  CHECK(world.sink->received[0].app.text() == "402911866340125");
  CHECK(world.sink->received[0].events.at(0).service == ServiceId("service-1"));
  CHECK(world.sink->received[1].app.text() == "551200934417760");
  CHECK(world.sink->received[1].events.at(0).service == ServiceId("service-9"));
  check_refusal(world.answer(signed_post(message, next_secret)), 403);
  to_second.headers = signed_post().headers;
  check_refusal(world.answer(to_second), 403);
  CHECK(world.sink->received.size() == 2);
}

TEST_CASE("an unknown path is refused with 404, after one more look", "[webhook][endpoint]") {
  World world;
  HttpRequest request = signed_post();
  SECTION("POST") {}
  SECTION("GET") { request = handshake(); }
  request.url.replace(0, std::string(path).size(), "/messenger/CANARYOTHER");
  check_refusal(world.answer(request), 404);
  CHECK(world.metrics->counted == std::vector<std::string>{"not_found"});
  CHECK(world.lookup->asked == std::vector<LookupFreshness>{LookupFreshness::cached, LookupFreshness::reload});
}

TEST_CASE("another method is refused with 405 and told which are allowed", "[webhook][endpoint]") {
  World world;
  HttpRequest request = signed_post();
  request.method = GENERATE(as<std::string>{}, "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "get", "post", "");
  check_refusal(world.answer(request), 405);
  CHECK(world.metrics->counted == std::vector<std::string>{"method"});
  CHECK(world.lookup->asked.empty());
}

TEST_CASE("a body over the limit is refused with 413 before anybody is asked", "[webhook][endpoint]") {
  World world;
  check_refusal(world.answer(signed_post(std::string(4097, ' '))), 413);
  CHECK(world.metrics->counted == std::vector<std::string>{"body_too_large"});
  CHECK(world.lookup->asked.empty()); // so there was no key that anything could have been hashed with
  CHECK(world.answer(signed_post(std::string(4096, ' '))).status == 200);
}

TEST_CASE("a lookup that fails is our fault: 503", "[webhook][endpoint]") {
  World world;
  world.lookup->error = not_sent(ErrorCode::store_unavailable, "CANARYTEXT");
  check_refusal(world.answer(signed_post()), 503);
  check_refusal(world.answer(handshake()), 503);
  CHECK(world.metrics->counted == std::vector<std::string>{"store_unavailable", "store_unavailable"});
}

TEST_CASE("a service without an App Secret lets nothing in", "[webhook][endpoint]") {
  World world;
  world.lookup->cached[path].verifier = WebhookVerifier();
  check_refusal(world.answer(signed_post(message, Secret())), 503);
  CHECK(world.sink->received.empty());
}

TEST_CASE("a service without a verify token answers no handshake", "[webhook][endpoint]") {
  World world;
  world.lookup->cached[path].verify_token = Secret();
  world.lookup->fresh = world.lookup->cached;
  check_refusal(world.answer(handshake("")), 403);
}

TEST_CASE("a request that fits is not looked up twice", "[webhook][endpoint]") {
  World world;
  world.answer(signed_post());
  world.answer(handshake());
  CHECK(world.lookup->asked == std::vector<LookupFreshness>{LookupFreshness::cached, LookupFreshness::cached});
}

TEST_CASE("a service that was just saved works at once", "[webhook][endpoint]") {
  World world;
  world.lookup->cached.clear();
  CHECK(world.answer(signed_post()).status == 200);
  CHECK(world.answer(handshake()).status == 200);
  CHECK(world.metrics->counted == std::vector<std::string>{"accepted", "handshake"});
}

TEST_CASE("a secret that was just saved works at once, and the body is whole", "[webhook][endpoint]") {
  World world;
  world.lookup->fresh[path].verifier = verifier({next_secret, app_secret});
  CHECK(world.answer(signed_post(message, next_secret)).status == 200);
  REQUIRE(world.sink->received.size() == 1);
  REQUIRE(world.sink->received[0].events.size() == 1);
  CHECK(std::get<MessageReceived>(world.sink->received[0].events[0].event.body).content.text == "CANARYTEXT");
}

TEST_CASE("a verify token that was just saved works at once", "[webhook][endpoint]") {
  World world;
  world.lookup->fresh[path].verify_token = Secret("NEWTOKEN");
  CHECK(world.answer(handshake("NEWTOKEN")).status == 200);
}

TEST_CASE("a secret that is gone after the second look refuses", "[webhook][endpoint]") {
  World world;
  world.lookup->fresh.clear();
  check_refusal(world.answer(signed_post(message, next_secret)), 404);
}

TEST_CASE("both secrets are accepted while one is rotated", "[webhook][endpoint]") {
  World world;
  world.lookup->cached[path].verifier = verifier({next_secret, app_secret});
  CHECK(world.answer(signed_post(message, app_secret)).status == 200);
  CHECK(world.answer(signed_post(message, next_secret)).status == 200);
}

TEST_CASE("an endpoint lets nobody hang: requests under way outlive it", "[webhook][endpoint]") {
  World world;
  std::vector<HttpResponse> answers;
  {
    const WebhookEndpoint endpoint = world.endpoint();
    endpoint.handle(signed_post(), [&](HttpResponse response) { answers.push_back(std::move(response)); });
  }
  world.executor->run_ready();
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].status == 200);
}

TEST_CASE("an endpoint without what it needs is not made", "[webhook][endpoint]") {
  const World world;
  WebhookEndpointOptions options;
  const auto field = [&] {
    const auto made = WebhookEndpoint::create(options);
    return made ? std::string("made") : made.error().field;
  };
  CHECK(field() == "lookup");
  options.lookup = world.lookup;
  CHECK(field() == "sink");
  options.sink = world.sink;
  CHECK(field() == "executor");
  options.executor = world.executor;
  CHECK(options.max_body_bytes == 4194304);
  CHECK(field() == "made");
  options.max_body_bytes = 0;
  CHECK(field() == "max_body_bytes");
}

TEST_CASE("an endpoint works without log and metrics", "[webhook][endpoint]") {
  World world;
  WebhookEndpointOptions options;
  options.lookup = world.lookup;
  options.sink = world.sink;
  options.executor = world.executor;
  const auto endpoint = WebhookEndpoint::create(options);
  REQUIRE(endpoint);
  std::vector<int> statuses;
  const auto respond = [&](const HttpResponse& response) { statuses.push_back(response.status); };
  endpoint->handle(signed_post(), respond);
  endpoint->handle(signed_post(message, next_secret), respond);
  endpoint->handle(handshake(), respond);
  world.executor->run_ready();
  CHECK(statuses.size() == 3);
}
