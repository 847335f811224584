#pragma once

#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Something that happened, ready for an envelope.
struct WebhookEvent {
  /// Which array of the entry it stands in.
  enum class Channel { messaging, standby, changes, calls, changed_fields };
  std::string field;
  Psid psid;           ///< whose lane it goes by; empty: the Page's own
  std::string element; ///< the JSON of one element
  Channel channel = Channel::messaging;
  std::string bare_element{}; ///< for Apps that may not see its referral; empty: there is none
  Psid author{};              ///< who did it, if it goes by no person's lane
  Timestamp at{};             ///< when it happened, or a little later
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
