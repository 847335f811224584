#include "pagebridge/graph/access_token.hpp"

#include <string>

#include "unit/graph/manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using namespace manage;            // NOLINT(google-build-using-namespace)

namespace {

const ExchangeLoginCode login{AppId("1234"), Secret("app&secret"), "https://cc.example.com/back?x=1",
                              Secret("AQ+code#_")};
const ExtendUserToken extend{AppId("1234"), Secret("app&secret"), Secret("EAAshort")};

/// Neither a token nor a proof goes along, whatever the Access holds.
template <class Call>
void check_form(const Call& call, const std::string& form) {
  for (const Access& access : {plain(), proven()}) {
    const HttpRequest request = to_http(call, access);
    CHECK(request.method == "POST");
    CHECK(request.url == origin + "/oauth/access_token");
    CHECK(request.headers == HttpHeaders{{"Accept", "application/json"}, {"Content-Type", form_type}});
    CHECK(request.body == form);
  }
}

} // namespace

TEST_CASE("a login code is traded in a form, not in the URL", "[graph]") {
  check_form(login,
             "client_id=1234&client_secret=app%26secret&redirect_uri=https%3A%2F%2Fcc.example.com%2Fback%3Fx%3D1"
             "&code=AQ%2Bcode%23_");
}

TEST_CASE("a user token is traded for a longer one in a form, too", "[graph]") {
  check_form(extend,
             "client_id=1234&client_secret=app%26secret&grant_type=fb_exchange_token&fb_exchange_token=EAAshort");
}

TEST_CASE("origin and version of the calls for tokens are the access's", "[graph]") {
  const Access sandbox{Secret(), Secret(), "v26.0", "http://127.0.0.1:8080"};
  CHECK(to_http(login, sandbox).url == "http://127.0.0.1:8080/v26.0/oauth/access_token");
  CHECK(to_http(extend, sandbox).url == "http://127.0.0.1:8080/v26.0/oauth/access_token");
}

TEST_CASE("an issued token comes with its type and how long it lives", "[graph]") {
  for (const auto& issued :
       {from_http(login, ok(R"({"access_token":"EAAnew","token_type":"bearer","expires_in":5183944})")),
        from_http(extend, ok(R"({"access_token":"EAAnew","token_type":"bearer","expires_in":"5183944"})"))}) {
    REQUIRE(issued);
    CHECK(issued->access_token == Secret("EAAnew"));
    CHECK(issued->type == "bearer");
    CHECK(issued->expires_in == std::chrono::seconds(5183944));
  }
}

TEST_CASE("a token without an end, or with an odd one, is a token", "[graph]") {
  for (const char* rest : {"", R"(,"expires_in":0)", R"(,"expires_in":null)", R"(,"expires_in":-5)",
                           R"(,"expires_in":"soon")", R"(,"expires_in":1e99,"token_type":7)"}) {
    const auto issued = from_http(extend, ok(R"({"access_token":"EAAnew")" + std::string(rest) + "}"));
    REQUIRE(issued);
    CHECK(issued->access_token == Secret("EAAnew"));
    CHECK(!issued->expires_in);
    CHECK(issued->type.empty());
  }
}

TEST_CASE("an answer without a token is none; a code may be used up by then", "[graph]") {
  for (const char* body : {"{}", "[]", R"({"access_token":""})", R"({"access_token":7})", R"({"access_token":null})"}) {
    const Error lost = failure(login, ok(body));
    CHECK(lost.code == ErrorCode::bad_response);
    CHECK(lost.fate == SendFate::unknown);
    CHECK(lost.message == "the platform's answer has no access_token");
    CHECK(failure(extend, ok(body)).fate == SendFate::refused);
  }
  check_failures(login);
  check_failures(extend);
}

TEST_CASE("a code that is not good is a wrong parameter", "[graph]") {
  const Error error = failure(login, {400,
                                      {},
                                      R"({"error":{"message":"CODE","type":"OAuthException","code":100,)"
                                      R"("error_subcode":36009,"fbtrace_id":"A1"}})"});
  REQUIRE(error.graph);
  CHECK(error.graph->error_class == GraphErrorClass::parameter);
  CHECK(error.fate == SendFate::refused);
  CHECK(error.message.find("CODE") == std::string::npos);
}

TEST_CASE("a code is good once, and a token can be extended again", "[graph]") {
  CHECK(ExchangeLoginCode::kind == CallKind::once);
  CHECK(ExtendUserToken::kind == CallKind::idempotent);
}

TEST_CASE("the app's own token is its id and its secret", "[graph]") {
  CHECK(app_access_token(AppId("1234"), Secret("abc")) == Secret("1234|abc"));
}

TEST_CASE("the login dialog is opened with what Messenger needs, and nothing secret", "[graph]") {
  LoginDialog dialog{AppId("12&34"), "https://cc.example.com/back?x=1", "a b"};
  const std::string begin =
      "https://www.facebook.com/v25.0/dialog/oauth?client_id=12%2634&redirect_uri=https%3A%2F%2Fcc.example.com%2Fback"
      "%3Fx%3D1&state=a%20b&response_type=code";
  CHECK(login_url(dialog, proven()) ==
        begin + "&scope=business_management,pages_manage_metadata,pages_messaging,pages_show_list,public_profile");
  dialog.scopes = {"pages_show_list"};
  CHECK(login_url(dialog, plain()) == begin + "&scope=pages_show_list");
  dialog.config_id = "7&7";
  CHECK(login_url(dialog, plain()) == begin + "&config_id=7%267");
}
