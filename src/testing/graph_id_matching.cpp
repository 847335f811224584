// The same person as Pages and Apps know them. Old, but still in Meta's specification; both edges want a proof.
#include <algorithm>

#include "testing/app_scoped_id.hpp"
#include "testing/graph_app.hpp"
#include "testing/graph_list.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

std::optional<HttpResponse> refused(const GraphCall& call) {
  if (call.request.method != "GET")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  if (call.parameters["appsecret_proof"].exists()) return std::nullopt; // identify() found it right
  return graph_error(call.context, {100, 0, "API calls from the server require an appsecret_proof argument", 0},
                     "GraphMethodException");
}

/// Within the lock: whose PSID it is. A Page's token sees its own people, an App's those of the Pages that it works for.
const UserRecord* owner_of(const World& world, const GraphCall& call, const Psid& psid) {
  const PageRecord* const page = world.page_of(psid);
  const Person* const person = world.person(psid);
  if (page == nullptr || person == nullptr || !person->last_act) return nullptr;
  const bool is_own = call.caller.kind == TokenRecord::Kind::page && call.caller.page == page->id;
  const bool is_apps = call.caller.kind == TokenRecord::Kind::app && world.tokens.has(call.caller.app, page->id);
  return is_own || is_apps ? world.user(person->user) : nullptr;
}

/// On the platform it is the business that Apps have in common. Here they have none: that of whoever administers both.
bool is_related(const AppRecord& app, const AppId& caller_id, const World& world) {
  const AppRecord* const caller = world.app(caller_id);
  if (caller == nullptr || app.id == caller_id) return app.id == caller_id;
  return std::any_of(app.roles.begin(), app.roles.end(), [&](const auto& entry) {
    const auto other = caller->roles.find(entry.first);
    return entry.second == "administrators" && other != caller->roles.end() && other->second == "administrators";
  });
}

void write_page(json::Writer& writer, const PageRecord& page) {
  writer.begin_object();
  if (!page.category.empty()) writer.member("category", page.category);
  writer.member("link", "https://www.facebook.com/" + page.id.text()).member("name", page.name);
  writer.member("id", page.id.text()).end_object();
}

} // namespace

HttpResponse answer_ids_for_apps(const GraphCall& call) {
  if (auto wrong = refused(call)) return std::move(*wrong);
  const std::string& node = call.request.path.front();
  const std::string_view wanted = call.parameters["app"].id();
  return call.core.locked([&](World& world) {
    const UserRecord* const user = owner_of(world, call, Psid(node));
    if (user == nullptr) return unsupported_request(call.context, call.request.method, node);
    std::vector<std::string> apps;
    for (const auto& [id, app] : world.apps)
      if ((wanted.empty() || id.text() == wanted) && is_related(app, call.caller.app, world)) apps.push_back(id.text());
    return answer_list(call, node + "/ids_for_apps", apps,
                       [&](json::Writer& writer, std::size_t i) -> std::optional<HttpResponse> {
                         const AppRecord& app = *world.app(AppId(apps[i]));
                         writer.begin_object().member("id", app_scoped_id(*user, app.id)).key("app");
                         write_app(writer, app);
                         writer.end_object();
                         return std::nullopt;
                       });
  });
}

HttpResponse answer_ids_for_pages(const GraphCall& call) {
  if (auto wrong = refused(call)) return std::move(*wrong);
  const std::string& node = call.request.path.front();
  const std::string_view wanted = call.parameters["page"].id();
  return call.core.locked([&](World& world) {
    const UserRecord* const user = user_known_as(world, call.caller.app, node);
    if (user == nullptr) return unsupported_request(call.context, call.request.method, node);
    std::vector<std::string> pages;
    for (const auto& [id, psid] : user->psids)
      if (world.page(id) != nullptr && (wanted.empty() || id.text() == wanted) &&
          world.tokens.has(call.caller.app, id)) // the App works for the Page
        pages.push_back(id.text());
    return answer_list(call, node + "/ids_for_pages", pages,
                       [&](json::Writer& writer, std::size_t i) -> std::optional<HttpResponse> {
                         const PageId id(pages[i]);
                         writer.begin_object().member("id", user->psids.at(id).text()).key("page");
                         write_page(writer, *world.page(id));
                         writer.end_object();
                         return std::nullopt;
                       });
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
