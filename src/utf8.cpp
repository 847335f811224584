#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace utf8 {

std::size_t sequence_length(std::string_view text) noexcept {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto continued = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0U) == 0x80U; };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return continued(1) ? 2 : 0;
  if (first < 0xF0) {
    if (!continued(1) || !continued(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    if (first == 0xED && byte(1) >= 0xA0) return 0;
    return 3;
  }
  if (first < 0xF5) {
    if (!continued(1) || !continued(2) || !continued(3)) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) >= 0x90) return 0;
    return 4;
  }
  return 0;
}

std::size_t code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) return std::string_view::npos;
    text.remove_prefix(length);
    ++count;
  }
  return count;
}

} // namespace utf8
PAGEBRIDGE_END_NAMESPACE
