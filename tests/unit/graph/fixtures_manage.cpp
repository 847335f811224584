#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "pagebridge/graph/access_token.hpp"
#include "pagebridge/graph/app_subscriptions.hpp"
#include "pagebridge/graph/debug_token.hpp"
#include "pagebridge/graph/page.hpp"
#include "pagebridge/graph/page_subscriptions.hpp"
#include "pagebridge/graph/pages.hpp"
#include "pagebridge/graph/personas.hpp"
#include "pagebridge/graph/roles.hpp"
#include "pagebridge/graph/user_profile.hpp"
#include "support/catch.hpp"
#include "unit/graph/fixtures_manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace fixtures {

namespace {

const std::string bottender = "bottenderjs+messaging-apis/";
const std::string ker0x = "ker0x+messenger/";
const std::string meta = "meta-docs/";
const std::string restfb = "restfb+restfb/";
const std::string python_facebook = "sns-sdks+python-facebook/";

using Texts = std::vector<std::string>;

void check_social_cafe(const TokenFacts& token, const std::string& app, const Texts& scopes) {
  CHECK(token.app.text() == app);
  CHECK(token.app_name == "Social Cafe");
  CHECK(token.expires.at == from_unix_ms(1352419328000));
  CHECK(token.issued_at == from_unix_ms(1347235328000));
  CHECK(token.is_valid);
  CHECK(token.scopes == scopes);
  CHECK(token.user.text() == "1207059");
  CHECK(token.kind.value == TokenKind::unknown);
}

void add_tokens(Part& part) {
  auto& checks = part.checks;
  const DebugToken debug;
  checks[bottender + "debugtoken-should-response-token-info-response.json"] = reads(debug, [](const TokenFacts& token) {
    check_social_cafe(token, "000000000000000", {"email", "user_location"});
    CHECK(token.metadata.empty());
  });
  const auto with_metadata = [](const TokenFacts& token) {
    check_social_cafe(token, "100000000000", {"email", "publish_actions"});
    CHECK(equal_json(token.metadata.text, R"({"sso":"iphone-safari"})"));
  };
  checks[restfb + "data-debug-token-info.json"] = reads(debug, with_metadata);
  checks[restfb + "debug-token-info.json"] = as_data(reads(debug, with_metadata));
  checks[restfb + "debug-token-info-3.json"] = as_data(reads(debug, [](const TokenFacts& token) {
    CHECK(token.kind.value == TokenKind::user);
    CHECK(token.expires.at == from_unix_ms(1641733200000));
    CHECK(token.data_access_expires.at == from_unix_ms(1649504517000));
    CHECK(token.scopes == Texts{"pages_show_list", "instagram_basic", "public_profile"});
    REQUIRE(token.granular_scopes.size() == 2);
    CHECK(token.granular_scopes[0].covers_all);
    CHECK(token.granular_scopes[1].scope == "instagram_basic");
    CHECK(token.granular_scopes[1].target_ids == Texts{"{connected-ig-user-id}"});
    CHECK(token.user.text() == "{user-id}");
  }));
  checks[python_facebook + "base-token-info.json"] = reads(debug, [](const TokenFacts& token) {
    CHECK(token.kind.value == TokenKind::user);
    CHECK(token.app.text() == "appId");
    CHECK(token.app_name == "appName");
    CHECK(token.data_access_expires.at == from_unix_ms(1585040349000));
    CHECK(token.expires.at == from_unix_ms(1577347200000));
    CHECK(token.scopes.size() == 5);
    REQUIRE(token.granular_scopes.size() == 2);
    CHECK(token.granular_scopes[1].scope == "pages_show_list");
    CHECK(token.granular_scopes[1].covers_all);
    CHECK(token.user.text() == "userId");
  });
  checks[python_facebook + "base-long-term-token.json"] = reads(ExtendUserToken{}, [](const IssuedToken& issued) {
    CHECK(issued.access_token == Secret("token"));
    CHECK(issued.type == "bearer");
    CHECK(issued.expires_in == std::chrono::seconds(5184000));
  });
}

void check_page(const ManagedPage& page, const std::string& id, const std::string& name, const std::string& category) {
  CHECK(page.page.text() == id);
  CHECK(page.name == name);
  CHECK(page.category == category);
  CHECK(!page.access_token.empty());
  CHECK(page.tasks.size() == 6);
  CHECK(may_message(page));
}

void add_pages(Part& part) {
  auto& checks = part.checks;
  const ListPages list;
  checks[meta + "quickstart-accounts-response.json"] = reads(list, [](const Listing<ManagedPage>& pages) {
    REQUIRE(pages.items.size() == 1);
    check_page(pages.items[0], "4225...", "Cisco Dog Page", "Pet Service");
    CHECK(pages.items[0].access_token == Secret("EAABkWcj..."));
    REQUIRE(pages.items[0].categories.size() == 1);
    CHECK(pages.items[0].categories[0].id == "144982405562750");
    CHECK(!pages.has_more);
  });
  checks[restfb + "account.json"] = as_element(reads(list, [](const Listing<ManagedPage>& pages) {
    REQUIRE(pages.items.size() == 1);
    check_page(pages.items[0], "1234567890", "Sample Page", "Product/service");
  }));
  checks[python_facebook + "users-user-accounts-p1.json"] = reads(list, [](const Listing<ManagedPage>& pages) {
    REQUIRE(pages.items.size() == 4);
    check_page(pages.items[0], "123", "AAAAAAAAA", "Phone/Tablet");
    check_page(pages.items[2], "123512", "EEEEEEEE", "Shopping & Retail");
    CHECK(pages.items[2].categories.size() == 2);
    CHECK(pages.has_more);
    CHECK(pages.before == "before");
    // The next part is asked for by our own link, in which there is no token.
    const HttpRequest next = to_http(ListPages{{4, pages.after, ""}}, Access{});
    CHECK(next.url.find("&limit=4&after=after") != std::string::npos);
    CHECK(next.url.find("access_token=") == std::string::npos);
  });
  checks[python_facebook + "users-user-accounts-p2.json"] = reads(list, [](const Listing<ManagedPage>& pages) {
    REQUIRE(pages.items.size() == 2);
    check_page(pages.items[1], "12345678", "DDDDDDDD", "Camera/Photo");
    CHECK(!pages.has_more);
    CHECK(pages.before == "before");
  });
  checks[bottender + "getpageinfo-should-response-page-info-response.json"] = [](const std::string& theirs) {
    reads(GetPageIdentity{}, [](const PageIdentity& page) {
      CHECK(page.page.text() == "1895382890692546");
      CHECK(page.name == "Bot Demo");
    })(theirs);
    reads(GetPage{}, [](const PageDetails& page) { CHECK(page.name == "Bot Demo"); })(theirs);
  };
  checks[restfb + "v2-7-page-with-whsub.json"] = reads(GetPage{}, [](const PageDetails& page) {
    CHECK(page.page.text() == "123456789");
    CHECK(page.is_webhooks_subscribed == true);
    CHECK(!page.is_published);
  });
}

void check_subscription(const AppSubscription& subscription, const std::string& object, const std::string& callback,
                        const std::vector<std::pair<std::string, std::string>>& fields) {
  CHECK(subscription.object == object);
  CHECK(subscription.callback_url == callback);
  CHECK(subscription.is_active);
  REQUIRE(subscription.fields.size() == fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    CHECK(subscription.fields[i].name == fields[i].first);
    CHECK(subscription.fields[i].version == fields[i].second);
  }
}

void add_subscriptions(Part& part) {
  using List = std::vector<AppSubscription>;
  auto& checks = part.checks;
  const ListAppSubscriptions list;
  checks[bottender + "createsubscription-should-set-other-optional-parameters-request.json"] =
      sends(SubscribeApp{AppId("987654321"),
                         "https://mycallback.com",
                         Secret("1234567890"),
                         {"messages", "messaging_postbacks"},
                         "user",
                         true});
  checks[bottender + "createsubscription-should-set-default-fields-response.json"] = is_done(SubscribeApp{});
  checks[meta + "subscriptions-create-response.json"] = is_done(SubscribeApp{});
  checks[bottender + "getpagesubscription-should-get-current-page-subscription-response.json"] =
      reads(list, [](const List& subscriptions) {
        REQUIRE(subscriptions.size() == 2);
        check_subscription(subscriptions[0], "page", "https://mycallback.com", {{"messages", "v2.12"}});
        check_subscription(subscriptions[1], "user", "https://mycallback.com", {{"feed", "v2.12"}});
      });
  checks[bottender + "getsubscriptions-should-get-current-subscriptions-response.json"] =
      reads(list, [](const List& subscriptions) {
        REQUIRE(subscriptions.size() == 1);
        check_subscription(subscriptions[0], "page", "https://mycallback.com", {{"messages", "v2.12"}});
      });
  checks[meta + "subscriptions-list-response.json"] = reads(list, [](const List& subscriptions) {
    REQUIRE(subscriptions.size() == 1);
    check_subscription(subscriptions[0], "user", "https://your-clever-domain-name.com/webhooks",
                       {{"photos", "v2.10"}, {"feed", "v2.10"}});
  });
  checks[restfb + "v2-8-subscription.json"] = as_element(reads(list, [](const List& subscriptions) {
    REQUIRE(subscriptions.size() == 1);
    check_subscription(subscriptions[0], "page", "https://www.example.org/endpoint/callback",
                       {{"feed", ""}, {"messages", ""}, {"messaging_postbacks", ""}, {"ratings", ""}});
  }));
  const auto both = [](const std::string& theirs) {
    is_done(SubscribePage{})(theirs);
    is_done(UnsubscribePage{})(theirs);
  };
  checks["jgorset+facebook-messenger/subscribed-apps-response.json"] = both;
  checks[ker0x + "response-webhook-success.json"] = both;
  checks["arsduo+koala/test-user-create.json"] = reads(CreateTestUser{}, [](const TestUser& user) {
    CHECK(user.user.text() == "777777777");
    CHECK(user.access_token == Secret("APP_ACCESS_TOKEN"));
    CHECK(user.login_url == Secret("https://www.facebook.com/platform/test_account.."));
  });
}

void check_persona(const Persona& persona, const std::string& id, const std::string& name, const std::string& picture) {
  CHECK(persona.persona.text() == id);
  CHECK(persona.name == name);
  CHECK(persona.picture_url == picture);
}

void add_personas(Part& part) {
  using List = Listing<Persona>;
  auto& checks = part.checks;
  checks[bottender + "createpersona-should-call-messenger-api-to-create-a-persona-response.json"] =
      reads(CreatePersona{}, [](const PersonaId& persona) { CHECK(persona.text() == "2222146701193608"); });
  checks[ker0x + "response-persona-add.json"] =
      reads(CreatePersona{}, [](const PersonaId& persona) { CHECK(persona.text() == "<PERSONA_ID>"); });
  checks[bottender + "deletepersona-should-call-messages-api-to-delete-persona-response.json"] =
      is_done(DeletePersona{});
  checks[ker0x + "response-persona-delete.json"] = is_done(DeletePersona{});
  checks["arsduo+koala/object-deleted.json"] = [](const std::string& theirs) {
    is_done(DeletePersona{})(theirs);
    is_done(DeleteTestUser{})(theirs);
  };
  checks[bottender + "getpersonas-should-call-messages-api-to-get-personas-with-cursor-response.json"] =
      reads(ListPersonas{}, [](const List& personas) {
        REQUIRE(personas.items.size() == 3);
        check_persona(personas.items[0], "1007240332817468", "7", "https://i.imgur.com/zV6uy4T.jpg");
        check_persona(personas.items[2], "313552169447330", "5", "https://i.imgur.com/zV6uy4T.jpg");
        CHECK(personas.after.rfind("QVFIUl96LThrbmJrU3gz", 0) == 0);
        CHECK(personas.has_more);
      });
  checks[ker0x + "response-persona-get.json"] = reads(GetPersona{}, [](const Persona& persona) {
    check_persona(persona, "<PERSONA_ID>", "John Mathew", "https://facebook.com/john_image.jpg");
  });
  checks[ker0x + "response-persona-get-all.json"] = reads(ListPersonas{}, [](const List& personas) {
    REQUIRE(personas.items.size() == 2);
    check_persona(personas.items[1], "<PERSONA_ID>", "David Mark", "https://facebook.com/david_image.jpg");
    CHECK(personas.before == "QVFIUlMtR2ZATQlRtVUZALUlloV1");
    CHECK(!personas.has_more);
  });
  checks[meta + "personas-list-response.json"] = reads(ListPersonas{}, [](const List& personas) {
    REQUIRE(personas.items.size() == 1);
    check_persona(personas.items[0], "PERSONA-A-ID", "Adam", "https://facebook.com/adam-image.jpg");
    CHECK(personas.after == "QVFIUkpnMGx0aTNvUjJNVmJUT0Yw");
  });
}

void add_user_profiles(Part& part) {
  auto& checks = part.checks;
  checks[bottender + "getuserprofile-should-get-user-profile-with-default-fields-response.json"] =
      reads(GetUserProfile{}, [](const UserProfile& profile) {
        CHECK(profile.first_name == "Kevin");
        CHECK(profile.last_name == "Durant");
        CHECK(profile.picture_url == "https://example.com/pic.png");
        CHECK(profile.locale.empty());
        CHECK(profile.time_zone.empty());
        CHECK(profile.gender.empty());
      });
  checks[bottender + "getuserprofile-should-get-user-profile-with-given-fields-response.json"] =
      reads(GetUserProfile{}, [](const UserProfile& profile) {
        CHECK(profile.first_name == "Kevin");
        CHECK(profile.locale == "en_US");
        CHECK(profile.time_zone == "8");
        CHECK(profile.gender == "male");
      });
  checks[ker0x + "response-user-user.json"] = reads(GetUserProfile{}, [](const UserProfile& profile) {
    CHECK(profile.first_name == "Peter");
    CHECK(profile.last_name == "Chang");
    CHECK(profile.picture_url.rfind("https://fbcdn-profile-a.akamaihd.net/", 0) == 0);
    CHECK(profile.locale == "en_US");
    CHECK(profile.time_zone == "-7");
    CHECK(profile.gender == "male");
  });
}

void leave_out_others(Part& part) {
  const std::string events = "app events (/activities): analytics of the app, no part of Messenger";
  part.left_out[bottender + "logcustomevents-should-call-api-to-log-events-request.json"] = events;
  part.left_out[bottender + "logcustomevents-should-call-api-to-log-events-response.json"] = events;
  part.left_out[bottender + "getidsforpages-should-call-api-with-appsecret-proof-response.json"] =
      "ids_for_pages: ID matching is legacy; webhooks bring PSIDs";
  part.left_out[ker0x + "response-code-code.json"] = "messenger_codes: retired";
  part.left_out[restfb + "v2-6-sendresponse-result.json"] =
      "thread_settings: retired; the messenger profile took its place";
}

} // namespace

Part manage_part() {
  Part part;
  add_profiles(part);
  add_tokens(part);
  add_pages(part);
  add_subscriptions(part);
  add_personas(part);
  add_user_profiles(part);
  leave_out_others(part);
  return part;
}

} // namespace fixtures
