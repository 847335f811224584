#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// The digits of "+1(212)555-2368": all else is for people.
inline std::string digits_of(std::string_view phone) {
  std::string digits;
  std::copy_if(phone.begin(), phone.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

inline bool is_same_phone(std::string_view a, std::string_view b) {
  const std::string digits = digits_of(a);
  return !digits.empty() && digits == digits_of(b);
}

/// With its country's code; as many digits as there are at most in the world (E.164).
inline bool is_phone(std::string_view text) {
  constexpr std::size_t least = 7;
  constexpr std::size_t most = 15;
  const std::size_t digits = digits_of(text).size();
  return text.substr(0, 1) == "+" && text.find_first_not_of("+0123456789 ()-./") == std::string_view::npos &&
         digits >= least && digits <= most;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
