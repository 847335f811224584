#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "pagebridge/config.hpp"
#include "pagebridge/desk/desktop_event.hpp"
#include "pagebridge/ids.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

// Effects: what a step wants done outside. They are durable before anybody begins.

/// Show it to the agents. One at a time, in the order of `seq`.
struct DeliverToDesk {
  std::uint64_t seq = 0;
  DesktopEventBody event;
};
/// POST these bytes to the Send API, once. Found by a new owner it has perhaps been done, so it is never done again.
struct SendToGraph {
  MessageId message;
  std::string json;
};
/// Ask for the customer's profile.
struct LookUpProfile {};
/// Ask the thread itself for a text whose send got no trustworthy answer and no echo. It can prove that it was sent, and
/// never that it was not.
struct LookUpThread {
  MessageId message;
  std::string text;
  Timestamp not_before{};
};

// New arms go last: the number of an arm is in stored bytes.
using EffectBody = std::variant<DeliverToDesk, SendToGraph, LookUpProfile, LookUpThread>;

struct Effect {
  std::uint64_t id = 0;
  EffectBody body;
};

std::string encode(const EffectBody& effect);
std::optional<EffectBody> decode_effect(std::string_view bytes);

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
