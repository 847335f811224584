#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "desk/effect.hpp"
#include "desk/fact.hpp"
#include "desk/lane_key.hpp"
#include "desk/lane_state.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/webhook/event.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

/// What a step may know of the service: nothing secret.
struct ServiceView {
  std::string name;
  AppId app;
  PageId page;
  std::string colour;
  std::vector<std::string> tags;
  std::vector<std::string> optional_tags;
  Approvals approvals{};
};

struct LaneView {
  LaneId lane = 0;
  LaneSubject subject;
  std::optional<ServiceView> service; ///< nothing if the service was removed
};

/// A fact as it is stepped: a webhook's event is parsed by now.
struct ParsedFact {
  Fact fact;
  std::optional<Event> event;
};
ParsedFact parse_fact(Fact fact);

/// The messages that a fact speaks of: what the store must load before the step.
struct Touch {
  std::vector<std::string> keys;
  std::optional<std::int64_t> open_until;
};
Touch touches(const LaneView& view, const LaneState& state, const ParsedFact& fact);

struct DeadLetter {
  std::string reason;
  std::string bytes;
};

/// The lane has something to send and waits for its turn among the Page's sends.
struct TurnWanted {
  graph::PacingClass pacing = graph::PacingClass::text;
  bool human = false;
};

struct StepResult {
  LaneState state;
  std::vector<MessageRecord> messages; ///< new or changed
  std::vector<Effect> effects;         ///< new
  std::vector<std::uint64_t> settled;  ///< effects that the fact has ended
  std::optional<Answer> answer;        ///< of a command
  std::optional<DeadLetter> dead_letter;
  std::optional<Timestamp> wake_at; ///< the lane's one alarm
  std::optional<TurnWanted> turn;   ///< then step Due with `may_send`
};

/// What happens next, as a pure function: no clock, no randomness, no I/O. `touched` is what `touches` asked for, as far as
/// the store has it.
StepResult step(const LaneView& view, LaneState state, std::vector<MessageRecord> touched, const ParsedFact& fact);

/// How `find` knows the message that has this mid.
std::string mid_key(const Mid& mid);

/// What we put into a send's `metadata`, which comes back in its echo; and the message that such metadata names.
std::string metadata_of(const MessageId& message);
std::optional<MessageId> message_of(const std::string& metadata);

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
