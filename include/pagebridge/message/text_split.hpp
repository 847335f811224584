#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/policy/platform_limits.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// What the platform's limit counts. Meta says "characters" and nobody has measured what it means by that.
enum class TextUnit { code_point, utf16, byte };

struct TextSplitOptions {
  std::size_t limit = platform::text_code_points; ///< units a part, at least 64
  TextUnit unit = TextUnit::code_point;
};

/// `text` in parts that fit. It is cut between words, else between what people see as characters (never inside an emoji, a
/// flag, a letter with its accents) and never inside a URL that fits into a part. White space at a cut belongs to no part;
/// apart from that the parts make up the text. Text that fits is one part, untouched. `text` must be valid UTF-8: what is
/// not counts a unit a byte, and is not cut apart from its neighbours.
PAGEBRIDGE_EXPORT std::vector<std::string> split_text(std::string_view text, const TextSplitOptions& options);
PAGEBRIDGE_EXPORT std::vector<std::string> split_text(std::string_view text);

PAGEBRIDGE_END_NAMESPACE
