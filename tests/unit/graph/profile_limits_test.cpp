#include <functional>
#include <string>
#include <vector>

#include "pagebridge/graph/messenger_profile.hpp"
#include "pagebridge/graph/user_menu.hpp"
#include "support/catch.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace {

std::string times(std::size_t count, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

UrlButton link(std::string url, bool extensions = false, std::string fallback = {}) {
  UrlButton item;
  item.title = "Shop";
  item.url = std::move(url);
  item.messenger_extensions = extensions;
  item.fallback_url = std::move(fallback);
  return item;
}

/// Everything set, each text at its limit; "è" has two bytes.
MessengerProfile full() {
  MessengerProfile profile;
  profile.get_started = times(1000, "è");
  profile.greeting = {{times(160, "è")}, {"x", "de_DE"}};
  const IceBreakers::Question question{times(80, "è"), times(1000, "è")};
  profile.ice_breakers = {{{question, question, question, question}}, {{question}, "de_DE"}};
  PersistentMenu menu;
  for (int i = 0; i < 18; ++i) menu.items.emplace_back(PostbackButton{times(30, "è"), times(1000, "è")});
  menu.items.emplace_back(link("http://shop.example.org"));
  menu.items.emplace_back(link("https://shop.example.org", true, "http://old.example.org"));
  menu.composer_disabled = true;
  profile.persistent_menu = {menu, {{}, false, "de_DE"}};
  profile.whitelisted_domains = std::vector<std::string>(50, "https://www.example.org:8443/path");
  profile.account_linking_url = "https://example.org/oauth?x=1";
  profile.commands = {{std::vector<Commands::Command>(100, {times(32, "è"), times(64, "è")})}};
  return profile;
}

using Change = std::function<void(MessengerProfile&)>;
void refuses(const std::string& field, const Change& change) {
  MessengerProfile profile = full();
  change(profile);
  const auto checked = validate(SetMessengerProfile{profile});
  INFO("field " << field);
  REQUIRE(!checked);
  CHECK(checked.error().code == ErrorCode::invalid_argument);
  CHECK(checked.error().field == field);
  CHECK(checked.error().fate == SendFate::not_sent);
  CHECK(!checked.error().message.empty());
  CHECK(checked.error().message.find("è") == std::string::npos);
}

} // namespace

TEST_CASE("a profile up to every limit is taken", "[graph]") {
  const auto checked = validate(SetMessengerProfile{full()});
  INFO((checked ? std::string() : checked.error().field + ": " + checked.error().message));
  CHECK(checked);
}

TEST_CASE("any property may be set alone", "[graph]") {
  MessengerProfile alone;
  alone.get_started = "START";
  CHECK(validate(SetMessengerProfile{alone}));
  alone = {};
  alone.whitelisted_domains = {"https://example.org"};
  CHECK(validate(SetMessengerProfile{alone}));
  alone = {};
  alone.account_linking_url = "https://example.org";
  CHECK(validate(SetMessengerProfile{alone}));
  alone = {};
  alone.subject_to_new_eu_privacy_rules = true;
  const auto nothing = validate(SetMessengerProfile{alone});
  REQUIRE(!nothing);
  CHECK(nothing.error().field == "profile");
}

TEST_CASE("texts that are too long, empty or no UTF-8 are refused by their place", "[graph]") {
  struct Row {
    const char* field;
    std::size_t limit;
    std::function<std::string&(MessengerProfile&)> text;
  };
  const std::vector<Row> rows = {
      {"greeting[1].text", 160, [](MessengerProfile& p) -> std::string& { return p.greeting[1].text; }},
      {"ice_breakers[0].questions[3].text", 80,
       [](MessengerProfile& p) -> std::string& { return p.ice_breakers[0].questions[3].text; }},
      {"ice_breakers[1].questions[0].payload", 1000,
       [](MessengerProfile& p) -> std::string& { return p.ice_breakers[1].questions[0].payload; }},
      {"persistent_menu[0].items[2].title", 30,
       [](MessengerProfile& p) -> std::string& {
         return std::get<PostbackButton>(p.persistent_menu[0].items[2]).title;
       }},
      {"persistent_menu[0].items[2].payload", 1000,
       [](MessengerProfile& p) -> std::string& {
         return std::get<PostbackButton>(p.persistent_menu[0].items[2]).payload;
       }},
      {"persistent_menu[0].items[18].title", 30,
       [](MessengerProfile& p) -> std::string& { return std::get<UrlButton>(p.persistent_menu[0].items[18]).title; }},
      {"commands[0].commands[99].name", 32,
       [](MessengerProfile& p) -> std::string& { return p.commands[0].commands[99].name; }},
      {"commands[0].commands[99].description", 64,
       [](MessengerProfile& p) -> std::string& { return p.commands[0].commands[99].description; }},
  };
  for (const Row& row : rows) {
    refuses(row.field, [&](MessengerProfile& p) { row.text(p) = times(row.limit + 1, "è"); });
    refuses(row.field, [&](MessengerProfile& p) { row.text(p) = ""; });
    refuses(row.field, [&](MessengerProfile& p) { row.text(p) = "\xC3("; });
  }
  refuses("get_started", [](MessengerProfile& p) { p.get_started = times(1001, "x"); });
  refuses("get_started", [](MessengerProfile& p) { p.get_started = "\xFF"; });
}

