#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace utf8 {

namespace {

/// What a first byte says about its sequence: the length (0 if nothing may start with it) and the bounds of the second
/// byte, which keep out overlong forms, surrogates and what lies beyond U+10FFFF (Unicode, table 3-7).
struct Lead {
  std::size_t length;
  unsigned char second_from = 0x80;
  unsigned char second_to = 0xBF;
};

Lead lead_of(unsigned char first) noexcept {
  if (first < 0x80) return {1};
  if (first < 0xC2) return {0};
  if (first < 0xE0) return {2};
  if (first == 0xE0) return {3, 0xA0};
  if (first == 0xED) return {3, 0x80, 0x9F};
  if (first < 0xF0) return {3};
  if (first == 0xF0) return {4, 0x90};
  if (first < 0xF4) return {4};
  if (first == 0xF4) return {4, 0x80, 0x8F};
  return {0};
}

} // namespace

std::size_t sequence_length(std::string_view text) noexcept {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const Lead lead = lead_of(byte(0));
  if (lead.length < 2) return lead.length;
  if (text.size() < lead.length || byte(1) < lead.second_from || byte(1) > lead.second_to) return 0;
  for (std::size_t i = 2; i < lead.length; ++i)
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  return lead.length;
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
