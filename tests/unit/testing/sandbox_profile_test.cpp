#include "pagebridge/graph/messenger_profile.hpp"
#include "pagebridge/graph/user_menu.hpp"
#include "unit/testing/sandbox_sdk.hpp"
#include "unit/testing/sandbox_stage.hpp"

using namespace sandbox_test;

namespace {

const std::string edge = "/v25.0/me/messenger_profile";
const std::string user_edge = "/v25.0/me/custom_user_settings";
const std::string success = R"({"result":"success"})";
const std::string get_started = R"({"get_started":{"payload":"GO"}})";
const std::string menu = R"([{"locale":"default","composer_input_disabled":false,"call_to_actions":[)"
                         R"({"type":"postback","title":"Help","payload":"HELP"}]}])";

std::string menu_of(const std::string& item) {
  return R"({"persistent_menu":[{"locale":"default","call_to_actions":[)" + item + "]}]}";
}

} // namespace

TEST_CASE("what is set in the messenger profile can be read and deleted", "[sandbox][profile]") {
  const Stage stage;
  CHECK(stage.get(edge + "?fields=get_started,greeting").body == R"({"data":[]})");
  CHECK(stage.call("POST", edge, get_started).body == success);
  CHECK(stage.call("POST", "/682498302938465/messenger_profile", R"({"persistent_menu":)" + menu + "}").body ==
        success);
  CHECK(stage.get(edge + "?fields=get_started").body == R"({"data":[{"get_started":{"payload":"GO"}}]})");
  CHECK(stage.get(edge + "?fields=persistent_menu,greeting").body == R"({"data":[{"persistent_menu":)" + menu + "}]}");
  CHECK(stage.call("DELETE", edge, R"({"fields":["persistent_menu","GET_STARTED"]})").body == success);
  CHECK(stage.get(edge + "?fields=get_started,persistent_menu").body == R"({"data":[]})");
  CHECK(stage.call("DELETE", edge + "?fields=greeting").body == success); // which was not set
}

TEST_CASE("a menu needs a Get Started button", "[sandbox][profile]") {
  const Stage stage;
  const std::string set = R"({"persistent_menu":)" + menu + "}";
  CHECK(is_error(stage.call("POST", edge, set), 100, 2018145));
  CHECK(stage.call("POST", edge, R"({"get_started":{"payload":"GO"},"persistent_menu":)" + menu + "}").status == 200);
  CHECK(is_error(stage.call("DELETE", edge, R"({"fields":["get_started"]})"), 100, 2018145));
}

