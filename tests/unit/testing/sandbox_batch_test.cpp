// Several calls in one request.
#include "pagebridge/graph/app_subscriptions.hpp"
#include "pagebridge/graph/batch.hpp"
#include "pagebridge/graph/pages.hpp"
#include "pagebridge/graph/send.hpp"
#include "pagebridge/graph/user_profile.hpp"
#include "testing/batch_reference.hpp"
#include "unit/testing/core_stage.hpp"

using namespace sandbox_test;
using pagebridge::testing::pick;

namespace {

HttpResponse batch(const CoreStage& stage, const std::string& items, const std::string& more = {}) {
  return stage.call("POST", "/v24.0/", "", R"({"access_token":"EAAtoken")" + more + R"(,"batch":)" + items + "}");
}

/// A send to Ada as an item's body.
std::string send_body(const std::string& text) {
  return "recipient=%7B%22id%22%3A%22" + ada + "%22%7D&message=%7B%22text%22%3A%22" + text + "%22%7D";
}

} // namespace

TEST_CASE("the SDK's batch has an answer to each call", "[sandbox][batch]") {
  const CoreStage stage;
  REQUIRE(stage.core->write(Psid(ada), "ciao", ""));
  graph::Batch calls;
  const auto profile = calls.add(graph::GetUserProfile{Psid(ada)});
  const auto nobody = calls.add(graph::GetUserProfile{Psid("1")});
  graph::Access app;
  app.access_token = Secret(stage.app_token);
  app.app_secret = Secret(stage.secret);
  // Waits for another server in the middle of the batch.
  const auto hook = calls.add(graph::SubscribeApp{stage.app, "https://cc.example/h", Secret("v"), {"messages"}}, app);
  const auto page = calls.add(graph::GetPage{});
  const auto answers = stage.run(calls, "EAAtoken");
  REQUIRE(answers);
  REQUIRE(answers->slots.size() == 4);
  CHECK(answers->read(profile)->first_name == "Ada");
  CHECK(graph_code(answers->read(nobody).error()) == std::make_pair(100, 33));
  CHECK(answers->read(hook));
  CHECK(answers->read(page)->name == "Gelateria Demo");
  CHECK(single_header(answers->slots[0]->headers, "facebook-api-version"));
}

TEST_CASE("a batch as a form, without headers, as other clients send it", "[sandbox][batch]") {
  const CoreStage stage;
  HttpRequest request{"POST", "/", {{"Content-Type", "application/x-www-form-urlencoded"}}, ""};
  request.body = "access_token=EAAtoken&include_headers=false&batch=" +
                 percent_encode(R"([{"method":"GET","relative_url":"me?fields=name"}])");
  CHECK(stage.handle(request).body ==
        R"([{"code":200,"body":"{\"name\":\"Gelateria Demo\",\"id\":\"682498302938465\"}"}])");
}

TEST_CASE("calls of a batch are done in order, with their own bodies", "[sandbox][batch]") {
  const CoreStage stage;
  REQUIRE(stage.core->write(Psid(ada), "ciao", ""));
  const HttpResponse done = batch(
      stage, R"([{"method":"POST","relative_url":"/me/messages","body":")" + send_body("one") +
                 R"("},{"method":"post","relative_url":"v25.0/me/messages","body":")" + send_body("two") + R"("}])");
  CHECK(done.status == 200);
  const auto thread = stage.core->thread(Psid(ada));
  REQUIRE(thread.size() == 3);
  CHECK(thread[1].text == "one");
  CHECK(thread[2].text == "two");
}

