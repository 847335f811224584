// What holds of every text: it is put together of pieces that must stay whole, and cut.
#include <random>

#include "pagebridge/message/text_split.hpp"
#include "unit/message/message_check.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

struct Piece {
  std::string text;
  bool space = false;
};

const std::vector<Piece>& pieces() {
  static const std::vector<Piece> all = {{"a"},
                                         {"B"},
                                         {"7"},
                                         {","},
                                         {"\xc3\xa8"},
                                         {"\xe6\xbc\xa2"},
                                         {"\xf0\x9f\x98\x80"},
                                         {"e\xcc\x81\xcc\xa3"},
                                         {"\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa"},
                                         {"\xf0\x9f\x87\xab\xf0\x9f\x87\xb7"},
                                         {"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"},
                                         {"\xf0\x9f\x91\x8b\xf0\x9f\x8f\xbd"},
                                         {"1\xef\xb8\x8f\xe2\x83\xa3"},
                                         {"\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8"},
                                         {"\xe0\xb8\x99\xe0\xb8\xb5\xe0\xb9\x89"},
                                         {"\xc2\xa0"},
                                         {"https://example.org/a?b=%20"},
                                         {"www.example.org"},
                                         {" ", true},
                                         {" ", true},
                                         {"\n", true},
                                         {"\r\n", true},
                                         {"\xe3\x80\x80", true}};
  return all;
}

/// A text of pieces, and where each begins.
struct Puzzle {
  std::string text;
  std::vector<bool> is_border;      ///< by byte, the end included
  std::vector<bool> is_space;       ///< by byte
  std::vector<std::size_t> word_at; ///< by byte: where its word begins
};

void add(Puzzle& made, const Piece& piece, std::size_t word) {
  for (std::size_t at = 0; at < piece.text.size(); ++at) {
    made.is_border.push_back(at == 0);
    made.is_space.push_back(piece.space);
    made.word_at.push_back(word);
  }
  made.text += piece.text;
}

Puzzle puzzle(std::mt19937& random, std::size_t count, unsigned letters_in_ten) {
  Puzzle made;
  std::size_t word = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const bool letter = random() % 10 < letters_in_ten;
    const Piece& piece = pieces()[random() % (letter ? 6 : pieces().size())];
    if (piece.space) word = made.text.size() + piece.text.size();
    // An address begins and ends where what is beside it can belong to none.
    const bool address = piece.text.size() > 1 && piece.text.find('.') != std::string::npos;
    if (address) add(made, {"<"}, word);
    add(made, piece, word);
    if (address) add(made, {">"}, word);
  }
  made.is_border.push_back(true);
  return made;
}

std::size_t units_in(std::string_view text, TextUnit unit) {
  if (unit == TextUnit::byte) return text.size();
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += unit == TextUnit::utf16 && byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

class Cut {
 public:
  Cut(const Puzzle& puzzle, TextSplitOptions options)
      : puzzle_(puzzle), options_(options), parts_(split_text(puzzle.text, options)) {}

  void check() const {
    std::size_t at = 0;
    for (const std::string& part : parts_) {
      CHECK_FALSE(part.empty());
      CHECK(units_in(part, options_.unit) <= options_.limit);
      CHECK(split_text(part, options_) == std::vector<std::string>{part});
      while (at < puzzle_.text.size() && at > 0 && puzzle_.is_space[at]) ++at;
      if (at == 0)
        while (puzzle_.text.compare(at, part.size(), part) != 0 && puzzle_.is_space[at]) ++at;
      REQUIRE(puzzle_.text.compare(at, part.size(), part) == 0);
      check_border(at);
      at += part.size();
      check_border(at);
      check_word(at);
    }
    for (; at < puzzle_.text.size(); ++at) REQUIRE(puzzle_.is_space[at]);
    CHECK(parts_.size() <= 2 * units_in(puzzle_.text, options_.unit) / options_.limit + 2);
  }

 private:
  void check_border(std::size_t at) const { CHECK(puzzle_.is_border[at]); }
  /// A cut in a word means that the word fits into no part.
  void check_word(std::size_t at) const {
    if (at == puzzle_.text.size() || puzzle_.is_space[at]) return;
    const std::size_t begin = puzzle_.word_at[at];
    std::size_t end = at;
    while (end < puzzle_.text.size() && !puzzle_.is_space[end]) ++end;
    CHECK(units_in(std::string_view(puzzle_.text).substr(begin, end - begin), options_.unit) > options_.limit);
  }

  const Puzzle& puzzle_;
  TextSplitOptions options_;
  std::vector<std::string> parts_;
};

} // namespace

TEST_CASE("parts fit, make up the text, and cut nothing that must stay whole", "[message][text_split]") {
  for (unsigned seed = 0; seed < 600; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Puzzle made = puzzle(random, 50 + random() % 1500, seed % 11);
    const std::size_t limit = seed % 3 == 0 ? 64 : 64 + random() % 400;
    for (const TextUnit unit : {TextUnit::code_point, TextUnit::utf16, TextUnit::byte})
      Cut(made, {limit, unit}).check();
  }
}

TEST_CASE("the time a text takes grows with its length, whatever is in it", "[message][text_split]") {
  // If it grew with the square, each of these would take an hour.
  constexpr std::size_t times = 500'000;
  const std::string text =
      GENERATE(as<std::string>{}, "x", "http://", "http://x ", "\xcc\x81", "\xff", " ", "\n", "a ", "\xe6\xbc\xa2",
               "\xf0\x9f\x87\xa9", "www.", "\xf0\x9f\x91\xa8\xe2\x80\x8d", "http://\xe6\xbc\xa2");
  std::string all = "x" + repeated(text, times) + "x";
  std::size_t bytes = 0;
  for (const std::string& part : split_text(all)) bytes += part.size();
  CHECK(bytes <= all.size());
  CHECK(bytes + times * 2 >= all.size());
}
