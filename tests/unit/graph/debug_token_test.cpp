#include "pagebridge/graph/debug_token.hpp"

#include <string>

#include "unit/graph/manage.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using namespace manage;            // NOLINT(google-build-using-namespace)

namespace {

const DebugToken call{Secret("EAA,the|one&only")};

TokenFacts facts(const std::string& data) {
  const auto answer = from_http(call, ok("{\"data\":" + data + "}"));
  REQUIRE(answer);
  return *answer;
}

} // namespace

TEST_CASE("the token to inspect travels in the body of a POST that means a GET", "[graph]") {
  check_request(call, "POST", "/debug_token", "method=GET&input_token=EAA,the%7Cone%26only", form_type);
  CHECK(DebugToken::kind == CallKind::read);
}

TEST_CASE("everything that is known of a token is told", "[graph]") {
  const TokenFacts page = facts(
      R"({"app_id":"1234","type":"PAGE","application":"Social Caf\u00e9","data_access_expires_at":1649504517,)"
      R"("expires_at":1641733200,"is_valid":true,"issued_at":1636549200,"scopes":["pages_messaging","public_profile"],)"
      R"("granular_scopes":[{"scope":"pages_messaging","target_ids":["108231704662015",77]},{"scope":"public_profile"}],)"
      R"("user_id":"5","profile_id":"108231704662015","metadata":{"sso":"iphone-safari"}})");
  CHECK(page.app.text() == "1234");
  CHECK(page.app_name == "Social Café");
  CHECK(page.kind.value == TokenKind::page);
  CHECK(page.kind.text == "PAGE");
  CHECK(page.is_valid);
  CHECK(page.expires.at == from_unix_ms(1641733200000));
  CHECK(!page.expires.never);
  CHECK(page.data_access_expires.at == from_unix_ms(1649504517000));
  CHECK(page.issued_at == from_unix_ms(1636549200000));
  CHECK(page.scopes == std::vector<std::string>{"pages_messaging", "public_profile"});
  REQUIRE(page.granular_scopes.size() == 2);
  CHECK(page.granular_scopes[0].scope == "pages_messaging");
  CHECK(!page.granular_scopes[0].covers_all);
  CHECK(page.granular_scopes[0].target_ids == std::vector<std::string>{"108231704662015", "77"});
  CHECK(page.granular_scopes[1].scope == "public_profile");
  CHECK(page.granular_scopes[1].covers_all);
  CHECK(page.granular_scopes[1].target_ids.empty());
  CHECK(page.user.text() == "5");
  CHECK(page.page.text() == "108231704662015");
  CHECK(page.metadata.text == R"({"sso":"iphone-safari"})");
  CHECK(!page.error);
}

TEST_CASE("a token that never ends is not one whose end is not told", "[graph]") {
  CHECK(facts(R"({"expires_at":0,"data_access_expires_at":"0"})").expires.never);
  CHECK(facts(R"({"expires_at":0,"data_access_expires_at":"0"})").data_access_expires.never);
  CHECK(!facts(R"({"expires_at":0})").expires.at);
  for (const char* data : {"{}", R"({"expires_at":null})", R"({"expires_at":"soon"})", R"({"expires_at":1e400})",
                           R"({"expires_at":[]})"}) {
    CHECK(!facts(data).expires.never);
    CHECK(!facts(data).expires.at);
  }
}

TEST_CASE("a scope granted for nothing is not granted for all", "[graph]") {
  const auto scopes =
      facts(R"({"granular_scopes":[{"scope":"a","target_ids":[]},{"scope":"b","target_ids":null}]})").granular_scopes;
  REQUIRE(scopes.size() == 2);
  CHECK(!scopes[0].covers_all);
  CHECK(scopes[1].covers_all);
}

TEST_CASE("ids of old are numbers", "[graph]") {
  const TokenFacts old = facts(R"({"app_id":100000000000,"user_id":1207059,"profile_id":25381719828140932})");
  CHECK(old.app.text() == "100000000000");
  CHECK(old.user.text() == "1207059");
  CHECK(old.page.text() == "25381719828140932");
}

TEST_CASE("a dead token is an answer, with the reason", "[graph]") {
  const TokenFacts dead = facts(
      R"({"is_valid":false,"error":{"code":190,"message":"Error validating access token","subcode":463},"scopes":[]})");
  CHECK(!dead.is_valid);
  REQUIRE(dead.error);
  CHECK(dead.error->code == 190);
  CHECK(dead.error->subcode == 463);
  CHECK(dead.error->error_class == GraphErrorClass::token);
  CHECK(dead.error_text == "Error validating access token");
  CHECK(facts(R"({"error":{"code":190,"error_subcode":460}})").error->subcode == 460);
  CHECK(facts(R"({"error":{"code":4294967486}})").error->code == 0);
  CHECK(facts(R"({"error":{"code":-190,"subcode":"x"}})").error->code == 0);
}

TEST_CASE("kinds of tokens that are not known keep their word", "[graph]") {
  struct Row {
    const char* word;
    TokenKind kind;
    const char* name;
  };
  for (const Row& row :
       {Row{"USER", TokenKind::user, "user"}, Row{"PAGE", TokenKind::page, "page"}, Row{"APP", TokenKind::app, "app"},
        Row{"SYSTEM_USER", TokenKind::system_user, "system_user"}, Row{"ROBOT", TokenKind::unknown, "unknown"}}) {
    const TokenFacts token = facts(R"({"type":")" + std::string(row.word) + R"("})");
    CHECK(token.kind.value == row.kind);
    CHECK(token.kind.text == row.word);
    CHECK(to_string(row.kind) == row.name);
  }
}

TEST_CASE("any fact about a token may be missing or odd", "[graph]") {
  for (const char* data :
       {"{}", R"({"app_id":null,"type":7,"is_valid":null,"scopes":{},"granular_scopes":[7,null,[]]})",
        R"({"error":"text","metadata":null,"scopes":[null,{}],"granular_scopes":"all"})"}) {
    const TokenFacts token = facts(data);
    CHECK(token.app.empty());
    CHECK(!token.is_valid);
    CHECK(token.scopes.empty());
    CHECK(token.granular_scopes.empty());
    CHECK(token.metadata.empty());
    CHECK(!token.error);
  }
}

TEST_CASE("an answer without facts about the token is none", "[graph]") {
  for (const char* body : {"{}", "[]", R"({"data":[]})", R"({"data":null})", R"({"is_valid":true})"})
    CHECK(failure(call, ok(body)).message == "the platform's answer has no data about the token");
  check_failures(call);
}
