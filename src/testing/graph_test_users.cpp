// People who do not exist: https://developers.facebook.com/docs/graph-api/reference/app/accounts/test-users
#include <iterator>
#include <utility>

#include "testing/app_scoped_id.hpp"
#include "testing/graph_app.hpp"
#include "testing/graph_list.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// What has to be asked for before the lock is taken.
struct NewTestUser {
  UserId id;
  std::string password;
};

std::optional<NewTestUser> new_test_user(const GraphCall& call) {
  constexpr std::size_t digits = 15;
  auto id = call.core.new_decimal_id(digits);
  auto password = call.core.new_decimal_id(digits);
  if (!id || !password) return std::nullopt;
  return NewTestUser{UserId(std::move(*id)), std::move(*password)};
}

/// Whoever opens it is logged in as them; here it leads nowhere.
std::string login_url(const std::string& id) {
  return "https://developers.facebook.com/checkpoint/test-user-login/" + id + "/";
}

/// The token of a test user's installed App; null: it is not installed.
const TokenRecord* token_of(const World& world, const UserId& user, const AppId& app) {
  for (const auto& [text, token] : world.tokens.all())
    if (token.user == user && token.app == app && token.kind == TokenRecord::Kind::user && !token.is_dead)
      return &token;
  return nullptr;
}

void add_to_world(const GraphCall& call, World& world, const UserId& id) {
  UserRecord user;
  user.id = id;
  const std::string name(call.parameters["name"].text());
  const std::size_t space = name.find(' ');
  user.profile.first_name = name.empty() ? "Test" : name.substr(0, space);
  user.profile.last_name = name.empty() ? "User" : space == std::string::npos ? "" : name.substr(space + 1);
  world.users[id] = std::move(user);
  world.app(call.caller.app)->roles[id] = test_user_role;
}

HttpResponse create(const GraphCall& call) {
  const auto made = new_test_user(call);
  if (!made) return graph_error(call.context, {2, 0, "An unexpected error has occurred.", 0});
  call.core.locked([&](World& world) { add_to_world(call, world, made->id); });
  std::string token;
  const json::Value installed = call.parameters["installed"];
  if (!installed.exists() || installed.truth()) {
    SandboxLogin login{call.caller.app, made->id};
    for (const std::string& scope : name_list(call.parameters["permissions"])) login.scopes.insert(scope);
    login.scopes.insert("public_profile");
    token = call.core.issue_user_token(login).value_or("");
  }
  const std::string id =
      call.core.locked([&](World& world) { return app_scoped_id(*world.user(made->id), call.caller.app); });
  json::Writer writer;
  writer.begin_object().member("id", id);
  if (!token.empty()) writer.member("access_token", token);
  writer.member("login_url", login_url(id)).member("email", "test_" + id + "@tfbnw.example");
  return graph_success(call.context, writer.member("password", made->password).end_object().text());
}

HttpResponse list(const GraphCall& call) {
  return call.core.locked([&](World& world) {
    const AppRecord& app = *world.app(call.caller.app);
    std::vector<std::string> ids;
    std::vector<const TokenRecord*> tokens;
    for (const auto& [user, role] : app.roles) {
      if (role != test_user_role || world.user(user) == nullptr) continue;
      ids.push_back(app_scoped_id(*world.user(user), app.id));
      tokens.push_back(token_of(world, user, app.id));
    }
    return answer_list(call, app.id.text() + "/accounts/test-users", ids,
                       [&](json::Writer& writer, std::size_t i) -> std::optional<HttpResponse> {
                         writer.begin_object().member("id", ids[i]).member("login_url", login_url(ids[i]));
                         if (tokens[i] != nullptr) writer.member("access_token", tokens[i]->text);
                         writer.end_object();
                         return std::nullopt;
                       });
  });
}

/// Within the lock. False if there is no such test user.
bool remove(World& world, const AppId& app_id, const std::string& asid) {
  const UserRecord* const user = user_known_as(world, app_id, asid);
  if (user == nullptr) return false;
  AppRecord& app = *world.app(app_id);
  const auto role = app.roles.find(user->id);
  if (role == app.roles.end() || role->second != test_user_role) return false;
  const UserId id = user->id;
  world.kill_tokens(id, {}, {}, 458);
  for (auto& [page_id, page] : world.pages) page->tasks.erase(id);
  for (auto& [other_id, other] : world.apps) other.roles.erase(id);
  world.users.erase(id);
  return true;
}

} // namespace

HttpResponse answer_test_users(const GraphCall& call) {
  if (auto refused = not_its_app(call)) return std::move(*refused);
  if (call.request.method == "POST") return create(call);
  if (call.request.method == "GET") return list(call);
  if (call.request.method == "DELETE")
    if (auto deleted = delete_test_user(call, std::string(call.parameters["uid"].id()))) return std::move(*deleted);
  return unsupported_request(call.context, call.request.method, call.request.path.front());
}

std::optional<HttpResponse> delete_test_user(const GraphCall& call, const std::string& node) {
  if (call.caller.kind != TokenRecord::Kind::app) return std::nullopt;
  const bool is_removed = call.core.locked([&](World& world) { return remove(world, call.caller.app, node); });
  if (!is_removed) return std::nullopt;
  return graph_done(call.context);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
