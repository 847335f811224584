// Pages, who may do what on them, and which Apps are subscribed to them.
#include <algorithm>
#include <utility>

#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// https://developers.facebook.com/docs/graph-api/reference/page/assigned_users
constexpr std::string_view known_tasks[] = {"ADVERTISE", "ANALYZE",   "CREATE_CONTENT",
                                            "MANAGE",    "MESSAGING", "MODERATE"};

bool is_username(const std::string& text) {
  constexpr std::size_t least = 5;
  constexpr std::size_t most = 50;
  const bool is_plain =
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.") == std::string::npos;
  return text.empty() || (is_plain && text.size() >= least && text.size() <= most);
}

HttpResponse add_page(World& world, PageRecord& page, const UserId& wanted) {
  const UserId creator = wanted.empty() ? world.administrator : wanted;
  if (world.user(creator) == nullptr) return refusal(404, "there is no such user", "user");
  if (!page.business.empty() && world.businesses.count(page.business) == 0)
    return refusal(404, "there is no such business", "business");
  for (const auto& [id, other] : world.pages)
    if (!page.username.empty() && other->username == page.username)
      return refusal(409, "another Page has this username", "username");
  page.tasks[creator] = {std::begin(known_tasks), std::end(known_tasks)};
  return made("id", page.id.text());
}

/// A Page token lives as long as the person's part on the Page.
/// https://developers.facebook.com/docs/facebook-login/guides/access-tokens
void take_tasks(World& world, PageRecord& page, const UserId& user) {
  constexpr int role_lost = 492;
  page.tasks.erase(user);
  world.tokens.kill(user, {}, page.id, role_lost);
}

} // namespace

HttpResponse post_pages(const ControlCall& call) {
  constexpr std::size_t page_digits = 15;
  Members members(call.body);
  const UserId user(members.id("user"));
  auto id = call.core.new_decimal_id(page_digits);
  if (!id) return refusal(id.error());
  auto page = std::make_unique<PageRecord>(PageId(*id));
  page->name = members.needed_text("name");
  page->category = members.needed_text("category");
  page->business = members.id("business");
  page->username = members.text("username");
  if (!is_username(page->username)) members.refuse("username", "a username is 5 to 50 letters, digits and periods");
  if (members.is_wrong()) return refusal(members.error());
  return call.core.locked([&](World& world) {
    HttpResponse response = add_page(world, *page, user);
    if (response.status == 201) world.pages[PageId(*id)] = std::move(page);
    return response;
  });
}

/// What `user` may do on the Page from now on; no task: nothing.
HttpResponse post_tasks(const ControlCall& call) {
  Members members(call.body);
  const UserId user(members.needed_id("user"));
  const std::vector<std::string> tasks = members.texts("tasks");
  if (!members.has("tasks")) members.refuse("tasks", "is needed; an empty list takes them all");
  for (const std::string& task : tasks)
    if (std::find(std::begin(known_tasks), std::end(known_tasks), task) == std::end(known_tasks))
      members.refuse("tasks", "there is no such task; for example, it is MANAGE, MESSAGING or MODERATE");
  if (members.is_wrong()) return refusal(members.error());
  return call.core.locked([&](World& world) {
    PageRecord* const page = world.page(PageId(call.path[1]));
    if (page == nullptr) return refusal(404, "there is no such Page", {});
    if (world.user(user) == nullptr) return refusal(404, "there is no such user", "user");
    if (tasks.empty()) {
      take_tasks(world, *page, user);
    } else {
      page->tasks[user] = {tasks.begin(), tasks.end()};
    }
    return done(200);
  });
}

/// Subscribes an App to the Page, as the App Dashboard does; no field ends the subscription.
HttpResponse post_subscription(const ControlCall& call) {
  Members members(call.body);
  const AppId wanted(members.id("app"));
  const std::vector<std::string> fields = members.texts("fields");
  if (!members.has("fields")) members.refuse("fields", "is needed; an empty list ends the subscription");
  for (const std::string& field : fields)
    if (!is_page_field(field)) members.refuse("fields", "the platform knows no such field of a Page");
  if (members.is_wrong()) return refusal(members.error());
  return call.core.locked([&](World& world) {
    PageRecord* const page = world.page(PageId(call.path[1]));
    const AppId app = wanted.empty() ? call.core.options().app : wanted;
    if (page == nullptr) return refusal(404, "there is no such Page", {});
    const AppRecord* const its = world.app(app);
    if (its == nullptr) return refusal(404, "there is no such App", "app");
    if (!its->has_messenger) return refusal(409, "the App has not the product Messenger; add it first", "app");
    if (fields.empty()) {
      page->subscriptions.erase(app);
    } else {
      page->subscriptions[app] = {fields, {}};
    }
    return done(200);
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
