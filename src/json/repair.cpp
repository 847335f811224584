#include "json/repair.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace json {

namespace {

constexpr std::array<signed char, 256> hex_values() noexcept {
  std::array<signed char, 256> values{};
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = -1;
  for (signed char i = 0; i < 10; ++i) values[static_cast<std::size_t>('0' + i)] = i;
  for (signed char i = 0; i < 6; ++i) {
    values[static_cast<std::size_t>('a' + i)] = static_cast<signed char>(10 + i);
    values[static_cast<std::size_t>('A' + i)] = static_cast<signed char>(10 + i);
  }
  return values;
}

int hex_digit(char c) noexcept {
  static constexpr std::array<signed char, 256> values = hex_values();
  return values[static_cast<unsigned char>(c)];
}

bool is_short_escape(char c) noexcept {
  switch (c) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't': return true;
    default: return false;
  }
}

/// The code unit of "\uXXXX" at `at`, or -1.
int unit_at(std::string_view text, std::size_t at) noexcept {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  const int first = hex_digit(text[at + 2]);
  const int second = hex_digit(text[at + 3]);
  const int third = hex_digit(text[at + 4]);
  const int fourth = hex_digit(text[at + 5]);
  if (first < 0 || second < 0 || third < 0 || fourth < 0) return -1;
  return first * 4096 + second * 256 + third * 16 + fourth;
}

bool is_high(int unit) noexcept { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low(int unit) noexcept { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// Repairs the escape at `at` (a backslash inside a string) and returns where the next character starts.
std::size_t repair_escape(char* text, std::size_t size, std::size_t at) noexcept {
  if (at + 1 >= size) return size;
  if (text[at + 1] != 'u') {
    if (is_short_escape(text[at + 1])) return at + 2;
    text[at] = '?';
    return at + 1;
  }
  const std::string_view all(text, size);
  const int unit = unit_at(all, at);
  if (unit < 0) {
    text[at] = '?';
    return at + 1;
  }
  if (is_high(unit) && is_low(unit_at(all, at + 6))) return at + 12;
  if (unit == 0 || is_high(unit) || is_low(unit)) std::copy_n("\\ufffd", 6, text + at);
  return at + 6;
}

/// Repairs the bytes at `at`, which are not ASCII, and returns where the next character starts.
std::size_t repair_utf8(char* text, std::size_t size, std::size_t at) noexcept {
  const std::size_t length = utf8::sequence_length(std::string_view(text + at, size - at));
  if (length == 0) text[at] = '?';
  return at + std::max<std::size_t>(length, 1);
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

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

bool is_suspect(char c) noexcept { return c == '\\' || static_cast<unsigned char>(c) >= 0x80 || (c >= 0 && c < ' '); }

/// The first byte from `at` on that may need repair: a backslash, a control character or no ASCII.
std::size_t next_suspect(const char* text, std::size_t size, std::size_t at) noexcept {
#if defined(__SSE2__)
  const __m128i space = _mm_set1_epi8(' ');
  const __m128i backslash = _mm_set1_epi8('\\');
  for (; at + 16 <= size; at += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + at));
    // As signed bytes, what is no ASCII is less than a space, too.
    const __m128i suspects = _mm_or_si128(_mm_cmplt_epi8(block, space), _mm_cmpeq_epi8(block, backslash));
    if (const int mask = _mm_movemask_epi8(suspects); mask != 0)
      return at + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(mask)));
  }
#endif
  while (at < size && !is_suspect(text[at])) ++at;
  return at;
}

/// Byte by byte, knowing what is inside a string: only there a control character is wrong.
void repair_slowly(char* text, std::size_t size) noexcept {
  bool in_string = false;
  for (std::size_t i = 0; i < size;) {
    const char c = text[i];
    if (c == '"') {
      in_string = !in_string;
      ++i;
    } else if (c == '\\' && in_string) {
      i = repair_escape(text, size, i);
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      i = repair_utf8(text, size, i);
    } else {
      if (in_string && c < ' ') text[i] = '?';
      ++i;
    }
  }
}

} // namespace

void repair_strings(char* text, std::size_t size) {
  // The usual body is one line of ASCII with some escapes. A backslash outside a string makes the body no JSON in any
  // case, so there is no need to know where strings begin until the first control character.
  for (std::size_t i = next_suspect(text, size, 0); i < size; i = next_suspect(text, size, i)) {
    if (text[i] == '\\') {
      i = repair_escape(text, size, i);
    } else if (static_cast<unsigned char>(text[i]) >= 0x80) {
      i = repair_utf8(text, size, i);
    } else {
      return repair_slowly(text, size);
    }
  }
}

void shorten_numbers(char* text, std::size_t size) {
  constexpr std::size_t longest = 300;
  bool in_string = false;
  for (std::size_t i = 0; i < size;) {
    if (text[i] == '"') in_string = !in_string;
    if (in_string || !is_digit(text[i])) {
      i += in_string && text[i] == '\\' ? 2U : 1U;
      continue;
    }
    const std::size_t begin = i;
    while (i < size && (is_digit(text[i]) || text[i] == '.')) ++i;
    if (i - begin > longest) {
      const std::size_t keep = begin + longest - (text[begin + longest - 1] == '.' ? 1U : 0U);
      std::fill(text + keep, text + i, ' ');
    }
    const std::size_t end = exponent_end(std::string_view(text, size), i);
    std::fill(text + i, text + end, ' ');
    i = end;
  }
}

} // namespace json
PAGEBRIDGE_END_NAMESPACE
