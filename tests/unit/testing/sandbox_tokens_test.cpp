// Tokens and logins that control requests make.
#include "unit/testing/sandbox_ask.hpp"

using namespace sandbox_test;

namespace {

const std::string app_token = "1517776481860111|00112233445566778899aabbccddeeff";
const std::string back = "https://cc.example/back";

HttpResponse as(const Stage& stage, const std::string& token, const std::string& url) {
  return stage.sandbox->handle({"GET", url, {{"Authorization", "Bearer " + token}}, {}});
}

HttpResponse log_in(const Stage& stage, const std::string& more = {}) {
  return ask(stage, "POST", "/sandbox/logins", R"({"redirect_uri":")" + back + "\"" + more + "}");
}

HttpResponse redeem(const Stage& stage, const std::string& code) {
  const std::string app = "client_id=1517776481860111&client_secret=00112233445566778899aabbccddeeff";
  const std::string url = "/oauth/access_token?" + app + "&redirect_uri=" + percent_encode(back) + "&code=" + code;
  return stage.sandbox->handle({"GET", url, {}, {}});
}

} // namespace

TEST_CASE("a system user's token has no end, and nor has its Page's", "[sandbox][tokens]") {
  Stage stage;
  const HttpResponse made_token = ask(stage, "POST", "/sandbox/tokens", R"({"kind":"system","long_lived":false})");
  REQUIRE(made_token.status == 201);
  CHECK_FALSE(contains(made_token.body, "expires_at"));
  const std::string token = text_after(made_token.body, "access_token");
  const std::string accounts = as(stage, token, "/v25.0/me/accounts").body;
  CHECK(contains(accounts, R"("id":"682498302938465")"));
  const std::string of_page = text_after(accounts, "access_token");
  const std::string facts = as(stage, app_token, "/debug_token?input_token=" + token).body;
  CHECK(contains(facts, R"("type":"SYSTEM_USER")"));
  CHECK(contains(facts, R"("expires_at":0,"is_valid":true)"));
  CHECK(contains(as(stage, app_token, "/debug_token?input_token=" + of_page).body, R"("type":"PAGE")"));
  stage.clock->advance(std::chrono::hours(24 * 365));
  CHECK(as(stage, token, "/v25.0/me/accounts").status == 200);
  CHECK(as(stage, of_page, "/v25.0/me").body == R"({"name":"Gelateria Demo","id":"682498302938465"})");
  // The limits of a business hold for it, not those of a person.
  CHECK_FALSE(single_header(as(stage, token, "/v25.0/me/accounts").headers, "x-app-usage"));
}

TEST_CASE("the login dialog gives a code, and the code a token", "[sandbox][tokens]") {
  Stage stage;
  const HttpResponse answer = log_in(stage, R"(,"state":"a b","scopes":["pages_messaging","pages_show_list"])");
  REQUIRE(answer.status == 201);
  const std::string code = text_after(answer.body, "code");
  CHECK(contains(answer.body, R"("location":"https:\/\/cc.example\/back?code=)" + code + R"(&state=a%20b")"));
  const HttpResponse redeemed = redeem(stage, code);
  REQUIRE(redeemed.status == 200);
  const std::string token = text_after(redeemed.body, "access_token");
  CHECK(contains(as(stage, token, "/me/accounts").body, R"("id":"682498302938465")"));
  CHECK(contains(as(stage, app_token, "/debug_token?input_token=" + token).body,
                 R"("scopes":["pages_messaging","pages_show_list","public_profile"])"));
  CHECK(is_error(redeem(stage, code), 100, 36009));
}

TEST_CASE("a login that cannot be is refused", "[sandbox][tokens]") {
  Stage stage;
  CHECK(posted(stage, "logins", "{}") == "400 redirect_uri");
  CHECK(posted(stage, "logins", R"({"redirect_uri":"back"})") == "400 redirect_uri");
  CHECK(log_in(stage, R"(,"app":"1")").status == 404);
  CHECK(log_in(stage, R"(,"user":"1")").status == 404);
  const std::string stranger = made(stage, "users", "{}");
  CHECK(posted(stage, "logins",
               R"({"redirect_uri":"https://a/","user":")" + stranger + R"(","pages":["682498302938465"]})") ==
        "400 pages");
}

TEST_CASE("a code ends with the password and with the App", "[sandbox][tokens]") {
  Stage stage;
  const auto [reason, ends] = GENERATE(table<std::string, bool>(
      {{"password_changed", true}, {"app_removed", true}, {"expire", false}, {"role_lost", false}}));
  CAPTURE(reason);
  const std::string code = text_after(log_in(stage).body, "code");
  CHECK(posted(stage, "tokens/kill", R"({"app":"1517776481860111","reason":")" + reason + "\"}") == "200");
  CHECK((redeem(stage, code).status == 200) != ends);
}

TEST_CASE("old codes are forgotten", "[sandbox][tokens]") {
  Stage stage;
  const std::string code = text_after(log_in(stage).body, "code");
  stage.clock->advance(std::chrono::hours(24));
  log_in(stage);
  CHECK(is_error(redeem(stage, code), 100, 36007));
  CHECK(contains(stage.sandbox->save(), code));
  stage.clock->advance(std::chrono::hours(1));
  log_in(stage);
  CHECK(is_error(redeem(stage, code), 100, 0));
  CHECK_FALSE(contains(stage.sandbox->save(), code));
}
