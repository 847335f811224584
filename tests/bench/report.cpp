#include "report.hpp"

#include <openssl/crypto.h>

#include <cstdio>
#include <string>
#include <string_view>

#include "allocations.hpp"
#include "clock.hpp"
#include "pagebridge/library_version.hpp"

namespace bench {
namespace {

#ifdef PAGEBRIDGE_BENCH_SANITIZED
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif
constexpr std::string_view configuration = PAGEBRIDGE_BENCH_CONFIGURATION;

} // namespace

double seconds_per_webhook(const Case& one) { return median(one.seconds); }

double seconds_per_event(const Case& one) {
  return seconds_per_webhook(one) * static_cast<double>(one.corpus->deliveries.size()) /
         static_cast<double>(one.corpus->events);
}

void print_build() {
  std::printf("pagebridge %s, built as %s by %s, %s\n", std::string(pagebridge::library_version()).c_str(),
              std::string(configuration).c_str(), PAGEBRIDGE_BENCH_COMPILER, OpenSSL_version(OPENSSL_VERSION));
  if (is_sanitized || configuration != "Release") {
    std::printf("These figures mean nothing: %s. Build the preset release.\n",
                is_sanitized ? "sanitizers are on" : "this is not an optimised build");
  }
  if (!counts_allocations()) std::printf("Allocations are not counted in this build; they show as 0.\n");
}

void print_corpus(const Corpus& corpus, const Effort& effort) {
  const std::size_t webhooks = corpus.deliveries.size();
  std::printf("%zu webhooks, %zu events, mean body %zu bytes, %zu %% with escapes; %u rounds, medians, CPU time\n\n",
              webhooks, corpus.events, corpus.bytes / webhooks, corpus.escaped * 100 / webhooks, effort.rounds);
}

void print_table(const std::vector<Case>& cases) {
  std::printf("%-42s %10s %10s %8s %8s %9s\n", "", "ns/webhook", "ns/event", "MB/s", "allocs", "bytes");
  for (const Case& one : cases) {
    const double seconds = seconds_per_webhook(one);
    const double size = static_cast<double>(one.corpus->bytes) / static_cast<double>(one.corpus->deliveries.size());
    std::printf("%-42s %10.0f %10.0f %8.0f %8.2f %9.0f\n", one.name.c_str(), seconds * 1e9,
                seconds_per_event(one) * 1e9, size / seconds * 1e-6, one.allocations, one.allocated_bytes);
  }
}

void print_ratio(const char* name, const Case& one, const Case& of) {
  std::printf("%-42s %10.2f\n", name, seconds_per_webhook(one) / seconds_per_webhook(of));
}

} // namespace bench
