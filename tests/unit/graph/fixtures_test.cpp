// Runs a folder of collected Graph payloads through the calls, if there is one beside the checkout. It is named by the
// environment variable PAGEBRIDGE_FIXTURES, else by the build.
#include "unit/graph/fixtures.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>
#include <vector>

#include "json/tree.hpp"
#include "support/catch.hpp"

using pagebridge::json::Kind;
using pagebridge::json::Tree;
using pagebridge::json::Value;

namespace fixtures {

namespace {

bool equal_value(const Value& a, const Value& b);

bool equal_object(const Value& a, const Value& b) {
  std::size_t in_a = 0;
  std::size_t in_b = 0;
  for (auto at = a.begin(); at != a.end(); ++at, ++in_a)
    if (!b[at.name()].exists() || !equal_value(*at, b[at.name()])) return false;
  for (auto at = b.begin(); at != b.end(); ++at) ++in_b;
  return in_a == in_b;
}

bool equal_array(const Value& a, const Value& b) {
  auto other = b.begin();
  for (const Value& element : a) {
    if (!(other != b.end()) || !equal_value(element, *other)) return false;
    ++other;
  }
  return !(other != b.end());
}

/// Ids and booleans come as text and as what they are.
std::string scalar(const Value& value) {
  if (value.kind() == Kind::boolean) return value.truth() ? "true" : "false";
  return std::string(value.id());
}

bool equal_value(const Value& a, const Value& b) {
  if (a.is_object() || b.is_object()) return a.is_object() && b.is_object() && equal_object(a, b);
  if (a.is_array() || b.is_array()) return a.is_array() && b.is_array() && equal_array(a, b);
  if ((a.kind() == Kind::null) != (b.kind() == Kind::null)) return false;
  return scalar(a) == scalar(b);
}

std::filesystem::path folder() {
  const char* const named = std::getenv("PAGEBRIDGE_FIXTURES"); // NOLINT(concurrency-mt-unsafe)
  return std::filesystem::path(named != nullptr ? named : PAGEBRIDGE_TEST_FIXTURES) / "graph";
}

std::string contents(const std::filesystem::path& path) {
  INFO("file " << path);
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Files with their kinds: "send-text/request", "error/response".
std::vector<std::pair<std::string, std::string>> listed(const std::string& manifest) {
  const auto tree = Tree::parse(manifest);
  REQUIRE(tree);
  std::vector<std::pair<std::string, std::string>> files;
  for (const Value& row : tree->root()) files.emplace_back(row["file"].text(), row["kind"].text());
  return files;
}

} // namespace

bool equal_json(std::string_view a, std::string_view b) {
  const auto tree_a = Tree::parse(a);
  const auto tree_b = Tree::parse(b);
  return tree_a && tree_b && equal_value(tree_a->root(), tree_b->root());
}

Check same_json(std::string ours) {
  return [ours = std::move(ours)](const std::string& theirs) {
    INFO("ours:   " << ours);
    INFO("theirs: " << theirs);
    CHECK(equal_json(ours, theirs));
  };
}

} // namespace fixtures

TEST_CASE("JSON is the same in any order, and is not if anything differs", "[graph][fixtures]") {
  using fixtures::equal_json;
  CHECK(equal_json(R"({"a":1,"b":[true,"x"]})", R"({"b":["true","x"],"a":"1"})"));
  CHECK_FALSE(equal_json(R"({"a":1})", R"({"a":1,"b":2})"));
  CHECK_FALSE(equal_json(R"({"a":1,"b":2})", R"({"a":1})"));
  CHECK_FALSE(equal_json(R"({"a":[1,2]})", R"({"a":[2,1]})"));
  CHECK_FALSE(equal_json(R"({"a":[1]})", R"({"a":[1,2]})"));
  CHECK_FALSE(equal_json(R"({"a":null})", R"({"a":""})"));
  CHECK_FALSE(equal_json(R"({"a":{}})", R"({"a":[]})"));
  CHECK_FALSE(equal_json("{}", "no JSON"));
}

TEST_CASE("every collected Graph payload means what it is said to mean", "[graph][fixtures]") {
  const std::filesystem::path path = fixtures::folder();
  if (!std::filesystem::is_regular_file(path / "manifest.json")) {
    std::cout << "graph fixtures: no folder of collected payloads at " << path << "; nothing was run\n";
    return;
  }
  const fixtures::Part parts[] = {fixtures::send_part(), fixtures::manage_part(), fixtures::talk_part(),
                                  fixtures::usage_part()};
  std::map<std::string, std::size_t> ran;
  std::size_t left_out = 0;
  for (const auto& [file, kind] : fixtures::listed(fixtures::contents(path / "manifest.json"))) {
    INFO("file " << file << ", kind " << kind);
    std::size_t said = 0;
    for (const fixtures::Part& part : parts) {
      if (const auto check = part.checks.find(file); check != part.checks.end()) {
        ++said;
        check->second(fixtures::contents(path / file));
        const bool is_request = kind.find("/response") == std::string::npos;
        ++ran[is_request ? "requests" : kind.rfind("error", 0) == 0 ? "errors" : "responses"];
      }
      if (part.left_out.count(file) != 0) {
        ++said;
        ++left_out;
      }
    }
    CHECK(said == 1);
  }
  std::cout << "graph fixtures: " << ran["requests"] << " requests equal ours, " << ran["responses"]
            << " responses and " << ran["errors"] << " errors mean what they should; " << left_out
            << " left out with a reason\n";
}