TEST_CASE("lists that are too long or empty are refused", "[graph]") {
  refuses("ice_breakers[0].questions", [](MessengerProfile& p) { p.ice_breakers[0].questions.push_back({"x", "y"}); });
  refuses("ice_breakers[1].questions", [](MessengerProfile& p) { p.ice_breakers[1].questions.clear(); });
  refuses("persistent_menu[0].items", [](MessengerProfile& p) {
    p.persistent_menu[0].items.emplace_back(PostbackButton{"x", "y"});
  });
  refuses("persistent_menu[0].items", [](MessengerProfile& p) { p.persistent_menu[0].items.clear(); });
  refuses("commands[0].commands", [](MessengerProfile& p) { p.commands[0].commands.push_back({"x", "y"}); });
  refuses("commands[0].commands", [](MessengerProfile& p) { p.commands[0].commands.clear(); });
  refuses("whitelisted_domains", [](MessengerProfile& p) { p.whitelisted_domains.emplace_back("https://x.example"); });
}

TEST_CASE("each list needs one default, and each locale once", "[graph]") {
  refuses("greeting", [](MessengerProfile& p) { p.greeting[0].locale = "en_US"; });
  refuses("ice_breakers", [](MessengerProfile& p) { p.ice_breakers[0].locale = "en_US"; });
  refuses("persistent_menu", [](MessengerProfile& p) { p.persistent_menu[0].locale = "en_US"; });
  refuses("commands", [](MessengerProfile& p) { p.commands[0].locale = "en_US"; });
  refuses("greeting[1].locale", [](MessengerProfile& p) { p.greeting[1].locale = "default"; });
  refuses("persistent_menu[1].locale", [](MessengerProfile& p) { p.persistent_menu[1].locale = ""; });
}

TEST_CASE("a command has no slash in front", "[graph]") {
  refuses("commands[0].commands[0].name", [](MessengerProfile& p) { p.commands[0].commands[0].name = "/help"; });
}

TEST_CASE("a menu takes addresses of the web, and with extensions only safe ones", "[graph]") {
  for (const char* url : {"", "shop.example.org", "ftp://example.org", "https://", "http://", "https://a b.example",
                          "https://a.example/\n", "https:///x", "javascript:alert(1)", "https://a.example/\xFF"})
    refuses("persistent_menu[0].items[0].url", [&](MessengerProfile& p) { p.persistent_menu[0].items[0] = link(url); });
  refuses("persistent_menu[0].items[0].url",
          [](MessengerProfile& p) { p.persistent_menu[0].items[0] = link("http://example.org", true); });
  refuses("persistent_menu[0].items[0].fallback_url", [](MessengerProfile& p) {
    p.persistent_menu[0].items[0] = link("https://example.org", false, "https://old.example.org");
  });
  refuses("persistent_menu[0].items[0].fallback_url", [](MessengerProfile& p) {
    p.persistent_menu[0].items[0] = link("https://example.org", true, "old.example.org");
  });
  refuses("persistent_menu[0].items[0]", [](MessengerProfile& p) {
    p.persistent_menu[0].items[0] = OtherMenuItem{"nested", "x", {}};
  });
}

TEST_CASE("domains are full names over https", "[graph]") {
  for (const char* domain : {"", "example.org", "http://example.org", "https://", "https://localhost",
                             "https://localhost:80", "https://127.0.0.1", "https://192.0.2.99",
                             "https://10.1.2.3:443/x", "https://[::1]", "https://[2001:db8::1]:443/",
                             "https://me@example.org", "https://.org", "https://example.", "https://ex ample.org"})
    refuses("whitelisted_domains[49]", [&](MessengerProfile& p) { p.whitelisted_domains[49] = domain; });
  MessengerProfile profile;
  profile.whitelisted_domains = {"https://www.messenger.com/", "https://a.b.c.example:8443", "https://3.example"};
  CHECK(validate(SetMessengerProfile{profile}));
}

TEST_CASE("account linking needs https", "[graph]") {
  for (const char* url : {"http://example.org", "example.org", "https://", "https://a b"})
    refuses("account_linking_url", [&](MessengerProfile& p) { p.account_linking_url = url; });
}

TEST_CASE("a person's menu has the limits of the Page's", "[graph]") {
  SetUserMenu call{Psid("42"), full().persistent_menu};
  CHECK(validate(call));
  call.person = Psid();
  CHECK(validate(call).error().field == "person");
  call.person = Psid("42");
  call.persistent_menu[0].items.emplace_back(PostbackButton{"x", "y"});
  CHECK(validate(call).error().field == "persistent_menu[0].items");
  call.persistent_menu.clear();
  CHECK(validate(call).error().field == "persistent_menu");
}
