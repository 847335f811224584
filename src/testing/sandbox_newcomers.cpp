// How Pages get to know people.
#include <utility>

#include "testing/sandbox_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

Error unknown(std::string field, const char* what) {
  Error error = not_sent(ErrorCode::not_found, std::string("there is no such ") + what);
  error.field = std::move(field);
  return error;
}

/// Whose account it is, as the Page is to see them; an error if the Page knows them, or if there is no such account.
Result<UserRecord> account_of(const World& world, const Newcomer& newcomer, const UserId& fresh) {
  if (newcomer.user.empty()) {
    UserRecord user;
    user.id = fresh;
    user.profile = newcomer.person;
    user.profile.psid = Psid();
    user.phone_number = newcomer.phone_number;
    return user;
  }
  const UserRecord* const user = world.user(newcomer.user);
  if (user == nullptr) return unknown("user", "user");
  if (user->psids.count(newcomer.page) > 0) {
    Error error = not_sent(ErrorCode::conflict, "the Page knows this user already");
    error.field = "user";
    return error;
  }
  return *user;
}

} // namespace

Result<Introduced> SandboxCore::introduce(Newcomer newcomer) {
  // Long enough that a PSID which passes through a double comes out as another one.
  constexpr std::size_t psid_digits = 17;
  constexpr std::size_t user_digits = 15;
  auto fresh = new_decimal_id(user_digits);
  auto digits = new_decimal_id(psid_digits);
  if (!fresh) return fresh.error();
  if (!digits) return digits.error();
  if (newcomer.person.psid.empty()) newcomer.person.psid = Psid(std::move(*digits));
  if (newcomer.page.empty()) newcomer.page = options_.page;
  if (newcomer.app.empty()) newcomer.app = options_.app;
  return locked([&](World& world) -> Result<Introduced> {
    PageRecord* const page = world.page(newcomer.page);
    AppRecord* const app = world.app(newcomer.app);
    if (page == nullptr) return unknown("page", "Page");
    if (app == nullptr) return unknown("app", "App");
    auto account = account_of(world, newcomer, UserId(*fresh));
    if (!account) return account.error();
    SandboxPerson person = account->profile;
    person.psid = newcomer.person.psid;
    const UserId user = account->id;
    const bool is_new = world.users.emplace(user, std::move(*account)).second;
    if (auto added = world.introduce(*page, std::move(person), user); !added) {
      if (is_new) world.users.erase(user);
      return added.error();
    }
    if (!newcomer.role.empty()) app->roles[user] = newcomer.role;
    return Introduced{newcomer.person.psid, user};
  });
}

Result<Psid> SandboxCore::add_person(SandboxPerson person) {
  return introduce({std::move(person)}).transform([](const Introduced& introduced) { return introduced.psid; });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
