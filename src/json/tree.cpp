#include "json/tree.hpp"

#include <algorithm>
#include <limits>

#include "json/rapidjson.hpp"
#include "json/repair.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace json {

namespace {

namespace rj = pagebridge_rapidjson;

} // namespace

/// Receives RapidJSON's events and appends one node for each. Returning false stops the parser, which bounds the depth.
class Builder {
 public:
  Builder(Tree& tree, rj::InsituStringStream& stream, ElementSink* sink)
      : tree_(tree), nodes_(tree.nodes_), stream_(stream), sink_(sink) {}

  bool Null() { return leaf(Kind::null, position() - 4, 4); }
  bool Bool(bool value) {
    const std::uint32_t size = value ? 4 : 5;
    add(Kind::boolean, position() - size, size).truth = value;
    return complete(nodes_.size() - 1);
  }
  // Strings and numbers are reported while the stream still stands at their first character.
  bool RawNumber(const char* /*text*/, rj::SizeType size, bool /*copy*/) {
    return leaf(Kind::number, position(), tree_.shortened_ ? written(size) : size);
  }
  bool String(const char* /*text*/, rj::SizeType size, bool /*copy*/) { return leaf(Kind::string, position(), size); }
  bool Key(const char* /*text*/, rj::SizeType size, bool /*copy*/) {
    add(Kind::string, position(), size);
    return true;
  }
  bool StartObject() { return open(Kind::object); }
  bool EndObject(rj::SizeType /*members*/) { return close(); }
  bool StartArray() { return open(Kind::array); }
  bool EndArray(rj::SizeType /*elements*/) { return close(); }
  // Never called: numbers come as text.
  bool Int(int /*value*/) { return false; }
  bool Uint(unsigned /*value*/) { return false; }
  bool Int64(std::int64_t /*value*/) { return false; }
  bool Uint64(std::uint64_t /*value*/) { return false; }
  bool Double(double /*value*/) { return false; }

 private:
  [[nodiscard]] std::uint32_t position() const { return static_cast<std::uint32_t>(stream_.Tell()); }

  /// How long the number that starts here is in the source.
  [[nodiscard]] std::uint32_t written(std::uint32_t at_least) const {
    const std::string_view rest = tree_.source_.substr(position());
    const std::size_t end = std::min(rest.find_first_not_of("0123456789+-.eE"), rest.size());
    return std::max(at_least, static_cast<std::uint32_t>(end));
  }

  Node& add(Kind kind, std::uint32_t begin, std::uint32_t size) {
    Node& node = nodes_.emplace_back();
    node.begin = begin;
    node.size = size;
    node.kind = kind;
    return node;
  }
  bool leaf(Kind kind, std::uint32_t begin, std::uint32_t size) {
    add(kind, begin, size);
    return complete(nodes_.size() - 1);
  }
  bool open(Kind kind) {
    if (depth_ == Tree::max_depth) return false;
    open_[depth_++] = static_cast<std::uint32_t>(nodes_.size());
    add(kind, position() - 1, 0); // the bracket has been taken already
    return true;
  }
  bool close() {
    const std::uint32_t index = open_[--depth_];
    Node& node = nodes_[index];
    node.size = position() - node.begin;
    node.span = static_cast<std::uint32_t>(nodes_.size()) - index;
    return complete(index);
  }

  bool complete(std::size_t index) {
    if (depth_ <= Tree::max_element_depth && sink_ != nullptr) tell(index);
    return true;
  }

  /// Tells the sink of an element near the root.
  void tell(std::size_t index) {
    ElementSink::Place place;
    place.depth = depth_;
    if (depth_ > 0) {
      const std::uint32_t around = open_[depth_ - 1];
      if (nodes_[around].kind != Kind::array) return;
      place.in_array = nodes_.front().kind == Kind::array;
      if (depth_ > 1 && nodes_[open_[depth_ - 2]].kind == Kind::object) place.array = tree_.string(nodes_[around - 1]);
    }
    if (sink_->element(Value(&tree_, &nodes_[index]), place)) nodes_.resize(index);
  }

  Tree& tree_;
  std::vector<Node>& nodes_;
  rj::InsituStringStream& stream_;
  ElementSink* sink_;
  std::uint32_t open_[Tree::max_depth] = {};
  unsigned depth_ = 0;
};

namespace {

/// The length of the string literal that starts `text`, quotes included.
std::size_t string_length(std::string_view text) noexcept {
  std::size_t i = 1;
  while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2U : 1U;
  return i + 1;
}
} // namespace

Tree::Outcome Tree::build(ElementSink* sink, bool shorten) {
  // The NUL ends the stream; the rest lets RapidJSON's SIMD read whole blocks without leaving the copy.
  constexpr std::size_t padding = 32;
  const std::size_t size = source_.size();
  copy_.reset(new char[size + padding]); // not make_unique, which would clear it first
  std::copy(source_.begin(), source_.end(), copy_.get());
  std::fill_n(copy_.get() + size, padding, '\0');
  repair_strings(copy_.get(), size);
  shortened_ = shorten;
  if (shorten) shorten_numbers(copy_.get(), size);
  nodes_.clear();
  rj::InsituStringStream stream(copy_.get());
  Builder builder(*this, stream, sink);
  rj::Reader reader;
  constexpr unsigned flags = rj::kParseInsituFlag | rj::kParseNumbersAsStringsFlag | rj::kParseStopWhenDoneFlag;
  if (const auto parsed = reader.Parse<flags>(stream, builder); parsed.IsError())
    return parsed.Code() == rj::kParseErrorNumberTooBig ? Outcome::number_too_big : Outcome::no_json;
  // A NUL byte ends RapidJSON's stream early; only white space may follow the value.
  const bool ends = source_.find_first_not_of(" \t\r\n", stream.Tell()) == std::string::npos;
  return ends ? Outcome::built : Outcome::no_json;
}

std::optional<Tree> Tree::parse(std::string_view source, ElementSink* sink) {
  if (source.size() >= std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  Tree tree;
  tree.source_ = source;
  tree.nodes_.reserve(64);
  Outcome outcome = tree.build(sink, false);
  if (outcome == Outcome::number_too_big) {
    if (sink != nullptr) sink->restart();
    outcome = tree.build(sink, true);
  }
  if (outcome != Outcome::built) return std::nullopt;
  return tree;
}

std::optional<std::int64_t> Value::integer() const noexcept {
  std::string_view digits = id();
  const bool negative = !digits.empty() && digits.front() == '-';
  if (negative) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 18) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

bool Value::truth() const noexcept { return kind() == Kind::boolean ? node_->truth : text() == "true"; }

std::string_view Value::raw() const noexcept {
  if (node_ == nullptr) return {};
  const std::string_view rest = tree_->source_.substr(node_->begin);
  return rest.substr(0, kind() == Kind::string ? string_length(rest) : node_->size);
}

} // namespace json
PAGEBRIDGE_END_NAMESPACE
