#include "json/writer.hpp"

#include <limits>
#include <string>

#include "json/tree.hpp"
#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

std::string written(std::string_view text) { return json::Writer().string(text).text(); }

} // namespace

TEST_CASE("the writer writes one line without spaces", "[json]") {
  json::Writer json;
  json.begin_object().member("text", "x").member("count", 7).member("yes", true).member("no", false);
  json.key("none").null().key("list").begin_array().integer(-1).string("").raw(R"({"a":[1]})").end_array();
  json.key("empty").begin_object().end_object().end_object();
  CHECK(json.text() ==
        R"({"text":"x","count":7,"yes":true,"no":false,"none":null,"list":[-1,"",{"a":[1]}],"empty":{}})");
}

TEST_CASE("a literal is written as text, not as true", "[json]") {
  json::Writer json;
  const char* const words = "words";
  json.begin_object().member("a", words).member("b", std::string_view("view")).end_object();
  CHECK(json.text() == R"({"a":"words","b":"view"})");
}

TEST_CASE("what must be escaped is escaped", "[json]") {
  CHECK(written("\"") == R"("\"")");
  CHECK(written("\\") == R"("\\")");
  CHECK(written("\b\f\n\r\t") == R"("\b\f\n\r\t")");
  CHECK(written(std::string_view("\0\x01\x1f", 3)) == R"("\u0000\u0001\u001F")");
  CHECK(written("/<>&'") == R"("/<>&'")");
  CHECK(written("ä😀\x7f") == "\"ä😀\x7f\"");
  CHECK(written("") == R"("")");
  CHECK(written({}) == R"("")");
}

TEST_CASE("names are escaped like texts", "[json]") {
  json::Writer json;
  json.begin_object().member("a\"b\n", "x").end_object();
  CHECK(json.text() == R"({"a\"b\n":"x"})");
}

TEST_CASE("integers are written in full", "[json]") {
  CHECK(json::Writer().integer(std::numeric_limits<std::int64_t>::max()).text() == "9223372036854775807");
  CHECK(json::Writer().integer(std::numeric_limits<std::int64_t>::min()).text() == "-9223372036854775808");
  CHECK(json::Writer().integer(0).text() == "0");
}

TEST_CASE("what is written is read again", "[json]") {
  std::string text;
  for (int byte = 1; byte < 128; ++byte) text.push_back(static_cast<char>(byte));
  text += "\xc2\x80\xe2\x80\xa8\xf0\x9f\x98\x80";
  const std::string source = written(text);
  const auto tree = json::Tree::parse(source);
  REQUIRE(tree);
  CHECK(tree->root().text() == text);
}
