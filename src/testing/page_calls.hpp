#pragma once

#include <string>

#include "pagebridge/config.hpp"
#include "testing/sandbox_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// The person calls the Page: the call's id.
Result<std::string> begin_call(SandboxCore& core, const Psid& psid);
Result<void> end_call(SandboxCore& core, const Psid& psid, const std::string& id, const Threads::CallEnd& end);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
