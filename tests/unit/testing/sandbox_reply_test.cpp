// Comments, visitors' posts and private replies to them.
#include "pagebridge/graph/send.hpp"
#include "unit/testing/core_stage.hpp"

using namespace sandbox_test;

namespace {

HttpResponse reply(const CoreStage& stage, const std::string& kind, const std::string& id) {
  return stage.call("POST", "/v25.0/me/messages", "EAAtoken",
                    R"({"recipient":{")" + kind + R"(":")" + id + R"("},"message":{"text":"Thank you"}})");
}

} // namespace

TEST_CASE("a comment comes by webhook, and is answered privately once", "[sandbox][reply]") {
  const CoreStage stage;
  stage.core->connect_webhook({stage.app, "https://cc.example/h", Secret("v"), {"feed"}, true, stage.page},
                              [](auto) {});
  stage.executor->run_ready();
  const auto comment = stage.core->comment(Psid(ada), "How much?", "");
  REQUIRE(comment);
  stage.executor->run_ready();
  REQUIRE(stage.callback->posts.size() == 1);
  const std::string& body = stage.callback->posts[0].body;
  CHECK(contains(body, R"("changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":")" +
                           comment->comment_id + "\""));
  CHECK(contains(body, R"("post_id":")" + comment->id + "\""));
  CHECK_FALSE(contains(body, ada)); // `from` is no PSID

  const HttpResponse sent = reply(stage, "comment_id", comment->comment_id);
  CHECK(sent.status == 200);
  CHECK(text_after(sent.body, "recipient_id") == ada);
  REQUIRE(stage.core->thread(Psid(ada)).size() == 1);
  CHECK(is_error(reply(stage, "comment_id", comment->comment_id), 10900, 0));
  // The window opens only when they answer.
  CHECK(is_error(reply(stage, "id", ada), 100, 2018001));
  CHECK(stage.call("GET", "/" + text_after(sent.body, "message_id") + "?fields=message", "EAAtoken").status == 200);
  REQUIRE(stage.core->write(Psid(ada), "Fine", ""));
  CHECK(reply(stage, "id", ada).status == 200);
}

TEST_CASE("a visitor's post is answered as a comment is", "[sandbox][reply]") {
  const CoreStage stage;
  const auto post = stage.core->visitor_post(Psid(ada), "Hello");
  REQUIRE(post);
  CHECK(post->comment_id.empty());
  CHECK(reply(stage, "post_id", post->id).status == 200);
  CHECK(is_error(reply(stage, "post_id", post->id), 10900, 0));
}

TEST_CASE("a private reply comes too late after seven days", "[sandbox][reply]") {
  const CoreStage stage;
  const auto comment = stage.core->comment(Psid(ada), "How much?", "");
  REQUIRE(comment);
  stage.clock->advance(std::chrono::hours(7 * 24) + std::chrono::seconds(1));
  CHECK(is_error(reply(stage, "comment_id", comment->comment_id), 100, 2534025));
  CHECK(is_error(reply(stage, "comment_id", "1_2"), 100, 2534025));
  CHECK(is_error(reply(stage, "post_id", comment->id), 100, 2534025)); // the post is the Page's own
}

TEST_CASE("only people of a Page comment on it", "[sandbox][reply]") {
  const CoreStage stage;
  CHECK(stage.core->comment(Psid("1"), "Hi", "").error().code == ErrorCode::not_found);
  CHECK(stage.core->comment(Psid(ada), "", "").error().field == "text");
  CHECK(stage.core->visitor_post(Psid(ada), "\xff").error().field == "text");
}
