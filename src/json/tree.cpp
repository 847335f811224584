#include "json/tree.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
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
    nodes_.add({position() - size, size, 1, Kind::boolean, value});
    return complete(nodes_.size() - 1);
  }
  // Strings and numbers are reported while the stream still stands at their first character.
  bool RawNumber(const char* /*text*/, rj::SizeType size, bool /*copy*/) {
    return leaf(Kind::number, position(), tree_.shortened_ ? written(size) : size);
  }
  bool String(const char* /*text*/, rj::SizeType size, bool /*copy*/) { return leaf(Kind::string, position(), size); }
  bool Key(const char* /*text*/, rj::SizeType size, bool /*copy*/) {
    nodes_.add({position(), size, 1, Kind::string, false});
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

  bool leaf(Kind kind, std::uint32_t begin, std::uint32_t size) {
    nodes_.add({begin, size, 1, kind, false});
    return complete(nodes_.size() - 1);
  }
  bool open(Kind kind) {
    if (depth_ == Tree::max_depth) return false;
    open_[depth_++] = static_cast<std::uint32_t>(nodes_.size());
    nodes_.add({position() - 1, 0, 1, kind, false}); // the bracket has been taken already
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
      place.in_array = nodes_[0].kind == Kind::array;
      if (depth_ > 1 && nodes_[open_[depth_ - 2]].kind == Kind::object) place.array = tree_.string(nodes_[around - 1]);
    }
    if (sink_->element(Value(&tree_, &nodes_[index]), place)) nodes_.cut(index);
  }

  Tree& tree_;
  Nodes& nodes_;
  rj::InsituStringStream& stream_;
  ElementSink* sink_;
  std::uint32_t open_[Tree::max_depth] = {};
  unsigned depth_ = 0;
};

namespace {

/// Behind the working copy: the NUL ends the stream; the rest lets RapidJSON's SIMD read whole blocks.
constexpr std::size_t padding = 32;

/// The length of the string literal that starts `text`, quotes included.
std::size_t string_length(std::string_view text) noexcept {
  std::size_t i = 1;
  while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2U : 1U;
  return i + 1;
}

/// A whole number of at most eighteen digits, without a sign.
std::optional<std::int64_t> digit_by_digit(std::string_view digits) noexcept {
  std::int64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
constexpr std::uint64_t eight_zeros = 0x3030303030303030U;

std::uint64_t eight_bytes(const char* text) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, text, sizeof word);
  return word;
}

bool are_digits(std::uint64_t word) noexcept {
  constexpr std::uint64_t high_halves = 0xF0F0F0F0F0F0F0F0U;
  constexpr std::uint64_t six = 0x0606060606060606U; // what follows '9' gets another high half
  return (word & high_halves) == eight_zeros && ((word + six) & high_halves) == eight_zeros;
}

/// Eight digits at once, the first in the lowest byte: they are added up in pairs, then the pairs, then the fours.
std::int64_t eight_digits(std::uint64_t word) noexcept {
  word = (word & 0x0F0F0F0F0F0F0F0FU) * 2561U >> 8U;
  word = (word & 0x00FF00FF00FF00FFU) * 6553601U >> 16U;
  return static_cast<std::int64_t>((word & 0x0000FFFF0000FFFFU) * 42949672960001U >> 32U);
}

/// Every event has two or three times of 13 digits, so they are worth a shorter way than digit by digit.
std::optional<std::int64_t> whole_number(std::string_view digits) noexcept {
  if (digits.size() <= 8 || digits.size() > 15) return digit_by_digit(digits);
  const auto front_bits = static_cast<unsigned>(digits.size() - 8) * 8U;
  const std::uint64_t front = eight_bytes(digits.data()) << (64U - front_bits) | eight_zeros >> front_bits;
  const std::uint64_t back = eight_bytes(digits.data() + digits.size() - 8);
  if (!are_digits(front) || !are_digits(back)) return std::nullopt;
  return eight_digits(front) * 100000000 + eight_digits(back);
}
#else
std::optional<std::int64_t> whole_number(std::string_view digits) noexcept { return digit_by_digit(digits); }
#endif

} // namespace

