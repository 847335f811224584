#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/open.hpp"
#include "pagebridge/rare.hpp"
#include "pagebridge/time.hpp"
#include "pagebridge/webhook/attachment.hpp"
#include "pagebridge/webhook/referral.hpp"

/// Messages and what becomes of them. The name in brackets is the subscription field. Meta's pages are
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/ + name.
PAGEBRIDGE_BEGIN_NAMESPACE

/// The Instagram story that a message replies to.
struct StoryReference {
  std::string id;
  std::string url;
};

/// What a customer's message and the Page's echo have in common.
struct MessageContent {
  Mid mid;
  std::string text;
  std::vector<Attachment> attachments;    ///< a sticker that Meta sends in two forms stands here once
  std::optional<std::string> quick_reply; ///< the payload of the quick reply that was tapped
  Mid reply_to;                           ///< the message that this one replies to
  Rare<StoryReference> reply_to_story;
  Rare<Referral> referral;           ///< which ad, link or product page the message comes from
  std::vector<std::string> commands; ///< registered commands that the customer typed, without the slash
  std::vector<std::string> tags;     ///< where it was written: "customer_chat_plugin" (retired)
  JsonText nlp;                      ///< the built-in NLP's findings, of many shapes (retired)
  bool is_self_reply = false;        ///< replies to a message of the same sender
  bool is_unsupported = false;       ///< Messenger cannot express the content: show a placeholder
  bool is_self = false;              ///< Instagram: the account wrote to itself
};

/// The retired checkbox plugin: who wrote was known by a `user_ref` before.
struct PriorMessage {
  std::string source;
  std::string identifier; ///< the user_ref
};

/// Lead ads: which app had the thread before.
struct HopContext {
  AppId app;
  std::string metadata; ///< "messenger_lead_gen_complete" or "messenger_lead_gen_incomplete"
};

/// The customer wrote (messages).
struct MessageReceived {
  MessageContent content;
  Rare<PriorMessage> prior_message;
  Rare<HopContext> hop_context; ///< if set, this is a lead ad's summary, which the customer does not see
};

/// The customer tapped a button, an ice breaker, the menu or *Get Started* (messaging_postbacks).
struct PostbackReceived {
  Mid mid; ///< of the message that the tap made
  std::string title;
  std::optional<std::string> payload; ///< absent in standby, and for apps that did not send the button
  Rare<Referral> referral;
  Rare<PriorMessage> prior_message;
};

/// The Page wrote: we, another app, or somebody in the Page's inbox (message_echoes). Never something to answer.
struct MessageEchoed {
  MessageContent content;
  AppId app;            ///< who sent it; empty if Meta does not say
  std::string metadata; ///< what the sender set
};

/// `unknown`: Meta does not say. Before Graph v12 that was how the Page's inbox looked.
enum class EchoSource { unknown, own_app, other_app, page_inbox };
/// Who wrote what was echoed to `own_app`.
PAGEBRIDGE_EXPORT EchoSource source_of(const MessageEchoed& echo, const AppId& own_app) noexcept;

/// Messages reached the customer's device (message_deliveries).
struct MessageDelivered {
  std::vector<Mid> mids;              ///< may be empty: old clients name none
  std::optional<Timestamp> watermark; ///< everything the Page sent before it was delivered
};

/// The customer read (message_reads). Instagram names a message, Messenger a time.
struct MessageRead {
  std::optional<Timestamp> watermark; ///< everything the Page sent up to it was read
  Mid mid;
};

enum class ReactionAction { unknown, react, unreact };
enum class Reaction { unknown, smile, angry, sad, wow, love, like, dislike, other };

/// The customer reacted to a message, or took the reaction back (message_reactions).
struct ReactionChanged {
  Mid mid;
  Open<ReactionAction> action;
  Open<Reaction> reaction; ///< may be absent where it is taken back
  std::string emoji;       ///< any; hearts come with and without U+FE0F
};

/// The customer edited a message (message_edits). The mid is that of the original.
struct MessageEdited {
  Mid mid;
  std::string text;
  std::string edit_count; ///< digits; Meta writes it as a number or as text
};

/// The customer took a message back (messages with is_deleted): delete your copy.
struct MessageUnsent {
  Mid mid;
};

PAGEBRIDGE_END_NAMESPACE
