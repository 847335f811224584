#include "pagebridge/message/text_split.hpp"

#include "unit/message/message_check.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

using Parts = std::vector<std::string>;

Parts split_at(std::size_t limit, std::string_view text, TextUnit unit = TextUnit::code_point) {
  return split_text(text, {limit, unit});
}

std::string x(std::size_t times) { return repeated("x", times); }

const std::string grinning = "\xf0\x9f\x98\x80";
const std::string flag = "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa";                                           // DE
const std::string family = "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"; // joined
const std::string waving = "\xf0\x9f\x91\x8b\xf0\x9f\x8f\xbd"; // and a skin tone
const std::string accented = "e\xcc\x81";
const std::string url = "https://example.org/order?id=12345";

} // namespace

TEST_CASE("text that fits is one part, untouched", "[message][text_split]") {
  for (const std::string& text : {std::string(), std::string(" "), std::string("  a \n"), x(2000), std::string("\xff")})
    CHECK(split_text(text) == Parts{text});
  CHECK(split_text(repeated(grinning, 2000)).size() == 1);
  CHECK(split_text(x(2001)) == Parts{x(2000), "x"});
}

TEST_CASE("text is cut between words, and the white space there goes", "[message][text_split]") {
  CHECK(split_at(64, x(60) + " yyyyy") == Parts{x(60), "yyyyy"});
  CHECK(split_at(64, x(64) + " y") == Parts{x(64), "y"});
  CHECK(split_at(64, x(63) + " y") == Parts{x(63), "y"});
  CHECK(split_at(64, x(40) + " " + x(20) + "  \t " + x(50)) == Parts{x(40) + " " + x(20), x(50)});
  // U+2003, U+3000 and line ends are white space, too.
  for (const char* space : {"\xe2\x80\x83", "\xe3\x80\x80", "\n", "\r\n", "\xc2\x85", "\xe2\x80\xa8", "\v"})
    CHECK(split_at(64, x(60) + space + x(60)) == Parts{x(60), x(60)});
}

TEST_CASE("spaces that hold words together are no place to cut", "[message][text_split]") {
  for (const char* glue : {"\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x87"})
    CHECK(split_at(64, x(40) + " " + x(20) + glue + x(20)) == Parts{x(40), x(20) + glue + x(20)});
}

TEST_CASE("a line's end is a better place than a word's, if the part is half full", "[message][text_split]") {
  CHECK(split_at(64, x(40) + "\n" + x(10) + " " + x(40)) == Parts{x(40), x(10) + " " + x(40)});
  CHECK(split_at(64, x(32) + "\n" + x(10) + " " + x(40)) == Parts{x(32), x(10) + " " + x(40)});
  CHECK(split_at(64, x(31) + "\n" + x(10) + " " + x(40)) == Parts{x(31) + "\n" + x(10), x(40)});
  CHECK(split_at(64, x(40) + "\r\n\r\n" + x(10) + " " + x(40)) == Parts{x(40), x(10) + " " + x(40)});
}

TEST_CASE("a word that no part holds fills the part and goes on in the next", "[message][text_split]") {
  CHECK(split_at(64, "see " + x(100)) == Parts{"see " + x(60), x(40)});
  CHECK(split_at(64, x(65)) == Parts{x(64), "x"});
  CHECK(split_at(64, x(64 * 3)) == Parts{x(64), x(64), x(64)});
}

TEST_CASE("white space at the text's own ends stays, unless a cut falls there", "[message][text_split]") {
  CHECK(split_at(64, "  " + x(60) + " " + x(50) + "  ") == Parts{"  " + x(60), x(50) + "  "});
  CHECK(split_at(64, x(60) + repeated(" ", 10)) == Parts{x(60)});
  CHECK(split_at(64, repeated(" ", 70) + "x") == Parts{"x"});
  CHECK(split_at(64, repeated(" \n", 70)) == Parts{});
}

