#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace json {

enum class Kind : std::uint8_t { absent, null, boolean, number, string, array, object };

/// Small and without initialisers, since writing these is a good part of what a parse costs.
struct Node {
  std::uint32_t begin; ///< where it starts in the source
  std::uint32_t size;  ///< strings and numbers: the length of the text; else the length in the source
  std::uint32_t span;  ///< how many nodes it takes: itself and all below it
  Kind kind;
  bool truth;
};

/// The nodes of a tree: a vector that begins in room that it was given, since asking for memory is a good part of what a
/// small text costs.
class Nodes {
 public:
  Nodes(Node* room, std::size_t size) noexcept : begin_(room), capacity_(size) {}
  // A copy would go on looking at the nodes of the one it was made of.
  Nodes(const Nodes&) = delete;
  Nodes& operator=(const Nodes&) = delete;
  Nodes(Nodes&&) noexcept = default;
  Nodes& operator=(Nodes&&) noexcept = default;
  ~Nodes() = default;

  void add(const Node& node) {
    if (size_ == capacity_) grow();
    begin_[size_++] = node;
  }
  void cut(std::size_t size) noexcept { size_ = size; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  Node& operator[](std::size_t index) noexcept { return begin_[index]; }
  const Node& operator[](std::size_t index) const noexcept { return begin_[index]; }

 private:
  void grow();
  Node* begin_;
  std::size_t size_ = 0;
  std::size_t capacity_;
  std::vector<Node> own_;
};

} // namespace json
PAGEBRIDGE_END_NAMESPACE
