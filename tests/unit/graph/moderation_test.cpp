#include "pagebridge/graph/moderation.hpp"

#include <string>

#include "unit/graph/calls.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using calls::check_errors;
using calls::ok;
using calls::wire;

using Action = ModerationAction;

namespace {

std::string wrong_field(std::vector<Psid> people, std::vector<Action> actions) {
  const auto checked = validate(ModerateConversations{std::move(people), std::move(actions)});
  if (checked) return "";
  CHECK(checked.error().code == ErrorCode::invalid_argument);
  CHECK(!checked.error().message.empty());
  return checked.error().field;
}

} // namespace

TEST_CASE("people are moderated by PSID and action", "[graph][moderation]") {
  CHECK(wire(ModerateConversations{{Psid("25381719828140932"), Psid("2\"")},
                                   {Action::block_user, Action::move_to_spam}}) ==
        R"(POST /me/moderate_conversations {"user_ids":[{"id":"25381719828140932"},{"id":"2\""}],)"
        R"("actions":["block_user","move_to_spam"]})");
  CHECK(to_string(Action::block_user) == "block_user");
  CHECK(to_string(Action::unblock_user) == "unblock_user");
  CHECK(to_string(Action::ban_user) == "ban_user");
  CHECK(to_string(Action::unban_user) == "unban_user");
  CHECK(to_string(Action::move_to_spam) == "move_to_spam");
}

TEST_CASE("one call moderates up to 10 people with up to 2 actions that do not undo each other",
          "[graph][moderation]") {
  const std::vector<Psid> ten(10, Psid("1"));
  const std::vector<Psid> eleven(11, Psid("1"));
  CHECK(wrong_field(ten, {Action::block_user, Action::move_to_spam}).empty());
  CHECK(wrong_field({Psid("1")}, {Action::block_user, Action::ban_user}).empty());
  CHECK(wrong_field({Psid("1")}, {Action::unban_user}).empty());
  CHECK(wrong_field(eleven, {Action::block_user}) == "people");
  CHECK(wrong_field({}, {Action::block_user}) == "people");
  CHECK(wrong_field({Psid("1"), Psid()}, {Action::block_user}) == "people");
  CHECK(wrong_field({Psid("1")}, {}) == "actions");
  CHECK(wrong_field({Psid("1")}, {Action::block_user, Action::ban_user, Action::move_to_spam}) == "actions");
  CHECK(wrong_field({Psid("1")}, {Action::unblock_user, Action::block_user}) == "actions");
  CHECK(wrong_field({Psid("1")}, {Action::ban_user, Action::unban_user}) == "actions");
}

TEST_CASE("both documented forms of the answer are understood", "[graph][moderation]") {
  const ModerateConversations call{{Psid("1")}, {Action::block_user}};
  CHECK(from_http(call, ok(R"({"success":"true"})")));
  CHECK(from_http(call, ok(R"({"success":true})")));
  CHECK(from_http(call, ok(R"({"result":"success"})")));
  for (const char* no : {R"({"success":"false"})", R"({"success":false})", R"({"result":"failure"})"}) {
    const auto answer = from_http(call, ok(no));
    REQUIRE(!answer);
    CHECK(answer.error().fate == SendFate::refused);
  }
  check_errors(call);
}

TEST_CASE("blocked people come as a list, and a question about one as a map", "[graph][moderation]") {
  CHECK(wire(ListBlocked{}) == "GET /me/blocked");
  CHECK(wire(ListBlocked{Psid("1&2"), {3, "A&", ""}}) == "GET /me/blocked?psid=1%262&limit=3&after=A%26");
  const auto list =
      from_http(ListBlocked{}, ok(R"({"data":[{"id":7,"name":"Anna"},{}],"paging":{"cursors":{"after":"A"}}})"));
  REQUIRE(list);
  REQUIRE(list->items.size() == 2);
  CHECK(list->items[0].id == "7");
  CHECK(list->items[0].name == "Anna");
  CHECK(list->after == "A");
  const auto map = from_http(ListBlocked{Psid("7"), {}}, ok(R"({"7":true,"8":false,"9":"true"})"));
  REQUIRE(map);
  REQUIRE(map->items.size() == 2);
  CHECK(map->items[0].id == "7");
  CHECK(map->items[1].id == "9");
  CHECK(from_http(ListBlocked{}, ok("{}")).value().items.empty());
  CHECK(from_http(ListBlocked{}, ok("[]")).error().code == ErrorCode::bad_response);
  check_errors(ListBlocked{});
}