TEST_CASE("a wrong property of the messenger profile is refused", "[sandbox][profile]") {
  const Stage stage;
  REQUIRE(stage.call("POST", edge, get_started).status == 200);
  const std::string body = GENERATE(
      std::string("{}"), std::string(R"({"get_started":{}})"),
      std::string(R"({"greeting":[{"locale":"it_IT","text":"ciao"}]})"), std::string(R"({"greeting":"ciao"})"),
      R"({"greeting":[{"locale":"default","text":")" + std::string(161, 'a') + R"("}]})",
      menu_of(R"({"type":"nested","title":"More","call_to_actions":[]})"),
      menu_of(R"({"type":"postback","title":")" + std::string(31, 'a') + R"(","payload":"A"})"),
      menu_of(R"({"type":"web_url","title":"Shop"})"),
      std::string(R"({"persistent_menu":[{"locale":"default","composer_input_disabled":true}]})"),
      std::string(R"({"ice_breakers":[{"question":"a","payload":"A"},{"locale":"default","call_to_actions":[]}]})"),
      std::string(R"({"whitelisted_domains":["http://www.example.org"]})"),
      std::string(R"({"whitelisted_domains":["https://127.0.0.1"]})"),
      std::string(R"({"whitelisted_domains":["https://localhost"]})"),
      std::string(R"({"account_linking_url":"http://www.example.org"})"), std::string(R"({"commands":null})"),
      std::string(R"({"home_url":{"url":"https://www.example.org"}})"));
  INFO(body);
  CHECK(is_error(stage.call("POST", edge, body), 100, 0));
  CHECK(is_error(stage.get(edge + "?fields=nothing"), 100, 0));
  CHECK(is_error(stage.call("DELETE", edge), 100, 0));
}

TEST_CASE("ice breakers come in two forms", "[sandbox][profile]") {
  const Stage stage;
  const std::string old = R"([{"question":"Where are you?","payload":"WHERE"}])";
  CHECK(stage.call("POST", edge, R"({"ice_breakers":)" + old + "}").body == success);
  CHECK(stage.get(edge + "?fields=ice_breakers").body == R"({"data":[{"ice_breakers":)" + old + "}]}");
  CHECK(stage.call("POST", edge, R"({"ice_breakers":[{"locale":"default","call_to_actions":)" + old + "}]}").body ==
        success);
}

TEST_CASE("a person can have a menu of their own", "[sandbox][profile]") {
  const Stage stage;
  const std::string set = R"({"psid":")" + ada + R"(","persistent_menu":)" + menu + "}";
  CHECK(is_error(stage.call("POST", user_edge, set), 100, 2018001)); // never wrote
  REQUIRE(stage.sandbox->write(Psid(ada), "hello"));
  CHECK(stage.get(user_edge + "?psid=" + ada).body == R"({"data":[]})");
  CHECK(stage.call("POST", user_edge, set).body == success);
  CHECK(stage.get(user_edge + "?psid=" + ada).body == R"({"data":[{"user_level_persistent_menu":)" + menu + "}]}");
  CHECK(stage.call("DELETE", user_edge + "?psid=" + ada + "&params=[%22persistent_menu%22]").body == success);
  CHECK(stage.get(user_edge + "?psid=" + ada).body == R"({"data":[]})");
  CHECK(is_error(stage.call("DELETE", user_edge + "?psid=" + ada), 100, 0));
  CHECK(is_error(stage.get(user_edge), 100, 0));
}

TEST_CASE("the SDK's own profile calls are understood", "[sandbox][profile]") {
  const Stage stage;
  REQUIRE(stage.sandbox->write(Psid(ada), "hello"));
  graph::PersistentMenu wanted;
  PostbackButton help;
  help.title = "Help";
  help.payload = "HELP";
  wanted.items.emplace_back(help);
  graph::SetMessengerProfile set;
  set.profile.get_started = "GO";
  set.profile.greeting = {{"Welcome, {{user_first_name}}"}};
  set.profile.ice_breakers = {{{{"Where are you?", "WHERE"}}}};
  set.profile.whitelisted_domains = {"https://www.example.org"};
  set.profile.account_linking_url = "https://www.example.org/login";
  set.profile.commands = {{{{"help", "Asks for help"}}}};
  set.profile.persistent_menu = {wanted};
  REQUIRE(answer_to(stage, set));
  const auto read = answer_to(stage, graph::GetMessengerProfile{});
  REQUIRE(read);
  CHECK(read->get_started == "GO");
  CHECK(read->greeting.at(0).text == "Welcome, {{user_first_name}}");
  CHECK(read->ice_breakers.at(0).questions.at(0).payload == "WHERE");
  CHECK(read->commands.at(0).commands.at(0).name == "help");
  REQUIRE(answer_to(stage, graph::SetUserMenu{Psid(ada), {wanted}}));
  const auto menus = answer_to(stage, graph::GetUserMenu{Psid(ada)});
  REQUIRE(menus);
  CHECK(menus->own.size() == 1);
  CHECK(menus->page.size() == 1);
  REQUIRE(answer_to(stage, graph::DeleteUserMenu{Psid(ada)}));
  using graph::ProfileProperty;
  REQUIRE(answer_to(stage, graph::DeleteMessengerProfile{{ProfileProperty::greeting, ProfileProperty::commands}}));
  CHECK(answer_to(stage, graph::GetMessengerProfile{})->commands.empty());
}
