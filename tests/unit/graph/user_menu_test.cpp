#include "pagebridge/graph/user_menu.hpp"

#include <string>

#include "unit/graph/manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using namespace manage;            // NOLINT(google-build-using-namespace)

namespace {

const std::string edge = "/me/custom_user_settings";

} // namespace

TEST_CASE("a person gets a menu of their own", "[graph]") {
  const SetUserMenu call{Psid("4\"2"), {{{PostbackButton{"Agent", "CARE"}}, true}}};
  check_request(call, "POST", edge,
                R"({"psid":"4\"2","persistent_menu":[{"locale":"default","composer_input_disabled":true,)"
                R"("call_to_actions":[{"type":"postback","title":"Agent","payload":"CARE"}]}]})");
  check_done(call);
}

TEST_CASE("a thread that cannot have a menu is no failure of ours", "[graph]") {
  const Error error = failure(SetUserMenu{}, {400, {}, R"({"error":{"code":10,"error_subcode":2018336}})"});
  CHECK(error.graph->error_class == GraphErrorClass::informational);
}

TEST_CASE("the menus for a person are their own and the Page's", "[graph]") {
  const GetUserMenu call{Psid("4&2")};
  check_request(call, "GET", edge + "?psid=4%262");
  for (
      const char* body :
      {R"({"data":[{"user_level_persistent_menu":[{"locale":"default","call_to_actions":[{"type":"postback",)"
       R"("title":"A","payload":"P"}]}],"page_level_persistent_menu":[{"locale":"de_DE"}]}]})",
       R"({"data":[{"user_level_persistent_menu":[{"call_to_actions":[{"type":"postback","title":"A","payload":"P"}]}]},)"
       R"(7,null,{"page_level_persistent_menu":[{"locale":"de_DE"},7]}]})"}) {
    const auto menu = from_http(call, ok(body));
    REQUIRE(menu);
    REQUIRE(menu->own.size() == 1);
    CHECK(std::get<PostbackButton>(menu->own[0].items.at(0)).payload == "P");
    REQUIRE(menu->page.size() == 1);
    CHECK(menu->page[0].locale == "de_DE");
  }
  const auto none = from_http(call, ok(R"({"data":[]})"));
  REQUIRE(none);
  CHECK(none->own.empty());
  CHECK(none->page.empty());
  CHECK(failure(call, ok("{}")).message == "the platform's answer has no list of menus");
  check_failures(call);
}

TEST_CASE("a person's menu is taken away by its name in the query", "[graph]") {
  check_request(DeleteUserMenu{Psid("42")}, "DELETE", edge + "?psid=42&params=%5B%22persistent_menu%22%5D");
  check_done(DeleteUserMenu{});
}

TEST_CASE("menus of persons have a limit of their own", "[graph]") {
  CHECK(SetUserMenu::pacing == PacingClass::user_menu);
  CHECK(GetUserMenu::pacing == PacingClass::user_menu);
  CHECK(DeleteUserMenu::pacing == PacingClass::user_menu);
  CHECK(SetUserMenu::kind == CallKind::idempotent);
  CHECK(DeleteUserMenu::kind == CallKind::idempotent);
}
