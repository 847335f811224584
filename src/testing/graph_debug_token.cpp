// `/debug_token`: https://developers.facebook.com/docs/graph-api/reference/debug_token
#include "json/writer.hpp"
#include "testing/app_scoped_id.hpp"
#include "testing/graph_endpoints.hpp"
#include "testing/page_tasks.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

// https://developers.facebook.com/documentation/facebook-login/guides/access-tokens: "data access expires after 90 days"
constexpr std::chrono::hours data_access{90 * 24};

std::int64_t seconds(Timestamp at) { return to_unix_ms(at) / 1000; }

/// The App's own token, or that of somebody who makes the App.
bool may_inspect(const World& world, const TokenRecord& caller) {
  if (caller.kind == TokenRecord::Kind::app) return true;
  const AppRecord* const app = world.app(caller.app);
  if (app == nullptr || caller.kind == TokenRecord::Kind::page) return false;
  const auto role = app->roles.find(caller.user);
  return role != app->roles.end() && (role->second == "administrators" || role->second == "developers");
}

void write_error(json::Writer& writer, const SandboxRefusal& error) {
  writer.key("error").begin_object().member("code", error.code).member("message", error.message);
  if (error.subcode != 0) writer.member("subcode", error.subcode); // unlike in other errors
  writer.end_object();
}

/// Permissions of Pages name those that the person chose; without `target_ids` a scope covers all.
void write_scopes(json::Writer& writer, const TokenRecord& token) {
  const auto is_for_pages = [](const std::string& scope) {
    return scope.compare(0, 5, "pages") == 0 || scope == "read_insights";
  };
  writer.key("scopes").begin_array();
  for (const std::string& scope : token.scopes) writer.string(scope);
  writer.end_array().key("granular_scopes").begin_array();
  for (const std::string& scope : token.scopes) {
    if (!is_for_pages(scope)) continue;
    writer.begin_object().member("scope", scope);
    if (!token.pages.empty()) {
      writer.key("target_ids").begin_array();
      for (const PageId& page : token.pages) writer.string(page.text());
      writer.end_array();
    }
    writer.end_object();
  }
  writer.end_array();
}

void write_facts(json::Writer& writer, const World& world, const TokenRecord& token, Timestamp now) {
  const AppRecord* const app = world.app(token.app);
  const UserRecord* const user = world.user(token.user);
  writer.member("app_id", token.app.text()).member("type", to_string(token.kind));
  if (app != nullptr) writer.member("application", app->name);
  const bool has_login = to_unix_ms(token.login) != 0;
  writer.member("data_access_expires_at", has_login ? seconds(token.login + data_access) : 0);
  const auto dead = why_dead(token, now);
  if (dead) write_error(writer, *dead);
  writer.member("expires_at", token.expires ? seconds(*token.expires) : 0).member("is_valid", !dead);
  if (token.is_long_lived) writer.member("issued_at", seconds(token.issued));
  if (token.kind == TokenRecord::Kind::page) writer.member("profile_id", token.page.text());
  write_scopes(writer, token);
  if (user != nullptr) writer.member("user_id", app_scoped_id(*user, token.app));
}

/// An App's own token has no life to tell of.
void write_app_facts(json::Writer& writer, const AppRecord& app) {
  writer.member("app_id", app.id.text()).member("type", "APP").member("application", app.name);
  writer.member("is_valid", true).key("scopes").begin_array().end_array();
}

} // namespace

HttpResponse answer_debug_token(const GraphCall& call) {
  if (call.request.method != "GET") return unsupported_request(call.context, call.request.method, "debug_token");
  const std::string input(call.parameters["input_token"].text());
  if (input.empty()) return graph_error(call.context, parameter_error("The parameter input_token is required."));
  return call.core.locked([&](World& world) {
    if (!may_inspect(world, call.caller)) {
      return graph_error(call.context, parameter_error("You must provide an app access token, or a user access token "
                                                       "that is an owner or developer of the app"));
    }
    const auto token = find_token(world, input);
    if (token && token->app != call.caller.app) {
      return graph_error(call.context, parameter_error("The App_id in the input_token did not match the Viewing App"));
    }
    json::Writer writer;
    writer.begin_object().key("data").begin_object();
    if (!token) {
      write_error(writer, {190, 0, "Invalid OAuth access token.", 0});
      writer.member("is_valid", false).key("scopes").begin_array().end_array();
    } else if (token->kind == TokenRecord::Kind::app) {
      write_app_facts(writer, *world.app(token->app));
    } else {
      write_facts(writer, world, *token, call.core.now());
    }
    return graph_success(call.context, writer.end_object().end_object().text());
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
