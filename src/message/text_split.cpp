#include "pagebridge/message/text_split.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

/// Below this a part would hold less than some addresses and emoji.
constexpr std::size_t least_limit = 64;

struct CodePoint {
  std::int32_t value = -1; ///< negative: no UTF-8
  std::size_t bytes = 1;
};

CodePoint code_point_at(std::string_view text, std::size_t at) {
  CodePoint read;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
  const utf8proc_ssize_t length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &read.value);
  if (length > 0) return {read.value, static_cast<std::size_t>(length)};
  return {};
}

std::size_t units_of(const CodePoint& point, TextUnit unit) {
  switch (unit) {
    case TextUnit::code_point: return 1;
    case TextUnit::utf16: return point.value > 0xFFFF ? 2 : 1;
    case TextUnit::byte: return point.bytes;
  }
  return 1;
}

/// Unicode's newline function (standard annex 14, classes BK, CR, LF, NL).
bool is_line_break(std::int32_t value) {
  return (value >= 0x0A && value <= 0x0D) || value == 0x85 || value == 0x2028 || value == 0x2029;
}

/// White space at which a line may be broken: not the spaces that are made to hold words together.
bool is_space(std::int32_t value) {
  if (value == 0xA0 || value == 0x2007 || value == 0x202F) return false;
  return value == '\t' || is_line_break(value) || (value >= 0 && utf8proc_category(value) == UTF8PROC_CATEGORY_ZS);
}

/// RFC 3986's characters, except the quote, which ends an address more often than it belongs to one.
bool is_uri_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~:/?#[]@!$&()*+,;=%").find(c) != std::string_view::npos;
}

/// In texts people also put letters of other scripts into addresses.
bool is_iri_character(char c) { return static_cast<unsigned char>(c) >= 0x80 || is_uri_character(c); }

bool begins_with(std::string_view text, std::string_view lower_case) {
  if (text.size() < lower_case.size()) return false;
  for (std::size_t i = 0; i < lower_case.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != lower_case[i]) return false;
  }
  return true;
}

/// What is not cut: what people see as one character. Only one that is longer than a part falls into its code points.
struct Piece {
  std::size_t begin = 0;        ///< in bytes
  std::size_t units_before = 0; ///< of the whole text
  bool space = false;
  bool line_break = false;
  bool joined = false; ///< to the piece before it, in an address
};

class Splitter {
 public:
  Splitter(std::string_view text, std::size_t limit, TextUnit unit) : text_(text), limit_(limit), unit_(unit) {}

  std::vector<std::string> split() {
    read_pieces();
    protect_addresses();
    std::vector<std::string> parts;
    std::size_t from = 0;
    std::size_t to = 0;
    while (from < count()) {
      while (to < count() && units(from, to + 1) <= limit_) ++to;
      const std::size_t cut = to == count() ? to : cut_in(from, to);
      std::size_t end = cut;
      // White space goes at a cut, not at the text's own end.
      while (cut < count() && end > from && pieces_[end - 1].space) --end;
      if (end > from) parts.emplace_back(text_.substr(pieces_[from].begin, pieces_[end].begin - pieces_[from].begin));
      for (from = cut; from < count() && pieces_[from].space;) ++from;
      to = std::max(to, from);
    }
    return parts;
  }

 private:
  [[nodiscard]] std::size_t count() const { return pieces_.size() - 1; } // the last one marks the end
  [[nodiscard]] std::size_t units(std::size_t from, std::size_t to) const {
    return pieces_[to].units_before - pieces_[from].units_before;
  }

