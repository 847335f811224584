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

/// Takes the elements of `a` and looks at what is left of the root.
class Taker final : public ElementSink {
 public:
  bool element(const Value& value, const Place& place) override {
    if (place.depth == 0) {
      raw_of_a = std::string(value["a"].raw());
      for (const Value& left : value["a"]) left_in_a += left.exists() ? 1 : 0;
      for (const Value& left : value["b"]) left_in_b += left.id();
      c = std::string(value["c"].id());
    }
    ++told;
    return place.array == "a";
  }
  void restart() override {}

  int told = 0;
  int left_in_a = 0;
  std::string raw_of_a;
  std::string left_in_b;
  std::string c;
};

std::vector<std::string> notes_of(const std::string& source) {
  Notes notes;
  REQUIRE(Tree::read(source, notes));
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
  Taker taker;
  REQUIRE(Tree::read(source, taker));
  CHECK(taker.told == 7);
  CHECK(taker.raw_of_a == R"([{"x":[1,2]},3,[4]])");
  CHECK(taker.left_in_a == 0);
  CHECK(taker.left_in_b == "56");
  CHECK(taker.c == "7");
}

TEST_CASE("a text that is read again tells of everything once more", "[json][sink]") {
  const std::string source = R"({"a":[1,1e999,2]})";
  Notes notes;
  REQUIRE(Tree::read(source, notes));
  CHECK(notes.restarts == 1);
  CHECK(notes.notes == List{"2 a 1", "2 a 1e999", "2 a 2", "0  " + source});
}

TEST_CASE("of a text that is no JSON the reader may have seen a beginning", "[json][sink]") {
  Notes notes;
  CHECK(!Tree::read(R"({"a":[1,2)", notes));
  CHECK(notes.notes == List{"2 a 1", "2 a 2"});
  CHECK(notes.restarts == 0);
}
