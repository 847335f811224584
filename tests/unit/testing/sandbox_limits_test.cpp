// The platform's limits at a Graph call, and the script of faults at work.
#include "pagebridge/testing/fault_script.hpp"
#include "pagebridge/webhook/verified_body.hpp"
#include "unit/testing/sandbox_ask.hpp"

using namespace sandbox_test;
using pagebridge::testing::FaultScript;
using pagebridge::testing::SandboxLimits;

namespace {

struct Limited : Stage {
  explicit Limited(SandboxLimits limits = {}) {
    sandbox->set_limits(limits);
    REQUIRE_FALSE(connect(all_fields));
    REQUIRE(sandbox->write(Psid(ada), "ciao"));
    executor->run_ready();
  }
  std::string header(const HttpResponse& response, std::string_view name) const {
    return std::string(single_header(response.headers, name).value_or("(none)"));
  }
};

const std::string secret = "00112233445566778899aabbccddeeff";

FaultScript script(double pagebridge::testing::FaultRates::*rate) {
  FaultScript script;
  script.seed = 7;
  script.rates.*rate = 1;
  return script;
}
using Rates = pagebridge::testing::FaultRates;

} // namespace

TEST_CASE("a third list of conversations in a second is one too many", "[sandbox][limits]") {
  Limited stage;
  CHECK(stage.get("/me/conversations").status == 200);
  CHECK(stage.get("/me/conversations").status == 200);
  CHECK(is_error(stage.get("/me/conversations"), 613, 0));
  stage.clock->advance(milliseconds(1000));
  CHECK(stage.get("/me/conversations").status == 200);
}

TEST_CASE("other limits hold from now on, and are set by a control request, too", "[sandbox][limits]") {
  SandboxLimits limits;
  limits.text.calls = 1;
  limits.throttle_status = 429;
  Limited stage(limits);
  CHECK(stage.send(R"({"text":"one"})").status == 200);
  CHECK(stage.send(R"({"text":"two"})").status == 429);
  CHECK(posted(stage, "limits", R"({"text":{"calls":2,"per_ms":1000}})") == "200");
  CHECK(stage.send(R"({"text":"two"})").status == 200);
  CHECK(posted(stage, "limits", R"({"texts":{"calls":2}})") == "400 texts");
}

TEST_CASE("answers tell what is used up once it can be measured", "[sandbox][limits]") {
  SandboxLimits limits;
  limits.least_people = 0; // so 2 people, and 400 calls a day
  Limited stage(limits);
  CHECK(stage.header(stage.send(R"({"text":"one"})"), "X-Business-Use-Case-Usage") == "(none)");
  HttpResponse last;
  for (int i = 0; i < 7; ++i) last = stage.send(R"({"text":"more"})");
  CHECK(contains(stage.header(last, "X-Business-Use-Case-Usage"), R"("type":"messenger","call_count":2)"));
}

TEST_CASE("reactions count with texts", "[sandbox][limits]") {
  SandboxLimits limits;
  limits.text.calls = 1;
  Limited stage(limits);
  const std::string mid = stage.sandbox->thread(Psid(ada)).back().mid.text();
  const std::string react = R"({"recipient":{"id":")" + ada +
                            R"("},"sender_action":"react","payload":{"message_id":")" + mid +
                            R"(","reaction":"\u2764"}})";
  CHECK(stage.call("POST", "/me/messages", react).status == 200);
  CHECK(is_error(stage.send(R"({"text":"one"})"), 613, 0));
  CHECK(is_error(stage.call("POST", "/me/messages", react), 613, 0));
}

TEST_CASE("a call without a token counts for the App that it names", "[sandbox][limits]") {
  SandboxLimits limits;
  limits.app_per_person.calls = 1;
  limits.least_people = 1;
  Limited stage(limits);
  const std::string login =
      "/oauth/access_token?grant_type=client_credentials&client_secret="
      "00112233445566778899aabbccddeeff&client_id=";
  const HttpResponse first = stage.sandbox->handle({"GET", login + "1517776481860111", {}, {}});
  CHECK(first.status == 200);
  CHECK(contains(stage.header(first, "X-App-Usage"), R"("call_count":100)"));
  CHECK(stage.header(first, "X-Business-Use-Case-Usage") == "(none)");
  CHECK(is_error(stage.sandbox->handle({"GET", login + "1517776481860111", {}, {}}), 4, 0));
  CHECK(is_error(stage.sandbox->handle({"GET", "/app", {{"Authorization", "Bearer 1517776481860111|" + secret}}, {}}),
                 4, 0));
  CHECK(stage.get("/me").status == 200); // a Page's token has another limit
}

TEST_CASE("each of several nodes counts, and nothing besides", "[sandbox][limits]") {
  SandboxLimits limits;
  limits.app_per_person.calls = 4;
  limits.least_people = 1;
  Limited stage(limits);
  const auto read = [&](const std::string& ids) {
    return stage.sandbox->handle({"GET", "/?ids=" + ids, {{"Authorization", "Bearer 1517776481860111|" + secret}}, {}});
  };
  const HttpResponse good = read("1517776481860111");
  CHECK(good.status == 200);
  CHECK(contains(stage.header(good, "X-App-Usage"), R"("call_count":25)"));
  const HttpResponse bad = read("1517776481860111,4711");
  CHECK(bad.status == 400);
  CHECK(contains(stage.header(bad, "X-App-Usage"), R"("call_count":75)"));
}

