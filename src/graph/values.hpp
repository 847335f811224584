#pragma once

#include <limits>
#include <optional>
#include <string>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/json_text.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// A whole number that an int can hold; nothing for any other value.
inline std::optional<int> whole(const json::Value& value) noexcept {
  const auto number = value.integer();
  if (!number || *number < std::numeric_limits<int>::min() || *number > std::numeric_limits<int>::max()) return {};
  return static_cast<int>(*number);
}

/// Yes or no, as a boolean or as text; nothing if it is neither.
inline std::optional<bool> flag(const json::Value& value) noexcept {
  if (value.truth()) return true;
  if (value.kind() == json::Kind::boolean || value.text() == "false") return false;
  return std::nullopt;
}

/// As it was written; empty if it is absent or null.
inline JsonText raw_text(const json::Value& value) {
  return value.exists() && value.kind() != json::Kind::null ? JsonText{std::string(value.raw())} : JsonText{};
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
