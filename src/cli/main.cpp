#include <algorithm>
#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "pagebridge/library_version.hpp"

namespace {

using pagebridge::cli::Command;
using pagebridge::cli::ExitCode;

std::string usage(const std::vector<Command>& commands) {
  std::string text =
      "usage: pagebridge COMMAND [OPTION...]\n\nFacebook Messenger as one more channel of a contact centre.\n\n";
  for (const Command& command : commands) {
    std::string name(command.name);
    name.resize(std::max<std::size_t>(name.size(), 9), ' ');
    text += "  " + name + " " + std::string(command.summary) + "\n";
  }
  return text + "\npagebridge COMMAND --help says more about one; pagebridge --version prints the version.\n";
}

ExitCode print_or_fail(const std::string& text) { return pagebridge::cli::print(text) ? ExitCode::done : ExitCode::io; }

ExitCode run(const Command& command, const std::vector<std::string>& arguments) {
  const auto is_help = [](const std::string& argument) { return argument == "--help" || argument == "-h"; };
  if (std::any_of(arguments.begin(), arguments.end(), is_help)) return print_or_fail(std::string(command.help));
  const auto options = pagebridge::cli::Options::parse(arguments, command.options);
  if (!options) return pagebridge::cli::fail_usage(command.name, options.error().message);
  return command.run(*options);
}

ExitCode dispatch(std::vector<std::string> arguments) {
  const std::vector<Command> commands = {pagebridge::cli::events_command(), pagebridge::cli::sign_command(),
                                         pagebridge::cli::sandbox_command()};
  if (arguments.empty()) {
    std::cerr << usage(commands);
    return ExitCode::usage;
  }
  const std::string name = arguments.front();
  arguments.erase(arguments.begin());
  if (name == "--help" || name == "-h" || name == "help") return print_or_fail(usage(commands));
  if (name == "--version") return print_or_fail("pagebridge " + std::string(pagebridge::library_version()) + "\n");
  for (const Command& command : commands)
    if (command.name == name) return run(command, arguments);
  std::cerr << "pagebridge: unknown command " << name << "; see pagebridge --help\n";
  return ExitCode::usage;
}

} // namespace

int main(int argc, char** argv) {
  try {
    return static_cast<int>(dispatch(std::vector<std::string>(argv + std::min(argc, 1), argv + argc)));
  } catch (const std::exception& error) {
    std::fputs("pagebridge: a defect in the program: ", stderr);
    std::fputs(error.what(), stderr);
    std::fputs("\n", stderr);
    return static_cast<int>(ExitCode::internal);
  }
}
