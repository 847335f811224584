#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <thread>

#include "unit/testing/sandbox_stage.hpp"

using namespace sandbox_test;

namespace {

std::string signature(const std::string& body) {
  const std::string key = "00112233445566778899aabbccddeeff";
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(body.data()),
       body.size(), digest, &size);
  std::string text = "sha256=";
  for (unsigned int i = 0; i < size; ++i) {
    text.push_back("0123456789abcdef"[digest[i] >> 4]);
    text.push_back("0123456789abcdef"[digest[i] & 15]);
  }
  return text;
}

/// A stage whose webhook is connected.
struct Connected : Stage {
  Connected() : Connected(all_fields) {}
  explicit Connected(std::vector<std::string> fields) { REQUIRE_FALSE(connect(std::move(fields))); }
  const std::string& body(std::size_t number) const {
    REQUIRE(callback->posts.size() > number);
    return callback->posts[number].body;
  }
  /// The subscription fields of what was posted, in order.
  std::string kinds() const {
    std::string kinds;
    for (const HttpRequest& post : callback->posts) {
      kinds += contains(post.body, "is_echo")        ? 'E'
               : contains(post.body, "\"delivery\"") ? 'D'
               : contains(post.body, "\"read\"")     ? 'R'
               : contains(post.body, "\"postback\"") ? 'P'
                                                     : 'M';
    }
    return kinds;
  }
};

} // namespace

TEST_CASE("a person's message is posted as the platform writes it", "[sandbox][webhook]") {
  Connected stage;
  const auto mid = stage.sandbox->write(Psid(ada), "caff\xc3\xa8 1/2 \xf0\x9f\x98\x80 \"<\\\n\x1f");
  REQUIRE(mid);
  CHECK(stage.callback->posts.empty());
  stage.executor->run_ready();
  CHECK(stage.body(0) == R"({"object":"page","entry":[{"id":"682498302938465","time":1770000000000,"messaging":[)"
                         R"({"sender":{"id":"25381719828140932"},"recipient":{"id":"682498302938465"},)"
                         R"("timestamp":1770000000000,"message":{"mid":")" +
                             mid->text() + R"(","text":"caff\u00e8 1\/2 \ud83d\ude00 \"<\\\n\u001f"}}]}]})");
  const HttpRequest& post = stage.callback->posts[0];
  CHECK(post.method == "POST");
  CHECK(post.url == "https://cc.example/messenger/abc");
  CHECK(single_header(post.headers, "Content-Type") == "application/json");
  CHECK(single_header(post.headers, "X-Hub-Signature-256") == signature(post.body));
}

TEST_CASE("a tap is posted as a postback with title, payload and mid", "[sandbox][webhook]") {
  Connected stage;
  const auto mid = stage.sandbox->tap(Psid(ada), "Get Started", "GET_STARTED");
  REQUIRE(mid);
  stage.executor->run_ready();
  CHECK(contains(stage.body(0),
                 R"("postback":{"mid":")" + mid->text() + R"(","title":"Get Started","payload":"GET_STARTED"})"));
  const auto turn = stage.sandbox->thread(Psid(ada)).at(0);
  CHECK(turn.text == "Get Started");
  CHECK(turn.payload == "GET_STARTED");
}

TEST_CASE("an accepted message is followed by its echo and its delivery", "[sandbox][webhook]") {
  Connected stage;
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  stage.executor->run_ready();
  const std::string mid = text_after(stage.send(R"({"text":"s\u00ec","metadata":"order:42"})").body, "message_id");
  CHECK(stage.callback->posts.size() == 1);
  stage.executor->run_ready();
  REQUIRE(stage.kinds() == "MED");
  CHECK(
      contains(stage.body(1),
               R"({"sender":{"id":"682498302938465"},"recipient":{"id":"25381719828140932"},"timestamp":1770000000001,)"
               R"("message":{"is_echo":true,"app_id":1517776481860111,"metadata":"order:42","mid":")" +
                   mid + R"(","text":"s\u00ec"}})"));
  CHECK(
      contains(stage.body(2),
               R"({"sender":{"id":"25381719828140932"},"recipient":{"id":"682498302938465"},"timestamp":1770000000002,)"
               R"("delivery":{"mids":[")" +
                   mid + R"("],"watermark":1770000000002}})"));
  CHECK(single_header(stage.callback->posts[2].headers, "X-Hub-Signature-256") == signature(stage.body(2)));
}

