#pragma once

#include <cstdint>

namespace bench {

/// What this thread has asked of malloc, calloc and realloc, in the program and in every library that it uses.
struct Allocations {
  std::uint64_t count = 0;
  std::uint64_t bytes = 0;
};

/// False where the program cannot stand in for malloc: under sanitizers, which do so themselves, and without glibc.
bool counts_allocations() noexcept;
Allocations allocations() noexcept;

} // namespace bench
