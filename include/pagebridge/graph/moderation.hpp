#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/graph/listing.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// A blocked person can write no more; a banned one can neither write nor act on the Page. Who was banned must be unbanned, not
/// unblocked, and cannot be banned again for 48 hours after that.
enum class ModerationAction { block_user, unblock_user, ban_user, unban_user, move_to_spam };
/// "block_user" and so on.
PAGEBRIDGE_EXPORT std::string_view to_string(ModerationAction action) noexcept;

/// Blocks people, lets them in again, or moves their conversations to spam. Idempotent: it sets how things are. If it fails
/// for one of several people (code 1 or 100), do it person by person.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/moderate-conversations-api
struct ModerateConversations {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  std::vector<Psid> people;              ///< 1 to 10
  std::vector<ModerationAction> actions; ///< 1 or 2, which do not contradict each other
};
/// Whether the platform can take it: so many people and actions, and no two that undo each other.
PAGEBRIDGE_EXPORT Result<void> validate(const ModerateConversations& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const ModerateConversations& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const ModerateConversations& call, const HttpResponse& response);

struct BlockedPerson {
  std::string id; ///< a PSID, or another id of somebody who was blocked elsewhere on the Page
  std::string name;
};
/// Who is blocked. (To block and unblock, use ModerateConversations: the older ways through this edge are left out.)
/// Source: https://developers.facebook.com/docs/graph-api/reference/page/blocked
struct ListBlocked {
  using Answer = Listing<BlockedPerson>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  Psid person{}; ///< only whether this one is; empty: everybody
  Cursor cursor{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ListBlocked& call, const Access& access);
PAGEBRIDGE_EXPORT Result<Listing<BlockedPerson>> from_http(const ListBlocked& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