TEST_CASE("echoes of attachments carry them, and no metadata that was not given", "[sandbox][webhook]") {
  Connected stage{{"message_echoes"}};
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  stage.send(R"({"attachment":{"type":"image","payload":{"url":"https://m.example/a"}}})");
  stage.send(
      "{\"attachment\":{\"type\":\"template\",\"payload\":{ \"template_type\" : \"button\",\n "
      "\"text\":\"\\u00E9\xc3\xa9 a/b\",\"buttons\":[{\"type\":\"account_unlink\"}]}}}");
  stage.executor->run_ready();
  REQUIRE(stage.kinds() == "EE");
  CHECK(contains(stage.body(0), R"("attachments":[{"type":"image","payload":{"url":"https:\/\/m.example\/a"}}]})"));
  CHECK_FALSE(contains(stage.body(0), "metadata"));
  CHECK(contains(stage.body(1), R"([{"type":"template","payload":{"template_type":"button","text":"\u00e9\u00e9 a\/b",)"
                                R"("buttons":[{"type":"account_unlink"}]}}])"));
}

TEST_CASE("the echo of a media template names its attachment by a number", "[sandbox][webhook]") {
  Connected stage{{"message_echoes"}};
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  const std::string saved =
      stage
          .call(
              "POST", "/v25.0/me/message_attachments",
              R"({"message":{"attachment":{"type":"image","payload":{"url":"https://m.example/a","is_reusable":true}}}})")
          .body;
  const std::string id = text_after(saved, "attachment_id");
  const HttpResponse sent = stage.send(
      R"({"attachment":{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"image",)"
      R"("attachment_id":")" +
      id + R"("}]}}})");
  CHECK(sent.status == 200);
  stage.executor->run_ready();
  CHECK(contains(stage.body(0), R"("elements":[{"media_type":"image","attachment_id":)" + id + "}]"));
}

TEST_CASE("a read receipt's watermark covers all that the thread holds", "[sandbox][webhook]") {
  Connected stage;
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  stage.send(R"({"text":"a"})");
  REQUIRE(stage.sandbox->read(Psid(ada)));
  stage.send(R"({"text":"b"})");
  stage.executor->run_ready();
  REQUIRE(stage.kinds() == "MEDRED");
  const std::int64_t watermark = number_after(stage.body(3), "watermark");
  CHECK(watermark > to_unix_ms(stage.sandbox->thread(Psid(ada)).at(1).at));
  CHECK(watermark < to_unix_ms(stage.sandbox->thread(Psid(ada)).at(2).at));
}

TEST_CASE("time stamps grow even when the clock does not, or goes back", "[sandbox][webhook]") {
  Connected stage;
  REQUIRE(stage.sandbox->write(Psid(ada), "1"));
  REQUIRE(stage.sandbox->write(Psid(bob), "2"));
  stage.clock->correct_wall(milliseconds(-60000));
  REQUIRE(stage.sandbox->write(Psid(ada), "3"));
  CHECK(stage.sandbox->thread(Psid(ada)).at(0).at < stage.sandbox->thread(Psid(bob)).at(0).at);
  CHECK(stage.sandbox->thread(Psid(bob)).at(0).at < stage.sandbox->thread(Psid(ada)).at(1).at);
}

TEST_CASE("only subscribed fields are posted", "[sandbox][webhook]") {
  Connected stage{{"messages", "message_deliveries"}};
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  REQUIRE(stage.sandbox->tap(Psid(ada), "Menu", "MENU"));
  REQUIRE(stage.sandbox->read(Psid(ada)));
  stage.send(R"({"text":"a"})");
  stage.executor->run_ready();
  CHECK(stage.kinds() == "MD");
}

