#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/time.hpp"

/// Conversation Routing: which of a Page's apps has a thread. A thread is idle (nobody has it: the person wrote nothing for 24
/// hours, or it was released) or has one owner, who alone may send. The Page's default app may answer idle ones. A message can
/// give its thread away as it is sent: see HandOff.
///
/// The calls are idempotent: what counts is who has the thread afterwards. Done a second time, a pass or a release is refused
/// at worst, with a `routing` error, since the thread is no longer ours.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversation-routing
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// Gives the thread to another app; to people at the Page's own inbox with platform::page_inbox_app_id.
struct PassThreadControl {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  Psid person;
  AppId target;
  std::string metadata{}; ///< goes to the other app's webhook
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const PassThreadControl& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const PassThreadControl& call, const HttpResponse& response);

/// Takes the thread: an idle one, or that of an app which the business lets this one override. Refused while the Page has no
/// default app.
struct TakeThreadControl {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  Psid person;
  std::string metadata{}; ///< goes to the former owner's webhook
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const TakeThreadControl& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const TakeThreadControl& call, const HttpResponse& response);

/// Asks the owner for the thread. Done means asked: whether and when the owner passes it is the owner's choice. Asking twice
/// tells the owner twice and changes nothing.
struct RequestThreadControl {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  Psid person;
  std::string metadata{}; ///< goes to the owner's webhook
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const RequestThreadControl& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const RequestThreadControl& call, const HttpResponse& response);

/// Makes the thread idle.
struct ReleaseThreadControl {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  Psid person;
  std::string metadata{};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const ReleaseThreadControl& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const ReleaseThreadControl& call, const HttpResponse& response);

/// Keeps the thread for longer than the 24 hours after which it would become idle.
struct ExtendThreadControl {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::other;

  Psid person;
  std::chrono::seconds duration{}; ///< up to platform::thread_control_longest (7 days)
};
/// Whether `duration` is one that the platform takes: more than nothing, up to 7 days.
PAGEBRIDGE_EXPORT Result<void> validate(const ExtendThreadControl& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const ExtendThreadControl& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const ExtendThreadControl& call, const HttpResponse& response);

/// Whose a thread is.
struct ThreadControl {
  bool is_idle = true; ///< nobody has it
  AppId owner;         ///< shown to the owner and to the default app; empty for all others, even if there is an owner
  std::optional<Timestamp> until{}; ///< when it becomes idle
};
struct GetThreadOwner {
  using Answer = ThreadControl;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;

  Psid person;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetThreadOwner& call, const Access& access);
PAGEBRIDGE_EXPORT Result<ThreadControl> from_http(const GetThreadOwner& call, const HttpResponse& response);

/// How far the Page's routing has come. What the platform does not say counts as no.
struct MessagingFeatureStatus {
  bool routing = false;                ///< `hop_v2`: Conversation Routing
  bool several_apps = false;           ///< `msgr_multi_app`: several apps may answer in Messenger
  bool instagram_several_apps = false; ///< `ig_multi_app`
};
struct GetMessagingFeatureStatus {
  using Answer = MessagingFeatureStatus;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetMessagingFeatureStatus& call, const Access& access);
PAGEBRIDGE_EXPORT Result<MessagingFeatureStatus> from_http(const GetMessagingFeatureStatus& call,
                                                           const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
