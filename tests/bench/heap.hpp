#pragma once

#include <cstdint>

#include "allocations.hpp"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace bench {

/// Bytes of the heap in use, what the allocator needs for itself included; 0 where nobody counts them.
inline std::uint64_t heap_bytes() {
#if defined(__GLIBC__) && defined(__GLIBC_PREREQ)
#if __GLIBC_PREREQ(2, 33)
  if (counts_allocations()) {
    const auto heap = mallinfo2();
    return heap.uordblks + heap.hblkhd;
  }
#endif
#endif
  return 0;
}

} // namespace bench
