#include "unit/testing/sandbox_stage.hpp"

using namespace sandbox_test;

namespace {

HttpResponse ask(const Stage& stage, std::string method, std::string url, std::string body = {}) {
  return stage.sandbox->handle({std::move(method), std::move(url), {}, std::move(body)});
}

const std::string all =
    R"({"callback_url":"https://cc.example/messenger/abc","verify_token":"verify me",)"
    R"("fields":["messages","message_echoes","message_deliveries","message_reads","messaging_postbacks"]})";

} // namespace

TEST_CASE("the control API needs no token and plays a whole conversation", "[sandbox][control]") {
  Stage stage;
  const HttpResponse connecting = ask(stage, "POST", "/sandbox/webhook", all);
  CHECK(connecting.status == 202);
  CHECK(text_after(ask(stage, "GET", "/sandbox/webhook").body, "state") == "pending");
  stage.executor->run_ready();
  CHECK(text_after(ask(stage, "GET", "/sandbox/webhook").body, "state") == "verified");

  const HttpResponse added = ask(stage, "POST", "/sandbox/people",
                                 R"({"first_name":"Caf\u00e9","timezone":2,"locale":"fr_FR","has_profile":true})");
  CHECK(added.status == 201);
  const std::string psid = text_after(added.body, "psid");
  CHECK(contains(
      ask(stage, "GET", "/sandbox/people").body,
      R"({"psid":")" + psid + R"(","first_name":"Caf\u00e9","locale":"fr_FR","timezone":"2","has_profile":true})"));

  const HttpResponse written = ask(stage, "POST", "/sandbox/people/" + psid + "/messages", R"({"text":"bonjour"})");
  CHECK(written.status == 201);
  CHECK(text_after(written.body, "mid").size() == 88);
  CHECK(ask(stage, "POST", "/sandbox/people/" + psid + "/taps", R"({"title":"Menu","payload":"MENU"})").status == 201);
  CHECK(ask(stage, "POST", "/sandbox/people/" + psid + "/read").status == 200);
  CHECK(stage
            .call("POST", "/me/messages",
                  R"({"recipient":{"id":")" + psid + R"("},"message":{"text":"salut","metadata":"m"}})")
            .status == 200);
  stage.executor->run_ready();
  CHECK(stage.callback->posts.size() == 5);

  const std::string thread = ask(stage, "GET", "/sandbox/people/" + psid + "/thread").body;
  CHECK(thread.rfind(R"({"messages":[{"from":"person","mid":"m_)", 0) == 0);
  CHECK(contains(thread, R"("text":"Menu","payload":"MENU")"));
  CHECK(contains(thread, R"("text":"salut","metadata":"m","message":{"text":"salut","metadata":"m"})"));

  CHECK(ask(stage, "POST", "/sandbox/webhooks/repeat").status == 202);
  stage.executor->run_ready();
  const std::string ledger = ask(stage, "GET", "/sandbox/webhooks").body;
  CHECK(ledger.rfind(R"({"under_way":0,"accepted":6,"given_up":0,"webhooks":[{"number":1,"field":"messages","psid":")",
                     0) == 0);
  CHECK(contains(ledger, R"("state":"accepted","attempts":1,"last_status":200,)"));
  CHECK(contains(ledger, R"("repeated":true)"));
}

TEST_CASE("the state tells what there is, and no secret", "[sandbox][control]") {
  Stage stage;
  REQUIRE(ask(stage, "POST", "/sandbox/webhook", all).status == 202);
  stage.executor->run_ready();
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  stage.executor->run_ready();
  const std::string state = ask(stage, "GET", "/sandbox/state").body;
  CHECK(contains(state, R"("app_id":"1517776481860111")"));
  CHECK(contains(state, R"("page":{"id":"682498302938465","name":"Gelateria Demo"},"people":2,)"));
  CHECK(contains(state, R"("webhooks":{"under_way":0,"accepted":1,"given_up":0},"faults":{})"));
  for (const std::string path : {"state", "webhook", "people", "webhooks"}) {
    const std::string body = ask(stage, "GET", "/sandbox/" + path).body;
    CAPTURE(path);
    CHECK_FALSE(contains(body, "00112233445566778899aabbccddeeff"));
    CHECK_FALSE(contains(body, "EAAtoken"));
    CHECK_FALSE(contains(body, "verify me"));
    CHECK_FALSE(contains(body, "messenger"));
    CHECK_FALSE(contains(body, "sha256="));
  }
}

