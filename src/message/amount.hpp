#pragma once

#include <string_view>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace message {

/// Whether `text` is a decimal number that can stand in JSON as it is: digits, perhaps with a point and a minus, without an
/// exponent and without zeros before it.
inline bool is_amount(std::string_view text) noexcept {
  const auto digits = [&text] {
    std::size_t count = 0;
    while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
    return count;
  };
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const std::size_t whole = digits();
  if (whole == 0 || (whole > 1 && text.front() == '0')) return false;
  text.remove_prefix(whole);
  if (text.empty()) return true;
  if (text.front() != '.') return false;
  text.remove_prefix(1);
  return !text.empty() && digits() == text.size();
}

} // namespace message
PAGEBRIDGE_END_NAMESPACE
