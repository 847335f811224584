#include <string>
#include <vector>

#include "json/tree.hpp"
#include "pagebridge/graph/messenger_profile.hpp"
#include "pagebridge/graph/user_menu.hpp"
#include "support/catch.hpp"
#include "unit/graph/fixtures_manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace fixtures {

namespace {

const std::string bottender = "bottenderjs+messaging-apis/";
const std::string ker0x = "ker0x+messenger/";
const std::string messenger4j = "messenger4j+messenger4j/";
const std::string meta = "meta-docs/";
const std::string restfb = "restfb+restfb/";

using Texts = std::vector<std::string>;

PersistentMenu menu(std::vector<MenuItem> items, bool composer_disabled) {
  return {std::move(items), composer_disabled};
}
MenuItem restart() { return PostbackButton{"Restart Conversation", "RESTART"}; }
MenuItem powered() {
  UrlButton item;
  item.title = "Powered by ALOHA.AI, Yoctol";
  item.url = "https://www.yoctol.com/";
  return item;
}
void check_restart(const MenuItem& item) {
  const auto* const button = std::get_if<PostbackButton>(&item);
  REQUIRE(button != nullptr);
  CHECK(button->title == "Restart Conversation");
  CHECK(button->payload == "RESTART");
}

SetMessengerProfile greeting() {
  return {{{}, {{"Hello!"}, {"Timeless apparel for the masses.", "en_US"}}, {}, {}, {}, {}, {}}};
}
void check_greeting(const MessengerProfile& profile) {
  REQUIRE(profile.greeting.size() == 2);
  CHECK(profile.greeting[0].locale == "default");
  CHECK(profile.greeting[0].text == "Hello!");
  CHECK(profile.greeting[1].locale == "en_US");
  CHECK(profile.greeting[1].text == "Timeless apparel for the masses.");
  CHECK(profile.whitelisted_domains == Texts{"https://facebook.com/"});
}

SetMessengerProfile get_started(const std::string& payload) {
  SetMessengerProfile call;
  call.profile.get_started = payload;
  return call;
}
SetMessengerProfile account_linking(const std::string& url) {
  SetMessengerProfile call;
  call.profile.account_linking_url = url;
  return call;
}
SetMessengerProfile domains(const std::string& domain) {
  SetMessengerProfile call;
  call.profile.whitelisted_domains = {domain};
  return call;
}
DeleteMessengerProfile deletes(std::vector<ProfileProperty> properties) { return {std::move(properties)}; }

/// Ice breakers of old have no locale. We write the form with locales, whose "default" means the same.
Check sends_ice_breakers_of_old(const SetMessengerProfile& call) {
  return [body = to_http(call, Access{}).body](const std::string& theirs) {
    const auto tree = json::Tree::parse(theirs);
    REQUIRE(tree);
    const json::Value questions = tree->root()["ice_breakers"];
    REQUIRE(questions.is_array());
    const std::string with_locale =
        R"({"ice_breakers":[{"locale":"default","call_to_actions":)" + std::string(questions.raw()) + "}]}";
    same_json(body)(with_locale);
  };
}

void add_profile_requests(Part& part) {
  const std::string oauth = "https://www.example.com/oauth?response_type=code&client_id=1234567890&scope=basic";
  auto& checks = part.checks;
  checks[bottender + "setaccountlinkingurl-should-respond-success-result-request.json"] = sends(account_linking(oauth));
  checks[ker0x + "profilesettings-account-linking-url.json"] = sends(account_linking(oauth));
  checks[messenger4j + "shouldsetupaccountlinkingurl.json"] = sends(account_linking("http://example.url"));
  checks[bottender + "setgetstarted-should-respond-success-result-request.json"] = sends(get_started("GET_STARTED"));
  checks[ker0x + "profilesettings-get-started.json"] = sends(get_started("GET_STARTED_PAYLOAD"));
  checks[messenger4j + "shouldsetupstartbutton.json"] = sends(get_started("Button pressed"));
  SetMessengerProfile hello;
  hello.profile.greeting = {{"Hello!"}};
  checks[bottender + "setgreeting-should-respond-success-result-request.json"] = sends(hello);
  checks[ker0x + "profilesettings-greeting.json"] = sends(greeting());
  checks[messenger4j + "shouldsetupgreetingtext.json"] = sends(greeting());
  checks[bottender + "setwhitelisteddomains-should-respond-success-result-request.json"] =
      sends(domains("www.yoctol.com"));
  checks[ker0x + "profilesettings-whitelisted-domains.json"] = sends(domains("https://petersfancyapparel.com"));
  SetMessengerProfile ice_breakers;
  ice_breakers.profile.ice_breakers = {
      {{{"Where are you located?", "LOCATION_POSTBACK_PAYLOAD"}, {"What are your hours?", "HOURS_POSTBACK_PAYLOAD"}}}};
  checks[bottender + "seticebreakers-should-respond-success-result-request.json"] =
      sends_ice_breakers_of_old(ice_breakers);
  SetMessengerProfile both = get_started("GET_STARTED");
  both.profile.persistent_menu = {menu({restart()}, true)};
  checks[bottender + "setmessengerprofile-should-respond-success-result-request.json"] = sends(both);
}

void add_profile_deletions(Part& part) {
  using Property = ProfileProperty;
  auto& checks = part.checks;
  checks[bottender + "deletegetstarted-should-respond-success-result-request.json"] =
      sends(deletes({Property::get_started}));
  checks[messenger4j + "shoulddeletestartbutton.json"] = sends(deletes({Property::get_started}));
  checks[bottender + "deletegreeting-should-respond-success-result-request.json"] =
      sends(deletes({Property::greeting}));
  checks[messenger4j + "shoulddeletegreetingtext.json"] = sends(deletes({Property::greeting}));
  checks[bottender + "deletemessengerprofile-should-respond-success-result-request.json"] =
      sends(deletes({Property::get_started, Property::persistent_menu}));
  checks[bottender + "deletewhitelisteddomains-should-respond-success-result-request.json"] =
      sends(deletes({Property::whitelisted_domains}));
  checks[messenger4j + "shoulddeletewhitelisteddomains.json"] = sends(deletes({Property::whitelisted_domains}));
  checks[meta + "messenger-profile-delete-request.json"] =
      sends(deletes({Property::persistent_menu, Property::ice_breakers}));
}

void add_profile_answers(Part& part) {
  const GetMessengerProfile get;
  const SetMessengerProfile set;
  auto& checks = part.checks;
  checks[bottender + "getaccountlinkingurl-should-respond-data-of-account-linking-url-response.json"] =
      reads(get, [](const MessengerProfile& profile) {
        CHECK(profile.account_linking_url ==
              "https://www.example.com/oauth?response_type=code&client_id=1234567890&scope=basic");
      });
  checks[bottender + "getgetstarted-should-respond-data-of-get-started-response.json"] =
      reads(get, [](const MessengerProfile& profile) { CHECK(profile.get_started == "GET_STARTED"); });
  checks[bottender + "getgetstarted-should-respond-null-when-data-is-an-empty-array-response.json"] = reads(
      get,
      [](const MessengerProfile& profile) { CHECK(to_http(SetMessengerProfile{profile}, Access{}).body == "{}"); });
  checks[bottender + "getmessengerprofile-should-respond-data-of-messenger-profile-response.json"] =
      reads(get, [](const MessengerProfile& profile) {
        CHECK(profile.get_started == "GET_STARTED");
        REQUIRE(profile.persistent_menu.size() == 1);
        CHECK(profile.persistent_menu[0].composer_disabled);
        REQUIRE(profile.persistent_menu[0].items.size() == 1);
        check_restart(profile.persistent_menu[0].items[0]);
      });
  checks[bottender + "getpersistentmenu-should-respond-data-of-persistent-menu-response.json"] =
      reads(get, [](const MessengerProfile& profile) {
        REQUIRE(profile.persistent_menu.size() == 1);
        CHECK(profile.persistent_menu[0].locale == "default");
        REQUIRE(profile.persistent_menu[0].items.size() == 2);
        check_restart(profile.persistent_menu[0].items[0]);
        const auto* const link = std::get_if<UrlButton>(&profile.persistent_menu[0].items[1]);
        REQUIRE(link != nullptr);
        CHECK(link->title == "Powered by ALOHA.AI, Yoctol");
        CHECK(link->url == "https://www.yoctol.com/");
      });
  checks[bottender + "setmessengerprofile-should-respond-success-result-response.json"] = is_done(set);
  checks[ker0x + "response-profile-add.json"] = is_done(set);
  checks[messenger4j + "shouldhandleupdatesuccessresponse-response.json"] = is_done(set);
  checks[meta + "messenger-profile-get-response.json"] = reads(get, check_greeting);
  checks[restfb + "send-messenger-profile-settings.json"] = as_element(reads(get, check_greeting));
}

void leave_out_of_profile(Part& part) {
  const std::string nested = "nested menus: the API refuses them from v8.0 on";
  for (const char* file :
       {"ker0x+messenger/profilesettings-persistent-menu.json",
        "messenger4j+messenger4j/shouldsetuppersistentmenu.json", "restfb+restfb/send-persistent-menu.json"})
    part.left_out[file] = nested;
  const std::string home = "home_url: deprecated for all operations from v7.0 on";
  for (const char* file :
       {"ker0x+messenger/profilesettings-home-url.json", "messenger4j+messenger4j/shouldsetuphomeurl.json",
        "messenger4j+messenger4j/shoulddeletehomeurl.json"})
    part.left_out[file] = home;
  const std::string audience = "target_audience: retired with the Discover tab";
  for (const char* file : {"ker0x+messenger/profilesettings-target-audience.json",
                           "messenger4j+messenger4j/shoulddeletetargetaudience.json",
                           "messenger4j+messenger4j/shouldsetuptargetaudienceall.json",
                           "messenger4j+messenger4j/shouldsetuptargetaudiencecustomblacklist.json",
                           "messenger4j+messenger4j/shouldsetuptargetaudiencecustomwhitelist.json",
                           "messenger4j+messenger4j/shouldsetuptargetaudiencenone.json"})
    part.left_out[file] = audience;
  part.left_out[ker0x + "profilesettings-payment-settings.json"] = "payment_settings: retired with payments";
}

void add_user_menus(Part& part) {
  auto& checks = part.checks;
  checks[bottender + "setuserpersistentmenu-should-respond-success-result-request.json"] =
      sends(SetUserMenu{Psid("abcdefg"), {menu({restart(), powered()}, false)}});
  checks[bottender + "setuserpersistentmenu-should-support-disabled-input-request.json"] =
      sends(SetUserMenu{Psid("abcdefg"), {menu({restart()}, true)}});
  checks[bottender + "setuserpersistentmenu-should-respond-success-result-response.json"] = is_done(SetUserMenu{});
  checks[bottender + "getuserpersistentmenu-should-respond-null-when-data-is-an-empty-array-response.json"] =
      reads(GetUserMenu{}, [](const UserMenu& found) {
        CHECK(found.own.empty());
        CHECK(found.page.empty());
      });
}

} // namespace

void add_profiles(Part& part) {
  add_profile_requests(part);
  add_profile_deletions(part);
  add_profile_answers(part);
  leave_out_of_profile(part);
  add_user_menus(part);
}

} // namespace fixtures
