#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "json/tree.hpp"
#include "json/writer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/secret.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// How the sandbox's state becomes JSON and comes back. Of each struct, state_members.hpp lists the members once, for both
// ways: `members(io, value)` calls `io("name", value.name)`. Maps are lists of pairs.

namespace state {

template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};
template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<std::vector<T>> : std::true_type {};
template <class T>
struct IsList<std::deque<T>> : std::true_type {};
template <class T, class Less>
struct IsList<std::set<T, Less>> : std::true_type {};
template <class K, class T, class Less>
struct IsList<std::map<K, T, Less>> : std::true_type {};
template <class T>
struct IsPair : std::false_type {};
template <class A, class B>
struct IsPair<std::pair<A, B>> : std::true_type {};
template <class T>
struct IsPointer : std::false_type {};
template <class T>
struct IsPointer<std::optional<T>> : std::true_type {};
template <class T>
struct IsPointer<std::unique_ptr<T>> : std::true_type {};

class Saver {
 public:
  explicit Saver(json::Writer& writer) : writer_(writer) {}

  template <class T>
  void operator()(std::string_view name, const T& value) {
    writer_.key(name);
    save(value);
  }

  template <class T>
  void save(const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      writer_.boolean(value);
    } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
      writer_.integer(static_cast<std::int64_t>(value));
    } else if constexpr (std::is_same_v<T, Timestamp>) {
      writer_.integer(to_unix_ms(value));
    } else if constexpr (std::is_same_v<T, std::string>) {
      writer_.string(value);
    } else if constexpr (std::is_same_v<T, Secret>) {
      writer_.string(value.reveal());
    } else if constexpr (IsId<T>::value) {
      writer_.string(value.text());
    } else if constexpr (IsPointer<T>::value) {
      value ? save(*value) : static_cast<void>(writer_.null());
    } else if constexpr (IsList<T>::value) {
      writer_.begin_array();
      for (const auto& element : value) save(element);
      writer_.end_array();
    } else if constexpr (IsPair<T>::value) {
      writer_.begin_array();
      save(value.first);
      save(value.second);
      writer_.end_array();
    } else {
      writer_.begin_object();
      members(*this, const_cast<T&>(value)); // which a Saver only reads
      writer_.end_object();
    }
  }

 private:
  json::Writer& writer_;
};

/// What is absent keeps its value, so that an older state can be read.
class Loader {
 public:
  explicit Loader(const json::Value& object) : object_(object) {}

  template <class T>
  void operator()(std::string_view name, T& value) {
    const json::Value member = object_[name];
    if (member.exists() && !load(member, value)) is_right_ = false;
  }
  [[nodiscard]] bool is_right() const noexcept { return is_right_; }

  template <class T>
  static bool load(const json::Value& from, T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      value = from.truth();
      return from.kind() == json::Kind::boolean;
    } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
      const auto number = from.integer();
      value = static_cast<T>(number.value_or(0));
      return number.has_value();
    } else if constexpr (std::is_same_v<T, Timestamp>) {
      const auto number = from.integer();
      value = from_unix_ms(number.value_or(0));
      return number.has_value();
    } else if constexpr (std::is_same_v<T, std::string>) {
      value = from.text();
      return from.is_string();
    } else if constexpr (std::is_same_v<T, Secret> || IsId<T>::value) {
      value = T(std::string(from.text()));
      return from.is_string();
    } else if constexpr (IsPointer<T>::value) {
      return load_pointer(from, value);
    } else if constexpr (IsList<T>::value) {
      return load_list(from, value);
    } else {
      Loader loader(from);
      members(loader, value);
      return from.is_object() && loader.is_right();
    }
  }

 private:
  template <class T>
  static bool load_pointer(const json::Value& from, std::optional<T>& value) {
    value.reset();
    return from.kind() == json::Kind::null || load(from, value.emplace());
  }
  /// Records of their own are made by their id.
  template <class T>
  static bool load_pointer(const json::Value& from, std::unique_ptr<T>& value) {
    value = std::make_unique<T>(decltype(T::id)(std::string(from["id"].text())));
    return load(from, *value);
  }

  template <class List>
  static bool load_list(const json::Value& from, List& list) {
    list.clear();
    bool is_right = from.is_array();
    for (const json::Value element : from) is_right = load_element(element, list) && is_right;
    return is_right;
  }
  template <class List>
  static bool load_element(const json::Value& from, List& list) {
    typename List::value_type element{};
    const bool is_right = load(from, element);
    list.insert(list.end(), std::move(element));
    return is_right;
  }
  template <class K, class T, class Less>
  static bool load_element(const json::Value& from, std::map<K, T, Less>& map) {
    K key{};
    json::Value parts[2];
    std::size_t count = 0;
    for (const json::Value part : from)
      if (count < 2) parts[count++] = part;
    return count == 2 && load(parts[0], key) && load(parts[1], map[std::move(key)]);
  }

  json::Value object_;
  bool is_right_ = true;
};

} // namespace state
} // namespace testing
PAGEBRIDGE_END_NAMESPACE
