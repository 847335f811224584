#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/time.hpp"
#include "pagebridge/words.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace policy {

/// What fills `{name}` in a refusal's text.
using Moments = std::vector<std::pair<std::string_view, Timestamp>>;

/// The refusal of that code, its parameters and the English text filled in. Private.
Refusal refuse(std::string_view code, const Moments& moments);

/// "2026-02-02 02:40 UTC": cut off, not rounded, so that it never promises more time than there is.
std::string in_english(Timestamp moment);

} // namespace policy
PAGEBRIDGE_END_NAMESPACE
