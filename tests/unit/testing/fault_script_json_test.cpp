#include <cstdint>
#include <string>

#include "support/catch.hpp"
#include "testing/fault_script.hpp"

using namespace pagebridge;          // NOLINT(google-build-using-namespace)
using namespace pagebridge::testing; // NOLINT(google-build-using-namespace)

namespace {

Result<FaultScript> read(const std::string& text) {
  const auto tree = json::Tree::parse(text);
  REQUIRE(tree);
  return read_fault_script(tree->root());
}
std::string wrong_member(const std::string& text) {
  const auto script = read(text);
  return script ? "none" : script.error().field;
}
double rate(const std::string& number) {
  const auto script = read("{\"rates\":{\"drop\":" + number + "}}");
  return script ? script->rates.drop : -1;
}

} // namespace

TEST_CASE("a fault script is read from JSON, and what is absent keeps its default", "[testing][faults]") {
  const auto script = read(
      R"({"seed":9007199254740993,"rates":{"duplicate":0.02,"restart":1,"half_answer":0},"until":500,
          "longest_delay_ms":250})");
  REQUIRE(script);
  CHECK(script->seed == 9007199254740993U); // not through a double
  CHECK(script->rates.duplicate == 0.02);
  CHECK(script->rates.restart == 1);
  CHECK(script->rates.half_answer == 0);
  CHECK(script->rates.reorder == 0);
  CHECK(script->until == 500);
  CHECK(script->longest_delay == milliseconds(250));
  const auto usual = read("{}");
  REQUIRE(usual);
  CHECK(usual->until == 0);
  CHECK(usual->longest_delay == milliseconds(10'000));
}

TEST_CASE("each kind is read under its name", "[testing][faults]") {
  for (const FaultRow& row : fault_rows) {
    const auto script = read("{\"rates\":{\"" + std::string(to_string(row.kind)) + "\":0.5}}");
    REQUIRE(script);
    CHECK((*script).rates.*(row.rate) == 0.5);
  }
}

TEST_CASE("a rate is read as it is written", "[testing][faults]") {
  CHECK(rate("0.5") == 0.5);
  CHECK(rate("1.0") == 1.0);
  CHECK(rate("0.001") == 0.001);
  CHECK(rate("1e-3") == 1e-3);
  CHECK(rate("2.5E-1") == 0.25);
  CHECK(rate("5e+0") == -1); // above 1
  CHECK(rate("0.1e1") == 1.0);
  CHECK(rate("0.3333333333333333333333") == 0.333333333333333);
  CHECK(rate("1e-999") == 0);
  CHECK(rate("1e999") == -1);
  CHECK(rate("-0.0") == 0);
  CHECK(rate("-0.1") == -1);
}

TEST_CASE("a wrong member is named", "[testing][faults]") {
  CHECK(wrong_member(R"({"seeds":7})") == "seeds");
  CHECK(wrong_member(R"({"seed":-1})") == "seed");
  CHECK(wrong_member(R"({"seed":1.5})") == "seed");
  CHECK(wrong_member(R"({"seed":"7"})") == "seed");
  CHECK(wrong_member(R"({"rates":[]})") == "rates");
  CHECK(wrong_member(R"({"rates":{"duplicates":0.1}})") == "duplicates");
  CHECK(wrong_member(R"({"rates":{"none":0.1}})") == "none");
  CHECK(wrong_member(R"({"rates":{"duplicate":"0.1"}})") == "duplicate");
  CHECK(wrong_member(R"({"rates":{"duplicate":1.5}})") == "duplicate");
  CHECK(wrong_member(R"({"rates":{"duplicate":0.7,"drop":0.7}})") == "rates");
  CHECK(wrong_member(R"({"until":true})") == "until");
  CHECK(wrong_member(R"({"longest_delay_ms":0})") == "longest_delay_ms");
  CHECK(wrong_member("[]") == "script");
}
