#include "pagebridge/graph/debug_token.hpp"

#include <algorithm>

#include "graph/reading.hpp"
#include "graph/request.hpp"
#include "graph/wire_time.hpp"
#include "open_words.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

constexpr Word<TokenKind> kinds[] = {{"USER", TokenKind::user},
                                     {"PAGE", TokenKind::page},
                                     {"APP", TokenKind::app},
                                     {"SYSTEM_USER", TokenKind::system_user}};

TokenEnd read_end(const json::Value& value) {
  TokenEnd end;
  end.never = value.integer() == 0;
  if (!end.never) end.at = time_in(value);
  return end;
}

std::vector<GranularScope> read_scopes(const json::Value& array) {
  std::vector<GranularScope> scopes;
  for (const json::Value& element : array) {
    if (!element.is_object()) continue;
    const json::Value targets = element["target_ids"];
    const bool covers_all = !targets.exists() || targets.kind() == json::Kind::null;
    scopes.push_back({copy(element["scope"].text()), covers_all, text_list(targets)});
  }
  return scopes;
}

int code_in(const json::Value& value) { return std::max(whole(value).value_or(0), 0); }

/// Unlike in an error answer, the member is called `subcode` here.
GraphError read_token_error(const json::Value& value) {
  GraphError error;
  error.code = code_in(value["code"]);
  error.subcode = code_in(value["subcode"].exists() ? value["subcode"] : value["error_subcode"]);
  error.error_class = classify(error.code, error.subcode);
  return error;
}

TokenFacts read_facts(const json::Value& data) {
  TokenFacts facts;
  facts.app = AppId(copy(data["app_id"].id()));
  facts.app_name = copy(data["application"].text());
  facts.kind = open_enum(kinds, data["type"].text());
  facts.is_valid = flag(data["is_valid"]).value_or(false);
  facts.expires = read_end(data["expires_at"]);
  facts.data_access_expires = read_end(data["data_access_expires_at"]);
  facts.issued_at = time_in(data["issued_at"]);
  facts.scopes = text_list(data["scopes"]);
  facts.granular_scopes = read_scopes(data["granular_scopes"]);
  facts.user = AppScopedUserId(copy(data["user_id"].id()));
  facts.page = PageId(copy(data["profile_id"].id()));
  facts.metadata = raw_text(data["metadata"]);
  if (const json::Value error = data["error"]; error.is_object()) {
    facts.error = read_token_error(error);
    facts.error_text = copy(error["message"].text());
  }
  return facts;
}

} // namespace

std::string_view to_string(TokenKind kind) noexcept {
  switch (kind) {
    case TokenKind::user: return "user";
    case TokenKind::page: return "page";
    case TokenKind::app: return "app";
    case TokenKind::system_user: return "system_user";
    case TokenKind::unknown: break;
  }
  return "unknown";
}

HttpRequest to_http(const DebugToken& call, const Access& access) {
  return get_by_form(access, "/debug_token", Query().add("input_token", call.token.reveal()));
}

Result<TokenFacts> from_http(const DebugToken& /*call*/, const HttpResponse& response) {
  return answer(response, DebugToken::kind, [&](const json::Value& root) -> Result<TokenFacts> {
    if (!root["data"].is_object()) return missing(response, "data about the token", DebugToken::kind);
    return read_facts(root["data"]);
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
