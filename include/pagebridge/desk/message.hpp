#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/message/author.hpp"
#include "pagebridge/time.hpp"
#include "pagebridge/webhook/event.hpp"
#include "pagebridge/words.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

enum class Direction { inbound, outbound };
PAGEBRIDGE_EXPORT std::string_view to_string(Direction direction) noexcept;

/// How far a message has come. Until the outcome of a send is known it moves freely among queued, parked and sending; then
/// it only rises: unknown < failed < accepted < delivered < read.
enum class MessageStatus {
  queued,    ///< waits for its turn
  parked,    ///< waits for the service to be able to send again
  sending,   ///< on its way to the platform, or waiting for proof that it got there
  unknown,   ///< it may have reached the customer, nobody can tell; only a person may send it again, as a new message
  failed,    ///< it did not reach the customer; `failure` says why
  accepted,  ///< the platform has it
  delivered, ///< on the customer's device
  read,      ///< the customer has read it
  received   ///< inbound
};
PAGEBRIDGE_EXPORT std::string_view to_string(MessageStatus status) noexcept;

/// Why a message failed or is of unknown fate.
struct Failure {
  ErrorCode code = ErrorCode::internal;
  GraphErrorClass error_class = GraphErrorClass::unknown;
  int platform_code = 0;
  int platform_subcode = 0;
  std::string fbtrace_id;
  std::string text;                 ///< English, for the agent: what is wrong and what to do
  std::optional<Refusal> refusal{}; ///< of ErrorCode::refused: the same in words that can be translated
};

/// What a message holds. Any of it may be empty; a tapped button has a `title` and perhaps a `payload`.
struct MessageBody {
  std::string text;
  std::vector<Attachment> attachments;
  std::string title;        ///< the label that the customer tapped (postback)
  std::string payload;      ///< of a tapped button or quick reply
  bool unsupported = false; ///< Messenger cannot pass the content on: show a placeholder
};

/// What happened to a message after it was written.
enum class MessageChangeKind {
  edited,  ///< `text` is what it said before
  reacted, ///< `text` is the emoji
  reaction_removed,
  unsent ///< taken back: what it held is gone
};
PAGEBRIDGE_EXPORT std::string_view to_string(MessageChangeKind kind) noexcept;
struct MessageChange {
  MessageChangeKind kind = MessageChangeKind::edited;
  Timestamp at{}; ///< Meta's time
  std::string text;
};

/// One turn in the transcript.
struct Message {
  MessageId id;
  ContactId contact;
  SessionId session; ///< empty if none was open
  Direction direction = Direction::inbound;
  Author author;
  Timestamp at{}; ///< when it was written: Meta's time for what Meta tells, ours for what is queued here
  Channel channel = Channel::messaging;
  MessageBody body;
  MessageStatus status = MessageStatus::received;
  Failure failure; ///< of failed and unknown ones
  /// A text too long for one message goes out in parts, each a message of its own, in order; the first one that is not
  /// accepted stops the rest.
  MessageId first_part;                 ///< of parts: the first one; else empty
  unsigned part = 0;                    ///< of parts: from 1
  unsigned parts = 0;                   ///< how many; 0: it is whole
  std::string reaction;                 ///< the customer's emoji; empty: none
  std::optional<Timestamp> unsent_at{}; ///< the customer took it back then; `body` is empty since
  std::vector<MessageChange> history;   ///< oldest first, at most 32: beyond that the oldest go
};

PAGEBRIDGE_END_NAMESPACE