TEST_CASE("a later call may use what an earlier one answered", "[sandbox][batch]") {
  const CoreStage stage;
  REQUIRE(stage.core->write(Psid(ada), "ciao", ""));
  const std::string first =
      R"({"name":"send","method":"POST","relative_url":"me/messages","body":")" + send_body("one") + "\"";
  SECTION("plainly, and what was needed only is left out") {
    const HttpResponse done =
        batch(stage, "[" + first + R"(},{"method":"GET","relative_url":"{result=send:$.message_id}?fields=message"}])");
    CHECK(done.body.rfind("[null,{\"code\":200", 0) == 0);
    CHECK(contains(done.body, R"(\"message\":\"one\")"));
  }
  SECTION("encoded in a body, and all is shown") {
    const std::string body =
        "recipient=%7B%22id%22%3A%22%7Bresult%3Dsend%3A%24.recipient_id%7D%22%7D&message=%7B%22text%"
        "22%3A%22two%22%7D";
    const HttpResponse done =
        batch(stage, "[" + first + R"(,"omit_response_on_success":false},)" +
                         R"({"method":"POST","relative_url":"me/messages","body":")" + body + "\"}]");
    CHECK(done.body.rfind("[{\"code\":200", 0) == 0);
    CHECK(stage.core->thread(Psid(ada)).back().text == "two");
  }
}

TEST_CASE("a call that would hold too much of earlier answers is refused alone", "[sandbox][batch]") {
  const CoreStage stage;
  const std::string picture = "&profile_picture_url=https://pictures.example/p.jpg";
  const std::string name = "{result=read:$.name}";
  const std::string items = R"([{"name":"make","method":"POST","relative_url":"me/personas","body":"name=)" +
                            std::string(1U << 20U, 'x') + picture +
                            R"("},{"name":"read","relative_url":"{result=make:$.id}?fields=name"},)" +
                            R"({"method":"POST","relative_url":"me/personas","body":"name=)" + name + name + picture +
                            R"("},{"method":"POST","relative_url":"me/personas","body":"name=)" + name + name + name +
                            name + picture + R"("},{"relative_url":"me?fields=)" + name + name + name + name +
                            R"("},)" + R"({"relative_url":"me?fields=id"}])";
  const HttpResponse done = batch(stage, items, R"(,"include_headers":false)");
  CHECK(done.body.rfind("[null,null,{\"code\":200,", 0) == 0);
  CHECK(contains(done.body, "},{\"code\":400,"));
  CHECK(contains(done.body, "too long"));
  CHECK(contains(done.body.substr(done.body.size() - 60), "},{\"code\":200,"));
  CHECK(contains(stage.call("GET", "/me/personas?limit=1&summary=1&fields=id", "EAAtoken").body, R"("total_count":2)"));
}

TEST_CASE("a call's body is a form, and a # in it is a character like others", "[sandbox][batch]") {
  const CoreStage stage;
  REQUIRE(stage.core->write(Psid(ada), "ciao", ""));
  const auto sent = [&](const std::string& body) {
    return batch(stage, R"([{"method":"POST","relative_url":"me/messages","body":)" + body + "}]");
  };
  CHECK(sent(R"("recipient={id:)" + ada + R"(}&message={text:'Order #4711'}&messaging_type=RESPONSE")").status == 200);
  CHECK(stage.core->thread(Psid(ada)).back().text == "Order #4711");
  const std::string json = R"({\"recipient\":{\"id\":\")" + ada + R"(\"},\"message\":{\"text\":\"no\"}})";
  CHECK(contains(sent("\"" + json + "\"").body, "\\\"code\\\":100"));
  CHECK(is_error(sent(R"({"recipient":{"id":")" + ada + R"("},"message":{"text":"no"}})"), 100, 0));
  CHECK(is_error(sent("7"), 100, 0));
  CHECK(stage.core->thread(Psid(ada)).back().text == "Order #4711");
}

TEST_CASE("what depends on a failed call is not done", "[sandbox][batch]") {
  const CoreStage stage;
  const HttpResponse done = batch(stage,
                                  R"([{"name":"a","method":"GET","relative_url":"1"},)"
                                  R"({"method":"GET","relative_url":"me","depends_on":"a"},)"
                                  R"({"method":"GET","relative_url":"me"}])",
                                  R"(,"include_headers":false)");
  CHECK(done.body.rfind("[{\"code\":400,", 0) == 0);
  CHECK(contains(done.body, ",null,{\"code\":200,"));
}