TEST_CASE("faults are set over HTTP, and misspelt ones refused", "[sandbox][control]") {
  Stage stage;
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  const HttpResponse set =
      ask(stage, "POST", "/sandbox/faults",
          R"({"refuse":{"code":551,"subcode":1545041,"message":"no","http_status":403},"no_echo":false,"sends":2})");
  CHECK(set.status == 200);
  CHECK(set.body == R"({"refuse":{"code":551,"subcode":1545041,"message":"no","http_status":403},"sends":2})");
  const HttpResponse refused = stage.send(R"({"text":"a"})");
  CHECK(refused.status == 403);
  CHECK(is_error(refused, 551, 1545041));
  CHECK(ask(stage, "POST", "/sandbox/faults", "{}").body == "{}");
  CHECK(stage.send(R"({"text":"a"})").status == 200);
  CHECK(ask(stage, "POST", "/sandbox/faults", R"({"lose_answer_after_acceptance":true})").status == 200);
  CHECK(stage.send(R"({"text":"a"})").status == 0);

  const auto field_of = [&](const std::string& body) {
    const HttpResponse response = ask(stage, "POST", "/sandbox/faults", body);
    CHECK(response.status == 400);
    return text_after(response.body, "field");
  };
  CHECK(field_of(R"({"loose_answer":true})") == "loose_answer");
  CHECK(field_of(R"({"no_echo":"true"})") == "no_echo");
  CHECK(field_of(R"({"sends":-1})") == "sends");
  CHECK(field_of(R"({"refuse":true})") == "refuse");
  CHECK(field_of(R"({"refuse":{}})") == "code");
  CHECK(field_of(R"({"refuse":{"code":1.5}})") == "code");
  CHECK(field_of(R"({"refuse":{"code":1,"http_status":7}})") == "http_status");
  CHECK(field_of(R"({"refuse":{"code":1,"message":7}})") == "message");
  CHECK(contains(ask(stage, "GET", "/sandbox/state").body, R"("faults":{"lose_answer_after_acceptance":true})"));
}

TEST_CASE("wrong control requests are told what is wrong", "[sandbox][control]") {
  Stage stage;
  const auto refused = [&](const std::string& method, const std::string& path, const std::string& body) {
    const HttpResponse response = ask(stage, method, "/sandbox/" + path, body);
    CHECK(single_header(response.headers, "Content-Type") == "application/json");
    CHECK(response.body.rfind(R"({"error":{"message":")", 0) == 0);
    return std::to_string(response.status) + " " + text_after(response.body, "field");
  };
  CHECK(refused("GET", "nonsense", "") == "404 ");
  CHECK(refused("GET", "", "") == "404 ");
  CHECK(refused("DELETE", "people", "") == "405 ");
  CHECK(refused("POST", "people", "[]") == "400 ");
  CHECK(refused("POST", "people", "{") == "400 ");
  CHECK(refused("POST", "people", R"({"psid":"abc"})") == "400 psid");
  CHECK(refused("POST", "people", R"({"first_name":7})") == "400 first_name");
  CHECK(refused("POST", "people", R"({"timezone":"noon"})") == "400 timezone");
  CHECK(refused("POST", "people", R"({"has_profile":"no"})") == "400 has_profile");
  CHECK(refused("POST", "people", R"({"psid":")" + ada + "\"}") == "409 ");
  CHECK(refused("POST", "people/4711/messages", R"({"text":"a"})") == "404 ");
  CHECK(refused("POST", "people/" + ada + "/messages", "{}") == "400 text");
  CHECK(refused("POST", "people/" + ada + "/messages", R"({"text":7})") == "400 text");
  CHECK(refused("POST", "people/" + ada + "/taps", R"({"title":7})") == "400 title");
  CHECK(refused("POST", "people/" + ada + "/taps", R"({"payload":7})") == "400 payload");
  CHECK(refused("POST", "people/4711/taps", "") == "404 ");
  CHECK(refused("POST", "people/4711/read", "") == "404 ");
  CHECK(refused("GET", "people/4711/thread", "") == "404 ");
  CHECK(refused("POST", "webhooks/repeat", "") == "404 ");
  CHECK(refused("POST", "webhook", "") == "400 callback_url");
  CHECK(refused("POST", "webhook", R"({"callback_url":7})") == "400 callback_url");
  CHECK(refused("POST", "webhook", R"({"callback_url":"http://a/"})") == "400 verify_token");
  CHECK(refused("POST", "webhook", R"({"callback_url":"http://a/","verify_token":7})") == "400 verify_token");
  CHECK(refused("POST", "webhook", R"({"callback_url":"http://a/","verify_token":"t"})") == "400 fields");
}

TEST_CASE("a handshake that fails shows in the control API", "[sandbox][control]") {
  Stage stage;
  stage.callback->on_get = [](const HttpRequest&) { return HttpResponse{404, {}, ""}; };
  REQUIRE(ask(stage, "POST", "/sandbox/webhook", all).status == 202);
  stage.executor->run_ready();
  const std::string body = ask(stage, "GET", "/sandbox/webhook").body;
  CHECK(text_after(body, "state") == "failed");
  CHECK(contains(text_after(body, "reason"), "404"));
}
