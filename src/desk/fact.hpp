#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/desk/contact.hpp"
#include "pagebridge/desk/message.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/message/author.hpp"
#include "pagebridge/message/outgoing_message.hpp"
#include "pagebridge/time.hpp"
#include "pagebridge/webhook/event.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

// Facts: everything that can happen to a lane. All but Due are journalled.

/// Meta told us something. Only envelope and bytes are kept; the event is parsed again when it is stepped, so that old rows
/// gain from new code.
struct WebhookFact {
  EventEnvelope envelope;
  std::string raw_json;
  bool is_envelope = true; ///< false: `raw_json` is a whole body that nobody understood
  std::string name;        ///< of an unknown event: it may have stood outside of its bytes
};
/// An agent wants a waiting session.
struct AcceptAsked {
  SessionId session;
  AgentId agent;
};
/// Somebody at the contact centre wants something sent.
struct ReplyAsked {
  SessionId session;
  Author author;
  OutgoingMessage message;
  RequestId request;
};
/// The host wants the session ended.
struct CloseAsked {
  SessionId session;
  std::string reason;
};
/// What became of a POST to the Send API.
struct SendSettled {
  enum class Outcome { accepted, refused, not_sent, unknown };
  MessageId message;
  std::uint64_t effect = 0; ///< which attempt it was
  Outcome outcome = Outcome::unknown;
  Mid mid; ///< of an accepted one
  Failure failure;
  milliseconds retry_after{0}; ///< of `not_sent`: the least that the platform asks for
};
/// The desk does not want an event; it becomes a dead letter.
struct DeskRejected {
  std::uint64_t effect = 0;
  std::string event_json;
  std::string reason;
};
/// What a profile look-up gave; nothing if it failed.
struct ProfileLookedUp {
  std::uint64_t effect = 0;
  std::optional<CustomerProfile> profile;
};
/// A time was reached, or it is the lane's turn to send. Stepped, never journalled.
struct Due {
  bool may_send = false; ///< the Page's limits leave room for one message now
};
/// What the thread holds that may be the message of LookUpThread, oldest first; nothing if it could not be asked.
struct ThreadLookedUp {
  std::uint64_t effect = 0;
  MessageId message;
  std::vector<Mid> candidates;
};

// New arms go last: the number of an arm is in stored bytes.
using FactBody = std::variant<Due, WebhookFact, AcceptAsked, ReplyAsked, CloseAsked, SendSettled, DeskRejected,
                              ProfileLookedUp, ThreadLookedUp>;

struct Fact {
  Timestamp at{}; ///< when we learnt of it: our wall time
  FactBody body;
};

std::string encode(const Fact& fact);
/// Nothing if the bytes are damaged or from a version that we cannot read.
std::optional<Fact> decode_fact(std::string_view bytes);

/// What a command is answered with: `value`, or an error.
struct Answer {
  bool ok = true;
  std::string value;
  ErrorCode code = ErrorCode::internal;
  std::string message;
  std::string field;
  std::optional<Refusal> refusal{};
};
std::string encode(const Answer& answer);
std::optional<Answer> decode_answer(std::string_view bytes);

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
