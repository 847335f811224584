// What a reader is told of while a text is parsed.
#include <string>
#include <vector>

#include "json/tree.hpp"
#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using json::ElementSink;
using json::Tree;
using json::Value;

namespace {

/// Notes "depth array bytes" of each element, and lets the tree forget those of one array.
class Notes final : public ElementSink {
 public:
  explicit Notes(std::string forgotten = {}) : forgotten_(std::move(forgotten)) {}

  bool element(const Value& value, const Place& place) override {
    notes.push_back((place.in_array ? "in array " : "") + std::to_string(place.depth) + " " + std::string(place.array) +
                    " " + std::string(value.raw()));
    return !forgotten_.empty() && place.array == forgotten_;
  }
  void restart() override {
    notes.clear();
    ++restarts;
  }

  std::vector<std::string> notes;
  int restarts = 0;

 private:
  std::string forgotten_;
};

std::vector<std::string> notes_of(const std::string& source) {
  Notes notes;
  REQUIRE(Tree::parse(source, &notes));
  return notes.notes;
}

using List = std::vector<std::string>;

} // namespace

TEST_CASE("the elements of an object's arrays are told of in order, the root last", "[json][sink]") {
  CHECK(notes_of(R"({"a":[1,"x"],"k":{"v":2},"b":[null]})") ==
        List{"2 a 1", "2 a \"x\"", "2 b null", R"(0  {"a":[1,"x"],"k":{"v":2},"b":[null]})"});
}

TEST_CASE("an array around objects is told of, and so is what is in it", "[json][sink]") {
  CHECK(notes_of(R"([{"a":[1]},7])") ==
        List{"in array 3 a 1", R"(in array 1  {"a":[1]})", "in array 1  7", R"(0  [{"a":[1]},7])"});
}

TEST_CASE("what is deeper is not told of", "[json][sink]") {
  CHECK(notes_of(R"({"a":[{"b":[1]}]})") == List{R"(2 a {"b":[1]})", R"(0  {"a":[{"b":[1]}]})"});
}

TEST_CASE("what a reader has taken is gone from the tree, and its neighbours are not", "[json][sink]") {
  const std::string source = R"({"a":[{"x":[1,2]},3,[4]],"b":[5,6],"c":7})";
  Notes notes("a");
  const auto tree = Tree::parse(source, &notes);
  REQUIRE(tree);
  const Value root = tree->root();
  CHECK(root["a"].is_array());
  CHECK(!(root["a"].begin() != root["a"].end()));
  CHECK(root["a"].raw() == R"([{"x":[1,2]},3,[4]])");
  std::string rest;
  for (const Value& value : root["b"]) rest += value.id();
  CHECK(rest == "56");
  CHECK(root["c"].id() == "7");
  CHECK(root.raw() == source);
  CHECK(notes.notes.size() == 7);
}

TEST_CASE("a text that is read again tells of everything once more", "[json][sink]") {
  const std::string source = R"({"a":[1,1e999,2]})";
  Notes notes;
  REQUIRE(Tree::parse(source, &notes));
  CHECK(notes.restarts == 1);
  CHECK(notes.notes == List{"2 a 1", "2 a 1e999", "2 a 2", "0  " + source});
}

TEST_CASE("of a text that is no JSON the reader may have seen a beginning", "[json][sink]") {
  Notes notes;
  CHECK(!Tree::parse(R"({"a":[1,2)", &notes));
  CHECK(notes.notes == List{"2 a 1", "2 a 2"});
  CHECK(notes.restarts == 0);
}