TEST_CASE("the script duplicates, drops and delays webhooks", "[sandbox][faults]") {
  Limited stage;
  stage.callback->posts.clear();
  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::duplicate)));
  REQUIRE(stage.sandbox->write(Psid(ada), "twice"));
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 2);
  CHECK(stage.callback->posts[0].body == stage.callback->posts[1].body);

  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::drop)));
  REQUIRE(stage.sandbox->write(Psid(ada), "never"));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.size() == 2);
  CHECK(stage.sandbox->webhooks().back().last_error == "lost by a fault");

  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::delay)));
  REQUIRE(stage.sandbox->write(Psid(ada), "later"));
  stage.executor->run_ready();
  CHECK(stage.callback->posts.size() == 2);
  stage.executor->advance(std::chrono::seconds(11));
  CHECK(stage.callback->posts.size() == 3);
}

TEST_CASE("a webhook that is out of order comes behind the next one", "[sandbox][faults]") {
  Limited stage;
  stage.callback->posts.clear();
  FaultScript once = script(&Rates::reorder);
  once.until = 1;
  REQUIRE(stage.sandbox->set_fault_script(once));
  REQUIRE(stage.sandbox->write(Psid(ada), "first"));
  REQUIRE(stage.sandbox->write(Psid(ada), "second"));
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 2);
  CHECK(contains(stage.callback->posts[0].body, "second"));
  CHECK(contains(stage.callback->posts[1].body, "first"));

  once.seed = 8;
  REQUIRE(stage.sandbox->set_fault_script(once));
  REQUIRE(stage.sandbox->write(Psid(ada), "nobody after me"));
  stage.executor->advance(std::chrono::seconds(11));
  CHECK(contains(stage.callback->posts.back().body, "nobody after me"));
}

TEST_CASE("the script strikes at sends, and what arrived has arrived", "[sandbox][faults]") {
  Limited stage;
  const auto texts = [&] { return stage.sandbox->thread(Psid(ada)).size(); };
  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::error_after_acceptance)));
  CHECK(is_error(stage.send(R"({"text":"1"})"), 1, 1357046));
  CHECK(texts() == 2);
  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::half_answer)));
  const HttpResponse half = stage.send(R"({"text":"2"})");
  CHECK(half.status == 0);
  CHECK(half.body.rfind("HTTP/1.1 200 ", 0) == 0);
  CHECK(texts() == 3);
  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::gateway_error)));
  CHECK(stage.send(R"({"text":"3"})").status >= 500);
  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::throttle)));
  const HttpResponse throttled = stage.send(R"({"text":"4"})");
  CHECK(is_error(throttled, 4, 0));
  CHECK(throttled.status == 400);
  CHECK(texts() == 3);
  CHECK(posted(stage, "faults/script", R"({"seed":1,"rates":{}})") == "200");
  CHECK(stage.send(R"({"text":"5"})").status == 200);
  CHECK(posted(stage, "faults/script", R"({"seed":1,"rates":{"duplicates":1}})") == "400 duplicates");
}

TEST_CASE("the script strikes at other calls", "[sandbox][faults]") {
  Limited stage;
  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::lose_answer_before_acceptance)));
  CHECK(stage.get("/me").status == 0);
  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::gateway_error)));
  CHECK(stage.get("/me").status >= 500);
  SandboxLimits limits;
  limits.throttle_status = 429;
  stage.sandbox->set_limits(limits);
  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::throttle)));
  const HttpResponse throttled = stage.get("/v24.0/me");
  CHECK(is_error(throttled, 4, 0));
  CHECK(throttled.status == 429);
  CHECK(stage.header(throttled, "facebook-api-version") == "v24.0");
}

TEST_CASE("as time passes, the script takes token, permission, subscription and secret", "[sandbox][faults]") {
  Limited stage;
  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::permission_loss)));
  stage.clock->advance(std::chrono::seconds(2));
  CHECK(stage.get("/me").status == 200);
  CHECK(is_error(stage.send(R"({"text":"1"})"), 230, 0));
  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::token_death)));
  stage.clock->advance(std::chrono::seconds(2));
  CHECK(stage.get("/me").status == 200); // the blow falls with this call
  CHECK(is_error(stage.get("/me"), 190, 460));

  Limited other;
  REQUIRE(other.sandbox->set_fault_script(script(&Rates::secret_reset)));
  other.clock->advance(std::chrono::seconds(2));
  other.callback->posts.clear();
  REQUIRE(other.sandbox->write(Psid(ada), "signed with another secret"));
  other.executor->run_ready();
  REQUIRE(other.callback->posts.size() == 1);
  CHECK(*single_header(other.callback->posts[0].headers, "X-Hub-Signature-256") !=
        signature_256(other.callback->posts[0].body, Secret("00112233445566778899aabbccddeeff")));

  Limited third;
  REQUIRE(third.sandbox->set_fault_script(script(&Rates::unsubscription)));
  third.clock->advance(std::chrono::seconds(2));
  CHECK(third.get("/me").status == 200);
  third.callback->posts.clear();
  REQUIRE(third.sandbox->write(Psid(ada), "unheard"));
  third.executor->run_ready();
  CHECK(third.callback->posts.empty());
}

