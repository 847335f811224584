#include "pagebridge/graph/usage.hpp"

#include <algorithm>
#include <chrono>

#include "json/tree.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

constexpr std::size_t longest_header = 16384;
constexpr std::size_t most_entries = 32;
constexpr int most_percent = 1000000;
constexpr milliseconds longest_pause = std::chrono::hours(24);

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// The whole number that `text` begins with ("28" of "28.5" or "28%"); nothing if it begins with none.
std::optional<int> leading_number(std::string_view text) noexcept {
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  int number = 0;
  for (const char c : text) {
    if (!is_digit(c)) break;
    number = std::min(number * 10 + (c - '0'), most_percent);
  }
  return number;
}

int number(const json::Value& value) noexcept { return leading_number(value.id()).value_or(0); }

std::optional<Usage> usage_of(const json::Value& object) noexcept {
  if (!object["call_count"].exists() && !object["total_time"].exists() && !object["total_cputime"].exists())
    return std::nullopt;
  return Usage{number(object["call_count"]), number(object["total_time"]), number(object["total_cputime"])};
}

std::optional<Usage> bare_percentage(std::string_view value) noexcept {
  static constexpr std::string_view around = " \t\"";
  const auto begin = value.find_first_not_of(around);
  if (begin == std::string_view::npos) return std::nullopt;
  value = value.substr(begin, value.find_last_not_of(around) - begin + 1);
  if (!value.empty() && value.back() == '%') value.remove_suffix(1);
  if (value.empty() || !std::all_of(value.begin(), value.end(), is_digit)) return std::nullopt;
  return Usage{leading_number(value).value_or(0), 0, 0};
}

milliseconds minutes(const json::Value& value) noexcept {
  return std::min<milliseconds>(std::chrono::minutes(number(value)), longest_pause);
}

} // namespace

std::optional<Usage> read_usage(std::string_view value) {
  if (value.size() > longest_header) return std::nullopt;
  if (auto bare = bare_percentage(value)) return bare;
  const auto tree = json::Tree::parse(value);
  return tree ? usage_of(tree->root()) : std::nullopt;
}

std::vector<BusinessUsage> read_business_usage(std::string_view value) {
  std::vector<BusinessUsage> found;
  if (value.size() > longest_header) return found;
  const auto tree = json::Tree::parse(value);
  if (!tree || !tree->root().is_object()) return found;
  const json::Value root = tree->root();
  for (auto business = root.begin(); business != root.end(); ++business)
    for (const json::Value& entry : *business) {
      const auto usage = usage_of(entry);
      if (!usage) continue;
      if (found.size() == most_entries) return found;
      found.push_back({std::string(business.name()), std::string(entry["type"].text()), *usage,
                       minutes(entry["estimated_time_to_regain_access"])});
    }
  return found;
}

UsageReport usage_in(const HttpHeaders& headers) {
  UsageReport report;
  if (const auto app = single_header(headers, "X-App-Usage")) report.app = read_usage(*app);
  if (const auto page = single_header(headers, "X-Page-Usage")) report.page = read_usage(*page);
  if (const auto business = single_header(headers, "X-Business-Use-Case-Usage"))
    report.business = read_business_usage(*business);
  return report;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
