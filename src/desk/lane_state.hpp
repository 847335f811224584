#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/desk/contact.hpp"
#include "pagebridge/desk/message.hpp"
#include "pagebridge/desk/session.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/message/outgoing_message.hpp"
#include "pagebridge/policy/messaging_window.hpp"
#include "pagebridge/time.hpp"
#include "pagebridge/webhook/event.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

/// Something that came before the message it speaks of.
struct EarlyFact {
  Mid mid;
  bool delivered = false; ///< a delivery receipt named the mid
  EventEnvelope envelope; ///< of an echo that may be of the send in flight, or of a change …
  std::string raw_json;   ///< … and its bytes; empty for a receipt
  Timestamp at{};
  bool is_change = false; ///< an edit, an unsend or a reaction, and no echo
};

/// A message that waits to be sent.
struct Queued {
  MessageId message;
  MessageId first_part; ///< of a text in parts; else empty
  bool human = false;   ///< written by a person, who goes before programs
  graph::PacingClass pacing = graph::PacingClass::text;
};

/// The send that is under way. There is at most one in a lane.
struct InFlight {
  MessageId message;
  std::uint64_t effect = 0;
  std::optional<Timestamp> proof_until; ///< set once no trustworthy answer came: wait until then for the echo
  MessageId first_part;                 ///< of a text in parts; else empty
  Timestamp sent_at{};                  ///< when it was made to leave
  bool is_looked_up = false;            ///< no echo came either: the thread itself is being asked
};

/// Everything that a lane remembers between steps. Bounded: messages are rows of their own.
struct LaneState {
  static constexpr std::size_t max_early = 32;
  static constexpr std::size_t max_queue = 200;

  std::uint64_t desk_seq = 0; ///< of the last desktop event
  std::uint64_t effect = 0;   ///< id of the last effect
  std::uint64_t sessions = 0; ///< number of the last session
  bool contact_open = false;
  CustomerProfile profile;
  bool profile_known = false;
  bool profile_asked = false; ///< a look-up is under way
  Timestamp profile_asked_at{};
  std::optional<Session> session; ///< the one that is not closed
  std::vector<Queued> queue;      ///< sends that wait, in order
  std::optional<InFlight> in_flight;
  std::optional<Timestamp> retry_at; ///< the head of the queue waits until then …
  std::uint64_t attempts = 0;        ///< of the head of the queue
  std::optional<Timestamp> delivered_until;
  std::optional<Timestamp> read_until;
  std::vector<EarlyFact> early;
  milliseconds retry_wait{0};                  ///< … which was this long when it was said
  ThreadFacts thread;                          ///< what the messaging window depends on
  Timestamp owned_since{};                     ///< when `thread.owner` was heard of
  bool ad_clicked = false;                     ///< the customer came over an ad and has not written since
  std::optional<MessagingWindow> shown_window; ///< what the desk was told last
};
std::string encode(const LaneState& state);
std::optional<LaneState> decode_state(std::string_view bytes);

/// A message as its row holds it.
struct MessageRecord {
  Message message;
  Mid mid;                             ///< once the platform gave it one
  std::optional<Timestamp> echoed_at;  ///< Meta's time of an outbound one: what watermarks are compared with
  OutgoingMessage outgoing;            ///< of one that we send: what it is made from
  std::uint64_t edits = 0;             ///< the count of the newest edit that was applied
  std::optional<Timestamp> reacted_at; ///< Meta's time of the newest reaction, or of its removal
};
std::string encode(const MessageRecord& record);
std::optional<MessageRecord> decode_record(std::string_view bytes);

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
