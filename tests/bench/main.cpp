#include <cstdio>
#include <string>
#include <vector>

#include "subcommand.hpp"

namespace {

constexpr bench::Subcommand subcommands[] = {
    {"parse", "[CORPUS] [--rounds N] [--min-ms N] [--smoke]", "what a webhook costs to verify, parse and dispatch",
     bench::parse_bench},
    {"queue", "", "how much room sends take that wait for their turn", bench::queue_bench},
    {"sandbox", "[--messages N] [--people N]", "how fast the sandbox is in process, and that it does not grow",
     bench::sandbox_bench},
#if defined(PAGEBRIDGE_BENCH_SENDS)
    {"send", "ORIGIN|stand-in INFLIGHT [--rounds N] [--round-ms N] [--delay-ms N] [--ca-file FILE]",
     "what a send costs over a real socket; stand-in: to a server of the bench's own, which answers after a delay",
     bench::send_bench},
#endif
};

int fail_usage() {
  std::string text = "usage: pagebridge_bench SUBCOMMAND [ARGUMENT...]\n";
  for (const bench::Subcommand& one : subcommands)
    text += "\n  " + std::string(one.name) + " " + std::string(one.arguments) + "\n      " + std::string(one.summary) +
            "\n";
  std::fputs(text.c_str(), stderr);
  return bench::wrong_usage;
}

} // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv, argv + argc);
  if (arguments.size() < 2) return fail_usage();
  const std::string name = arguments[1];
  arguments.erase(arguments.begin(), arguments.begin() + 2);
  for (const bench::Subcommand& one : subcommands) {
    if (one.name != name) continue;
    const int code = one.run(arguments);
    return code == bench::wrong_usage ? fail_usage() : code;
  }
  return fail_usage();
}
