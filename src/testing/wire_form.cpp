#include "testing/wire_form.hpp"

#include <cstddef>
#include <cstdint>

#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

void append_unit(std::string& wire, std::uint32_t unit) {
  static constexpr char digits[] = "0123456789abcdef";
  wire += "\\u";
  for (unsigned shift = 16; shift > 0;) {
    shift -= 4;
    wire.push_back(digits[(unit >> shift) & 15U]);
  }
}

void append_code_point(std::string& wire, std::uint32_t point) {
  if (point < 0x10000) return append_unit(wire, point);
  append_unit(wire, 0xD800 + ((point - 0x10000) >> 10U));
  append_unit(wire, 0xDC00 + ((point - 0x10000) & 0x3FFU));
}

/// Appends the character beyond ASCII that `text` starts with, and returns its length.
std::size_t append_character(std::string& wire, std::string_view text) {
  const std::size_t length = utf8::sequence_length(text);
  if (length < 2) {
    append_unit(wire, 0xFFFD);
    return 1;
  }
  std::uint32_t point = static_cast<unsigned char>(text[0]) & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) point = (point << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  append_code_point(wire, point);
  return length;
}

/// Appends the escape that `text` starts with, its hex digits in lower case, and returns its length.
std::size_t append_escape(std::string& wire, std::string_view text) {
  const std::size_t length = text.size() > 1 && text[1] == 'u' ? 6 : 2;
  for (const char c : text.substr(0, length))
    wire.push_back(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
  return length;
}

} // namespace

std::string wire_form(std::string_view json) {
  std::string wire;
  wire.reserve(json.size() + json.size() / 8);
  bool in_string = false;
  for (std::size_t i = 0; i < json.size();) {
    const char c = json[i];
    if (in_string && c == '\\') {
      i += append_escape(wire, json.substr(i));
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      i += append_character(wire, json.substr(i));
    } else {
      const bool blank = !in_string && (c == ' ' || c == '\t' || c == '\r' || c == '\n');
      if (in_string && c == '/') wire.push_back('\\');
      if (!blank) wire.push_back(c);
      if (c == '"') in_string = !in_string;
      ++i;
    }
  }
  return wire;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
