// Splitting. The input's first byte chooses the unit, the second the limit; the rest is the text.
#include <algorithm>
#include <string>
#include <vector>

#include "fuzz/check.hpp"
#include "pagebridge/message/text_split.hpp"
#include "utf8.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using fuzz::check;

namespace {

/// Counted once more on purpose: a byte that is no UTF-8 is one unit.
std::size_t units_in(std::string_view text, TextUnit unit) {
  std::size_t units = 0;
  while (!text.empty()) {
    const std::size_t length = utf8::sequence_length(text);
    const std::size_t bytes = length == 0 ? 1 : length;
    units += unit == TextUnit::byte ? bytes : unit == TextUnit::utf16 && bytes == 4 ? 2 : 1;
    text.remove_prefix(bytes);
  }
  return units;
}

/// How many bytes of white space `text` begins with.
std::size_t space_before(std::string_view text) {
  static const std::string_view spaces[] = {
      "\t",           "\n",           "\v",           "\f",           "\r",           " ",
      "\xc2\x85",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81", "\xe2\x80\x82", "\xe2\x80\x83",
      "\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86", "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a",
      "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x81\x9f", "\xe3\x80\x80"};
  for (const std::string_view space : spaces)
    if (text.substr(0, space.size()) == space) return space.size();
  return 0;
}

/// The parts stand in the text one after the other, and nothing but white space stands between them.
bool make_up(const std::vector<std::string>& parts, std::string_view text) {
  for (const std::string& part : parts) {
    while (text.substr(0, part.size()) != part) {
      const std::size_t space = space_before(text);
      if (space == 0) return false;
      text.remove_prefix(space);
    }
    text.remove_prefix(part.size());
  }
  while (const std::size_t space = space_before(text)) text.remove_prefix(space);
  return text.empty();
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// A cut goes through no code point, and white space there is in no part. (What an accent stands on, or what is no
/// UTF-8 clings to, is no white space, so this is asked of ASCII.)
void check_ends(const std::vector<std::string>& parts, std::string_view text, bool is_utf8) {
  const bool ascii = is_ascii(text);
  for (const std::string& part : parts) {
    check(!part.empty(), "no part is empty");
    check(!is_utf8 || utf8::code_points(part) != std::string_view::npos, "parts of UTF-8 are UTF-8");
    const bool is_first = &part == &parts.front();
    check(is_first || !ascii || space_before(part) == 0, "white space at a cut is in no part");
  }
  check(make_up(parts, text), "the parts make up the text");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  constexpr TextUnit units[] = {TextUnit::code_point, TextUnit::utf16, TextUnit::byte};
  const TextSplitOptions options{64U + data[1], units[data[0] % 3]};
  const std::string text(fuzz::text_of(data + 2, size - 2));

  const std::vector<std::string> parts = split_text(text, options);
  if (units_in(text, options.unit) <= options.limit) {
    check(parts == std::vector<std::string>{text}, "text that fits is one part, untouched");
    return 0;
  }
  check_ends(parts, text, utf8::code_points(text) != std::string_view::npos);
  for (const std::string& part : parts) {
    check(units_in(part, options.unit) <= options.limit, "each part fits");
    check(split_text(part, options) == std::vector<std::string>{part}, "a part is not split again");
  }
  return 0;
}
