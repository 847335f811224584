#include "pagebridge/graph/moderation.hpp"

#include <algorithm>

#include "graph/listing.hpp"
#include "graph/request.hpp"
#include "json/writer.hpp"
#include "pagebridge/policy/platform_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using json::Value;

bool has(const ModerateConversations& call, ModerationAction action) {
  return std::find(call.actions.begin(), call.actions.end(), action) != call.actions.end();
}

/// The edge may answer a question about one person with a map: {"<id>":true}.
Listing<BlockedPerson> read_map(const Value& root) {
  Listing<BlockedPerson> list;
  for (auto at = root.begin(); at != root.end(); ++at)
    if ((*at).truth()) list.items.push_back({copy(at.name()), {}});
  return list;
}

} // namespace

std::string_view to_string(ModerationAction action) noexcept {
  switch (action) {
    case ModerationAction::block_user: return "block_user";
    case ModerationAction::unblock_user: return "unblock_user";
    case ModerationAction::ban_user: return "ban_user";
    case ModerationAction::unban_user: return "unban_user";
    case ModerationAction::move_to_spam: break;
  }
  return "move_to_spam";
}

Result<void> validate(const ModerateConversations& call) {
  if (call.people.empty() || call.people.size() > platform::moderated_people)
    return invalid_argument("people", "one call is about 1 to 10 people; make several calls for more");
  if (std::any_of(call.people.begin(), call.people.end(), [](const Psid& person) { return person.empty(); }))
    return invalid_argument("people", "a person has no PSID");
  if (call.actions.empty() || call.actions.size() > platform::moderation_actions)
    return invalid_argument("actions", "one call takes 1 or 2 actions");
  if (has(call, ModerationAction::block_user) && has(call, ModerationAction::unblock_user))
    return invalid_argument("actions", "blocking and unblocking undo each other; choose one");
  if (has(call, ModerationAction::ban_user) && has(call, ModerationAction::unban_user))
    return invalid_argument("actions", "banning and unbanning undo each other; choose one");
  return {};
}

HttpRequest to_http(const ModerateConversations& call, const Access& access) {
  json::Writer json;
  json.begin_object().key("user_ids").begin_array();
  for (const Psid& person : call.people) json.begin_object().member("id", person.text()).end_object();
  json.end_array().key("actions").begin_array();
  for (const ModerationAction action : call.actions) json.string(to_string(action));
  return post_json(access, "/me/moderate_conversations", json.end_array().end_object().text());
}

Result<void> from_http(const ModerateConversations& /*call*/, const HttpResponse& response) {
  return done(response, CallKind::idempotent);
}

HttpRequest to_http(const ListBlocked& call, const Access& access) {
  Query query;
  return get(access, "/me/blocked", add(query.add_unless_empty("psid", call.person.text()), call.cursor));
}

Result<Listing<BlockedPerson>> from_http(const ListBlocked& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const Value& root) -> Result<Listing<BlockedPerson>> {
    if (!root.is_object()) return missing(response, "list of blocked people", CallKind::read);
    if (!root["data"].exists()) return read_map(root);
    return read_listing<BlockedPerson>(root, [](const Value& row) {
      return BlockedPerson{copy(row["id"].id()), copy(row["name"].text())};
    });
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
