#pragma once

#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// What control requests and the public calls answer about a PSID that nobody has.
inline Error no_such_person() {
  return not_sent(ErrorCode::not_found, "there is no person with this PSID; add one first");
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
