#pragma once

#include <memory>
#include <string_view>

#include "tally.hpp"

namespace bench {

/// The least work that RapidJSON allows for turning a body into events: it decodes in a reused copy and tells a handler,
/// which keeps views and dispatches them. It knows the fields of the corpus and no others, repairs nothing, and bounds
/// nothing but its depth. Threads: one.
class FloorSax {
 public:
  /// `tally` must outlive it.
  explicit FloorSax(Tally& tally);
  ~FloorSax();
  FloorSax(const FloorSax&) = delete;
  FloorSax& operator=(const FloorSax&) = delete;

  /// False if `body` is no JSON, or not a Page's.
  bool read(std::string_view body);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace bench
