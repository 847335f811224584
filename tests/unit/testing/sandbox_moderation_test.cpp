#include "pagebridge/graph/moderation.hpp"
#include "unit/testing/sandbox_sdk.hpp"

using namespace sandbox_test;

namespace {

const std::string edge = "/v25.0/me/moderate_conversations";

struct Desk : Stage {
  Desk() {
    connect({"messages"});
    REQUIRE(sandbox->write(Psid(ada), "hello"));
    REQUIRE(sandbox->write(Psid(bob), "hello"));
    executor->run_ready();
  }
  HttpResponse moderate(const std::string& actions, const std::string& psid = ada) const {
    return call("POST", edge, R"({"user_ids":[{"id":")" + psid + R"("}],"actions":[)" + actions + "]}");
  }
};

} // namespace

TEST_CASE("a blocked person neither writes nor is written to", "[sandbox][moderation]") {
  const Desk desk;
  CHECK(desk.moderate(R"("block_user","move_to_spam")").body == R"({"success":true})");
  CHECK(is_error(desk.send(R"({"text":"a"})"), 551, 1545041));
  CHECK(desk.sandbox->write(Psid(ada), "hello?").error().code == ErrorCode::conflict);
  CHECK(desk.sandbox->thread(Psid(ada)).size() == 1);
  desk.executor->run_ready();
  CHECK(desk.callback->posts.size() == 2);
  CHECK(desk.sandbox->write(Psid(bob), "me?"));
  CHECK(desk.moderate(R"("unblock_user")").status == 200);
  CHECK(desk.sandbox->write(Psid(ada), "hello!"));
  CHECK(desk.send(R"({"text":"a"})").status == 200);
}

TEST_CASE("who is banned must be unbanned, and not banned again for 48 hours", "[sandbox][moderation]") {
  const Desk desk;
  CHECK(desk.moderate(R"("ban_user")").status == 200);
  CHECK(is_error(desk.send(R"({"text":"a"})"), 551, 1545041));
  CHECK(is_error(desk.moderate(R"("unblock_user")"), 1, 0));
  CHECK(desk.moderate(R"("UNBAN_USER")").status == 200);
  CHECK(desk.send(R"({"text":"a"})").status == 200);
  CHECK(is_error(desk.moderate(R"("ban_user")"), 1, 0));
  desk.clock->advance(std::chrono::hours(48));
  CHECK(desk.moderate(R"("ban_user")").status == 200);
}

TEST_CASE("wrong moderation is refused, and nothing is done", "[sandbox][moderation]") {
  const Desk desk;
  CHECK(is_error(desk.moderate(""), 100, 0));
  CHECK(is_error(desk.moderate(R"("mute_user")"), 100, 0));
  CHECK(is_error(desk.moderate(R"("block_user","unblock_user")"), 100, 0));
  CHECK(is_error(desk.moderate(R"("ban_user","block_user","move_to_spam")"), 100, 0));
  CHECK(is_error(desk.moderate(R"("block_user")", "4711"), 100, 0));
  std::string eleven;
  for (int i = 0; i < 11; ++i) eleven += (i > 0 ? "," : "") + (R"({"id":")" + ada + "\"}");
  CHECK(is_error(desk.call("POST", edge, R"({"user_ids":[)" + eleven + R"(],"actions":["block_user"]})"), 100, 0));
  CHECK(desk.get("/me/blocked").body == R"({"data":[]})");
}

TEST_CASE("the legacy edge blocks and unblocks, too", "[sandbox][moderation]") {
  const Desk desk;
  CHECK(desk.call("POST", "/me/blocked", R"({"psid":")" + ada + "\"}").body == "{\"" + ada + "\":true}");
  CHECK(desk.call("POST", "/me/blocked?user=" + ada + "," + bob).status == 200);
  CHECK(contains(desk.get("/me/blocked").body, R"({"name":"Ada Example","id":")" + ada + "\"}"));
  CHECK(is_error(desk.send(R"({"text":"a"})"), 551, 1545041));
  CHECK(desk.call("DELETE", "/me/blocked?psid=" + ada).body == "{\"" + ada + "\":true}");
  CHECK(desk.get("/me/blocked?psid=" + ada).body == R"({"data":[]})");
  CHECK(is_error(desk.call("POST", "/me/blocked"), 100, 0));
  CHECK(is_error(desk.call("POST", "/me/blocked?psid=4711"), 100, 2018001));
}

TEST_CASE("the SDK's own moderation calls are understood", "[sandbox][moderation]") {
  const Desk desk;
  using graph::ModerationAction;
  const graph::ModerateConversations block{{Psid(ada), Psid(bob)},
                                           {ModerationAction::block_user, ModerationAction::move_to_spam}};
  REQUIRE(answer_to(desk, block));
  const auto blocked = answer_to(desk, graph::ListBlocked{});
  REQUIRE(blocked);
  CHECK(blocked->items.size() == 2);
  CHECK(answer_to(desk, graph::ListBlocked{Psid(ada)})->items.at(0).id == ada);
}
