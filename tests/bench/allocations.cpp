#include "allocations.hpp"

#include <cstddef>
#include <cstdlib>

#if defined(__GLIBC__) && !defined(PAGEBRIDGE_BENCH_SANITIZED)
#define PAGEBRIDGE_BENCH_COUNTS_ALLOCATIONS 1
#endif

namespace bench {
namespace {
// One for each thread, so that counting costs no more than an addition.
thread_local Allocations asked;
} // namespace

Allocations allocations() noexcept { return asked; }

#ifdef PAGEBRIDGE_BENCH_COUNTS_ALLOCATIONS
bool counts_allocations() noexcept { return true; }

static void note(std::size_t bytes) noexcept {
  ++asked.count;
  asked.bytes += bytes;
}
#else
bool counts_allocations() noexcept { return false; }
#endif

} // namespace bench

#ifdef PAGEBRIDGE_BENCH_COUNTS_ALLOCATIONS
extern "C" {
// glibc's own, under the names that it keeps for those who replace malloc. A program's definitions come before its.
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);

void* malloc(std::size_t size) noexcept {
  bench::note(size);
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) noexcept {
  bench::note(count * size);
  return __libc_calloc(count, size);
}
void* realloc(void* block, std::size_t size) noexcept {
  bench::note(size);
  return __libc_realloc(block, size);
}
}
#endif
