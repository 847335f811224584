#include "testing/limits_json.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

using platform::CallLimit;

constexpr int most_calls = 1'000'000;
constexpr milliseconds longest = std::chrono::hours(7 * 24);

struct NamedLimit {
  std::string_view name;
  CallLimit SandboxLimits::*limit;
};
constexpr NamedLimit named_limits[] = {{"text", &SandboxLimits::text},
                                       {"media", &SandboxLimits::media},
                                       {"conversations", &SandboxLimits::conversations},
                                       {"private_replies", &SandboxLimits::private_replies},
                                       {"messenger_profile", &SandboxLimits::messenger_profile},
                                       {"user_menu", &SandboxLimits::user_menu},
                                       {"thread", &SandboxLimits::thread},
                                       {"high_volume", &SandboxLimits::high_volume},
                                       {"messenger_per_person", &SandboxLimits::messenger_per_person},
                                       {"page_per_person", &SandboxLimits::page_per_person},
                                       {"app_per_person", &SandboxLimits::app_per_person}};

struct NamedSwitch {
  std::string_view name;
  bool SandboxLimits::*on;
};
constexpr NamedSwitch named_switches[] = {{"high_volume_stops_sends", &SandboxLimits::high_volume_stops_sends},
                                          {"refused_calls_count", &SandboxLimits::refused_calls_count},
                                          {"sends_x_page_usage", &SandboxLimits::sends_x_page_usage}};

/// The row of that name; null if there is none.
template <class Rows>
auto find(const Rows& rows, std::string_view name) -> decltype(&*std::begin(rows)) {
  const auto row =
      std::find_if(std::begin(rows), std::end(rows), [name](const auto& known) { return known.name == name; });
  return row == std::end(rows) ? nullptr : &*row;
}

/// Nothing if it is something else, or negative.
std::optional<std::int64_t> whole_number(const json::Value& value) {
  if (value.kind() != json::Kind::number) return std::nullopt;
  const auto number = value.integer();
  constexpr std::int64_t most = 1'000'000'000;
  return number && *number >= 0 && *number <= most ? number : std::nullopt;
}

Result<void> read_limit(const json::Value& value, std::string_view name, CallLimit& limit) {
  if (!value.is_object()) return invalid_argument(std::string(name), "must be an object with calls and per_ms");
  for (auto member = value.begin(); member != value.end(); ++member) {
    const std::string field = std::string(name) + "." + std::string(member.name());
    const auto number = whole_number(*member);
    if (member.name() != "calls" && member.name() != "per_ms")
      return invalid_argument(field, "there is no such member; a limit has calls and per_ms");
    if (!number) return invalid_argument(field, "must be a whole number, not negative");
    if (member.name() == "calls") {
      limit.calls = static_cast<int>(*number);
    } else {
      limit.per = milliseconds(*number);
    }
  }
  return {};
}

Result<void> read_member(const json::Value& value, std::string_view name, SandboxLimits& limits) {
  if (const auto* const row = find(named_limits, name)) return read_limit(value, name, limits.*(row->limit));
  if (const auto* const row = find(named_switches, name)) {
    if (value.kind() != json::Kind::boolean) return invalid_argument(std::string(name), "must be true or false");
    limits.*(row->on) = value.truth();
    return {};
  }
  const auto number = whole_number(value);
  if (name != "throttle_status" && name != "least_people")
    return invalid_argument(std::string(name), "there is no such limit");
  if (!number) return invalid_argument(std::string(name), "must be a whole number, not negative");
  if (name == "throttle_status") {
    limits.throttle_status = static_cast<int>(*number);
  } else {
    limits.least_people = static_cast<std::uint64_t>(*number);
  }
  return {};
}

} // namespace

std::optional<Error> wrong_limit(const SandboxLimits& limits) {
  for (const NamedLimit& row : named_limits) {
    const CallLimit& limit = limits.*(row.limit);
    const std::string name(row.name);
    if (limit.calls < 0 || limit.calls > most_calls)
      return invalid_argument(name, name + ": calls must be from 0 to 1,000,000");
    if (limit.per < milliseconds(1) || limit.per > longest)
      return invalid_argument(name, name + ": per must be from 1 ms to 7 days");
  }
  if (limits.throttle_status != 400 && limits.throttle_status != 403 && limits.throttle_status != 429)
    return invalid_argument("throttle_status", "throttle_status must be 400, 403 or 429");
  return std::nullopt;
}

Result<SandboxLimits> read_limits(const json::Value& object) {
  SandboxLimits limits;
  if (!object.is_object()) return invalid_argument("limits", "must be an object");
  for (auto member = object.begin(); member != object.end(); ++member)
    if (const auto read = read_member(*member, member.name(), limits); !read) return read.error();
  if (auto wrong = wrong_limit(limits)) return std::move(*wrong);
  return limits;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