TEST_CASE("without a webhook nothing is posted or kept for later", "[sandbox][webhook]") {
  Stage stage;
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  stage.executor->run_ready();
  CHECK(stage.sandbox->webhooks().empty());
  REQUIRE_FALSE(stage.connect(all_fields));
  CHECK(stage.callback->posts.empty());
}

TEST_CASE("a webhook that fails comes again, byte for byte, at growing distances", "[sandbox][webhook]") {
  Connected stage;
  stage.callback->statuses = {500, 403, 0, 204, 503, 500};
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  CHECK(stage.sandbox->tally().under_way == 1);
  CHECK(stage.executor->run_until_idle());
  REQUIRE(stage.callback->posts.size() == 7);
  std::vector<std::int64_t> after;
  for (std::size_t i = 0; i < 7; ++i) {
    after.push_back((stage.callback->post_times[i] - stage.callback->post_times[0]).count());
    CHECK(stage.body(i) == stage.body(0));
    CHECK(stage.callback->posts[i].headers == stage.callback->posts[0].headers);
  }
  CHECK(after == std::vector<std::int64_t>{0, 0, 1000, 6000, 36000, 156000, 456000});
  const SandboxWebhook record = stage.sandbox->webhooks().at(0);
  CHECK(record.state == SandboxWebhookState::accepted);
  CHECK(record.attempts == 7);
  CHECK(record.last_status == 200);
  CHECK(record.last_error.empty());
  CHECK(record.field == "messages");
  CHECK(record.psid.text() == ada);
  CHECK(record.body == stage.body(0));
  CHECK(stage.sandbox->tally().accepted == 1);
}

TEST_CASE("an outage of five minutes loses nothing", "[sandbox][webhook]") {
  Connected stage;
  stage.callback->statuses.assign(1000, 0);
  for (int i = 0; i < 5; ++i) {
    REQUIRE(stage.sandbox->write(Psid(ada), "x"));
    stage.executor->advance(std::chrono::minutes(1));
  }
  stage.callback->statuses.clear();
  CHECK(stage.executor->run_until_idle());
  CHECK(stage.sandbox->tally().accepted == 5);
  CHECK(stage.sandbox->tally().given_up == 0);
}

TEST_CASE("a lone failure ends the subscription at the hour", "[sandbox][webhook]") {
  Connected stage;
  stage.callback->statuses.assign(1000, 500);
  REQUIRE(stage.sandbox->write(Psid(ada), "lost"));
  stage.executor->advance(std::chrono::minutes(59));
  REQUIRE(stage.sandbox->write(Psid(bob), "lost with it"));
  stage.executor->run_ready();
  CHECK(stage.sandbox->tally().under_way == 2);
  stage.executor->advance(std::chrono::minutes(1));
  CHECK(stage.sandbox->tally().given_up == 2);
  CHECK(stage.sandbox->webhooks().at(1).last_error == "webhooks disabled: an hour of failures");
  const std::size_t posts = stage.callback->posts.size();
  REQUIRE(stage.sandbox->write(Psid(ada), "unheard"));
  CHECK(stage.executor->run_until_idle());
  CHECK(stage.callback->posts.size() == posts);
  CHECK(stage.sandbox->tally().under_way == 0);
}

TEST_CASE("what is no message is repeated for 36 hours, and takes no subscription with it", "[sandbox][webhook]") {
  Connected stage{{"feed", "messages"}};
  stage.callback->statuses.assign(1000, 500);
  CHECK(stage.sandbox->handle({"POST", "/sandbox/posts", {}, R"({"psid":")" + ada + R"(","message":"Hello all"})"})
            .status == 201);
  stage.executor->advance(std::chrono::hours(35));
  CHECK(stage.sandbox->tally().under_way == 1);
  CHECK(stage.callback->posts.size() > 40);
  stage.executor->advance(std::chrono::hours(1));
  CHECK(stage.sandbox->tally().given_up == 1);
  stage.callback->statuses.clear();
  REQUIRE(stage.sandbox->write(Psid(ada), "still heard"));
  stage.executor->run_ready();
  CHECK(stage.sandbox->tally().accepted == 1);
}

