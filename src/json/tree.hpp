#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// JSON, private to the library. RapidJSON does the parsing; nothing of it leaves this room.
namespace json {

enum class Kind : std::uint8_t { absent, null, boolean, number, string, array, object };

struct Node {
  const char* text = nullptr; ///< strings: decoded; numbers: as written. Not NUL-terminated
  std::uint32_t size = 0;     ///< length of `text`; for arrays and objects the number of elements or members
  std::uint32_t span = 1;     ///< how many nodes it takes: itself and all below it
  std::uint32_t begin = 0;    ///< where it starts in the source …
  std::uint32_t end = 0;      ///< … and ends
  Kind kind = Kind::absent;
  bool truth = false;
};

class Tree;

/// A view of one value. Asking an absent value, or one of another kind, is never an error: the answer is empty. So a
/// payload can be walked without a check at every step. Lifetime: the Tree and its source must outlive it.
class Value {
 public:
  Value() = default;

  [[nodiscard]] Kind kind() const noexcept { return node_ == nullptr ? Kind::absent : node_->kind; }
  [[nodiscard]] bool exists() const noexcept { return node_ != nullptr; }
  [[nodiscard]] bool is_object() const noexcept { return kind() == Kind::object; }
  [[nodiscard]] bool is_array() const noexcept { return kind() == Kind::array; }
  [[nodiscard]] bool is_string() const noexcept { return kind() == Kind::string; }

  /// The member of that name; the first one, if the name stands twice.
  Value operator[](std::string_view name) const noexcept;
  /// A string's text; else empty.
  [[nodiscard]] std::string_view text() const noexcept;
  /// A string's text or a number's digits as written; else empty. Meta writes ids both ways.
  [[nodiscard]] std::string_view id() const noexcept;
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
    [[nodiscard]] std::string_view name() const noexcept {
      return members_ ? std::string_view(at_->text, at_->size) : std::string_view();
    }
    Iterator& operator++() noexcept;
    friend bool operator!=(const Iterator& a, const Iterator& b) noexcept { return a.at_ != b.at_; }

   private:
    const Tree* tree_;
    const Node* at_;
    bool members_;
  };
  [[nodiscard]] Iterator begin() const noexcept;
  [[nodiscard]] Iterator end() const noexcept;

 private:
  friend class Tree;
  Value(const Tree* tree, const Node* node) noexcept : tree_(tree), node_(node) {}
  const Tree* tree_ = nullptr;
  const Node* node_ = nullptr;
};

/// A parsed JSON text: one flat array of nodes over a repaired working copy of the source.
class Tree {
 public:
  static constexpr unsigned max_depth = 64;

  /// Parses `source`, which must outlive the Tree. Nothing if it is no JSON, or deeper than `max_depth`.
  static std::optional<Tree> parse(std::string_view source);

  Tree(Tree&&) noexcept = default;
  Tree& operator=(Tree&&) noexcept = default;
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  ~Tree() = default;

  [[nodiscard]] Value root() const noexcept { return Value(this, nodes_.data()); }

 private:
  friend class Value;
  enum class Outcome { built, no_json, number_too_big };
  Tree() = default;
  /// Fills the nodes from a repaired copy of the source.
  Outcome build(const std::string& repaired);
  std::string_view source_;
  std::vector<char> copy_; ///< a vector: moving the Tree must not move the bytes, which a short std::string would do
  std::vector<Node> nodes_;
};

} // namespace json
PAGEBRIDGE_END_NAMESPACE
