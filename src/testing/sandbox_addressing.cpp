// Whom a message is for, if it is not told by a PSID:
// https://developers.facebook.com/docs/messenger-platform/reference/send-api
#include "testing/phone_number.hpp"
#include "testing/sandbox_core.hpp"
#include "testing/send_refusals.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Only who has a role on the App: the beta takes in nobody new, so its permission cannot be had.
SandboxRefusal not_reviewed_for_phones() {
  return {200, 2018027,
          "(#200) Cannot message users who are not admins, developers or testers of the app until "
          "pages_messaging_phone_number permission is reviewed and the app is live.",
          0};
}

/// Whose phone it is; a name that is given must be theirs.
const UserRecord* user_with_phone(const World& world, const Recipient& recipient) {
  const auto fits = [](const std::string& wanted, const std::string& name) { return wanted.empty() || wanted == name; };
  for (const auto& [id, user] : world.users)
    if (is_same_phone(user.phone_number, recipient.id) && fits(recipient.first_name, user.profile.first_name) &&
        fits(recipient.last_name, user.profile.last_name))
      return &user;
  return nullptr;
}

} // namespace

std::optional<SandboxRefusal> SandboxCore::address_locked(SendAttempt& attempt, Timestamp now) const {
  switch (attempt.to.kind) {
    case Recipient::Kind::psid: attempt.recipient = Psid(attempt.to.id); return std::nullopt;
    case Recipient::Kind::user_ref: return address_user_ref_locked(attempt, now);
    case Recipient::Kind::phone: return address_phone_locked(attempt);
    case Recipient::Kind::comment:
    case Recipient::Kind::post: break;
  }
  return address_reply_locked(attempt, now);
}

/// It lives until the first message to it. That the plug-in opens the window is documented; the error for a `user_ref` that is
/// unknown or used up is a guess.
std::optional<SandboxRefusal> SandboxCore::address_user_ref_locked(SendAttempt& attempt, Timestamp now) const {
  const PageRecord* const page = world_.page(attempt.page);
  if (page == nullptr) return no_such_recipient();
  const auto found = page->user_refs.find(attempt.to.id);
  if (found == page->user_refs.end() || found->second.is_used) return no_such_recipient();
  if (!attempt.window.any_time && now - found->second.at > attempt.window.length) return outside_window();
  attempt.recipient = found->second.person;
  attempt.window.any_time = true;
  return std::nullopt;
}

/// Customer matching, which needs no word from the person.
std::optional<SandboxRefusal> SandboxCore::address_phone_locked(SendAttempt& attempt) const {
  const UserRecord* const user = user_with_phone(world_, attempt.to);
  const AppRecord* const app = world_.app(attempt.app);
  if (user == nullptr || app == nullptr) return no_such_recipient();
  const auto known = user->psids.find(attempt.page);
  if (known == user->psids.end()) return no_such_recipient();
  if (app->roles.count(user->id) == 0) return not_reviewed_for_phones();
  attempt.recipient = known->second;
  attempt.window.any_time = true;
  return std::nullopt;
}

void SandboxCore::mark_addressed_locked(PageRecord& page, const SendAttempt& attempt) {
  if (attempt.to.kind == Recipient::Kind::user_ref) page.user_refs[attempt.to.id].is_used = true;
  mark_answered_locked(page, attempt);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
