#pragma once

#include <utility>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Runs a callback of the host's. False if it threw: a host's exception must not tear through our loops. Built without
/// exceptions, callbacks must not throw. Private.
template <class F>
bool call_host(F&& f) {
#if defined(__cpp_exceptions)
  try {
    std::forward<F>(f)();
    return true;
  } catch (...) {
    return false;
  }
#else
  std::forward<F>(f)();
  return true;
#endif
}

PAGEBRIDGE_END_NAMESPACE