TEST_CASE("a callback that does not answer within five seconds has failed", "[sandbox][webhook]") {
  Connected stage;
  stage.callback->is_silent = true;
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  stage.executor->advance(milliseconds(4999));
  CHECK(stage.callback->posts.size() == 1);
  stage.executor->advance(milliseconds(1));
  CHECK(stage.callback->posts.size() == 2);
  CHECK(stage.sandbox->webhooks().at(0).last_error == "timeout");
  stage.callback->kept[1](HttpResponse{200, {}, ""});
  stage.executor->run_ready();
  CHECK(stage.sandbox->webhooks().at(0).state == SandboxWebhookState::accepted);
  stage.callback->kept[0](HttpResponse{200, {}, ""});
  stage.executor->run_ready();
  CHECK(stage.sandbox->tally().accepted == 1);
}

TEST_CASE("one person's webhooks keep their order, and nobody else waits for them", "[sandbox][webhook]") {
  Connected stage;
  stage.callback->is_silent = true;
  REQUIRE(stage.sandbox->write(Psid(ada), "first"));
  REQUIRE(stage.sandbox->write(Psid(ada), "second"));
  stage.executor->run_ready();
  REQUIRE(stage.sandbox->write(Psid(bob), "other"));
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 2);
  CHECK(contains(stage.body(0), "first"));
  CHECK(contains(stage.body(1), "other"));
  const auto records = stage.sandbox->webhooks();
  CHECK(records.at(0).state == SandboxWebhookState::under_way);
  CHECK(records.at(1).state == SandboxWebhookState::waiting);
  CHECK(records.at(1).body.empty());
  stage.clock->advance(milliseconds(1000));
  stage.callback->kept[0](HttpResponse{200, {}, ""});
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 3);
  CHECK(contains(stage.body(2), "second"));
  CHECK(number_after(stage.body(2), "time") > number_after(stage.body(2), "timestamp"));
}

TEST_CASE("those behind a webhook that fails do not wait for it", "[sandbox][webhook]") {
  Connected stage;
  stage.callback->statuses = {503, 503};
  REQUIRE(stage.sandbox->write(Psid(ada), "first"));
  REQUIRE(stage.sandbox->write(Psid(ada), "second"));
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 3);
  CHECK(contains(stage.body(1), "first")); // at once
  CHECK(contains(stage.body(2), "second"));
  CHECK(stage.sandbox->webhooks().at(1).state == SandboxWebhookState::accepted);
  CHECK(stage.sandbox->tally().under_way == 1);
  stage.executor->advance(milliseconds(1000));
  REQUIRE(stage.callback->posts.size() == 4);
  CHECK(stage.body(3) == stage.body(0));
  CHECK(stage.sandbox->tally().accepted == 2);
}

TEST_CASE("the last webhook can be repeated, beside those that wait", "[sandbox][webhook]") {
  Connected stage;
  CHECK(stage.sandbox->repeat_last_webhook().error().code == ErrorCode::not_found);
  stage.callback->statuses = {503, 503};
  REQUIRE(stage.sandbox->write(Psid(ada), "again"));
  stage.executor->run_ready();
  REQUIRE(stage.sandbox->repeat_last_webhook());
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 3);
  CHECK(stage.body(2) == stage.body(0));
  CHECK(stage.callback->posts[2].headers == stage.callback->posts[0].headers);
  const auto records = stage.sandbox->webhooks();
  REQUIRE(records.size() == 2);
  CHECK(records[1].repeated);
  CHECK(records[1].attempts == 1);
  CHECK(records[1].state == SandboxWebhookState::accepted);
  CHECK(records[0].state == SandboxWebhookState::under_way);
}

