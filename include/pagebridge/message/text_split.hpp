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

/// `text` in parts that fit. It is cut after a line if that leaves the part at least half full, else between words, else (in
/// a word that fits into no part) between what people see as characters. So an emoji, a flag, a letter with its accents, a
/// word and a URL stay whole as long as they fit into a part. White space at a cut belongs to no part; apart from that the
/// parts make up the text. Text that fits is one part, untouched; white space that does not fit is none.
///
/// `text` should be UTF-8: a byte that is not counts one unit, and stays with its neighbours. Takes time in proportion to
/// the text's length.
PAGEBRIDGE_EXPORT std::vector<std::string> split_text(std::string_view text, const TextSplitOptions& options);
PAGEBRIDGE_EXPORT std::vector<std::string> split_text(std::string_view text);

PAGEBRIDGE_END_NAMESPACE
