#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bench {

constexpr int done = 0;
constexpr int failed = 1;
constexpr int wrong_usage = 2; ///< main prints the usage

struct Subcommand {
  std::string_view name;
  std::string_view arguments;
  std::string_view summary;
  int (*run)(const std::vector<std::string>& arguments); ///< the exit code
};

int parse_bench(const std::vector<std::string>& arguments);
int queue_bench(const std::vector<std::string>& arguments);
int sandbox_bench(const std::vector<std::string>& arguments);
int send_bench(const std::vector<std::string>& arguments); ///< only with PAGEBRIDGE_BENCH_SENDS

} // namespace bench