TEST_CASE("a call of a batch with a token of its own needs its own proof", "[sandbox][batch]") {
  SandboxOptions options;
  options.require_appsecret_proof = true;
  const CoreStage stage(std::move(options));
  const std::string proof = graph::appsecret_proof(Secret("EAAtoken"), Secret(stage.secret));
  const std::string items = R"([{"method":"GET","relative_url":"me"},)"
                            R"({"method":"GET","relative_url":"me?access_token=EAAtoken"},)"
                            R"({"method":"GET","relative_url":"me?access_token=EAAtoken&appsecret_proof=)" +
                            proof + "\"}]";
  CHECK(is_error(batch(stage, items), 100, 0));
  const HttpResponse done = batch(stage, items, R"(,"include_headers":false,"appsecret_proof":")" + proof + "\"");
  CHECK(done.body.rfind("[{\"code\":200,", 0) == 0);
  CHECK(contains(done.body, "},{\"code\":400,"));
  CHECK(contains(done.body.substr(done.body.size() / 2), "},{\"code\":200,"));
}

TEST_CASE("a call of a batch takes its file from the batch's body", "[sandbox][batch]") {
  const CoreStage stage;
  HttpRequest request{"POST", "/v25.0", {{"Content-Type", "multipart/form-data; boundary=b"}}, ""};
  const auto part = [](const std::string& head, const std::string& content) {
    return "--b\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n";
  };
  request.body = part("name=\"access_token\"", "EAAtoken") +
                 part("name=\"batch\"",
                      R"([{"method":"POST","relative_url":"me/message_attachments","attached_files":"f1",)"
                      R"("body":"message=%7B%22attachment%22%3A%7B%22type%22%3A%22image%22%2C%22payload%22%3A%7B%22is_)"
                      R"(reusable%22%3Atrue%7D%7D%7D"}])") +
                 part("name=\"f1\"; filename=\"a.png\"\r\nContent-Type: image/png", "bytes") + "--b--\r\n";
  const HttpResponse done = stage.handle(request);
  CHECK(contains(done.body, "attachment_id"));
  REQUIRE(stage.core->attachments().size() == 1);
  CHECK(stage.core->attachments()[0].file_name == "a.png");
}

TEST_CASE("what is no batch is refused as a whole", "[sandbox][batch]") {
  const CoreStage stage;
  CHECK(is_error(stage.call("POST", "/", "EAAtoken"), 2500, 0));
  CHECK(is_error(batch(stage, "[]"), 100, 0));
  CHECK(is_error(batch(stage, R"([{"method":"GET"}])"), 100, 0));
  CHECK(is_error(batch(stage, R"([{"relative_url":"me","depends_on":"x"}])"), 100, 0));
  std::string many = "[";
  for (int i = 0; i < 51; ++i) many += std::string(i == 0 ? "" : ",") + R"({"method":"GET","relative_url":"me"})";
  CHECK(is_error(batch(stage, many + "]"), 100, 0));
  CHECK(is_error(stage.call("POST", "/", "wrong", R"({"batch":[{"relative_url":"me"}]})"), 190, 0));
  const HttpResponse nested = batch(stage, R"([{"method":"POST","relative_url":"?","body":"batch=%5B%5D"}])");
  CHECK(contains(nested.body, "\\\"code\\\":2500"));
}

TEST_CASE("paths pick texts and numbers", "[sandbox][batch]") {
  const std::string json = R"({"data":[{"id":"1"},{"id":2}],"a":{"b.c":"x"}})";
  CHECK(pick(json, "$.data.*.id") == "1,2");
  CHECK(pick(json, "$.data[*].id") == "1,2");
  CHECK(pick(json, "$.data[1].id") == "2");
  CHECK(pick(json, "$['data'][0]") == R"({"id":"1"})");
  CHECK(pick(json, "$.a['b.c']") == "x");
  CHECK(pick(json, "$.none") == "");
  CHECK_FALSE(pick(json, "data"));
  CHECK_FALSE(pick(json, "$data"));
  CHECK_FALSE(pick("no", "$"));
}
