#include <array>
#include <charconv>
#include <cstdio>
#include <optional>
#include <utility>

#include "contestants.hpp"
#include "report.hpp"
#include "subcommand.hpp"

namespace bench {
namespace {

struct Options {
  std::string corpus; ///< a file; empty: the built-in one
  Effort effort;
  std::size_t bodies = 2000;
  std::size_t growth_entries = 4000;
};

bool read_number(const std::string& text, unsigned& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

std::optional<Options> read_options(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    unsigned number = 0;
    if (argument == "--smoke") {
      // One quick pass over everything: that it works, not how fast.
      options.effort = {1, 0, 1};
      options.bodies = 200;
      options.growth_entries = 1000;
    } else if (argument == "--rounds" || argument == "--min-ms") {
      if (++i == arguments.size() || !read_number(arguments[i], number)) return std::nullopt;
      if (argument == "--min-ms") {
        options.effort.seconds = number * 1e-3;
      } else if (number == 0) {
        return std::nullopt;
      } else {
        options.effort.rounds = number;
      }
    } else if (argument.empty() || argument.front() == '-' || !options.corpus.empty()) {
      return std::nullopt;
    } else {
      options.corpus = argument;
    }
  }
  return options;
}

std::vector<pagebridge::VerifiedBody> trusted(const Corpus& corpus) {
  std::vector<pagebridge::VerifiedBody> bodies;
  bodies.reserve(corpus.deliveries.size());
  for (const Delivery& delivery : corpus.deliveries) bodies.push_back(pagebridge::VerifiedBody::trust(delivery.body));
  return bodies;
}

/// What a host's HTTP server has anyway; here it is a part of the SDK's time.
bool copy_body(const Delivery& delivery) {
  const std::string copy = delivery.body;
  return copy.data() != delivery.body.data();
}

enum Stage : std::size_t { floor_verify, floor_parse, floor_both, sdk_copy, sdk_verify, sdk_parse, sdk_both };

/// In the order of Stage. All that it is given must outlive the cases.
std::vector<Case> stages(const Corpus& corpus, Floor& floor, Sdk& sdk,
                         const std::vector<pagebridge::VerifiedBody>& verified) {
  const auto& all = corpus.deliveries;
  return {
      {"floor: HMAC-SHA256, pads kept", &corpus, [&all, &floor](std::size_t i) { return floor.verify(all[i]); }},
      {"floor: SAX in situ, dispatch", &corpus, [&all, &floor](std::size_t i) { return floor.parse(all[i]); }},
      {"floor: both", &corpus, [&all, &floor](std::size_t i) { return floor.handle(all[i]); }},
      {"SDK: copy the body", &corpus, [&all](std::size_t i) { return copy_body(all[i]); }},
      {"SDK: copy the body, verify", &corpus, [&all, &sdk](std::size_t i) { return sdk.verify(all[i]); }},
      {"SDK: parse, dispatch", &corpus, [&verified, &sdk](std::size_t i) { return sdk.parse(verified[i]); }},
      {"SDK: copy the body, verify, parse, dispatch", &corpus,
       [&all, &sdk](std::size_t i) { return sdk.handle(all[i]); }},
  };
}

constexpr std::array<std::size_t, 4> group_sizes = {1, 10, 100, 1000};

/// For each size the floor, then the SDK.
void add_growth(std::vector<Case>& cases, const std::vector<Corpus>& corpora, Floor& floor, Sdk& sdk) {
  for (const Corpus& corpus : corpora) {
    const auto& all = corpus.deliveries;
    cases.push_back({"floor", &corpus, [&all, &floor](std::size_t i) { return floor.handle(all[i]); }});
    cases.push_back({"SDK", &corpus, [&all, &sdk](std::size_t i) { return sdk.handle(all[i]); }});
  }
}

void print_growth(const std::vector<Case>& cases, std::size_t first) {
  std::printf("\nThe same events, more of them in a body; ns/event\n%-42s %10s %10s %10s\n", "entries in a body",
              "floor", "SDK", "ratio");
  const auto ns = [&](std::size_t size, std::size_t who) {
    return seconds_per_event(cases[first + 2 * size + who]) * 1e9;
  };
  for (std::size_t size = 0; size < group_sizes.size(); ++size)
    std::printf("%-42zu %10.0f %10.0f %10.2f\n", group_sizes[size], ns(size, 0), ns(size, 1),
                ns(size, 1) / ns(size, 0));
  std::printf("%-42s %10.2f %10.2f\n", "an event among 1,000 / among 10", ns(3, 0) / ns(1, 0), ns(3, 1) / ns(1, 1));
}

/// On stderr, if the two contestants do not agree on a corpus: then there is nothing to time.
bool agree(const Corpus& corpus) {
  const std::string wrong = disagreement(corpus);
  if (!wrong.empty()) std::fprintf(stderr, "pagebridge_bench: %s\n", wrong.c_str());
  return wrong.empty();
}

int run(const Corpus& corpus, const Options& options) {
  std::vector<Corpus> grown;
  grown.reserve(group_sizes.size());
  for (const std::size_t size : group_sizes) grown.push_back(grouped_corpus(options.growth_entries, size));
  if (!agree(corpus)) return failed;
  for (const Corpus& one : grown)
    if (!agree(one)) return failed;

  Floor floor;
  Sdk sdk;
  const std::vector<pagebridge::VerifiedBody> verified = trusted(corpus);
  std::vector<Case> cases = stages(corpus, floor, sdk, verified);
  const std::size_t first_grown = cases.size();
  add_growth(cases, grown, floor, sdk);
  if (!measure(cases, options.effort)) {
    std::fputs("pagebridge_bench: a webhook was refused while it was timed\n", stderr);
    return failed;
  }

  print_build();
  print_corpus(corpus, options.effort);
  print_table({cases.begin(), cases.begin() + static_cast<std::ptrdiff_t>(first_grown)});
  std::printf("\n");
  print_ratio("verify / floor's HMAC", cases[sdk_verify], cases[floor_verify]);
  print_ratio("parse / floor's SAX", cases[sdk_parse], cases[floor_parse]);
  print_ratio("SDK / floor", cases[sdk_both], cases[floor_both]);
  print_growth(cases, first_grown);
  std::printf("\nRESULT peer sdk cpu_us %.3f allocs %.2f\n", seconds_per_webhook(cases[sdk_both]) * 1e6,
              cases[sdk_both].allocations);
  return std::fflush(stdout) == 0 ? done : failed;
}

} // namespace

int parse_bench(const std::vector<std::string>& arguments) {
  const std::optional<Options> options = read_options(arguments);
  if (!options) return wrong_usage;
  if (options->corpus.empty()) return run(mixed_corpus(options->bodies), *options);
  const auto corpus = load_corpus(options->corpus);
  if (corpus) return run(*corpus, *options);
  std::fprintf(stderr, "pagebridge_bench: %s\n", corpus.error().message.c_str());
  return failed;
}

} // namespace bench
