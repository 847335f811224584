#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "pagebridge/metrics.hpp"

namespace demo {

/// Counts what the library counts, for one page of statistics. Threads: thread-safe.
class Counters final : public pagebridge::MetricSink {
 public:
  using Values = std::map<std::string, std::uint64_t>; // by the label's value
  void count(std::string_view name, std::string_view label, std::string_view value, std::uint64_t by) override;
  std::map<std::string, Values> all() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Values> counts_;
};

} // namespace demo
