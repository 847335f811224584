#include "json/tree.hpp"

#include <limits>
#include <string>
#include <utility>

#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using json::Kind;
using json::Tree;
using json::Value;

namespace {

/// The source must outlive the Tree, so it stands first.
struct Parsed {
  explicit Parsed(std::string text) : source(std::move(text)), tree(Tree::parse(source)) { REQUIRE(tree); }
  Value root() const { return tree->root(); }
  std::string source;
  std::optional<Tree> tree;
};

std::string nested(char open, char close, unsigned depth) {
  return std::string(depth, open) + std::string(depth, close);
}

} // namespace

TEST_CASE("every kind of value is told apart", "[json]") {
  const Parsed parsed(R"({"n":null,"t":true,"f":false,"i":-12,"s":"x","a":[1,2],"o":{"k":"v"}})");
  const Value root = parsed.root();
  CHECK(root.kind() == Kind::object);
  CHECK(root["n"].kind() == Kind::null);
  CHECK(root["t"].kind() == Kind::boolean);
  CHECK(root["f"].kind() == Kind::boolean);
  CHECK(root["i"].kind() == Kind::number);
  CHECK(root["s"].kind() == Kind::string);
  CHECK(root["a"].kind() == Kind::array);
  CHECK(root["o"].kind() == Kind::object);
  CHECK(root["missing"].kind() == Kind::absent);
  CHECK(root["n"].exists());
  CHECK(!root["missing"].exists());
  CHECK(root["o"]["k"].text() == "v");
}

TEST_CASE("asking what is not there is empty, never an error", "[json]") {
  const Parsed parsed(R"({"s":"x","n":7,"z":null})");
  const Value nothing = parsed.root()["a"]["b"]["c"];
  CHECK(!nothing.exists());
  CHECK(nothing.text().empty());
  CHECK(nothing.id().empty());
  CHECK(nothing.raw().empty());
  CHECK(!nothing.integer());
  CHECK(!nothing.truth());
  CHECK(!(nothing.begin() != nothing.end()));
  CHECK(!parsed.root()["s"]["b"].exists());
  CHECK(parsed.root()["n"].text().empty());
  CHECK(parsed.root()["z"].text().empty());
  for (const char* leaf : {"s", "n", "z"}) CHECK(!(parsed.root()[leaf].begin() != parsed.root()[leaf].end()));
  CHECK(!Value().exists());
}

TEST_CASE("raw is the exact slice of the source, for every kind and with any space around it", "[json]") {
  const std::string space = GENERATE(as<std::string>{}, "", " ", "\n\t \r", "                                     ");
  const std::string raw = GENERATE(as<std::string>{}, "null", "true", "false", "0", "-0", "12", "-1.50", "1e5", "1E+5",
                                   "2.5e-3", R"("")", R"("x")", R"("\"\\")", R"("\u00e4\ud83d\ude00")", "\"\xc3\xa4\"",
                                   "[]", "[ ]", "{}", "{ }", "[1, [2 ,3] ]", R"({"a" : {"b":[ ]} , "c":null })");
  const Parsed alone(space + raw + space);
  CHECK(alone.root().raw() == raw);
  const Parsed inside("{" + space + "\"before\"" + space + ":" + space + "7" + space + "," + space + "\"k\"" + space +
                      ":" + space + raw + space + "," + space + "\"after\"" + space + ":" + space + "8" + space + "}");
  CHECK(inside.root()["k"].raw() == raw);
  CHECK(inside.root()["before"].raw() == "7");
  CHECK(inside.root()["after"].raw() == "8");
  const Parsed element("[" + space + raw + space + "," + space + raw + space + "]");
  int count = 0;
  for (const Value& value : element.root()) {
    CHECK(value.raw() == raw);
    ++count;
  }
  CHECK(count == 2);
}

TEST_CASE("raw keeps what the repaired copy has lost", "[json]") {
  const std::string raw = GENERATE(as<std::string>{}, R"("a\ud83d")", R"("\q")", R"("\u12")", R"("\u")", "\"\xff\"",
                                   "\"a\tb\"", R"("\u0000")", "\"\\\x01\"", "\"\\\xc3\xa4\"");
  const Parsed parsed("[1," + raw + ",{\"k\":" + raw + "},2]");
  auto at = parsed.root().begin();
  ++at;
  CHECK((*at).raw() == raw);
  ++at;
  CHECK((*at)["k"].raw() == raw);
  CHECK((*at).raw() == "{\"k\":" + raw + "}");
  ++at;
  CHECK((*at).raw() == "2");
}

