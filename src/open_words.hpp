#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/open.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// One word of Meta's and what it means.
template <class E>
struct Word {
  std::string_view text;
  E value;
};

/// `text` as an open enum; a word that is not among `words` stays unknown and keeps its text.
template <class E, std::size_t Count>
Open<E> open_enum(const Word<E> (&words)[Count], std::string_view text) {
  for (const Word<E>& word : words)
    if (word.text == text) return {word.value, std::string(text)};
  return {E::unknown, std::string(text)};
}

PAGEBRIDGE_END_NAMESPACE
