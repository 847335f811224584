#pragma once

#include <optional>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/testing/sandbox_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Which limit makes no sense: `Error::field` names it. Nothing if all are well.
std::optional<Error> wrong_limit(const SandboxLimits& limits);

/// The members of SandboxLimits, a limit as `{"calls":300,"per_ms":1000}`; what is absent keeps its default. An unknown
/// member is an error: a test with a misspelt limit would test nothing.
Result<SandboxLimits> read_limits(const json::Value& object);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
