#pragma once

#include <functional>
#include <string>
#include <vector>

#include "corpus.hpp"

namespace bench {

struct Effort {
  unsigned rounds = 9;
  double seconds = 0.12; ///< the least for each case in each round
  unsigned passes = 10;  ///< the least for each case in all rounds together
};

/// One thing to time, over every webhook of a corpus.
struct Case {
  std::string name;
  const Corpus* corpus = nullptr;
  /// Handles the webhook of that number. False: it was refused, which no webhook of a corpus may be.
  std::function<bool(std::size_t)> run;

  // What `measure` finds, for one webhook.
  std::vector<double> seconds{}; ///< the mean of each round
  double allocations = 0;
  double allocated_bytes = 0;
};

/// Goes through the cases in turn, round after round, so that a drift of the machine's speed meets them all; first a pass
/// to warm up and one to count allocations in. False if a case refused a webhook.
bool measure(std::vector<Case>& cases, const Effort& effort);

} // namespace bench
