#include "pagebridge/graph/messenger_profile.hpp"

#include <string>

#include "unit/graph/manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using namespace manage;            // NOLINT(google-build-using-namespace)

namespace {

const std::string edge = "/me/messenger_profile";

MessengerProfile read(const std::string& data) {
  const auto profile = from_http(GetMessengerProfile{}, ok("{\"data\":" + data + "}"));
  REQUIRE(profile);
  return *profile;
}

void check_body(const MessengerProfile& profile, const std::string& body) {
  check_request(SetMessengerProfile{profile}, "POST", edge, body);
}

} // namespace

TEST_CASE("only what is not empty is set", "[graph]") {
  check_body({}, "{}");
  MessengerProfile profile;
  profile.subject_to_new_eu_privacy_rules = true;
  check_body(profile, "{}");
  profile.get_started = "GET_\"STARTED\"";
  check_body(profile, R"({"get_started":{"payload":"GET_\"STARTED\""}})");
  check_done(SetMessengerProfile{});
}

TEST_CASE("texts are set for each locale", "[graph]") {
  MessengerProfile profile;
  profile.greeting = {{"Hello {{user_first_name}}!"}, {"Guten Tag, \"è\"", "de_DE"}};
  check_body(profile, R"({"greeting":[{"locale":"default","text":"Hello {{user_first_name}}!"},)"
                      R"({"locale":"de_DE","text":"Guten Tag, \"è\""}]})");
  profile = {};
  profile.ice_breakers = {{{{"Where are you?", "WHERE"}, {"When?", "WHEN"}}}, {{{"Wo?", "WHERE"}}, "de_DE"}};
  check_body(profile, R"({"ice_breakers":[{"locale":"default","call_to_actions":[)"
                      R"({"question":"Where are you?","payload":"WHERE"},{"question":"When?","payload":"WHEN"}]},)"
                      R"({"locale":"de_DE","call_to_actions":[{"question":"Wo?","payload":"WHERE"}]}]})");
  profile = {};
  profile.commands = {{{{"flights", "Find flights"}, {"hotels", "Find rooms"}}}};
  check_body(profile, R"({"commands":[{"locale":"default","commands":[{"name":"flights","description":"Find flights"},)"
                      R"({"name":"hotels","description":"Find rooms"}]}]})");
}

