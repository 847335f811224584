#pragma once

#include <string>
#include <string_view>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing::ascii {

/// `text` with its letters from A to Z in lower case: names that the platform has in both.
inline std::string lower(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return low;
}

} // namespace testing::ascii
PAGEBRIDGE_END_NAMESPACE
