#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/time.hpp"

/// What a webhook says, as values. Every string is valid UTF-8; an absent member is empty (or nullopt where empty means
/// something else). Pages of Meta's that the facts come from start with
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/
PAGEBRIDGE_BEGIN_NAMESPACE

/// An enum from the wire: `value` if we know the word, else `unknown`; `text` is always what Meta wrote.
template <class E>
struct Open {
  E value = E::unknown;
  std::string text;
};

/// Where in the envelope an event stood. `standby`: another app owns the thread, so it is not ours to answer.
enum class Channel { messaging, standby, changes, calls, entry };
PAGEBRIDGE_EXPORT std::string_view to_string(Channel channel) noexcept;

/// What an event shares with its neighbours.
struct EventEnvelope {
  std::string object;               ///< "page", "instagram", …
  PageId page;                      ///< entry.id; if that is missing, the event's own Page side
  std::optional<Timestamp> sent_at; ///< entry.time: when Meta sent it, not when it happened
  Channel channel = Channel::messaging;
};

enum class AttachmentType { unknown, image, audio, video, file, location, fallback, template_, sticker, reel, post };

/// One attachment of a message. Links expire: fetch soon.
struct Attachment {
  Open<AttachmentType> type;
  std::string url;
  std::string title;
  std::string sticker_id;
  std::string latitude;  ///< of a location, decimal text
  std::string longitude; ///< of a location, decimal text
  JsonText raw_json;     ///< the whole element
};

/// How a person came to the thread: an m.me link, an ad, … (messaging_referrals, and inside messages and postbacks)
struct Referral {
  std::string ref;
  std::string source; ///< "SHORTLINK", "ADS", …
  std::string type;   ///< "OPEN_THREAD", …
  std::string ad_id;
  JsonText raw_json;
};

/// The content that a customer's message and the Page's echo have in common (messages).
struct MessageContent {
  Mid mid;
  std::string text;
  std::vector<Attachment> attachments;
  std::optional<std::string> quick_reply; ///< the payload of the quick reply that was tapped
  Mid reply_to;
  std::optional<Referral> referral;
};

/// Anything that we have no type for: kept with its JSON, never an error.
struct UnknownEvent {
  std::string name; ///< the member or field that names it, if there is one
};
/// The customer wrote (messages).
struct MessageReceived {
  MessageContent content;
};
/// The customer tapped a button, an ice breaker, the menu or *Get Started* (messaging_postbacks).
struct PostbackReceived {
  Mid mid;
  std::string title;
  std::optional<std::string> payload; ///< absent in standby, and for apps that did not send the button
  std::optional<Referral> referral;
};
/// The Page wrote: we, another app, or somebody in the Page's inbox (message_echoes). Never something to answer.
struct MessageEchoed {
  MessageContent content;
  AppId app;            ///< who sent it; empty if Meta does not say
  std::string metadata; ///< what the sender set
};
/// Messages reached the customer's device (message_deliveries).
struct MessageDelivered {
  std::vector<Mid> mids;              ///< may be empty: old clients name none
  std::optional<Timestamp> watermark; ///< everything the Page sent before it was delivered
};
/// The customer read (message_reads).
struct MessageRead {
  std::optional<Timestamp> watermark; ///< everything the Page sent up to it was read
};
/// The customer reacted to a message, or took the reaction back (message_reactions).
struct ReactionChanged {
  Mid mid;
  std::string action; ///< "react" or "unreact"
  std::string reaction;
  std::string emoji;
};
/// The customer edited a message (message_edits). The mid is that of the original.
struct MessageEdited {
  Mid mid;
  std::string text;
  std::string edit_count; ///< digits; Meta writes it as a number or as text
};
/// The customer took a message back (messages with is_deleted).
struct MessageUnsent {
  Mid mid;
};
/// The customer came back through a link or an ad (messaging_referrals).
struct ReferralReceived {
  Referral referral;
};
/// The customer agreed to something: a plugin, marketing messages (messaging_optins).
struct OptInReceived {
  std::string type;
  std::string ref;
  std::string payload;
  std::string user_ref; ///< stands in for a PSID that is not known yet
};

/// New arms go last and may come in a minor release: end every visit in `[](const auto&) {}`.
using EventBody =
    std::variant<UnknownEvent, MessageReceived, PostbackReceived, MessageEchoed, MessageDelivered, MessageRead,
                 ReactionChanged, MessageEdited, MessageUnsent, ReferralReceived, OptInReceived>;

/// "unknown", "message", "postback", "echo", "delivery", "read", "reaction", "edit", "unsend", "referral", "opt_in".
PAGEBRIDGE_EXPORT std::string_view kind_of(const EventBody& body) noexcept;

struct Event {
  EventEnvelope envelope;
  std::optional<Psid> customer; ///< the person, whichever side of the event they are on
  Timestamp at{};               ///< when it happened (else when Meta sent it); 1970 if the payload has no time at all
  EventBody body;
  std::string raw_json; ///< this event's own bytes, as they came
};

/// One parsed webhook body. What is not understood is in `events`, too: nothing is dropped.
struct Webhook {
  std::vector<Event> events;
  bool is_envelope = true; ///< false: the body is no envelope, and `events` is one UnknownEvent that holds all of it
};

PAGEBRIDGE_END_NAMESPACE
