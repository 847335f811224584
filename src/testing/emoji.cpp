// What an emoji is: https://www.unicode.org/reports/tr51/#Emoji_Sequences
#include <utf8proc.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "testing/threads.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

using Points = std::vector<std::int32_t>;

constexpr std::int32_t joiner = 0x200D;
constexpr std::int32_t as_emoji = 0xFE0F; ///< a variation selector
constexpr std::int32_t keycap = 0x20E3;

/// None if the text is too long for an emoji, or is no UTF-8.
Points points_of(std::string_view text) {
  constexpr std::size_t most_bytes = 64; // families with skin tones have 41
  Points points;
  if (text.size() > most_bytes) return points;
  for (std::size_t at = 0; at < text.size();) {
    std::int32_t point = -1;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
    const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
    if (length <= 0) return {};
    points.push_back(point);
    at += static_cast<std::size_t>(length);
  }
  return points;
}

bool is_of_class(std::int32_t point, int boundary_class) {
  return utf8proc_get_property(point)->boundclass == static_cast<unsigned>(boundary_class);
}
bool is_pictograph(std::int32_t point) { return is_of_class(point, UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC); }
bool is_skin_tone(std::int32_t point) { return point >= 0x1F3FB && point <= 0x1F3FF; }
/// Spells which part of a country a flag is of: England's, Scotland's.
bool is_tag(std::int32_t point) { return point >= 0xE0020 && point <= 0xE007F; }

bool is_flag(const Points& points) {
  return points.size() == 2 && is_of_class(points[0], UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR) &&
         is_of_class(points[1], UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR);
}

bool is_keycap(const Points& points) {
  const bool is_key = (points[0] >= '0' && points[0] <= '9') || points[0] == '#' || points[0] == '*';
  const bool has_selector = points.size() == 3 && points[1] == as_emoji;
  return is_key && points.back() == keycap && (points.size() == 2 || has_selector);
}

/// Pictographs between joiners, each with what changes its looks.
bool is_sequence(const Points& points) {
  bool begins = true;
  for (const std::int32_t point : points) {
    if (begins ? !is_pictograph(point) && !is_skin_tone(point)
               : point != joiner && point != as_emoji && !is_skin_tone(point) && !is_tag(point))
      return false;
    begins = point == joiner;
  }
  return !begins;
}

} // namespace

bool is_emoji(const std::string& text) {
  const Points points = points_of(text);
  return !points.empty() && (is_flag(points) || is_keycap(points) || is_sequence(points));
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
