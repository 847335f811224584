#include <string>

#include "pagebridge/graph/page.hpp"
#include "pagebridge/graph/send.hpp"
#include "pagebridge/graph/user_profile.hpp"
#include "support/catch.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace {

const Access plain{Secret("EAAtesttoken"), Secret(), "v25.0", "https://graph.facebook.com"};
const Access proven{Secret("EAAtesttoken"), Secret("emulator-app-secret"), "v24.0", "http://127.0.0.1:8080"};
const std::string proof = "297deac7cb3ad4744c9a495220dc6a19eda7afa31d52d7c462ccc187c518abec";

HttpHeaders json_headers() {
  return {
      {"Authorization", "Bearer EAAtesttoken"}, {"Accept", "application/json"}, {"Content-Type", "application/json"}};
}
HttpHeaders get_headers() { return {{"Authorization", "Bearer EAAtesttoken"}, {"Accept", "application/json"}}; }

} // namespace

TEST_CASE("appsecret_proof is HMAC-SHA256 of the token with the App Secret", "[graph]") {
  CHECK(appsecret_proof(Secret("1234567890"), Secret("1WDVGY78")) ==
        "4894f81b47c53ccf240a1130d119db2c69833eac9be09adeebc8e7226fb73e73");
  CHECK(appsecret_proof(Secret("EAAtesttoken"), Secret("emulator-app-secret")) == proof);
}

TEST_CASE("unless told otherwise, calls go to the platform in the version of the limits table", "[graph]") {
  const Access access;
  CHECK(access.origin == "https://graph.facebook.com");
  CHECK(access.api_version == platform::default_api_version);
}

TEST_CASE("a text is sent as a response, with our metadata", "[graph]") {
  const SendMessage call{Psid("7310452989011646"), Text{"Guten Tag! \"è\" 😀\n"}, SendAs::response, "pb:0123"};
  const HttpRequest request = to_http(call, plain);
  CHECK(request.method == "POST");
  CHECK(request.url == "https://graph.facebook.com/v25.0/me/messages");
  CHECK(request.headers == json_headers());
  CHECK(request.body == R"({"recipient":{"id":"7310452989011646"},"messaging_type":"RESPONSE",)"
                        R"("message":{"text":"Guten Tag! \"è\" 😀\n","metadata":"pb:0123"}})");
  CHECK(request.body == to_json(call));
}

TEST_CASE("an id of nothing but dots leads no step up", "[graph]") {
  CHECK(to_http(GetUserProfile{Psid("..")}, plain).url.find("/v25.0/%2E%2E?") != std::string::npos);
  CHECK(to_http(GetUserProfile{Psid(".")}, plain).url.find("/v25.0/%2E?") != std::string::npos);
  CHECK(to_http(GetUserProfile{Psid("7.3")}, plain).url.find("/v25.0/7.3?") != std::string::npos);
}

TEST_CASE("without metadata none is written", "[graph]") {
  CHECK(to_json(SendMessage{Psid("1"), Text{"x"}}) ==
        R"({"recipient":{"id":"1"},"messaging_type":"RESPONSE","message":{"text":"x"}})");
}

TEST_CASE("media are sent by their address", "[graph]") {
  const MediaKind kind = GENERATE(MediaKind::image, MediaKind::audio, MediaKind::video, MediaKind::file);
  CHECK(to_json(
            SendMessage{Psid("1"), MediaByUrl{kind, "https://cdn.example.org/a?b=1&c=2"}, SendAs::response, "pb:1"}) ==
        R"({"recipient":{"id":"1"},"messaging_type":"RESPONSE","message":{"attachment":{"type":")" +
            std::string(to_string(kind)) +
            R"(","payload":{"url":"https://cdn.example.org/a?b=1&c=2"}},"metadata":"pb:1"}})");
}

TEST_CASE("ids cannot break out of the JSON", "[graph]") {
  CHECK(to_json(SendMessage{Psid("1\"},\"x\":{\""), Text{"x"}}) ==
        R"({"recipient":{"id":"1\"},\"x\":{\""},"messaging_type":"RESPONSE","message":{"text":"x"}})");
}