TEST_CASE("the ledger forgets the oldest that have ended", "[sandbox][webhook]") {
  Connected stage;
  for (int i = 0; i < 1100; ++i) {
    REQUIRE(stage.sandbox->write(Psid(ada), "x"));
    stage.executor->run_ready();
  }
  const auto records = stage.sandbox->webhooks();
  CHECK(records.size() == 1000);
  CHECK(records.back().number == 1100);
  CHECK(stage.sandbox->tally().accepted == 1100);
}

TEST_CASE("a queue that grows too long gives up what comes next, and says so", "[sandbox][webhook]") {
  Connected stage;
  stage.callback->is_silent = true;
  for (int i = 0; i < 10001; ++i) REQUIRE(stage.sandbox->write(Psid(ada), "x"));
  const SandboxWebhook last = stage.sandbox->webhooks().back();
  CHECK(last.state == SandboxWebhookState::given_up);
  CHECK(last.last_error == "too many webhooks wait");
  CHECK(stage.sandbox->tally().under_way == 10000);
}

TEST_CASE("what a person cannot write is refused", "[sandbox]") {
  const Stage stage;
  CHECK(stage.sandbox->write(Psid(ada), "").error().field == "text");
  CHECK(stage.sandbox->write(Psid(ada), "\xff").error().field == "text");
  CHECK(stage.sandbox->tap(Psid(ada), "\xff", "P").error().field == "title");
  CHECK(stage.sandbox->tap(Psid(ada), "T", "\xff").error().field == "payload");
  CHECK(stage.sandbox->write(Psid("4711"), "hello").error().code == ErrorCode::not_found);
  CHECK(stage.sandbox->tap(Psid("4711"), "T", "P").error().code == ErrorCode::not_found);
  CHECK(stage.sandbox->read(Psid("4711")).error().code == ErrorCode::not_found);
  CHECK(stage.sandbox->thread(Psid("4711")).empty());
}

TEST_CASE("tasks and calls that outlive the sandbox do nothing", "[sandbox][webhook]") {
  Connected stage;
  stage.callback->is_silent = true;
  REQUIRE(stage.sandbox->write(Psid(ada), "first"));
  stage.executor->run_ready();
  REQUIRE(stage.sandbox->write(Psid(ada), "second"));
  stage.sandbox.reset();
  stage.callback->kept[0](HttpResponse{500, {}, ""});
  CHECK(stage.executor->run_until_idle());
  CHECK(stage.callback->posts.size() == 1);
}

TEST_CASE("a sandbox stands several threads", "[sandbox][webhook]") {
  const auto executor = make_thread_executor(2);
  const auto clock = make_system_clock();
  SandboxOptions options;
  options.executor = executor;
  options.webhook_transport = std::make_shared<LoopbackTransport>(
      executor, clock, [](const HttpRequest& request, const LoopbackTransport::Respond& respond) {
        respond({200, {}, request.method == "GET" ? parameter(request, "hub.challenge") : std::string()});
      });
  const auto sandbox = Sandbox::create(std::move(options)).value();
  REQUIRE(wait<void>([&](Completion<void> done) {
    sandbox->connect_webhook("http://localhost/", Secret("t"), all_fields, std::move(done));
  }));
  std::vector<std::thread> threads;
  std::atomic<int> failures{0};
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      const auto psid = sandbox->add_person({});
      for (int n = 0; n < 50; ++n) {
        if (!sandbox->write(*psid, "hello")) ++failures;
        const HttpRequest request{"POST",
                                  "/me/messages",
                                  {{"Authorization", "Bearer " + std::string(sandbox->page_access_token().reveal())}},
                                  R"({"recipient":{"id":")" + psid->text() + R"("},"message":{"text":"hi"}})"};
        if (sandbox->handle(request).status != 200) ++failures;
        if (sandbox->handle({"GET", "/sandbox/webhooks", {}, ""}).status != 200) ++failures;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(failures == 0);
  while (sandbox->tally().under_way > 0) std::this_thread::yield();
  CHECK(sandbox->tally().accepted == 3 * 50 * 3);
}
