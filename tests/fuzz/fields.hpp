#pragma once

#include <iterator>
#include <type_traits>

/// The fields of a plain struct, so that a walk over events needs no change when a kind of event is added.
namespace fuzz {

namespace fields {

constexpr int most = 16;

// A struct of n fields can be made from n empty braces, and not from more.
template <class T>
using Take1 = decltype(T{{}});
template <class T>
using Take2 = decltype(T{{}, {}});
template <class T>
using Take3 = decltype(T{{}, {}, {}});
template <class T>
using Take4 = decltype(T{{}, {}, {}, {}});
template <class T>
using Take5 = decltype(T{{}, {}, {}, {}, {}});
template <class T>
using Take6 = decltype(T{{}, {}, {}, {}, {}, {}});
template <class T>
using Take7 = decltype(T{{}, {}, {}, {}, {}, {}, {}});
template <class T>
using Take8 = decltype(T{{}, {}, {}, {}, {}, {}, {}, {}});
template <class T>
using Take9 = decltype(T{{}, {}, {}, {}, {}, {}, {}, {}, {}});
template <class T>
using Take10 = decltype(T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}});
template <class T>
using Take11 = decltype(T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}});
template <class T>
using Take12 = decltype(T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}});
template <class T>
using Take13 = decltype(T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}});
template <class T>
using Take14 = decltype(T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}});
template <class T>
using Take15 = decltype(T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}});
template <class T>
using Take16 = decltype(T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}});
template <class T>
using Take17 = decltype(T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}});

template <template <class> class Take, class T, class = void>
struct Takes : std::false_type {};
template <template <class> class Take, class T>
struct Takes<Take, T, std::void_t<Take<T>>> : std::true_type {};

/// How many fields there are; `most + 1` if there are more than `most`.
template <class T>
constexpr int count() {
  constexpr bool takes[] = {Takes<Take1, T>::value,  Takes<Take2, T>::value,  Takes<Take3, T>::value,
                            Takes<Take4, T>::value,  Takes<Take5, T>::value,  Takes<Take6, T>::value,
                            Takes<Take7, T>::value,  Takes<Take8, T>::value,  Takes<Take9, T>::value,
                            Takes<Take10, T>::value, Takes<Take11, T>::value, Takes<Take12, T>::value,
                            Takes<Take13, T>::value, Takes<Take14, T>::value, Takes<Take15, T>::value,
                            Takes<Take16, T>::value, Takes<Take17, T>::value};
  static_assert(std::size(takes) == most + 1);
  int fields = 0;
  for (int n = 1; n <= most + 1; ++n)
    if (takes[n - 1]) fields = n;
  return fields;
}

} // namespace fields

/// Calls `visit` with each field of `value`, in order.
template <class T, class Visit>
void for_each_field(const T& value, Visit&& visit) {
  static_assert(std::is_aggregate_v<T>, "no plain struct");
  constexpr int count = fields::count<T>();
  static_assert(count <= fields::most, "more fields than are counted here: make all three lists longer");
  const auto all = [&visit](const auto&... field) { (visit(field), ...); };
  if constexpr (count == 1) {
    const auto& [a] = value;
    all(a);
  } else if constexpr (count == 2) {
    const auto& [a, b] = value;
    all(a, b);
  } else if constexpr (count == 3) {
    const auto& [a, b, c] = value;
    all(a, b, c);
  } else if constexpr (count == 4) {
    const auto& [a, b, c, d] = value;
    all(a, b, c, d);
  } else if constexpr (count == 5) {
    const auto& [a, b, c, d, e] = value;
    all(a, b, c, d, e);
  } else if constexpr (count == 6) {
    const auto& [a, b, c, d, e, f] = value;
    all(a, b, c, d, e, f);
  } else if constexpr (count == 7) {
    const auto& [a, b, c, d, e, f, g] = value;
    all(a, b, c, d, e, f, g);
  } else if constexpr (count == 8) {
    const auto& [a, b, c, d, e, f, g, h] = value;
    all(a, b, c, d, e, f, g, h);
  } else if constexpr (count == 9) {
    const auto& [a, b, c, d, e, f, g, h, i] = value;
    all(a, b, c, d, e, f, g, h, i);
  } else if constexpr (count == 10) {
    const auto& [a, b, c, d, e, f, g, h, i, j] = value;
    all(a, b, c, d, e, f, g, h, i, j);
  } else if constexpr (count == 11) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k] = value;
    all(a, b, c, d, e, f, g, h, i, j, k);
  } else if constexpr (count == 12) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l);
  } else if constexpr (count == 13) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l, m);
  } else if constexpr (count == 14) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l, m, n);
  } else if constexpr (count == 15) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o);
  } else if constexpr (count == 16) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
  }
}

} // namespace fuzz