TEST_CASE("a body that was made before is sent as it is", "[graph]") {
  const HttpRequest request = send_request("{\"made\":\"before\"}", plain);
  CHECK(request.method == "POST");
  CHECK(request.url == "https://graph.facebook.com/v25.0/me/messages");
  CHECK(request.headers == json_headers());
  CHECK(request.body == "{\"made\":\"before\"}");
}

TEST_CASE("sender actions name the person and the action", "[graph]") {
  struct Row {
    SenderActionKind kind;
    const char* word;
  };
  const Row row = GENERATE(values<Row>({{SenderActionKind::typing_on, "typing_on"},
                                        {SenderActionKind::typing_off, "typing_off"},
                                        {SenderActionKind::mark_seen, "mark_seen"}}));
  CHECK(to_string(row.kind) == row.word);
  const HttpRequest request = to_http(SenderAction{Psid("42"), row.kind}, plain);
  CHECK(request.method == "POST");
  CHECK(request.url == "https://graph.facebook.com/v25.0/me/messages");
  CHECK(request.headers == json_headers());
  CHECK(request.body == R"({"recipient":{"id":"42"},"sender_action":")" + std::string(row.word) + R"("})");
}

TEST_CASE("a profile is asked for by PSID", "[graph]") {
  const HttpRequest request = to_http(GetUserProfile{Psid("7310452989011646")}, plain);
  CHECK(request.method == "GET");
  CHECK(request.url ==
        "https://graph.facebook.com/v25.0/7310452989011646"
        "?fields=name,first_name,last_name,profile_pic,locale,timezone");
  CHECK(request.headers == get_headers());
  CHECK(request.body.empty());
}

TEST_CASE("a PSID cannot break out of the path", "[graph]") {
  CHECK(to_http(GetUserProfile{Psid("../me?x=1#/")}, plain).url ==
        "https://graph.facebook.com/v25.0/..%2Fme%3Fx%3D1%23%2F"
        "?fields=name,first_name,last_name,profile_pic,locale,timezone");
}

TEST_CASE("whose token it is is asked of the token itself", "[graph]") {
  const HttpRequest request = to_http(GetPageIdentity{}, plain);
  CHECK(request.method == "GET");
  CHECK(request.url == "https://graph.facebook.com/v25.0/me?fields=id,name");
  CHECK(request.headers == get_headers());
  CHECK(request.body.empty());
}

TEST_CASE("with an App Secret every call carries its proof", "[graph]") {
  CHECK(to_http(SendMessage{Psid("1"), Text{"x"}}, proven).url ==
        "http://127.0.0.1:8080/v24.0/me/messages?appsecret_proof=" + proof);
  CHECK(to_http(SenderAction{Psid("1"), SenderActionKind::typing_on}, proven).url ==
        "http://127.0.0.1:8080/v24.0/me/messages?appsecret_proof=" + proof);
  CHECK(to_http(GetUserProfile{Psid("1")}, proven).url ==
        "http://127.0.0.1:8080/v24.0/1?fields=name,first_name,last_name,profile_pic,locale,timezone&appsecret_proof=" +
            proof);
  CHECK(to_http(GetPageIdentity{}, proven).url ==
        "http://127.0.0.1:8080/v24.0/me?fields=id,name&appsecret_proof=" + proof);
}

TEST_CASE("token and secret are never in a URL or a body; only the token is in a header", "[graph]") {
  for (const HttpRequest& request :
       {to_http(SendMessage{Psid("1"), Text{"x"}, SendAs::response, "m"}, proven), send_request("{}", proven),
        to_http(SenderAction{Psid("1"), SenderActionKind::mark_seen}, proven),
        to_http(GetUserProfile{Psid("1")}, proven), to_http(GetPageIdentity{}, proven)}) {
    CHECK((request.url + request.body).find("EAAtesttoken") == std::string::npos);
    std::string all = request.url + request.body;
    for (const auto& [name, value] : request.headers) all += name + value;
    CHECK(all.find("emulator-app-secret") == std::string::npos);
    CHECK(single_header(request.headers, "Authorization").value_or("") == "Bearer EAAtesttoken");
  }
}
