#pragma once

#include "pagebridge/config.hpp"
#include "pagebridge/testing/sandbox_faults.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// What the Send API answers to a message that may not go, whoever finds it out.

inline SandboxRefusal outside_window() {
  return {10, 2018278,
          "(#10) This message is sent outside of allowed window. Learn more about the new policy here: "
          "https://developers.facebook.com/docs/messenger-platform/policy-overview",
          0};
}

inline SandboxRefusal no_matching_user() { return {100, 2018001, "(#100) No matching user found", 0}; }

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
