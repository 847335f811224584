#include "pagebridge/graph/roles.hpp"

#include "graph/listing.hpp"
#include "graph/reading.hpp"
#include "graph/request.hpp"
#include "json/writer.hpp"
#include "open_words.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

constexpr Word<AppRole> roles[] = {{"administrators", AppRole::administrator},
                                   {"developers", AppRole::developer},
                                   {"testers", AppRole::tester},
                                   {"insights users", AppRole::insights_user}};

std::string test_users(const AppId& app) { return node(app) + "/accounts/test-users"; }

RoleHolder read_holder(const json::Value& value) {
  return {AppScopedUserId(copy(value["user"].id())), open_enum(roles, value["role"].text())};
}

TestUser read_test_user(const json::Value& value) {
  return {AppScopedUserId(copy(value["id"].id())), Secret(copy(value["access_token"].text())),
          Secret(copy(value["login_url"].text())), copy(value["email"].text()), Secret(copy(value["password"].text()))};
}

} // namespace

std::string_view to_string(AppRole role) noexcept {
  switch (role) {
    case AppRole::administrator: return "administrator";
    case AppRole::developer: return "developer";
    case AppRole::tester: return "tester";
    case AppRole::insights_user: return "insights_user";
    case AppRole::unknown: break;
  }
  return "unknown";
}

HttpRequest to_http(const ListAppRoles& call, const Access& access) {
  Query query;
  return get(access, node(call.app) + "/roles", add(query, call.part));
}

Result<Listing<RoleHolder>> from_http(const ListAppRoles& /*call*/, const HttpResponse& response) {
  return list_answer<RoleHolder>(response, "list of roles", read_holder);
}

HttpRequest to_http(const CreateTestUser& call, const Access& access) {
  json::Writer json;
  json.begin_object().member("installed", call.is_installed);
  if (!call.name.empty()) json.member("name", call.name);
  if (!call.permissions.empty())
    json.member("permissions", comma_list(call.permissions, [](const std::string& name) { return name; }));
  if (call.is_minor) json.member("minor", true);
  return post_json(access, test_users(call.app), json.end_object().text());
}

Result<TestUser> from_http(const CreateTestUser& /*call*/, const HttpResponse& response) {
  return answer(response, CreateTestUser::kind, [&](const json::Value& root) -> Result<TestUser> {
    TestUser user = read_test_user(root);
    if (user.user.empty()) return missing(response, "id of the test user", CreateTestUser::kind);
    return user;
  });
}

HttpRequest to_http(const ListTestUsers& call, const Access& access) {
  Query query;
  return get(access, test_users(call.app), add(query, call.part));
}

Result<Listing<TestUser>> from_http(const ListTestUsers& /*call*/, const HttpResponse& response) {
  return list_answer<TestUser>(response, "list of test users", read_test_user);
}

HttpRequest to_http(const DeleteTestUser& call, const Access& access) {
  return delete_json(access, node(call.user), "");
}

Result<void> from_http(const DeleteTestUser& /*call*/, const HttpResponse& response) {
  return done(response, DeleteTestUser::kind);
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