  /// Unicode's extended grapheme clusters (standard annex 29). What is no UTF-8 stays with its neighbours.
  void read_pieces() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t begin = at;
      const CodePoint first = code_point_at(text_, at);
      std::size_t length = units_of(first, unit_);
      utf8proc_int32_t state = 0;
      at += first.bytes;
      for (CodePoint last = first; at < text_.size();) {
        const CodePoint next = code_point_at(text_, at);
        if (is_border(last, next, state)) break;
        length += units_of(next, unit_);
        at += next.bytes;
        last = next;
      }
      add(begin, at, length, first);
    }
    pieces_.push_back({text_.size(), units_, false, false, false});
  }

  static bool is_border(const CodePoint& last, const CodePoint& next, utf8proc_int32_t& state) {
    if (last.value >= 0 && next.value >= 0) return utf8proc_grapheme_break_stateful(last.value, next.value, &state);
    state = 0;
    return false;
  }

  void add(std::size_t begin, std::size_t end, std::size_t length, const CodePoint& first) {
    if (length > limit_) return add_code_points(begin, end);
    const bool is_alone = end - begin == first.bytes || text_.substr(begin, end - begin) == "\r\n";
    pieces_.push_back(
        {begin, units_, is_alone && is_space(first.value), is_alone && is_line_break(first.value), false});
    units_ += length;
  }

  void add_code_points(std::size_t begin, std::size_t end) {
    while (begin < end) {
      const CodePoint point = code_point_at(text_, begin);
      pieces_.push_back({begin, units_, false, false, false});
      units_ += units_of(point, unit_);
      begin += point.bytes;
    }
  }

  [[nodiscard]] char first_byte(std::size_t piece) const { return text_[pieces_[piece].begin]; }

  /// Where the run of pieces that `belongs` takes ends.
  template <class Belongs>
  [[nodiscard]] std::size_t run_end(std::size_t from, const Belongs& belongs) const {
    while (from < count() && !pieces_[from].space && belongs(first_byte(from))) ++from;
    return from;
  }

  [[nodiscard]] bool address_begins(std::size_t piece) const {
    const std::string_view rest = text_.substr(pieces_[piece].begin);
    if (begins_with(rest, "http://") || begins_with(rest, "https://")) return true;
    return begins_with(rest, "www.") && (piece == 0 || !is_uri_character(first_byte(piece - 1)));
  }

  /// An address that fits into a part is one thing. Of one that does not, since a text in a script without spaces follows
  /// it, the part in ASCII is.
  void protect_addresses() {
    for (std::size_t at = 0; at < count(); ++at) {
      const std::size_t end = run_end(at, is_iri_character);
      while (at < end) at = address_begins(at) ? protect_address(at, end) : at + 1;
    }
  }
  std::size_t protect_address(std::size_t begin, std::size_t end) {
    if (units(begin, end) > limit_) end = run_end(begin, is_uri_character);
    if (units(begin, end) <= limit_)
      for (std::size_t at = begin + 1; at < end; ++at) pieces_[at].joined = true;
    return end;
  }

  /// The best place to cut, given that [from, to) fits into a part and one piece more does not: after a line if that fills
  /// half of the part, else between words, else in a word that no part can hold.
  [[nodiscard]] std::size_t cut_in(std::size_t from, std::size_t to) const {
    for (std::size_t at = to; at > from && units(from, at) >= limit_ / 2; --at)
      if (pieces_[at].line_break) return at;
    if (pieces_[to].space) return to;
    std::size_t word = to;
    while (word > from && !pieces_[word - 1].space) --word;
    if (word > from && word_fits(word, to)) return word;
    std::size_t cut = to;
    while (cut > from && pieces_[cut].joined) --cut;
    return cut > from ? cut : to;
  }

  /// Whether the word that begins at `word` and goes on at `at` fits into a part.
  [[nodiscard]] bool word_fits(std::size_t word, std::size_t at) const {
    while (at < count() && !pieces_[at].space && units(word, at) <= limit_) ++at;
    return units(word, at) <= limit_;
  }

  std::string_view text_;
  std::size_t limit_;
  TextUnit unit_;
  std::vector<Piece> pieces_;
  std::size_t units_ = 0; ///< of the pieces so far
};

bool fits(std::string_view text, std::size_t limit, TextUnit unit) {
  if (text.size() <= limit) return true; // no unit is smaller than a byte
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size() && units <= limit;) {
    const CodePoint point = code_point_at(text, at);
    units += units_of(point, unit);
    at += point.bytes;
  }
  return units <= limit;
}

} // namespace

std::vector<std::string> split_text(std::string_view text, const TextSplitOptions& options) {
  const std::size_t limit = std::max(options.limit, least_limit);
  if (fits(text, limit, options.unit)) return {std::string(text)};
  return Splitter(text, limit, options.unit).split();
}

std::vector<std::string> split_text(std::string_view text) { return split_text(text, {}); }

PAGEBRIDGE_END_NAMESPACE