TEST_CASE("what people see as one character is not cut", "[message][text_split]") {
  const std::string whole =
      GENERATE_COPY(as<std::string>{}, flag, family, waving, accented, "1\xef\xb8\x8f\xe2\x83\xa3",
                    "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8", "\xe0\xa4\xa8\xe0\xa4\xbf");
  CHECK(split_at(64, x(63) + whole) == Parts{x(63), whole});
  CHECK(split_at(64, x(63) + whole + whole) == Parts{x(63), whole + whole});
}

TEST_CASE("flags are cut two by two", "[message][text_split]") {
  CHECK(split_at(65, repeated(flag, 40)) == Parts{repeated(flag, 32), repeated(flag, 8)});
}

TEST_CASE("a character that is longer than a part is cut at code points", "[message][text_split]") {
  const std::string accents = repeated("\xcc\x81", 100);
  CHECK(split_at(64, "e" + accents) == Parts{"e" + repeated("\xcc\x81", 63), repeated("\xcc\x81", 37)});
  CHECK(split_at(64, "e" + accents, TextUnit::byte).size() == 4);
}

TEST_CASE("a URL that fits into a part is not cut", "[message][text_split]") {
  CHECK(split_at(64, x(50) + "<" + url + ">" + x(50)) ==
        Parts{x(50) + "<", url + ">" + x(29), x(21)}); // in a word that no part holds
  CHECK(split_at(64, "see " + url + " and " + url) == Parts{"see " + url + " and", url});
  // Scripts without spaces: what follows the address seems to belong to it.
  const std::string han = repeated("\xe6\xbc\xa2", 70);
  CHECK(split_at(64, han.substr(0, 3 * 50) + url + han) == Parts{han.substr(0, 3 * 50),
                                                                 url + han.substr(0, 3 * (64 - url.size())),
                                                                 han.substr(0, 3 * (70 - (64 - url.size())))});
  CHECK(split_at(64, x(60) + "-WWW.Example.org/" + x(20)) == Parts{x(60) + "-WWW", ".Example.org/" + x(20)});
  CHECK(split_at(64, han.substr(0, 3 * 60) + "WWW.Example.org/" + x(20)) ==
        Parts{han.substr(0, 3 * 60), "WWW.Example.org/" + x(20)});
}

TEST_CASE("a URL that no part holds is cut like a word", "[message][text_split]") {
  CHECK(split_at(64, "https://example.org/" + x(100)) == Parts{"https://example.org/" + x(44), x(56)});
}

TEST_CASE("the unit is the host's to choose", "[message][text_split]") {
  CHECK(split_at(64, repeated(grinning, 40), TextUnit::code_point).size() == 1);
  CHECK(split_at(64, repeated(grinning, 40), TextUnit::utf16) == Parts{repeated(grinning, 32), repeated(grinning, 8)});
  CHECK(split_at(64, repeated(grinning, 40), TextUnit::byte) ==
        Parts{repeated(grinning, 16), repeated(grinning, 16), repeated(grinning, 8)});
  CHECK(split_at(64, repeated("\xc3\xa8", 40), TextUnit::utf16).size() == 1);
}

TEST_CASE("a limit below 64 is 64", "[message][text_split]") {
  CHECK(split_at(0, x(65)) == Parts{x(64), "x"});
  CHECK(split_at(63, x(65)) == Parts{x(64), "x"});
}

TEST_CASE("a byte that is no UTF-8 stays with its neighbours", "[message][text_split]") {
  CHECK(split_at(64, x(63) + "\xff\xff" + x(10)) == Parts{x(62), "x\xff\xff" + x(10)});
  CHECK(split_at(64, x(64) + "\r\x80") == Parts{x(64), "\r\x80"}); // looks like a line's end, and is none
  CHECK(split_at(64, repeated("\xff", 65)) == Parts{repeated("\xff", 64), "\xff"});
}

TEST_CASE("each part can be sent", "[message][text_split]") {
  for (const std::string& part : split_text(repeated("Buongiorno " + grinning + "! ", 1000)))
    CHECK(refused_field(Text{part}).empty());
}
