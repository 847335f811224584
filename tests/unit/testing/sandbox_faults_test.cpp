#include "unit/testing/sandbox_stage.hpp"

using namespace sandbox_test;

namespace {

/// A stage whose webhook is connected and where Ada has written; what was posted so far is forgotten.
struct Faulty : Stage {
  Faulty() {
    REQUIRE_FALSE(connect(all_fields));
    REQUIRE(sandbox->write(Psid(ada), "ciao"));
    executor->run_ready();
    callback->posts.clear();
  }
  HttpResponse hello() const { return send(R"({"text":"hello","metadata":"m1"})"); }
  std::size_t from_page() const { return sandbox->thread(Psid(ada)).size() - 1; }
};

} // namespace

TEST_CASE("an answer lost before acceptance leaves no trace", "[sandbox][faults]") {
  Faulty stage;
  SandboxFaults faults;
  faults.lose_answer_before_acceptance = true;
  faults.sends = 1;
  stage.sandbox->set_faults(faults);
  CHECK(stage.hello().status == 0);
  stage.executor->run_ready();
  CHECK(stage.from_page() == 0);
  CHECK(stage.callback->posts.empty());
  CHECK(stage.hello().status == 200);
}

TEST_CASE("an answer lost after acceptance leaves the message and its echo", "[sandbox][faults]") {
  Faulty stage;
  SandboxFaults faults;
  faults.lose_answer_after_acceptance = true;
  stage.sandbox->set_faults(faults);
  const auto transport = stage.sandbox->graph_transport();
  std::optional<Result<HttpResponse>> result;
  transport->start({"POST",
                    "https://graph.facebook.com/v25.0/me/messages",
                    {{"Authorization", "Bearer EAAtoken"}, {"Content-Type", "application/json"}},
                    R"({"recipient":{"id":")" + ada + R"("},"message":{"text":"hello","metadata":"m1"}})"},
                   {}, [&](Result<HttpResponse> answer) { result = std::move(answer); });
  stage.executor->run_ready();
  REQUIRE(result);
  CHECK(result->error().code == ErrorCode::connection);
  CHECK(result->error().fate == SendFate::unknown);
  CHECK(stage.from_page() == 1);
  REQUIRE(stage.callback->posts.size() == 2);
  CHECK(contains(stage.callback->posts[0].body, R"("metadata":"m1")"));
}

TEST_CASE("a gateway's 503 is no JSON and accepts nothing", "[sandbox][faults]") {
  Faulty stage;
  SandboxFaults faults;
  faults.refuse_with_503 = true;
  faults.sends = 2;
  stage.sandbox->set_faults(faults);
  CHECK(stage.hello().status == 503);
  const HttpResponse second = stage.hello();
  CHECK(second.status == 503);
  CHECK(single_header(second.headers, "Content-Type") == "text/html");
  CHECK(second.body.front() == '<');
  CHECK(stage.from_page() == 0);
  CHECK(stage.hello().status == 200);
}

TEST_CASE("a refusal has the code, subcode and status that were asked for", "[sandbox][faults]") {
  Faulty stage;
  SandboxFaults faults;
  faults.sends = 1;
  SECTION("a block") {
    faults.refuse = SandboxRefusal{551, 1545041, "(#551) This person isn't available right now", 0};
    stage.sandbox->set_faults(faults);
    const HttpResponse response = stage.hello();
    CHECK(response.status == 400);
    CHECK(is_error(response, 551, 1545041));
    CHECK(contains(response.body, "isn't available"));
  }
  SECTION("a hiccup of the platform's own") {
    faults.refuse = SandboxRefusal{2, 0, "", 0};
    stage.sandbox->set_faults(faults);
    const HttpResponse response = stage.hello();
    CHECK(response.status == 500);
    CHECK(is_error(response, 2, 0));
  }
  SECTION("a throttle under a status of choice") {
    faults.refuse = SandboxRefusal{613, 0, "(#613) Calls to this API have exceeded the rate limit.", 429};
    stage.sandbox->set_faults(faults);
    CHECK(stage.hello().status == 429);
  }
  stage.executor->run_ready();
  CHECK(stage.from_page() == 0);
  CHECK(stage.callback->posts.empty());
  CHECK(stage.hello().status == 200);
}

TEST_CASE("without an echo only the delivery comes", "[sandbox][faults]") {
  Faulty stage;
  SandboxFaults faults;
  faults.no_echo = true;
  stage.sandbox->set_faults(faults);
  CHECK(stage.hello().status == 200);
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 1);
  CHECK(contains(stage.callback->posts[0].body, "\"delivery\""));
}

TEST_CASE("an echo can leave before the answer, past webhooks that wait", "[sandbox][faults]") {
  Faulty stage;
  stage.callback->is_silent = true;
  REQUIRE(stage.sandbox->write(Psid(ada), "under way"));
  REQUIRE(stage.sandbox->write(Psid(ada), "waits"));
  stage.executor->run_ready();
  SandboxFaults faults;
  faults.echo_before_answer = true;
  stage.sandbox->set_faults(faults);
  CHECK(stage.hello().status == 200);
  const auto records = stage.sandbox->webhooks();
  CHECK(records.at(2).state == SandboxWebhookState::waiting);
  CHECK(records.at(3).field == "message_echoes");
  CHECK(records.at(3).state == SandboxWebhookState::under_way);
  CHECK(records.at(3).attempts == 1);
  CHECK(records.at(4).field == "message_deliveries");
  CHECK(records.at(4).state == SandboxWebhookState::waiting);
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 2);
  CHECK(contains(stage.callback->posts[1].body, "is_echo"));

  stage.callback->is_silent = false;
  for (const auto& respond : stage.callback->kept) respond(HttpResponse{200, {}, ""});
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 4);
  CHECK(contains(stage.callback->posts[2].body, "waits"));
  CHECK(contains(stage.callback->posts[3].body, "\"delivery\""));
}

TEST_CASE("normally the answer leaves before the echo", "[sandbox][faults]") {
  const Faulty stage;
  CHECK(stage.hello().status == 200);
  CHECK(stage.sandbox->webhooks().at(1).state == SandboxWebhookState::waiting);
  CHECK(stage.sandbox->webhooks().at(1).attempts == 0);
}

TEST_CASE("only messages that would be accepted meet a fault and use it up", "[sandbox][faults]") {
  Faulty stage;
  SandboxFaults faults;
  faults.refuse_with_503 = true;
  faults.sends = 1;
  stage.sandbox->set_faults(faults);
  CHECK(is_error(stage.send(R"({"text":""})"), 100, 0));
  CHECK(is_error(stage.call("POST", "/me/messages", R"({"recipient":{"id":"4711"},"message":{"text":"a"}})"), 100,
                 2018001));
  CHECK(stage.call("POST", "/me/messages", R"({"recipient":{"id":")" + ada + R"("},"sender_action":"typing_on"})")
            .status == 200);
  CHECK(stage.get("/me").status == 200);
  CHECK(stage.hello().status == 503);
  CHECK(stage.hello().status == 200);
}

TEST_CASE("faults hold until they are set again", "[sandbox][faults]") {
  Faulty stage;
  SandboxFaults faults;
  faults.refuse_with_503 = true;
  stage.sandbox->set_faults(faults);
  for (int i = 0; i < 5; ++i) CHECK(stage.hello().status == 503);
  stage.sandbox->set_faults({});
  CHECK(stage.hello().status == 200);
}
