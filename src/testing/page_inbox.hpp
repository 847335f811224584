#pragma once

#include <string>

#include "pagebridge/config.hpp"
#include "testing/sandbox_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// What humans do by hand at the Page's own inbox.

Result<Mid> answer_in_inbox(SandboxCore& core, const PageId& page, const Psid& psid, std::string text);
Result<void> take_to_inbox(SandboxCore& core, const PageId& page, const Psid& psid, const std::string& metadata);
/// Without a target they release the thread.
Result<void> pass_from_inbox(SandboxCore& core, const PageId& page, const Psid& psid, const AppId& target,
                             const std::string& metadata);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
