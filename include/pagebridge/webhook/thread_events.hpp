#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/open.hpp"
#include "pagebridge/time.hpp"

/// Who has a thread, what Meta forbids, and calls. The name in brackets is the subscription field.
PAGEBRIDGE_BEGIN_NAMESPACE

/// The thread was given to an app (messaging_handovers: pass_thread_control).
struct ThreadPassed {
  AppId previous_owner; ///< empty if the thread was idle, and in older payloads
  AppId new_owner;
  std::string metadata;
};
/// An app took the thread (messaging_handovers: take_thread_control).
struct ThreadTaken {
  AppId previous_owner;
  AppId new_owner; ///< absent in older payloads
  std::string metadata;
};
/// An app asks for the thread (messaging_handovers: request_thread_control).
struct ThreadRequested {
  AppId requested_owner;
  std::string metadata;
};

enum class AppRole { unknown, primary_receiver, secondary_receiver, automation };
struct AppRoles {
  AppId app;
  std::vector<Open<AppRole>> roles;
};
/// The roles of the apps on the Page changed (messaging_handovers: app_roles).
struct AppRolesChanged {
  std::vector<AppRoles> apps;
};

enum class PolicyAction { unknown, warning, block, unblock };
/// Meta warned or blocked the Page's messaging, or lifted a block (messaging_policy_enforcement).
struct PolicyEnforced {
  Open<PolicyAction> action;
  std::string reason; ///< absent on unblock
};

enum class CallPhase { unknown, connect, call_status, media_update, terminate };
enum class CallDirection { unknown, user_initiated, business_initiated };
/// `completed` covers calls that were turned down; `failed` those that could not be made.
enum class CallStatus { unknown, ringing, accepted, completed, failed };
/// A call began, changed or ended (calls). Times are whole seconds.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/calling/webhooks
struct CallChanged {
  std::string call_id;
  Open<CallPhase> phase;
  Open<CallDirection> direction;
  Open<CallStatus> status;
  std::optional<Timestamp> started_at;
  std::optional<Timestamp> ended_at;
  std::optional<std::chrono::seconds> duration; ///< absent if the business never connected
  std::string media_version;                    ///< of a media_update; the highest one counts
  std::string sdp_type;                         ///< "offer"
  std::string sdp;
};

enum class CallPermission { unknown, approve, reject };
/// The customer allowed or refused to be called (call_permission_reply).
struct CallPermissionAnswered {
  Open<CallPermission> response;
  std::optional<Timestamp> expires_at;
};

PAGEBRIDGE_END_NAMESPACE
