#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "fuzz/fields.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/json_text.hpp"

/// Every text in a value made of structs, ids, lists, optionals and variants, whatever their names.
namespace fuzz {

/// What `walk` found, in order. The views are into the value that was walked.
struct Texts {
  std::vector<std::string_view> texts; ///< must be UTF-8
  std::vector<std::string_view> raws;  ///< JSON as it was written: any bytes
  friend bool operator==(const Texts& a, const Texts& b) { return a.texts == b.texts && a.raws == b.raws; }
};

/// Whether a T is there or not, and what is there is `*value`: std::optional, smart pointers and their like.
template <class T, class = void>
struct MayBeEmpty : std::false_type {};
template <class T>
struct MayBeEmpty<
    T, std::void_t<decltype(*std::declval<const T&>()), decltype(static_cast<bool>(std::declval<const T&>()))>>
    : std::true_type {};

template <class T>
void walk(const T& value, Texts& found);

inline void walk(const std::string& text, Texts& found) { found.texts.emplace_back(text); }
inline void walk(const pagebridge::JsonText& json, Texts& found) { found.raws.emplace_back(json.text); }
inline void walk(std::monostate /*nothing*/, Texts& /*found*/) {}

template <class Clock, class Duration>
void walk(std::chrono::time_point<Clock, Duration> /*time*/, Texts& /*found*/) {}
template <class Rep, class Period>
void walk(std::chrono::duration<Rep, Period> /*time*/, Texts& /*found*/) {}
template <class Tag>
void walk(const pagebridge::Id<Tag>& id, Texts& found) {
  found.texts.emplace_back(id.text());
}
template <class T>
void walk(const std::vector<T>& values, Texts& found) {
  for (const T& value : values) walk(value, found);
}
template <class A, class B>
void walk(const std::pair<A, B>& both, Texts& found) {
  walk(both.first, found);
  walk(both.second, found);
}
template <class... T>
void walk(const std::variant<T...>& value, Texts& found) {
  std::visit([&found](const auto& arm) { walk(arm, found); }, value);
}
template <class T>
void walk(const T& value, Texts& found) {
  if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
    return;
  } else if constexpr (MayBeEmpty<T>::value) {
    if (value) walk(*value, found);
  } else {
    // A type that is no struct needs an overload above: one that is skipped would look as if it had been checked.
    for_each_field(value, [&found](const auto& field) { walk(field, found); });
  }
}

template <class T>
Texts texts_of(const T& value) {
  Texts found;
  walk(value, found);
  return found;
}

} // namespace fuzz