ElementSink::~ElementSink() = default;

void Nodes::grow() {
  const bool borrowed = own_.empty();
  own_.resize(std::max<std::size_t>(capacity_ * 2, 64));
  if (borrowed) std::copy(begin_, begin_ + size_, own_.begin());
  begin_ = own_.data();
  capacity_ = own_.size();
}

Tree::Tree(std::string_view source)
    : source_(source),
      own_copy_(new char[source.size() + padding]), // not make_unique, which would clear it first
      copy_(own_copy_.get()),
      nodes_(nullptr, 0) {}

Tree::Tree(std::string_view source, Room& room)
    : source_(source), copy_(room.copy), nodes_(room.nodes, std::size(room.nodes)) {
  if (source.size() + padding <= std::size(room.copy)) return;
  own_copy_.reset(new char[source.size() + padding]);
  copy_ = own_copy_.get();
}

Tree::Outcome Tree::build(ElementSink* sink, bool shorten) {
  std::copy(source_.begin(), source_.end(), copy_);
  std::fill_n(copy_ + source_.size(), padding, '\0');
  repair_strings(copy_, source_.size());
  shortened_ = shorten;
  if (shorten) shorten_numbers(copy_, source_.size());
  nodes_.cut(0);
  rj::InsituStringStream stream(copy_);
  Builder builder(*this, stream, sink);
  rj::Reader reader;
  constexpr unsigned flags = rj::kParseInsituFlag | rj::kParseNumbersAsStringsFlag | rj::kParseStopWhenDoneFlag;
  if (const auto parsed = reader.Parse<flags>(stream, builder); parsed.IsError())
    return parsed.Code() == rj::kParseErrorNumberTooBig ? Outcome::number_too_big : Outcome::no_json;
  // A NUL byte ends RapidJSON's stream early; only white space may follow the value, which the copy shows even where a
  // number was shortened.
  const std::string_view copied(copy_, source_.size());
  const bool ends = copied.find_first_not_of(" \t\r\n", stream.Tell()) == std::string::npos;
  return ends ? Outcome::built : Outcome::no_json;
}

bool Tree::fill(ElementSink* sink) {
  if (source_.size() >= std::numeric_limits<std::uint32_t>::max()) return false;
  Outcome outcome = build(sink, false);
  if (outcome == Outcome::number_too_big) {
    if (sink != nullptr) sink->restart();
    outcome = build(sink, true);
  }
  return outcome == Outcome::built;
}

std::optional<Tree> Tree::parse(std::string_view source) {
  Tree tree(source);
  if (!tree.fill(nullptr)) return std::nullopt;
  return tree;
}

std::optional<Tree> Tree::parse(std::string_view source, Room& room) {
  Tree tree(source, room);
  if (!tree.fill(nullptr)) return std::nullopt;
  return tree;
}

bool Tree::read(std::string_view source, ElementSink& sink) {
  Room room;
  return Tree(source, room).fill(&sink);
}

std::optional<std::int64_t> Value::integer() const noexcept {
  std::string_view digits = id();
  const bool negative = !digits.empty() && digits.front() == '-';
  if (negative) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 18) return std::nullopt;
  const std::optional<std::int64_t> value = whole_number(digits);
  return value && negative ? -*value : value;
}

bool Value::truth() const noexcept { return kind() == Kind::boolean ? node_->truth : text() == "true"; }

std::string_view Value::raw() const noexcept {
  if (node_ == nullptr) return {};
  const std::string_view rest = tree_->source_.substr(node_->begin);
  return rest.substr(0, kind() == Kind::string ? string_length(rest) : node_->size);
}

} // namespace json
PAGEBRIDGE_END_NAMESPACE
