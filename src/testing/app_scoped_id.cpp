#include "testing/app_scoped_id.hpp"

#include "crypto.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

std::string app_scoped_id(const UserRecord& user, const AppId& app) {
  constexpr std::size_t digits = 16; // as many as ids of today have
  const auto known = user.asids.find(app);
  if (known != user.asids.end()) return known->second;
  std::string id = "1";
  for (const unsigned char byte : crypto::sha256(app.text() + "/" + user.id.text()))
    if (id.size() < digits) id.push_back(static_cast<char>('0' + byte % 10));
  return id;
}

UserRecord* user_known_as(World& world, const AppId& app, std::string_view id) {
  for (auto& [account, user] : world.users)
    if (app_scoped_id(user, app) == id) return &user;
  return nullptr;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
