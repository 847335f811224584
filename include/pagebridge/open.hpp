#pragma once

#include <string>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// An enum from the wire: `value` if we know the word, else `unknown`; `text` is always what Meta wrote.
template <class E>
struct Open {
  E value = E::unknown;
  std::string text;
};

PAGEBRIDGE_END_NAMESPACE
