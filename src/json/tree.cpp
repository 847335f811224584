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

  bool Null() { return leaf(Kind::null, nullptr, 0); }
  bool Bool(bool value) {
    add(Kind::boolean, nullptr, 0).truth = value;
    return complete(depth_, nodes_.size() - 1);
  }
  bool RawNumber(const char* /*text*/, rj::SizeType size, bool /*copy*/) {
    // Reported where it starts; the copy may have been shortened.
    return leaf(Kind::number, tree_.source_.data() + position(), tree_.shortened_ ? written(size) : size);
  }
  bool String(const char* text, rj::SizeType size, bool /*copy*/) { return leaf(Kind::string, text, size); }
  bool Key(const char* text, rj::SizeType size, bool /*copy*/) {
    add(Kind::string, text, size);
    return true;
  }
  bool StartObject() { return open(Kind::object); }
  bool EndObject(rj::SizeType members) { return close(members); }
  bool StartArray() { return open(Kind::array); }
  bool EndArray(rj::SizeType elements) { return close(elements); }
  // Never called: numbers come as text.
  bool Int(int /*value*/) { return false; }
  bool Uint(unsigned /*value*/) { return false; }
  bool Int64(std::int64_t /*value*/) { return false; }
  bool Uint64(std::uint64_t /*value*/) { return false; }
  bool Double(double /*value*/) { return false; }

 private:
  [[nodiscard]] std::uint32_t position() const { return static_cast<std::uint32_t>(stream_.Tell()); }

  /// How long the number that starts here is in the source.
  [[nodiscard]] std::size_t written(std::size_t at_least) const {
    const std::string_view rest = tree_.source_.substr(position());
    return std::max(at_least, std::min(rest.find_first_not_of("0123456789+-.eE"), rest.size()));
  }

  Node& add(Kind kind, const char* text, std::size_t size) {
    Node& node = nodes_.emplace_back();
    node.text = text;
    node.size = static_cast<std::uint32_t>(size);
    // RapidJSON reports strings and numbers before it moves on from their first character, the rest after their last.
    node.begin = node.end = position();
    node.kind = kind;
    return node;
  }
  bool leaf(Kind kind, const char* text, std::size_t size) {
    add(kind, text, size);
    return complete(depth_, nodes_.size() - 1);
  }
  bool open(Kind kind) {
    if (depth_ == Tree::max_depth) return false;
    open_[depth_++] = static_cast<std::uint32_t>(nodes_.size());
    add(kind, nullptr, 0).begin -= 1; // the bracket has been taken already
    return true;
  }
  bool close(std::uint32_t size) {
    const std::uint32_t index = open_[--depth_];
    Node& node = nodes_[index];
    node.size = size;
    node.span = static_cast<std::uint32_t>(nodes_.size()) - index;
    node.end = position();
    return complete(depth_, index);
  }

  /// Tells the sink of an element near the root.
  bool complete(unsigned depth, std::size_t index) {
    if (depth > Tree::max_element_depth || sink_ == nullptr) return true;
    ElementSink::Place place;
    place.depth = depth;
    if (depth > 0) {
      const std::uint32_t around = open_[depth - 1];
      if (nodes_[around].kind != Kind::array) return true;
      place.in_array = nodes_.front().kind == Kind::array;
      if (depth > 1 && nodes_[open_[depth - 2]].kind == Kind::object)
        place.array = std::string_view(nodes_[around - 1].text, nodes_[around - 1].size);
    }
    if (sink_->element(Value(&tree_, &nodes_[index]), place)) nodes_.resize(index);
    return true;
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
  // A NUL byte ends RapidJSON's stream early; only white space may follow the value, which the copy shows even where a
  // number was shortened.
  const std::string_view copied(copy_.get(), size);
  const bool ends = copied.find_first_not_of(" \t\r\n", stream.Tell()) == std::string::npos;
  return ends ? Outcome::built : Outcome::no_json;
}

std::optional<Tree> Tree::parse(std::string_view source, ElementSink* sink) {
  if (source.size() >= std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  Tree tree;
  tree.source_ = source;
  tree.nodes_.reserve(std::min<std::size_t>(source.size() / 8 + 8, 128));
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
  const std::string_view source = tree_->source_;
  switch (kind()) {
    case Kind::null: return source.substr(node_->begin - 4, 4);
    case Kind::boolean: return node_->truth ? source.substr(node_->begin - 4, 4) : source.substr(node_->begin - 5, 5);
    case Kind::number: return source.substr(node_->begin, node_->size);
    case Kind::string: return source.substr(node_->begin, string_length(source.substr(node_->begin)));
    default: return source.substr(node_->begin, node_->end - node_->begin);
  }
}

} // namespace json
PAGEBRIDGE_END_NAMESPACE