TEST_CASE("strings come decoded", "[json]") {
  const Parsed parsed(R"(["\u00c8","\ud83d\ude00","\"\\\/\b\f\n\r\t","\u2028","plain",""])");
  const std::string texts[] = {"\xc3\x88", "\xf0\x9f\x98\x80", "\"\\/\b\f\n\r\t", "\xe2\x80\xa8", "plain", ""};
  std::size_t i = 0;
  for (const Value& value : parsed.root()) CHECK(value.text() == texts[i++]);
  CHECK(i == 6);
}

TEST_CASE("an array's elements and an object's members come in order, whatever is nested in them", "[json]") {
  const Parsed parsed(R"({"a":[[1,2],{"x":[3]},4],"b":{"c":{"d":5}},"e":6})");
  std::string names;
  const Value root = parsed.root();
  for (auto member = root.begin(); member != root.end(); ++member) names += member.name();
  CHECK(names == "abe");
  std::string raws;
  for (const Value& value : root["a"]) raws += std::string(value.raw()) + ";";
  CHECK(raws == R"([1,2];{"x":[3]};4;)");
  CHECK(root["a"].begin().name().empty());
}

TEST_CASE("of members with the same name the first counts", "[json]") {
  const Parsed parsed(R"({"a":1,"b":2,"a":3})");
  CHECK(parsed.root()["a"].raw() == "1");
  int members = 0;
  for (const Value& value : parsed.root()) members += value.exists() ? 1 : 0;
  CHECK(members == 3);
}

TEST_CASE("names are compared byte by byte, escapes decoded", "[json]") {
  const Parsed parsed(R"({"\u0061":1,"":2,"A":3})");
  CHECK(parsed.root()["a"].raw() == "1");
  CHECK(parsed.root()[""].raw() == "2");
  CHECK(parsed.root()["A"].raw() == "3");
}

TEST_CASE("numbers stay text, also beyond 2^53 and 2^64", "[json]") {
  const std::string number = GENERATE(as<std::string>{}, "0", "-0", "9007199254740993", "10105655000959552",
                                      "184719329217930001", "36893488147419103233", "52.37", "-9.73", "1.10", "1E5");
  const Parsed parsed("[" + number + "]");
  CHECK((*parsed.root().begin()).id() == number);
  CHECK((*parsed.root().begin()).text().empty());
  const Parsed alone(number);
  CHECK(alone.root().id() == number);
}

TEST_CASE("a number that no double holds costs nothing but itself", "[json]") {
  const std::string number =
      GENERATE(as<std::string>{}, "1e400", "-1E+400", "1.5e999999999999999999999", "1e-400", std::string(400, '9'),
               "-" + std::string(310, '1') + "." + std::string(400, '2') + "e17", std::string(299, '3') + ".25",
               std::string(300, '3') + ".25");
  const Parsed parsed("{\"before\":\"1e400\",\"n\":" + number + ",\"after\":[\"\\\"1e400\", 7e1 ]}");
  const Value root = parsed.root();
  CHECK(root["n"].id() == number);
  CHECK(root["n"].raw() == number);
  CHECK(root["before"].text() == "1e400");
  CHECK((*root["after"].begin()).text() == "\"1e400");
  CHECK(root["after"].raw() == "[\"\\\"1e400\", 7e1 ]");
  CHECK(Parsed(number).root().id() == number);
}

TEST_CASE("a number must be a number", "[json]") {
  const std::string bad = GENERATE(as<std::string>{}, "1e", "1e+", "01", ".5", "1.", "+1", "--1", "1e4x", "1e400e", "-",
                                   "NaN", "Infinity", "0x10", "1e400 e5", "1e400 2");
  CHECK(!Tree::parse(bad));
  CHECK(!Tree::parse("[" + bad + "]"));
}

TEST_CASE("integers are digits, as a number or as text", "[json]") {
  const auto integer = [](const std::string& text) { return Parsed(text).root().integer(); };
  CHECK(integer("0") == 0);
  CHECK(integer("-0") == 0);
  CHECK(integer("1770000000123") == 1770000000123);
  CHECK(integer("\"1770000000123\"") == 1770000000123);
  CHECK(integer("-5") == -5);
  CHECK(integer("\"-5\"") == -5);
  CHECK(integer("\"007\"") == 7);
  CHECK(integer("999999999999999999") == 999999999999999999);
  CHECK(integer("-999999999999999999") == -999999999999999999);
}

TEST_CASE("integers of every length are read, and one byte that is no digit spoils them", "[json]") {
  const std::string digits = "987654321012345678";
  for (std::size_t size = 1; size <= digits.size(); ++size) {
    const std::string text = digits.substr(0, size);
    CAPTURE(text);
    CHECK(Parsed("\"" + text + "\"").root().integer() == std::stoll(text));
    CHECK(Parsed("\"-" + text + "\"").root().integer() == -std::stoll(text));
    for (std::size_t at = 0; at < size; ++at)
      for (const char odd : {'/', ':', 'a', ' ', '-', '.', 'P', '@', '\x7f'}) {
        std::string spoilt = text;
        spoilt[at] = odd;
        if (at == 0 && odd == '-' && size > 1) continue; // a sign
        CAPTURE(spoilt);
        CHECK(!Parsed("\"" + spoilt + "\"").root().integer());
      }
  }
}

