#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/store/store.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

/// What a lane is about: a customer of a service, a service itself (events without a PSID), or an app (events for a Page
/// that is none of its services, bodies that are no envelope).
struct LaneSubject {
  ServiceId service; ///< empty for an app's lane
  Psid psid;         ///< empty for a service's lane
  AppId app;         ///< of an app's lane
};

std::string lane_key(const LaneSubject& subject);
std::optional<LaneSubject> lane_subject(std::string_view key);

/// Ids carry their lane's number, so that a command finds its lane without an index.
ContactId contact_id(LaneId lane);
SessionId session_id(LaneId lane, std::uint64_t number);
/// `name`: what makes the message the same one when it comes again: its mid, or the request that sent it.
MessageId message_id(LaneId lane, std::string_view name);
/// The lane of a contact, session or message id; nothing if the text is none of ours.
std::optional<LaneId> lane_of(std::string_view id);

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
