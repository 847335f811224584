// Whom a message is for, if it is not told by a PSID:
// https://developers.facebook.com/docs/messenger-platform/reference/send-api
#include "testing/addressing.hpp"

#include <algorithm>

#include "testing/phone_number.hpp"
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

/// Whose phone it is, of those whom the Page knows; a name that is given must be theirs.
const UserRecord* user_with_phone(const World& world, const PageId& page, const Recipient& recipient) {
  const auto fits = [](const std::string& wanted, const std::string& name) { return wanted.empty() || wanted == name; };
  for (const auto& [id, user] : world.users)
    if (user.psids.count(page) > 0 && is_same_phone(user.phone_number, recipient.id) &&
        fits(recipient.first_name, user.profile.first_name) && fits(recipient.last_name, user.profile.last_name))
      return &user;
  return nullptr;
}

/// It lives until the first message to it. That the plug-in opens the window is documented; the error for a `user_ref` that is
/// unknown or used up is a guess.
std::optional<SandboxRefusal> address_user_ref(const World& world, SendAttempt& attempt, Timestamp now) {
  const PageRecord* const page = world.page(attempt.page);
  if (page == nullptr) return no_matching_user();
  const auto found = page->user_refs.find(attempt.to.id);
  if (found == page->user_refs.end() || found->second.is_used) return no_matching_user();
  if (!attempt.window.any_time && now - found->second.at > attempt.window.length) return outside_window();
  attempt.recipient = found->second.person;
  attempt.window.any_time = true;
  return std::nullopt;
}

/// Customer matching, which needs no word from the person.
std::optional<SandboxRefusal> address_phone(const World& world, SendAttempt& attempt) {
  const UserRecord* const user = user_with_phone(world, attempt.page, attempt.to);
  const AppRecord* const app = world.app(attempt.app);
  if (user == nullptr || app == nullptr) return no_matching_user();
  if (app->roles.count(user->id) == 0) return not_reviewed_for_phones();
  attempt.recipient = user->psids.at(attempt.page);
  attempt.window.any_time = true;
  return std::nullopt;
}

constexpr std::chrono::hours answer_within{7 * 24};

bool is_meant(const PostRecord& post, const Recipient& recipient) {
  if (recipient.kind == Recipient::Kind::comment) return post.comment_id == recipient.id;
  return recipient.kind == Recipient::Kind::post && post.comment_id.empty() && post.id == recipient.id;
}

/// The error table has this code, for Instagram; that Messenger answers with it, too, and the text are a guess.
SandboxRefusal invalid_for_reply() { return {100, 2534025, "(#100) The comment is invalid for a private reply", 0}; }

/// One message within seven days:
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/discovery/private-replies
std::optional<SandboxRefusal> address_reply(const World& world, SendAttempt& attempt, Timestamp now) {
  const PageRecord* const page = world.page(attempt.page);
  if (page == nullptr) return invalid_for_reply();
  const auto post = std::find_if(page->posts.begin(), page->posts.end(),
                                 [&](const PostRecord& one) { return is_meant(one, attempt.to); });
  if (post == page->posts.end()) return invalid_for_reply();
  if (post->is_answered) // from memory of real answers
    return SandboxRefusal{10900, 0, "(#10900) Activity already replied to", 0};
  if (now - post->at > answer_within) return invalid_for_reply();
  attempt.recipient = post->author;
  attempt.window.any_time = true;
  return std::nullopt;
}

} // namespace

std::optional<SandboxRefusal> find_recipient(const World& world, SendAttempt& attempt, Timestamp now) {
  switch (attempt.to.kind) {
    case Recipient::Kind::psid: attempt.recipient = Psid(attempt.to.id); return std::nullopt;
    case Recipient::Kind::user_ref: return address_user_ref(world, attempt, now);
    case Recipient::Kind::phone: return address_phone(world, attempt);
    case Recipient::Kind::comment:
    case Recipient::Kind::post: break;
  }
  return address_reply(world, attempt, now);
}

void mark_addressed(PageRecord& page, const Recipient& recipient) {
  if (recipient.kind == Recipient::Kind::user_ref) page.user_refs[recipient.id].is_used = true;
  for (PostRecord& post : page.posts)
    if (is_meant(post, recipient)) post.is_answered = true;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
