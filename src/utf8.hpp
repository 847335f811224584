#pragma once

#include <cstddef>
#include <string_view>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// UTF-8 as RFC 3629 has it. Private.
namespace utf8 {

/// How many bytes the well-formed sequence at the start of `text` has, or 0 if there is none (overlong forms, surrogates
/// and anything past U+10FFFF are not well-formed).
std::size_t sequence_length(std::string_view text) noexcept;

/// The number of code points, or npos if `text` is not well-formed.
std::size_t code_points(std::string_view text) noexcept;

} // namespace utf8
PAGEBRIDGE_END_NAMESPACE
