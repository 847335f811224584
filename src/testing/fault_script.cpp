#include "testing/fault_script.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

// The distributions of <random> draw differently in each standard library, so all is done on whole numbers here.

/// The finish of SplitMix64 (Steele, Lea and Flood 2014): every bit of the result depends on every bit of `x`.
constexpr std::uint64_t mix(std::uint64_t x) noexcept {
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

/// The random numbers of one occasion.
class Draws {
 public:
  Draws(std::uint64_t seed, FaultOccasion occasion, std::uint64_t number) noexcept
      : state_(mix(mix(mix(seed + step) + static_cast<std::uint64_t>(occasion) + 1) + step * number)) {}

  std::uint64_t next() noexcept { return mix(state_ += step); }
  /// From 0 to `count` - 1. It leans to some of them by less than one in a million, for counts below a thousand million.
  std::uint32_t below(std::uint32_t count) noexcept {
    return static_cast<std::uint32_t>(((next() >> 32U) * count) >> 32U);
  }

 private:
  static constexpr std::uint64_t step = 0x9E3779B97F4A7C15U;
  std::uint64_t state_;
};

/// A rate in whole 2^-53, the fineness that every double from 0 to 1 has.
constexpr unsigned fineness = 53;
constexpr std::uint64_t certain = std::uint64_t{1} << fineness;
std::uint64_t whole(double rate) noexcept {
  return static_cast<std::uint64_t>(std::clamp(rate, 0.0, 1.0) * static_cast<double>(certain));
}

FaultKind kind_at(const FaultRates& rates, FaultOccasion occasion, std::uint64_t drawn) noexcept {
  std::uint64_t end = 0;
  for (const FaultRow& row : fault_rows) {
    if (!row.is_at(occasion)) continue;
    end += whole(rates.*(row.rate));
    if (drawn < end) return row.kind;
  }
  return FaultKind::none;
}

} // namespace

Fault decide(const FaultScript& script, FaultOccasion occasion, std::uint64_t number) noexcept {
  if (script.until > 0 && number >= script.until) return {};
  Draws draws(script.seed, occasion, number);
  Fault fault;
  fault.kind = kind_at(script.rates, occasion, draws.next() >> (64U - fineness));
  switch (fault.kind) {
    case FaultKind::delay:
      fault.delay = milliseconds(1 + draws.below(static_cast<std::uint32_t>(script.longest_delay.count())));
      break;
    case FaultKind::half_answer: fault.percent = static_cast<int>(draws.below(100)); break;
    case FaultKind::gateway_error: {
      constexpr int pages[] = {500, 502, 503, 504};
      fault.http_status = pages[draws.below(std::size(pages))];
      break;
    }
    default: break;
  }
  return fault;
}

std::optional<Error> wrong_script(const FaultScript& script) {
  for (const FaultRow& row : fault_rows) {
    const double rate = script.rates.*(row.rate);
    if (!(rate >= 0 && rate <= 1)) return invalid_argument(std::string(row.name), "a rate is a number from 0 to 1");
  }
  for (const FaultOccasion occasion :
       {FaultOccasion::webhook, FaultOccasion::send, FaultOccasion::call, FaultOccasion::tick}) {
    std::uint64_t sum = 0;
    for (const FaultRow& row : fault_rows)
      if (row.is_at(occasion)) sum += whole(script.rates.*(row.rate));
    // Tenths are not exact in binary: ten of them may exceed 1 by a little.
    if (sum > certain + std::size(fault_rows))
      return invalid_argument("rates", "the rates of what can happen at one occasion add up to more than 1");
  }
  if (script.longest_delay < milliseconds(1) || script.longest_delay > std::chrono::hours(24))
    return invalid_argument("longest_delay_ms", "must be from 1 ms to a day");
  return std::nullopt;
}

std::string_view to_string(FaultKind kind) noexcept {
  for (const FaultRow& row : fault_rows)
    if (row.kind == kind) return row.name;
  return "none";
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
