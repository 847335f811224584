#include "rounds.hpp"

#include <algorithm>

#include "allocations.hpp"
#include "clock.hpp"

namespace bench {
namespace {

bool pass(const Case& one) {
  bool accepted = true;
  for (std::size_t i = 0; i < one.corpus->deliveries.size(); ++i) accepted = one.run(i) && accepted;
  return accepted;
}

bool warm_up_and_count(Case& one) {
  bool accepted = pass(one);
  const Allocations before = allocations();
  accepted = pass(one) && accepted;
  const Allocations after = allocations();
  const auto webhooks = static_cast<double>(one.corpus->deliveries.size());
  one.allocations = static_cast<double>(after.count - before.count) / webhooks;
  one.allocated_bytes = static_cast<double>(after.bytes - before.bytes) / webhooks;
  return accepted;
}

bool round(Case& one, const Effort& effort) {
  const unsigned least = std::max(1U, (effort.passes + effort.rounds - 1) / effort.rounds);
  bool accepted = true;
  const double begin = cpu_seconds();
  double spent = 0;
  unsigned passes = 0;
  while (passes < least || spent < effort.seconds) {
    accepted = pass(one) && accepted;
    spent = cpu_seconds() - begin;
    ++passes;
  }
  one.seconds.push_back(spent / passes / static_cast<double>(one.corpus->deliveries.size()));
  return accepted;
}

} // namespace

bool measure(std::vector<Case>& cases, const Effort& effort) {
  bool accepted = true;
  for (Case& one : cases) accepted = warm_up_and_count(one) && accepted;
  for (unsigned i = 0; i < effort.rounds; ++i)
    for (Case& one : cases) accepted = round(one, effort) && accepted;
  return accepted;
}

} // namespace bench
