// Accounts of people, and the businesses where they work.
#include <utility>

#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::size_t id_digits = 15;

/// Which of the businesses there are not; null: all are there.
const std::string* unknown_business(const World& world, const std::vector<std::string>& ids) {
  for (const std::string& id : ids)
    if (world.businesses.count(id) == 0) return &id;
  return nullptr;
}

} // namespace

HttpResponse post_businesses(const ControlCall& call) {
  Members members(call.body);
  BusinessRecord business;
  business.name = members.needed_text("name");
  business.is_verified = members.flag("is_verified", true);
  if (members.is_wrong()) return refusal(members.error());
  auto id = call.core.new_decimal_id(id_digits);
  if (!id) return refusal(id.error());
  business.id = *id;
  call.core.locked([&](World& world) { world.businesses[*id] = std::move(business); });
  return made("id", *id);
}

/// What the platform finds out about a business, whenever it does.
HttpResponse post_business(const ControlCall& call) {
  Members members(call.body);
  const bool is_verified = members.flag("is_verified");
  if (!members.has("is_verified")) members.refuse("is_verified", "is needed");
  if (members.is_wrong()) return refusal(members.error());
  return call.core.locked([&](World& world) {
    const auto found = world.businesses.find(call.path[1]);
    if (found == world.businesses.end()) return refusal(404, "there is no such business", {});
    found->second.is_verified = is_verified;
    return done(200);
  });
}

HttpResponse post_users(const ControlCall& call) {
  auto profile = read_person(call.body);
  if (!profile) return refusal(profile.error());
  Members members(call.body);
  const std::vector<std::string> businesses = members.texts("businesses");
  std::string phone = members.phone("phone_number");
  if (members.is_wrong()) return refusal(members.error());
  auto id = call.core.new_decimal_id(id_digits);
  if (!id) return refusal(id.error());
  profile->psid = Psid();
  return call.core.locked([&](World& world) {
    if (unknown_business(world, businesses) != nullptr) return refusal(404, "there is no such business", "businesses");
    UserRecord& user = world.users[UserId(*id)];
    user.id = UserId(*id);
    user.profile = std::move(*profile);
    user.phone_number = std::move(phone);
    user.businesses.insert(businesses.begin(), businesses.end());
    return made("id", *id);
  });
}

/// Where somebody works, and how they can be called, from now on.
HttpResponse post_user(const ControlCall& call) {
  Members members(call.body);
  const std::vector<std::string> businesses = members.texts("businesses");
  const std::string phone = members.phone("phone_number");
  if (!members.has("businesses") && !members.has("phone_number")) members.refuse("businesses", "is needed");
  if (members.is_wrong()) return refusal(members.error());
  return call.core.locked([&](World& world) {
    UserRecord* const user = world.user(UserId(call.path[1]));
    if (user == nullptr) return refusal(404, "there is no such user", {});
    if (unknown_business(world, businesses) != nullptr) return refusal(404, "there is no such business", "businesses");
    if (members.has("businesses")) user->businesses = {businesses.begin(), businesses.end()};
    if (members.has("phone_number")) user->phone_number = phone;
    return done(200);
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
