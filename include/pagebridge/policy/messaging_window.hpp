#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/message/author.hpp"
#include "pagebridge/message/outgoing_message.hpp"
#include "pagebridge/time.hpp"
#include "pagebridge/words.hpp"

/// What the platform lets us send right now, until when, and why not. Pure functions: time is passed in.
/// Sources: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages (2026-05-05)
/// and https://developers.facebook.com/documentation/business-messaging/messenger-platform/policy (2026-09-28)
PAGEBRIDGE_BEGIN_NAMESPACE

/// What a customer did that lets the Page write to them. A read, a delivery, an opt-in for marketing messages and a comment
/// do not.
enum class CustomerAct {
  message,
  postback,  ///< a tap on a button, the menu, an ice breaker, Get Started
  reaction,  ///< to a message
  referral,  ///< came back over an m.me link, an ad or a plugin
  ad_message ///< the message that a click-to-Messenger ad began with: its window may be longer
};
PAGEBRIDGE_EXPORT std::string_view to_string(CustomerAct act) noexcept;

/// Who may answer in the thread (Conversation Routing).
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/conversation-routing
enum class ThreadOwner {
  unknown, ///< nothing was heard of routing: we may answer
  us,
  other_app, ///< another app, or the Page's inbox
  nobody     ///< released: only the Page's default app may answer
};
PAGEBRIDGE_EXPORT std::string_view to_string(ThreadOwner owner) noexcept;

/// What App Review has granted the service's App. The platform refuses what needs a grant that is not there, so say only
/// what is so.
struct Approvals {
  bool human_agent = false;      ///< the feature "Human Agent": people may answer up to 7 days
  bool utility_messages = false; ///< the permission pages_utility_messaging
};

/// How a message is sent: the platform's `messaging_type`, and the tag if there is one. Retired tags do not exist here.
enum class SendAs {
  response,          ///< RESPONSE
  update,            ///< UPDATE: in the window like a response, but not an answer. decide_send never says so
  human_agent,       ///< MESSAGE_TAG, HUMAN_AGENT: written by a person. Automation must never use it
  customer_feedback, ///< MESSAGE_TAG, CUSTOMER_FEEDBACK: a FeedbackTemplate
  utility            ///< UTILITY: a UtilityTemplate
};
PAGEBRIDGE_EXPORT std::string_view to_string(SendAs as) noexcept;

/// What is known of one customer's thread.
struct ThreadFacts {
  std::optional<Timestamp> acted_at{};    ///< the greatest of Meta's times of the customer's acts; nothing: never wrote
  CustomerAct act = CustomerAct::message; ///< which act that was
  ThreadOwner owner = ThreadOwner::unknown;
  /// When the newest ad_message was written, if another act came after it: its longer window goes on.
  std::optional<Timestamp> ad_message_at{};
};

/// What the platform lets us send, and until when (exclusive). Each window is closed a minute early: our clock, the
/// platform's clock and the way between them differ.
struct MessagingWindow {
  std::optional<Timestamp> anybody_until{}; ///< people and programs, any content; nothing: never open
  std::optional<Timestamp> people_until{};  ///< people, as human agents; nothing: never open, or not granted to the App
  std::optional<Timestamp> survey_until{};  ///< a FeedbackTemplate; nothing: never open
  ThreadOwner owner = ThreadOwner::unknown;
};
PAGEBRIDGE_EXPORT MessagingWindow messaging_window(const ThreadFacts& facts, const Approvals& approvals);

/// What may be sent, until when.
struct Permit {
  SendAs as = SendAs::response;
  std::optional<Timestamp> until{}; ///< exclusive, later than the time of the decision; nothing: at any time
};
using SendDecision = std::variant<Permit, Refusal>;

/// Whether `content` may go out now, written by `author`. Ask again when its turn to be sent has come.
///
/// * A UtilityTemplate goes as `utility` at any time, inside the window, too.
/// * A FeedbackTemplate goes as `customer_feedback` for the whole 7 days: inside the response window the tag is not needed
///   but right, and the permit does not end in between.
/// * Anything else goes as `response` while the response window is open, and then, written by a person, as `human_agent`.
///   Only AuthorKind::agent ever gets that; whoever is neither agent nor automation is treated as automation.
/// * After the message of an ad the response window *may* last 7 days. So in its second to seventh day a person's message
///   goes as `human_agent` if the App has that, which the platform takes in either case.
/// * Nothing is sent into a thread of ThreadOwner::other_app. Of `nobody` and `unknown` the platform decides.
///
/// Refusals: never_written, window_closed, window_closed_for_automation, human_agent_missing, survey_window_closed,
/// utility_missing, thread_elsewhere; docs/words.md has their parameters and texts. None ends by itself: `until` is empty.
/// If a window is closed and the thread is elsewhere, the window is named, since taking the thread over would not help.
PAGEBRIDGE_EXPORT SendDecision decide_send(const ThreadFacts& facts, const Approvals& approvals, AuthorKind author,
                                           const OutgoingContent& content, Timestamp now);

PAGEBRIDGE_END_NAMESPACE