TEST_CASE("a restart sends again what was under way", "[sandbox][faults]") {
  Limited stage;
  stage.callback->is_silent = true;
  stage.callback->posts.clear();
  REQUIRE(stage.sandbox->write(Psid(ada), "under way"));
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 1);
  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::restart)));
  stage.clock->advance(milliseconds(1500));
  stage.callback->is_silent = false;
  CHECK(stage.get("/me").status == 200);
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 2);
  CHECK(stage.callback->posts[0].body == stage.callback->posts[1].body);
  CHECK(stage.sandbox->webhooks().back().state == SandboxWebhookState::accepted);
}

TEST_CASE("what a restart interrupted leaves nothing behind", "[sandbox][faults]") {
  Limited stage;
  const auto restart = [&] {
    REQUIRE(stage.sandbox->set_fault_script(script(&Rates::restart)));
    stage.clock->advance(milliseconds(1500));
    CHECK(stage.get("/me").status == 200);
    REQUIRE(stage.sandbox->set_fault_script({}));
  };
  const auto ledger = [&] { return ask(stage, "GET", "/sandbox/ledger").body; };
  stage.callback->posts.clear();
  SECTION("no timer of a repetition") {
    stage.callback->statuses = {500, 500};
    REQUIRE(stage.sandbox->write(Psid(ada), "again"));
    stage.executor->run_ready();
    restart();
    CHECK(stage.executor->run_until_idle());
    CHECK(stage.callback->posts.size() == 3);
  }
  SECTION("no timer of a delay") {
    REQUIRE(stage.sandbox->set_fault_script(script(&Rates::delay)));
    REQUIRE(stage.sandbox->write(Psid(ada), "later"));
    stage.executor->run_ready();
    restart();
    CHECK(stage.executor->run_until_idle());
    CHECK(stage.callback->posts.size() == 1);
  }
  SECTION("nothing that is held") {
    FaultScript once = script(&Rates::reorder);
    once.until = 1;
    REQUIRE(stage.sandbox->set_fault_script(once));
    REQUIRE(stage.sandbox->write(Psid(ada), "held"));
    stage.executor->run_ready();
    restart();
    CHECK(stage.executor->run_until_idle());
    CHECK(stage.callback->posts.size() == 1);
  }
  SECTION("but who accepted it has accepted it, and gets it again") {
    stage.callback->is_silent = true;
    REQUIRE(stage.sandbox->write(Psid(ada), "under way"));
    stage.executor->run_ready();
    restart();
    stage.executor->run_ready();
    REQUIRE(stage.callback->posts.size() == 2);
    stage.callback->kept[0](HttpResponse{200, {}, ""});
    stage.executor->run_ready();
    CHECK(stage.sandbox->webhooks().back().state == SandboxWebhookState::under_way);
    CHECK(contains(ledger(), "under way"));
    stage.callback->kept[1](HttpResponse{200, {}, ""});
    stage.executor->run_ready();
  }
  CHECK(stage.sandbox->tally().under_way == 0);
}

TEST_CASE("an old timer lets no later webhook go", "[sandbox][faults]") {
  Limited stage;
  stage.callback->posts.clear();
  FaultScript twice = script(&Rates::reorder);
  REQUIRE(stage.sandbox->set_fault_script(twice));
  REQUIRE(stage.sandbox->write(Psid(ada), "held first"));
  stage.executor->run_ready();
  REQUIRE(stage.sandbox->write(Psid(ada), "lets it go"));
  stage.executor->advance(std::chrono::seconds(6));
  CHECK(stage.callback->posts.size() == 2);
  REQUIRE(stage.sandbox->write(Psid(ada), "held later"));
  stage.executor->advance(std::chrono::seconds(5));
  CHECK(stage.callback->posts.size() == 2);
  stage.executor->advance(std::chrono::seconds(5));
  CHECK(stage.callback->posts.size() == 3);
}

TEST_CASE("a clock that jumps by years does not hold the sandbox up", "[sandbox][faults]") {
  Limited stage;
  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::restart)));
  stage.clock->advance(std::chrono::hours(24 * 3650));
  CHECK(stage.get("/me").status != 503);
}

TEST_CASE("a secret that was reset is the one that is told", "[sandbox][faults]") {
  Limited stage;
  const Secret before = stage.sandbox->app_secret();
  REQUIRE(stage.sandbox->set_fault_script(script(&Rates::secret_reset)));
  stage.clock->advance(std::chrono::seconds(1));
  stage.get("/me");
  const std::string after(stage.sandbox->app_secret().reveal());
  CHECK(after != before.reveal());
  CHECK(after.size() == 32);
  CHECK(after.find_first_not_of("0123456789abcdef") == std::string::npos);
}
