#include "pagebridge/webhook/event.hpp"

#include <array>

PAGEBRIDGE_BEGIN_NAMESPACE

std::string_view to_string(Channel channel) noexcept {
  switch (channel) {
    case Channel::messaging: return "messaging";
    case Channel::standby: return "standby";
    case Channel::changes: return "changes";
    case Channel::calls: return "calls";
    case Channel::entry: return "entry";
  }
  return "entry";
}

std::string_view kind_of(const EventBody& body) noexcept {
  // In the order of the variant's arms.
  static constexpr std::array<std::string_view, std::variant_size_v<EventBody>> names = {
      "unknown", "message", "postback", "echo", "delivery", "read", "reaction", "edit", "unsend", "referral", "opt_in"};
  return names[body.index()];
}

PAGEBRIDGE_END_NAMESPACE