TEST_CASE("addresses are set as they are", "[graph]") {
  MessengerProfile profile;
  profile.whitelisted_domains = {"https://a.example.org", "https://b.example.org/"};
  profile.account_linking_url = "https://www.example.org/oauth?a=1&b=2";
  check_body(profile, R"({"whitelisted_domains":["https://a.example.org","https://b.example.org/"],)"
                      R"("account_linking_url":"https://www.example.org/oauth?a=1&b=2"})");
}

TEST_CASE("a menu has URL and postback items; defaults are not written", "[graph]") {
  UrlButton extended;
  extended.title = "Shop";
  extended.url = "https://shop.example.org";
  extended.height = WebviewHeight::tall;
  extended.messenger_extensions = true;
  extended.fallback_url = "https://old.example.org";
  extended.hide_share = true;
  UrlButton small;
  small.title = "News";
  small.url = "https://news.example.org";
  small.height = WebviewHeight::compact;
  UrlButton bare;
  bare.title = "Us";
  bare.url = "https://example.org";
  MessengerProfile profile;
  profile.persistent_menu = {{{PostbackButton{"Agent", "CARE"}, extended, small, bare}},
                             {{OtherMenuItem{"nested", "More", {"{}"}}}, true, "zh_CN"},
                             {{}, false, "de_DE"}};
  check_body(profile,
             R"({"persistent_menu":[{"locale":"default","composer_input_disabled":false,"call_to_actions":[)"
             R"({"type":"postback","title":"Agent","payload":"CARE"},)"
             R"({"type":"web_url","title":"Shop","url":"https://shop.example.org","webview_height_ratio":"tall",)"
             R"("messenger_extensions":true,"fallback_url":"https://old.example.org","webview_share_button":"hide"},)"
             R"({"type":"web_url","title":"News","url":"https://news.example.org","webview_height_ratio":"compact"},)"
             R"({"type":"web_url","title":"Us","url":"https://example.org"}]},)"
             R"({"locale":"zh_CN","composer_input_disabled":true,"call_to_actions":[]},)"
             R"({"locale":"de_DE","composer_input_disabled":false}]})");
}

TEST_CASE("what was set is read back the same", "[graph]") {
  MessengerProfile profile;
  profile.get_started = "START";
  profile.greeting = {{"Hi"}, {"Hallo", "de_DE"}};
  profile.ice_breakers = {{{{"Where?", "WHERE"}}, "default"}, {{{"Wo?", "WO"}}, "de_DE"}};
  UrlButton shop;
  shop.title = "Shop";
  shop.url = "https://shop.example.org";
  shop.height = WebviewHeight::compact;
  shop.messenger_extensions = true;
  shop.fallback_url = "https://old.example.org";
  shop.hide_share = true;
  profile.persistent_menu = {{{shop, PostbackButton{"Agent", "CARE"}}, true}, {{}, false, "de_DE"}};
  profile.whitelisted_domains = {"https://a.example.org"};
  profile.account_linking_url = "https://example.org/oauth";
  profile.commands = {{{{"flights", "Find flights"}}, "default"}};
  const std::string written = to_http(SetMessengerProfile{profile}, plain()).body;
  CHECK(to_http(SetMessengerProfile{read("[" + written + "]")}, plain()).body == written);
}

TEST_CASE("properties are asked for by name, all of them unless told otherwise", "[graph]") {
  check_request(GetMessengerProfile{}, "GET",
                edge +
                    "?fields=get_started,greeting,ice_breakers,persistent_menu,whitelisted_domains,account_linking_url,"
                    "commands,subject_to_new_eu_privacy_rules");
  check_request(GetMessengerProfile{{ProfileProperty::commands}}, "GET", edge + "?fields=commands");
}

TEST_CASE("properties come in one element or each in its own", "[graph]") {
  for (const char* data : {R"([{"get_started":{"payload":"S"},"account_linking_url":"https:\/\/e.example",)"
                           R"("subject_to_new_eu_privacy_rules":true}])",
                           R"([{"get_started":{"payload":"S"}},{"account_linking_url":"https:\/\/e.example"},)"
                           R"({"subject_to_new_eu_privacy_rules":"true"}])"}) {
    const MessengerProfile profile = read(data);
    CHECK(profile.get_started == "S");
    CHECK(profile.account_linking_url == "https://e.example");
    CHECK(profile.subject_to_new_eu_privacy_rules == true);
  }
  CHECK(!read("[]").subject_to_new_eu_privacy_rules);
  CHECK(read("[]").get_started.empty());
}

TEST_CASE("ice breakers are read in both forms, and as the elements themselves", "[graph]") {
  for (const char* data :
       {R"([{"ice_breakers":[{"question":"A?","payload":"A"},{"question":"B?","payload":"B"}]}])",
        R"([{"ice_breakers":[{"call_to_actions":[{"question":"A?","payload":"A"},{"question":"B?","payload":"B"}],)"
        R"("locale":"default"}]}])",
        R"([{"call_to_actions":[{"question":"A?","payload":"A"},{"question":"B?","payload":"B"}]}])",
        R"([{"question":"A?","payload":"A"},{"question":"B?","payload":"B"}])"}) {
    const auto sets = read(data).ice_breakers;
    REQUIRE(sets.size() == 1);
    CHECK(sets[0].locale == "default");
    REQUIRE(sets[0].questions.size() == 2);
    CHECK(sets[0].questions[0].text == "A?");
    CHECK(sets[0].questions[1].payload == "B");
  }
  const auto sets =
      read(R"([{"ice_breakers":[{"call_to_actions":[],"locale":"en_GB"},{"locale":"de_DE"}]}])").ice_breakers;
  REQUIRE(sets.size() == 2);
  CHECK(sets[1].locale == "de_DE");
}

TEST_CASE("menu items of another type keep their JSON", "[graph]") {
  const auto menus =
      read(R"([{"persistent_menu":[{"call_to_actions":[{"type":"nested","title":"More","call_to_actions":[]},)"
           R"({"type":"web_url","webview_height_ratio":"huge"},7]},{"locale":"de_DE"},null]}])")
          .persistent_menu;
  REQUIRE(menus.size() == 2);
  CHECK(menus[0].locale == "default");
  CHECK(!menus[0].composer_disabled);
  REQUIRE(menus[0].items.size() == 3);
  const auto* const nested = std::get_if<OtherMenuItem>(&menus[0].items[0]);
  REQUIRE(nested != nullptr);
  CHECK(nested->type == "nested");
  CHECK(nested->title == "More");
  CHECK(nested->json.text == R"({"type":"nested","title":"More","call_to_actions":[]})");
  REQUIRE(std::get_if<UrlButton>(&menus[0].items[1]) != nullptr);
  CHECK(std::get_if<UrlButton>(&menus[0].items[1])->height == WebviewHeight::full);
  CHECK(std::get_if<OtherMenuItem>(&menus[0].items[2]) != nullptr);
}

TEST_CASE("odd profiles are read as far as they go", "[graph]") {
  for (const char* data :
       {R"([{"get_started":"x","greeting":{},"ice_breakers":7,"persistent_menu":null,"commands":[7,null]}])",
        "[7,null,[]]",
        R"([{"greeting":[7,null],"whitelisted_domains":"https:\/\/a.example","account_linking_url":null}])"}) {
    const MessengerProfile profile = read(data);
    CHECK(to_http(SetMessengerProfile{profile}, plain()).body == "{}");
  }
}

TEST_CASE("what is no profile is an error", "[graph]") {
  for (const char* body : {"{}", "[]", R"({"data":{}})", R"({"get_started":{"payload":"S"}})"})
    CHECK(failure(GetMessengerProfile{}, ok(body)).message == "the platform's answer has no messenger profile");
  check_failures(GetMessengerProfile{});
}

TEST_CASE("properties are deleted by a body of names", "[graph]") {
  check_request(DeleteMessengerProfile{{ProfileProperty::persistent_menu, ProfileProperty::get_started}}, "DELETE",
                edge, R"({"fields":["persistent_menu","get_started"]})");
  check_done(DeleteMessengerProfile{});
}

TEST_CASE("the messenger profile has a limit of its own", "[graph]") {
  CHECK(SetMessengerProfile::pacing == PacingClass::messenger_profile);
  CHECK(GetMessengerProfile::pacing == PacingClass::messenger_profile);
  CHECK(DeleteMessengerProfile::pacing == PacingClass::messenger_profile);
  CHECK(SetMessengerProfile::kind == CallKind::idempotent);
  CHECK(DeleteMessengerProfile::kind == CallKind::idempotent);
}
