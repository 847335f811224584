#include "cli/command.hpp"

#include <iostream>

namespace pagebridge::cli {

ExitCode fail(std::string_view command, ExitCode code, std::string_view message) {
  std::cerr << "pagebridge " << command << ": " << message << '\n';
  return code;
}

ExitCode fail_usage(std::string_view command, std::string_view message) {
  std::cerr << "pagebridge " << command << ": " << message << "; see pagebridge " << command << " --help\n";
  return ExitCode::usage;
}

ExitCode code_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::body_too_large: return ExitCode::data;
    case ErrorCode::invalid_argument: return ExitCode::configuration;
    default: return ExitCode::io;
  }
}

bool print(std::string_view text) {
  std::cout.write(text.data(), static_cast<std::streamsize>(text.size()));
  std::cout.flush();
  return static_cast<bool>(std::cout);
}

} // namespace pagebridge::cli
