#include "json/tree.hpp"

#include <algorithm>
#include <limits>

#include "json/rapidjson.hpp"
#include "json/repair.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace json {

namespace {

namespace rj = pagebridge_rapidjson;

/// Receives RapidJSON's events and appends one node for each. Returning false stops the parser, which bounds the depth.
class Builder {
 public:
  Builder(std::string_view source, std::vector<Node>& nodes, rj::InsituStringStream& stream)
      : source_(source), nodes_(nodes), stream_(stream) {}

  bool Null() { return leaf(Kind::null, nullptr, 0); }
  bool Bool(bool value) {
    leaf(Kind::boolean, nullptr, 0);
    nodes_.back().truth = value;
    return true;
  }
  bool RawNumber(const char* /*text*/, rj::SizeType /*size*/, bool /*copy*/) {
    const std::string_view rest = source_.substr(position());
    const std::size_t size = std::min(rest.find_first_not_of("0123456789+-.eE"), rest.size());
    return leaf(Kind::number, rest.data(), size);
  }
  bool String(const char* text, rj::SizeType size, bool /*copy*/) { return leaf(Kind::string, text, size); }
  bool Key(const char* text, rj::SizeType size, bool copy) { return String(text, size, copy); }
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

  bool leaf(Kind kind, const char* text, std::size_t size) {
    Node node;
    node.text = text;
    node.size = static_cast<std::uint32_t>(size);
    // RapidJSON reports strings and numbers before it moves on from their first character, the rest after their last.
    node.begin = node.end = position();
    node.kind = kind;
    nodes_.push_back(node);
    return true;
  }
  bool open(Kind kind) {
    if (depth_ == Tree::max_depth) return false;
    open_[depth_++] = static_cast<std::uint32_t>(nodes_.size());
    leaf(kind, nullptr, 0);
    nodes_.back().begin -= 1; // the bracket has been taken already
    return true;
  }
  bool close(std::uint32_t size) {
    const std::uint32_t index = open_[--depth_];
    Node& node = nodes_[index];
    node.size = size;
    node.span = static_cast<std::uint32_t>(nodes_.size()) - index;
    node.end = position();
    return true;
  }

  std::string_view source_;
  std::vector<Node>& nodes_;
  rj::InsituStringStream& stream_;
  std::uint32_t open_[Tree::max_depth] = {};
  unsigned depth_ = 0;
};

/// The length of the string literal that starts `text`, quotes included.
std::size_t string_length(std::string_view text) noexcept {
  std::size_t i = 1;
  while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2U : 1U;
  return i + 1;
}
} // namespace

Tree::Outcome Tree::build(const std::string& repaired) {
  // The NUL ends the stream; the rest lets RapidJSON's SIMD read whole blocks without leaving the copy.
  copy_.reserve(repaired.size() + 32);
  copy_.assign(repaired.begin(), repaired.end());
  copy_.resize(repaired.size() + 32, '\0');
  nodes_.clear();
  nodes_.reserve(source_.size() / 12 + 8);
  rj::InsituStringStream stream(copy_.data());
  Builder builder(source_, nodes_, stream);
  rj::Reader reader;
  constexpr unsigned flags = rj::kParseInsituFlag | rj::kParseNumbersAsStringsFlag | rj::kParseStopWhenDoneFlag;
  if (const auto parsed = reader.Parse<flags>(stream, builder); parsed.IsError())
    return parsed.Code() == rj::kParseErrorNumberTooBig ? Outcome::number_too_big : Outcome::no_json;
  // A NUL byte ends RapidJSON's stream early; only white space may follow the value.
  const bool ends = repaired.find_first_not_of(" \t\r\n", stream.Tell()) == std::string::npos;
  return ends ? Outcome::built : Outcome::no_json;
}

std::optional<Tree> Tree::parse(std::string_view source) {
  if (source.size() >= std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  std::string repaired(source);
  repair_strings(repaired);
  Tree tree;
  tree.source_ = source;
  Outcome outcome = tree.build(repaired);
  if (outcome == Outcome::number_too_big) {
    shorten_numbers(repaired);
    outcome = tree.build(repaired);
  }
  if (outcome != Outcome::built) return std::nullopt;
  return tree;
}

Value Value::operator[](std::string_view name) const noexcept {
  if (!is_object()) return {};
  for (auto member = begin(); member != end(); ++member)
    if (member.name() == name) return *member;
  return {};
}

std::string_view Value::text() const noexcept {
  return kind() == Kind::string ? std::string_view(node_->text, node_->size) : std::string_view();
}

std::string_view Value::id() const noexcept {
  return kind() == Kind::string || kind() == Kind::number ? std::string_view(node_->text, node_->size)
                                                          : std::string_view();
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

Value::Iterator& Value::Iterator::operator++() noexcept {
  if (members_) ++at_;
  at_ += at_->span;
  return *this;
}

Value::Iterator Value::begin() const noexcept {
  const bool members = is_object();
  return {tree_, members || is_array() ? node_ + 1 : nullptr, members};
}

Value::Iterator Value::end() const noexcept {
  const bool members = is_object();
  return {tree_, members || is_array() ? node_ + node_->span : nullptr, members};
}

} // namespace json
PAGEBRIDGE_END_NAMESPACE
