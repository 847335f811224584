#include "json/repair.hpp"

#include <string>
#include <utility>
#include <vector>

#include "json/tree.hpp"
#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

std::string repaired(std::string text) {
  const std::size_t length = text.size();
  json::repair_strings(text.data(), text.size());
  CHECK(text.size() == length);
  return text;
}

std::string shortened(std::string text) {
  const std::size_t length = text.size();
  json::shorten_numbers(text.data(), text.size());
  CHECK(text.size() == length);
  return text;
}

using Pair = std::pair<std::string, std::string>;

} // namespace

TEST_CASE("a bad string is repaired where it stands and its neighbours are left alone", "[json][repair]") {
  const Pair pair = GENERATE(values<Pair>({
      // lone surrogates
      {R"(a\ud83d)", R"(a\ufffd)"},
      {R"(\ude00b)", R"(\ufffdb)"},
      {R"(\ude00\ud83d)", R"(\ufffd\ufffd)"},
      {R"(\ud83d\ud83d\ude00)", R"(\ufffd\ud83d\ude00)"},
      {R"(\uD83D\u0041)", R"(\ufffd\u0041)"},
      {R"(\ud83d\n)", R"(\ufffd\n)"},
      {R"(\ud83dx)", R"(\ufffdx)"},
      {R"(\uDBFF\uDFFF\uDFFF)", R"(\uDBFF\uDFFF\ufffd)"},
      // NUL
      {R"(a\u0000b)", R"(a\ufffdb)"},
      {std::string("a\0b", 3), "a?b"},
      // bytes that are no UTF-8
      {"\xff", "?"},
      {"\xc3(", "?("},
      {"\xe2\x82", "??"},
      {"\xed\xa0\x80", "???"},
      {"\xc0\x80", "??"},
      {"\xf4\x90\x80\x80", "????"},
      {"\xf0\x9f\x98", "???"},
      {"\x80x\xbf", "?x?"},
      // control characters
      {"a\tb\nc\rd\x1f", "a?b?c?d?"},
      // escapes that JSON does not know
      {R"(\q)", "?q"},
      {R"(\u12)", "?u12"},
      {R"(\u)", "?u"},
      {R"(\uzzzz)", "?uzzzz"},
      {R"(\u00g0)", "?u00g0"},
      {R"(\x41)", "?x41"},
      {R"(\')", "?'"},
      {R"(\U0001F600)", "?U0001F600"},
      {"\\\x01", "??"},
      {std::string("\\\0", 2), "??"},
      {"\\\xc3\xa4", "?\xc3\xa4"},
      {"\\\xff", "??"},
  }));
  CAPTURE(pair.first);
  const std::string before = R"({"before":"\"\\\u00e4\ud83d\ude00 ä",)";
  const std::string after = R"(,"after":["\\\"",-1.5e3,"😀"]})";
  CHECK(repaired("\"" + pair.first + "\"") == "\"" + pair.second + "\"");
  CHECK(repaired(before + "\"k\":\"" + pair.first + "\"" + after) == before + "\"k\":\"" + pair.second + "\"" + after);
  CHECK(repaired(before + "\"" + pair.first + "\":1" + after) == before + "\"" + pair.second + "\":1" + after);
  const std::string whole = before + "\"k\":\"" + pair.first + "\"" + after;
  const auto tree = json::Tree::parse(whole);
  REQUIRE(tree);
  CHECK(tree->root()["before"].text() == "\"\\ä😀 ä");
  CHECK((*tree->root()["after"].begin()).text() == "\\\"");
  CHECK(tree->root()["k"].raw() == "\"" + pair.first + "\"");
}

TEST_CASE("a good text is not touched", "[json][repair]") {
  const std::string good =
      GENERATE(as<std::string>{}, "", "{}", R"({"a":"b"})", "{\n\t\"a\" :\r [ ]\n}", R"("\"\\\/\b\f\n\r\t")",
               R"("\u0001\uFFFF\ud7ff\ue000")", R"("\ud800\udc00\udbff\udfff")", R"("\\ud83d")", R"("\\\\u0000")",
               "\"\x7f \xc2\x80 \xdf\xbf \xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80 \xf0\x90\x80\x80 \xf4\x8f\xbf\xbf\"");
  CHECK(repaired(good) == good);
}

TEST_CASE("control characters are repaired inside of strings only", "[json][repair]") {
  CHECK(repaired("{\t\"a\tb\"\t:\n1}") == "{\t\"a?b\"\t:\n1}");
  CHECK(repaired("[\"\\\"\t\",\t\"\"]") == "[\"\\\"?\",\t\"\"]");
}

TEST_CASE("a text that ends anywhere is repaired without reading past its end", "[json][repair]") {
  const std::string whole = "{\"k\":\"\\ud83d\\ude00\\u00e4\\q\xf0\x9f\x98\x80\xed\xa0\x80\\\"\"}";
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    const std::vector<char> exact(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
    CHECK(repaired({exact.begin(), exact.end()}).size() == length);
  }
  CHECK(repaired("\"\\") == "\"\\");
}

TEST_CASE("exponents and endless digits become spaces, outside of strings only", "[json][repair]") {
  CHECK(shortened("[1e400,2]") == "[1    ,2]");
  CHECK(shortened("[-1.5E+999 , 7e-1]") == "[-1.5      , 7   ]");
  CHECK(shortened(R"(["1e400","\"1e400",1e4])") == R"(["1e400","\"1e400",1  ])");
  CHECK(shortened("{\"1e5\":true,\"false\":1}") == "{\"1e5\":true,\"false\":1}");
  CHECK(shortened(std::string(301, '9')) == std::string(300, '9') + " ");
  CHECK(shortened(std::string(300, '9')) == std::string(300, '9'));
  CHECK(shortened(std::string(299, '9') + ".5") == std::string(299, '9') + "  ");
}

TEST_CASE("what is no exponent is left for the parser to refuse", "[json][repair]") {
  const std::string text = GENERATE(as<std::string>{}, "1e", "1e+", "1ex", "e5", "true", "[1 e5]", "1.e");
  CHECK(shortened(text) == text);
}
