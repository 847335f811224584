#pragma once

#include <string>
#include <utility>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// JSON kept as it was written: for members that we pass on without a type of our own. Empty means absent. Its bytes are
/// the sender's: a string in it may hold what is no UTF-8 or no Unicode.
struct JsonText {
  std::string text;
  [[nodiscard]] bool empty() const noexcept { return text.empty(); }
};

PAGEBRIDGE_END_NAMESPACE
