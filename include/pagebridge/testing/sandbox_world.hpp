#pragma once

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Somebody's account on Facebook: decimal digits. Pages see a Psid instead, Apps an app-scoped id.
using UserId = Id<struct UserIdTag>;

/// What becomes of a message whose author the App may not talk to yet: it is in development mode, or has not been reviewed.
enum class StrangerPolicy {
  silent,       ///< no webhook: the platform of today
  inbound_only, ///< the webhook comes, and the answer to it fails with 200/2018028: the platform of older guides
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
