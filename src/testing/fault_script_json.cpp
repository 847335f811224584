#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "testing/fault_script.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// `number`, which the parser has found to be one, read the same whatever the locale. Digits past the fifteenth are dropped,
/// since a double holds no more.
double decimal(std::string_view number) noexcept {
  constexpr std::int64_t enough = 100'000'000'000'000;
  constexpr int vast = 400;
  std::int64_t digits = 0;
  int power = 0;
  bool after_point = false;
  std::size_t i = number.empty() || number[0] != '-' ? 0 : 1;
  for (; i < number.size() && (is_digit(number[i]) || number[i] == '.'); ++i) {
    if (number[i] == '.') {
      after_point = true;
      continue;
    }
    const bool fits = digits < enough;
    if (fits) digits = digits * 10 + (number[i] - '0');
    power += (fits ? 0 : 1) - (after_point ? 1 : 0);
  }
  if (i < number.size()) { // an e or E
    const bool is_negative = number[i + 1] == '-';
    int exponent = 0;
    for (const char c : number.substr(i + 1))
      if (is_digit(c)) exponent = std::min(exponent * 10 + (c - '0'), vast);
    power += is_negative ? -exponent : exponent;
  }
  auto value = static_cast<double>(digits);
  double scale = 1; // exact up to the twenty-second power of ten, so that one rounding is all there is
  for (int n = std::min(std::abs(power), vast); n > 0; --n) scale *= 10;
  value = power < 0 ? value / scale : value * scale;
  return !number.empty() && number[0] == '-' ? -value : value;
}

Result<std::uint64_t> read_whole(const json::Value& value, std::string_view name) {
  const auto number = value.kind() == json::Kind::number ? value.integer() : std::nullopt;
  if (!number || *number < 0) return invalid_argument(std::string(name), "must be a whole number, not negative");
  return static_cast<std::uint64_t>(*number);
}

Result<void> read_rates(const json::Value& object, FaultRates& rates) {
  if (!object.is_object()) return invalid_argument("rates", "must be an object of numbers from 0 to 1");
  for (auto member = object.begin(); member != object.end(); ++member) {
    const std::string name(member.name());
    const auto* const row = std::find_if(std::begin(fault_rows), std::end(fault_rows),
                                         [&](const FaultRow& known) { return known.name == name; });
    if (row == std::end(fault_rows)) return invalid_argument(name, "there is no such fault");
    if ((*member).kind() != json::Kind::number) return invalid_argument(name, "a rate is a number from 0 to 1");
    rates.*(row->rate) = decimal((*member).id());
  }
  return {};
}

Result<void> read_member(const json::Value& value, std::string_view name, FaultScript& script) {
  if (name == "rates") return read_rates(value, script.rates);
  if (name != "seed" && name != "until" && name != "longest_delay_ms")
    return invalid_argument(std::string(name), "there is no such member");
  const auto number = read_whole(value, name);
  if (!number) return number.error();
  if (name == "seed") script.seed = *number;
  if (name == "until") script.until = *number;
  if (name == "longest_delay_ms") script.longest_delay = milliseconds(static_cast<std::int64_t>(*number));
  return {};
}

} // namespace

Result<FaultScript> read_fault_script(const json::Value& object) {
  FaultScript script;
  if (!object.is_object()) return invalid_argument("script", "must be an object");
  for (auto member = object.begin(); member != object.end(); ++member)
    if (const auto read = read_member(*member, member.name(), script); !read) return read.error();
  if (auto wrong = wrong_script(script)) return std::move(*wrong);
  return script;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
