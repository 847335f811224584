#include "testing/world.hpp"

#include <iterator>
#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

template <class Map, class Key>
auto found_in(Map& map, const Key& key) -> decltype(&map.begin()->second) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

bool is_advanced(const std::map<std::string, Grant>& grants, const std::string& name) {
  const Grant* const grant = found_in(grants, name);
  return grant != nullptr && grant->has_advanced_access;
}

} // namespace

bool AppRecord::has_advanced(const std::string& permission) const { return is_advanced(permissions, permission); }
bool AppRecord::has_feature(const std::string& feature) const { return is_advanced(features, feature); }

AppRecord* World::app(const AppId& id) { return found_in(apps, id); }
const AppRecord* World::app(const AppId& id) const { return found_in(apps, id); }
UserRecord* World::user(const UserId& id) { return found_in(users, id); }
const UserRecord* World::user(const UserId& id) const { return found_in(users, id); }

PageRecord* World::page(const PageId& id) const {
  const auto found = pages.find(id);
  return found == pages.end() ? nullptr : found->second.get();
}

PageRecord* World::page_of(const Psid& psid) const {
  const auto found = pages_of_psids_.find(psid);
  return found == pages_of_psids_.end() ? nullptr : page(found->second);
}

Person* World::person(const Psid& psid) const {
  PageRecord* const page = page_of(psid);
  return page == nullptr ? nullptr : page->threads.find(psid);
}

Result<void> World::introduce(PageRecord& page, SandboxPerson person, const UserId& user) {
  const Psid psid = person.psid;
  if (pages_of_psids_.count(psid) > 0) return not_sent(ErrorCode::conflict, "there is a person with this PSID");
  if (auto added = page.threads.add(std::move(person)); !added) return added;
  page.threads.find(psid)->user = user;
  pages_of_psids_.emplace(psid, page.id);
  if (UserRecord* const known = this->user(user)) known->psids.emplace(page.id, psid);
  return {};
}

bool World::has_verified_business(const AppRecord& app) const {
  const BusinessRecord* const its = found_in(businesses, app.business);
  return app.business.empty() || (its != nullptr && its->is_verified);
}

void World::reindex() {
  pages_of_psids_.clear();
  for (const auto& [id, page] : pages)
    for (const auto& [psid, person] : page->threads.people()) pages_of_psids_.emplace(psid, id);
}

std::size_t World::kill_tokens(const UserId& user, const AppId& app, const PageId& page, int subcode) {
  constexpr int app_removed = 458;
  constexpr int password_changed = 460;
  const std::size_t killed = tokens.kill(user, app, page, subcode);
  if (!page.empty() || (subcode != app_removed && subcode != password_changed)) return killed;
  for (auto code = codes.begin(); code != codes.end();) {
    const TokenRecord& token = code->second.token;
    const bool is_meant = (user.empty() || token.user == user) && (app.empty() || token.app == app);
    code = is_meant ? codes.erase(code) : std::next(code);
  }
  return killed;
}

bool World::has_role(const AppRecord& app, const PageRecord& page, const UserId& user) const {
  if (app.roles.count(user) > 0 || page.tasks.count(user) > 0) return true;
  const UserRecord* const known = this->user(user);
  return known != nullptr && !page.business.empty() && known->businesses.count(page.business) > 0;
}

bool World::reaches(const AppRecord& app, const PageRecord& page, const Person& person, bool to_all) const {
  // In development mode only the App's own roles count: https://developers.facebook.com/docs/development/build-and-test/app-modes
  if (!app.is_live) return app.roles.count(person.user) > 0;
  return to_all || has_role(app, page, person.user);
}

bool World::may_talk(const AppRecord& app, const PageRecord& page, const Person& person) const {
  return reaches(app, page, person, app.has_advanced("pages_messaging"));
}

bool World::may_read_profile(const AppRecord& app, const PageRecord& page, const Person& person) const {
  // Asked of Apps of type Business. The sandbox knows no types: it takes each App for one, as those for Messenger are.
  return reaches(app, page, person,
                 app.has_advanced("pages_messaging") && app.has_feature("Business Asset User Profile Access"));
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
