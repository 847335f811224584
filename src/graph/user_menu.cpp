#include "pagebridge/graph/user_menu.hpp"

#include "graph/menu_json.hpp"
#include "graph/request.hpp"
#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

constexpr const char* edge = "/me/custom_user_settings";

} // namespace

Result<void> validate(const SetUserMenu& call) {
  if (call.person.empty()) return invalid_argument("person", "name the person whose menu it is");
  if (call.persistent_menu.empty())
    return invalid_argument("persistent_menu", "there is no menu; to take the person's own away, delete it");
  return validate_menus(call.persistent_menu);
}

HttpRequest to_http(const SetUserMenu& call, const Access& access) {
  json::Writer json;
  json.begin_object().member("psid", call.person.text()).key("persistent_menu");
  write_menus(json, call.persistent_menu);
  return post_json(access, edge, json.end_object().text());
}

Result<void> from_http(const SetUserMenu& /*call*/, const HttpResponse& response) {
  return done(response, SetUserMenu::kind);
}

HttpRequest to_http(const GetUserMenu& call, const Access& access) {
  return get(access, edge, Query().add("psid", call.person.text()));
}

Result<UserMenu> from_http(const GetUserMenu& /*call*/, const HttpResponse& response) {
  return answer(response, GetUserMenu::kind, [&](const json::Value& root) -> Result<UserMenu> {
    if (!root["data"].is_array()) return missing(response, "list of menus", GetUserMenu::kind);
    UserMenu menu;
    for (const json::Value& element : root["data"]) {
      read_menus(element["user_level_persistent_menu"], menu.own);
      read_menus(element["page_level_persistent_menu"], menu.page);
    }
    return menu;
  });
}

HttpRequest to_http(const DeleteUserMenu& call, const Access& access) {
  return delete_json(access, edge, "", Query().add("psid", call.person.text()).add("params", R"(["persistent_menu"])"));
}

Result<void> from_http(const DeleteUserMenu& /*call*/, const HttpResponse& response) {
  return done(response, DeleteUserMenu::kind);
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
