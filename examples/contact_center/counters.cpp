#include "contact_center/counters.hpp"

namespace demo {

void Counters::count(std::string_view name, std::string_view /*label*/, std::string_view value, std::uint64_t by) {
  const std::lock_guard<std::mutex> lock(mutex_);
  counts_[std::string(name)][std::string(value)] += by;
}

std::map<std::string, Counters::Values> Counters::all() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return counts_;
}

} // namespace demo
