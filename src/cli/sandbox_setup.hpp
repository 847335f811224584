#pragma once

#include "cli/options.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/testing/sandbox.hpp"

namespace pagebridge::cli {

/// What the program's options say about the sandbox. Makes the control token, and its file, if there is none.
Result<testing::SandboxOptions> read_sandbox_options(const Options& options);

} // namespace pagebridge::cli
