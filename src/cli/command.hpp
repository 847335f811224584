#pragma once

#include <string_view>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/options.hpp"
#include "pagebridge/error.hpp"

namespace pagebridge::cli {

/// One command of the program. Its options are `options` and `--help`.
struct Command {
  std::string_view name;
  std::string_view summary; ///< one line of the program's help
  std::string_view help;    ///< what `--help` prints
  std::vector<OptionSpec> options;
  ExitCode (*run)(const Options& options);
};

Command events_command();
Command sign_command();
Command sandbox_command();

/// Says on standard error what went wrong in `command`, and passes `code` on.
ExitCode fail(std::string_view command, ExitCode code, std::string_view message);
/// The same, with a hint at the command's help.
ExitCode fail_usage(std::string_view command, std::string_view message);

/// The exit code for a file or input that could not be taken.
ExitCode code_of(const Error& error);
/// Writes `text` to standard output; false if that cannot be done.
bool print(std::string_view text);

} // namespace pagebridge::cli
