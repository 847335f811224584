#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/open.hpp"
#include "pagebridge/rare.hpp"
#include "pagebridge/time.hpp"
#include "pagebridge/webhook/referral.hpp"

/// What customers do beside writing: they arrive, agree, rate, buy, fill in. The name in brackets is the subscription
/// field.
PAGEBRIDGE_BEGIN_NAMESPACE

struct LeadAnswer {
  std::string question;
  std::string answer;
};

/// The customer came back through a link or an ad (messaging_referrals).
struct ReferralReceived {
  Referral referral;
  std::vector<LeadAnswer> lead; ///< of a lead ad
};

/// `send_to_messenger`: the plugin, whose events name no type. `one_time_notif_req` is retired.
enum class OptInType { unknown, send_to_messenger, notification_messages, one_time_notif_req };
enum class NotificationFrequency { unknown, daily, weekly, monthly };
enum class NotificationStatus { unknown, stop_notifications, resume_notifications };
enum class TokenStatus { unknown, refreshed, not_refreshed };

/// What a customer agreed to receive from now on: marketing messages.
struct NotificationSubscription {
  Open<NotificationFrequency> frequency; ///< retired, still sent for older tokens
  std::string time_zone;
  std::string topic;
  Open<NotificationStatus> status; ///< only when it changes
  std::optional<Timestamp> expires_at;
  Open<TokenStatus> token_status;
};

/// The customer agreed to something: a plugin, a one-time notification, marketing messages; or changed it
/// (messaging_optins).
struct OptInReceived {
  Open<OptInType> type;
  std::string ref;
  std::string payload;
  std::string title;
  std::string token; ///< where such a message is sent to; not a PSID
  Open<ReferralSource> source;
  Rare<NotificationSubscription> subscription;
};

/// The customer took an agreement back (messaging_optouts). Meta lists the field and documents no shape for it.
struct OptOutReceived {
  JsonText raw_json; ///< the event's own member
};

enum class AccountLinkStatus { unknown, linked, unlinked };
/// The customer linked or unlinked an account of the host's (messaging_account_linking).
struct AccountLinkChanged {
  Open<AccountLinkStatus> status;
  std::string authorization_code; ///< the host's own, good for one log-in: keep it out of logs. Absent when unlinked
};

enum class FeedbackType { unknown, csat, nps, ces, free_form };
struct FeedbackAnswer {
  std::string question_id; ///< the one that the Page sent
  Open<FeedbackType> type;
  std::string payload; ///< the score, as text, or what the customer wrote
  Open<FeedbackType> follow_up_type;
  std::string follow_up; ///< what the customer added
};
struct FeedbackScreen {
  std::string id;
  std::vector<FeedbackAnswer> answers;
};
/// The customer answered a feedback template (messaging_feedback).
struct FeedbackReceived {
  std::vector<FeedbackScreen> screens;
};

enum class ResponseRating { unknown, good, bad };
/// The customer rated one answer of the Page (response_feedback).
struct ResponseRated {
  Mid mid;
  Open<ResponseRating> rating;
};

enum class GameContext { unknown, solo, thread, group };
/// The customer played an Instant Game (messaging_game_plays).
struct GamePlayed {
  std::string game_id;
  std::string player_id; ///< not a PSID
  Open<GameContext> context_type;
  std::string context_id;
  std::string score;   ///< of a classic game, decimal text
  std::string payload; ///< of a rich game, often JSON
};

struct InformationAnswer {
  std::string key; ///< "name", "phone", "email", "country", …
  std::string value;
};
struct InformationScreen {
  std::string id;
  std::vector<InformationAnswer> answers;
};
/// The customer filled in a form of personal data (messaging_customer_information). Keep it out of logs.
struct CustomerInformationReceived {
  std::vector<InformationScreen> screens;
};

/// The customer sent in a lead form in the thread (messaging_in_thread_lead_form_submit); its answers must be fetched.
struct LeadFormSubmitted {
  std::string form_id;
};

struct CartProduct {
  std::string id;
  std::string retailer_id;
  std::string name;
  std::string unit_price; ///< decimal text
  std::string currency;
  std::string quantity; ///< decimal text
};
/// The customer sent a cart (send_cart).
struct CartSent {
  std::vector<CartProduct> products;
  std::string note;
  std::string source; ///< "live_shopping", …
  std::string source_id;
};

struct ContextFinding {
  std::string type; ///< "PURCHASE", …
  std::string id;
  Mid mid;
  std::string event_name;
  std::string model;
};
/// Meta found a meaning in the conversation (message_context). Only the App Dashboard's sample is known.
struct MessageContextFound {
  std::vector<ContextFinding> detections;
  std::vector<ContextFinding> suggestions;
};

PAGEBRIDGE_END_NAMESPACE
