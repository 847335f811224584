#pragma once

#include <memory>

#include "cli/options.hpp"
#include "pagebridge/executor.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/testing/sandbox.hpp"

namespace pagebridge::cli {

/// What the program's options say about the sandbox: also its clock, and its state. Makes the control token, and its file,
/// if there is none. Work runs on `threads`.
Result<testing::SandboxOptions> read_sandbox_options(const Options& options, const std::shared_ptr<Executor>& threads);

} // namespace pagebridge::cli
