#include "json/repair.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace json {

namespace {

int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The code unit of "\uXXXX" at `at`, or -1.
int unit_at(std::string_view text, std::size_t at) noexcept {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  int unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = hex_digit(text[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

bool is_high(int unit) noexcept { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low(int unit) noexcept { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// Repairs the escape at `at` (a backslash inside a string) and returns where the next character starts.
std::size_t repair_escape(std::string& text, std::size_t at) {
  if (at + 1 >= text.size()) return text.size();
  if (text[at + 1] != 'u') {
    if (std::strchr("\"\\/bfnrt", text[at + 1]) != nullptr && text[at + 1] != '\0') return at + 2;
    text[at] = '?';
    return at + 1;
  }
  const int unit = unit_at(text, at);
  if (unit < 0) {
    text[at] = '?';
    return at + 1;
  }
  if (is_high(unit) && is_low(unit_at(text, at + 6))) return at + 12;
  if (unit == 0 || is_high(unit) || is_low(unit)) text.replace(at, 6, "\\ufffd");
  return at + 6;
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

std::string::iterator at(std::string& text, std::size_t index) {
  return text.begin() + static_cast<std::string::difference_type>(index);
}

/// Where the exponent that starts at `i` ends; `i` itself if none starts there.
std::size_t exponent_end(std::string_view text, std::size_t i) noexcept {
  const auto byte = [&](std::size_t index) { return index < text.size() ? text[index] : '\0'; };
  std::size_t end = i;
  if (byte(end) != 'e' && byte(end) != 'E') return i;
  ++end;
  if (byte(end) == '+' || byte(end) == '-') ++end;
  if (!is_digit(byte(end))) return i;
  while (is_digit(byte(end))) ++end;
  return end;
}

/// Whether there is nothing that could need repair: the usual body is ASCII with few escapes, so this decides quickly.
bool is_plain(std::string_view text) noexcept {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x80 || c == '\\' || static_cast<unsigned char>(c) < 0x20) return false;
  return true;
}

} // namespace

void repair_strings(std::string& text) {
  if (is_plain(text)) return;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '"') {
      in_string = !in_string;
      ++i;
    } else if (byte == '\\' && in_string) {
      i = repair_escape(text, i);
    } else if (byte < 0x20 && in_string) {
      text[i++] = '?';
    } else if (byte >= 0x80) {
      const std::size_t length = utf8::sequence_length(std::string_view(text).substr(i));
      if (length == 0) text[i] = '?';
      i += length == 0 ? 1 : length;
    } else {
      ++i;
    }
  }
}

void shorten_numbers(std::string& text) {
  constexpr std::size_t longest = 300;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '"') in_string = !in_string;
    if (in_string || !is_digit(text[i])) {
      i += in_string && text[i] == '\\' ? 2U : 1U;
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size() && (is_digit(text[i]) || text[i] == '.')) ++i;
    if (i - begin > longest) {
      const std::size_t keep = begin + longest - (text[begin + longest - 1] == '.' ? 1U : 0U);
      std::fill(at(text, keep), at(text, i), ' ');
    }
    const std::size_t end = exponent_end(text, i);
    std::fill(at(text, i), at(text, end), ' ');
    i = end;
  }
}

} // namespace json
PAGEBRIDGE_END_NAMESPACE
