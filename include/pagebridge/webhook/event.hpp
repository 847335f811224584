#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/open.hpp"
#include "pagebridge/time.hpp"
#include "pagebridge/webhook/message_events.hpp"
#include "pagebridge/webhook/page_events.hpp"
#include "pagebridge/webhook/person_events.hpp"
#include "pagebridge/webhook/thread_events.hpp"

/// What a webhook says, as values: see docs/events.md for every kind with an example. Every string is valid UTF-8, but for the JSON kept as it came (`raw_json`, JsonText); an
/// absent member is empty (or nullopt where empty means something else). Ids are text, whether Meta writes text or numbers.
/// Times are milliseconds, whether Meta writes milliseconds or seconds, numbers or text.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/
PAGEBRIDGE_BEGIN_NAMESPACE

/// Where in the envelope an event stood. `standby`: another app owns the thread, so it is not ours to answer.
enum class Channel { messaging, standby, changes, calls, entry };
PAGEBRIDGE_EXPORT std::string_view to_string(Channel channel) noexcept;

/// Which product of Meta's speaks. It decides nothing: an event's kind is told by its members.
enum class WebhookObject { unknown, page, instagram };

/// What an event shares with its neighbours.
struct EventEnvelope {
  Open<WebhookObject> object;
  PageId page;                      ///< entry.id; if that is missing, the event's own Page side
  std::optional<Timestamp> sent_at; ///< entry.time: when Meta sent it, not when it happened
  Channel channel = Channel::messaging;
};

/// Whether it is a sample that somebody sent with the App Dashboard's *Test* button: it proves that the webhook works,
/// and its people and messages do not exist.
PAGEBRIDGE_EXPORT bool is_dashboard_sample(const EventEnvelope& envelope) noexcept;

/// Anything that we have no type for: kept with its JSON, never an error.
struct UnknownEvent {
  std::string name; ///< the member or field that names it, if there is one
};

/// New arms go last and may come in a minor release: end every visit in `[](const auto&) {}`.
using EventBody =
    std::variant<UnknownEvent, MessageReceived, PostbackReceived, MessageEchoed, MessageDelivered, MessageRead,
                 ReactionChanged, MessageEdited, MessageUnsent, ReferralReceived, OptInReceived, OptOutReceived,
                 AccountLinkChanged, FeedbackReceived, ResponseRated, GamePlayed, CustomerInformationReceived,
                 LeadFormSubmitted, CartSent, MessageContextFound, ThreadPassed, ThreadTaken, ThreadRequested,
                 AppRolesChanged, PolicyEnforced, CallChanged, CallPermissionAnswered, FeedChanged, PageMentioned,
                 RatingChanged, GroupCommented, LeadGenerated, InboxLabelChanged, TemplateStatusChanged,
                 MarketingMessageReported, IntegrityReported, FieldChanged>;

/// The kind's name, for logs, metrics and JSON: "message", "echo", "opt_in", …; docs/events.md lists them.
PAGEBRIDGE_EXPORT std::string_view kind_of(const EventBody& body) noexcept;

struct Event {
  EventEnvelope envelope;
  std::optional<Psid> customer; ///< the person, whichever side of the event they are on
  std::string user_ref;         ///< stands in for a PSID that is not known yet (retired plugins)
  Timestamp at{};               ///< when it happened (else when Meta sent it); 1970 if the payload has no time at all
  EventBody body;
  std::string raw_json; ///< this event's own bytes, as they came
};

/// One parsed webhook body. What is not understood is in `events`, too: nothing is dropped.
struct Webhook {
  std::vector<Event> events;
  /// False: the body is no envelope, or has more than 1024 events and one for each 64 of its bytes, which nothing of Meta's
  /// comes near. Then `events` is one UnknownEvent that holds all of it.
  bool is_envelope = true;
};

PAGEBRIDGE_END_NAMESPACE
