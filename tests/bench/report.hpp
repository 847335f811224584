#pragma once

#include "rounds.hpp"

namespace bench {

/// What was built and with what; and a warning, unless figures of this build mean something.
void print_build();
void print_corpus(const Corpus& corpus, const Effort& effort);
void print_table(const std::vector<Case>& cases);
/// `name`: how many times the median of `of` the median of `one` is.
void print_ratio(const char* name, const Case& one, const Case& of);

/// Of the rounds, for one webhook or one of its events.
double seconds_per_webhook(const Case& one);
double seconds_per_event(const Case& one);

} // namespace bench
