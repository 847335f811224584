#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "json/nodes.hpp"
#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// JSON, private to the library. RapidJSON does the parsing; nothing of it leaves this room.
namespace json {

class Tree;

/// A view of one value. Asking an absent value, or one of another kind, is never an error: the answer is empty. So a
/// payload can be walked without a check at every step. Lifetime: the Tree and its source must outlive it, and stay where
/// they are.
class Value {
 public:
  Value() = default;

  [[nodiscard]] Kind kind() const noexcept { return node_ == nullptr ? Kind::absent : node_->kind; }
  [[nodiscard]] bool exists() const noexcept { return node_ != nullptr; }
  [[nodiscard]] bool is_object() const noexcept { return kind() == Kind::object; }
  [[nodiscard]] bool is_array() const noexcept { return kind() == Kind::array; }
  [[nodiscard]] bool is_string() const noexcept { return kind() == Kind::string; }

  /// The member of that name; the first one, if the name stands twice.
  inline Value operator[](std::string_view name) const noexcept;
  /// A string's text; else empty.
  [[nodiscard]] inline std::string_view text() const noexcept;
  /// A string's text or a number's digits as written; else empty. Meta writes ids both ways.
  [[nodiscard]] inline std::string_view id() const noexcept;
  /// A whole number, written as a number or as text; digits only, so that nothing passes through a double.
  [[nodiscard]] std::optional<std::int64_t> integer() const noexcept;
  /// `true`; also the text "true", which dashboards send.
  [[nodiscard]] bool truth() const noexcept;
  /// The bytes of this value in the source, as they were written.
  [[nodiscard]] std::string_view raw() const noexcept;

  /// Iterates over an array's elements or an object's members; nothing for any other kind.
  class Iterator {
   public:
    Iterator(const Tree* tree, const Node* at, bool members) noexcept : tree_(tree), at_(at), members_(members) {}
    Value operator*() const noexcept { return Value(tree_, members_ ? at_ + 1 : at_); }
    /// The member's name; empty for an array's element.
    [[nodiscard]] inline std::string_view name() const noexcept;
    Iterator& operator++() noexcept {
      if (members_) ++at_;
      at_ += at_->span;
      return *this;
    }
    friend bool operator!=(const Iterator& a, const Iterator& b) noexcept { return a.at_ != b.at_; }

   private:
    const Tree* tree_;
    const Node* at_;
    bool members_;
  };
  [[nodiscard]] Iterator begin() const noexcept {
    const bool members = is_object();
    return {tree_, members || is_array() ? node_ + 1 : nullptr, members};
  }
  [[nodiscard]] Iterator end() const noexcept {
    const bool members = is_object();
    return {tree_, members || is_array() ? node_ + node_->span : nullptr, members};
  }

 private:
  friend class Builder;
  friend class Tree;
  Value(const Tree* tree, const Node* node) noexcept : tree_(tree), node_(node) {}
  const Tree* tree_ = nullptr;
  const Node* node_ = nullptr;
};

/// Is told of array elements near the root, and of the root itself, as soon as each is complete. So a long list can be
/// read element by element without a tree of all of it.
class ElementSink {
 public:
  virtual ~ElementSink();
  ElementSink(const ElementSink&) = delete;
  ElementSink& operator=(const ElementSink&) = delete;

  struct Place {
    unsigned depth = 0;     ///< how many arrays and objects are around it
    bool in_array = false;  ///< whether the outermost of them is an array
    std::string_view array; ///< the member name of the array that it stands in, if that has one
  };
  /// True: the tree may forget all that is in `element`. The Value is good until this call returns.
  virtual bool element(const Value& element, const Place& place) = 0;
  /// The text is read again from its start, because of a number that no double can hold: forget everything.
  virtual void restart() = 0;

 protected:
  ElementSink() = default;
};

/// A parsed JSON text: one flat array of nodes over a repaired working copy of the source.
class Tree {
 public:
  static constexpr unsigned max_depth = 64;

  /// How deep an element may stand that a sink is told of.
  static constexpr unsigned max_element_depth = 3;

  /// Room for what a usual event or answer needs: on the stack, a small text costs no memory from the heap.
  struct Room {
    char copy[2048];
    Node nodes[96];
  };

  /// Parses `source`, which must outlive the Tree. Nothing if it is no JSON, or deeper than `max_depth`.
  static std::optional<Tree> parse(std::string_view source);
  /// The same, in `room`, which must outlive the Tree, too.
  static std::optional<Tree> parse(std::string_view source, Room& room);
  /// Tells `sink` all elements of `source`. False if it is no JSON, or too deep; the sink may have been told some even so.
  static bool read(std::string_view source, ElementSink& sink);

  Tree(Tree&&) noexcept = default;
  Tree& operator=(Tree&&) noexcept = default;
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  ~Tree() = default;

  [[nodiscard]] Value root() const noexcept { return Value(this, &nodes_[0]); }

 private:
  friend class Value;
  friend class Builder;
  enum class Outcome { built, no_json, number_too_big };
  explicit Tree(std::string_view source);
  Tree(std::string_view source, Room& room);
  /// Fills the nodes, a second time with shortened numbers if need be. False if that failed.
  bool fill(ElementSink* sink);
  /// Fills the nodes from a repaired copy of the source.
  Outcome build(ElementSink* sink, bool shorten);
  /// In situ, a decoded string starts where it was written, after its quote.
  [[nodiscard]] std::string_view string(const Node& node) const noexcept { return {copy_ + node.begin + 1, node.size}; }
  std::string_view source_;
  std::unique_ptr<char[]> own_copy_; ///< where the working copy is, if no room was given or too little
  char* copy_;
  bool shortened_ = false; ///< whether numbers in the copy may be shorter than in the source
  Nodes nodes_;
};

Value Value::operator[](std::string_view name) const noexcept {
  if (!is_object()) return {};
  const Node* const last = node_ + node_->span;
  for (const Node* member = node_ + 1; member < last; member += 1 + member[1].span)
    if (member->size == name.size() && tree_->string(*member) == name) return Value(tree_, member + 1);
  return {};
}

std::string_view Value::text() const noexcept {
  return kind() == Kind::string ? tree_->string(*node_) : std::string_view();
}

std::string_view Value::id() const noexcept {
  return kind() == Kind::number ? tree_->source_.substr(node_->begin, node_->size) : text();
}

std::string_view Value::Iterator::name() const noexcept { return members_ ? tree_->string(*at_) : std::string_view(); }

} // namespace json
PAGEBRIDGE_END_NAMESPACE