TEST_CASE("what is no integer of up to 18 digits has no integer", "[json]") {
  const std::string text =
      GENERATE(as<std::string>{}, "1000000000000000000", "-1000000000000000000", "1.0", "1e3", R"("")", R"("-")",
               R"("+1")", R"("1 ")", R"(" 1")", R"("1a")", R"("0x1")", "null", "true", "[1]", "{}");
  CHECK(!Parsed(text).root().integer());
}

TEST_CASE("truth is true, or the word", "[json]") {
  CHECK(Parsed("true").root().truth());
  CHECK(Parsed("\"true\"").root().truth());
  for (const char* text : {"false", "\"false\"", "\"TRUE\"", "1", "null", "[true]", "\"\""})
    CHECK(!Parsed(text).root().truth());
}

TEST_CASE("64 levels are read, 65 are refused", "[json]") {
  CHECK(Tree::parse(nested('[', ']', 64)));
  CHECK(!Tree::parse(nested('[', ']', 65)));
  std::string objects;
  for (int i = 0; i < 63; ++i) objects += "{\"k\":";
  CHECK(Tree::parse(objects + "[]" + std::string(63, '}')));
  CHECK(!Tree::parse("{\"k\":" + objects + "[]" + std::string(64, '}')));
  // Depth is about nesting, not about how many there are.
  std::string many = "[";
  for (int i = 0; i < 1000; ++i) many += nested('[', ']', 63) + ",";
  CHECK(Tree::parse(many + "0]"));
}

TEST_CASE("five million brackets are refused without being followed", "[json]") {
  CHECK(!Tree::parse(std::string(5000000, '[')));
  CHECK(!Tree::parse(nested('[', ']', 2500000)));
  std::string objects;
  while (objects.size() < 5000000) objects += "{\"\":";
  CHECK(!Tree::parse(objects));
}

TEST_CASE("one value and nothing behind it but space", "[json]") {
  CHECK(Tree::parse("{} \t\r\n"));
  CHECK(Tree::parse(" \n[]"));
  const std::string bad =
      GENERATE(as<std::string>{}, "", " ", "{}x", "{}{}", "[],", "1 2", "{} //", "/**/{}", "\xef\xbb\xbf{}", "tru",
               "nul", "[1,]", "{\"a\":1,}", "{a:1}", "{'a':1}", "[", "{\"a\"", "\"open", "\"open\\", "\xff", "}", "]");
  CAPTURE(bad);
  CHECK(!Tree::parse(bad));
}

TEST_CASE("a NUL byte between values is refused, wherever it stands", "[json]") {
  const std::string source = R"({"a":[1,"x"]} )";
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}, std::size_t{5}, std::size_t{7}, source.size() - 1}) {
    std::string cut = source;
    cut.insert(at, 1, '\0');
    CAPTURE(at);
    CHECK(!Tree::parse(cut));
  }
  CHECK(!Tree::parse(std::string("{}\0", 3)));
  CHECK(!Tree::parse(std::string("{}\0x", 4)));
}

TEST_CASE("every beginning of a text is refused or read, never misread", "[json]") {
  const std::string source = R"({"a":[1,-2.5e3,"x\u00e4\ud83d\ude00"],"b":{"c":null,"d":true}})";
  for (std::size_t length = 0; length < source.size(); ++length) CHECK(!Tree::parse(source.substr(0, length)));
  CHECK(Tree::parse(source));
}

TEST_CASE("a tree that is moved keeps its values", "[json]") {
  const std::string source = R"({"k":"v"})";
  std::optional<Tree> first = Tree::parse(source);
  REQUIRE(first);
  const Tree second = std::move(*first);
  CHECK(second.root()["k"].text() == "v");
  CHECK(second.root().raw() == source);
}

TEST_CASE("a tree may stand anywhere in memory that ends right behind it", "[json]") {
  // The parser reads blocks of 16 bytes; a sanitizer sees it if it reads one too far.
  for (std::size_t length = 2; length < 70; ++length) {
    const std::string source = "\"" + std::string(length - 2, 'x') + "\"";
    const std::vector<char> exact(source.begin(), source.end());
    const auto tree = Tree::parse({exact.data(), exact.size()});
    REQUIRE(tree);
    CHECK(tree->root().text().size() == length - 2);
    const std::vector<char> spaces(length, ' ');
    CHECK(!Tree::parse({spaces.data(), spaces.size()}));
  }
}
