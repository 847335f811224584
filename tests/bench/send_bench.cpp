#include <algorithm>
#include <charconv>
#include <cstdio>
#include <optional>

#include "clock.hpp"
#include "graph_stand_in.hpp"
#include "report.hpp"
#include "send_contestants.hpp"
#include "subcommand.hpp"

namespace bench {
namespace {

struct Options {
  std::string origin; ///< "stand-in": one of our own
  unsigned in_flight = 0;
  unsigned rounds = 5;
  unsigned round_ms = 1000;
  unsigned delay_ms = 0; ///< of the stand-in
  std::string ca_file;
};

bool read_number(const std::string& text, unsigned& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

std::optional<Options> read_options(const std::vector<std::string>& arguments) {
  Options options;
  if (arguments.size() < 2 || !read_number(arguments[1], options.in_flight) || options.in_flight == 0 ||
      options.in_flight > 10000)
    return std::nullopt;
  options.origin = arguments[0];
  for (std::size_t i = 2; i < arguments.size(); ++i) {
    if (arguments[i] == "--ca-file" && i + 1 < arguments.size()) {
      options.ca_file = arguments[++i];
      continue;
    }
    unsigned* const value = arguments[i] == "--rounds"     ? &options.rounds
                            : arguments[i] == "--round-ms" ? &options.round_ms
                            : arguments[i] == "--delay-ms" ? &options.delay_ms
                                                           : nullptr;
    if (value == nullptr || ++i == arguments.size() || !read_number(arguments[i], *value)) return std::nullopt;
  }
  if (options.rounds == 0 || options.round_ms == 0) return std::nullopt;
  return options;
}

/// What one contestant did in all rounds.
struct Figures {
  std::vector<double> rates{};
  std::vector<double> cpu_us{};
  std::vector<double> latencies_us{};
  std::uint64_t failed = 0;

  void add(SendRound round) {
    const auto sends = static_cast<double>(round.sends);
    rates.push_back(sends / round.seconds);
    cpu_us.push_back(round.cpu_seconds * 1e6 / sends);
    latencies_us.insert(latencies_us.end(), round.latencies_us.begin(), round.latencies_us.end());
    failed += round.failed;
  }
  [[nodiscard]] double latency_us(double part) {
    const auto at =
        latencies_us.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(latencies_us.size() - 1));
    std::nth_element(latencies_us.begin(), at, latencies_us.end());
    return *at;
  }
  void print(const char* name) {
    std::printf("%-28s %10.0f %10.2f %10.0f %10.0f\n", name, median(rates), median(cpu_us), latency_us(0.5),
                latency_us(0.99));
  }
};

/// Of each round's pair: machines get slower and faster, and both contestants meet that together.
double ratio(const std::vector<double>& one, const std::vector<double>& of) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < one.size(); ++i) ratios.push_back(one[i] / of[i]);
  return median(ratios);
}

int run(const Options& options) {
  const auto stand_in = options.origin == "stand-in" ? GraphStandIn::start(options.delay_ms) : nullptr;
  const std::string origin = stand_in ? stand_in->origin() : options.origin;
  const SendTarget target{origin, options.in_flight, options.ca_file};
  const auto floor = bare_multi(target);
  const auto transport = transport_alone(target);
  const auto hopping = graph_client(target);
  const auto sdk = graph_client_on_one_thread(target);
  if (!sdk || !hopping || !transport) {
    std::fputs("pagebridge_bench: the client cannot be made\n", stderr);
    return failed;
  }
  const double seconds = options.round_ms * 1e-3;
  Figures of_floor;
  Figures of_transport;
  Figures of_hopping;
  Figures of_sdk;
  floor->round(seconds / 2); // opens the connections
  transport->round(seconds / 2);
  hopping->round(seconds / 2);
  sdk->round(seconds / 2);
  for (unsigned i = 0; i < options.rounds; ++i) {
    of_floor.add(floor->round(seconds));
    of_transport.add(transport->round(seconds));
    of_hopping.add(hopping->round(seconds));
    of_sdk.add(sdk->round(seconds));
  }
  print_build();
  std::printf("%u in flight, %u rounds of %u ms in turn, medians; body of %zu bytes\n\n%-28s %10s %10s %10s %10s\n",
              options.in_flight, options.rounds, options.round_ms, send_body(0).size(), "", "sends/s", "cpu us",
              "p50 us", "p99 us");
  of_floor.print("floor: bare curl multi");
  of_transport.print("SDK: transport alone");
  of_hopping.print("SDK: client, two threads");
  of_sdk.print("SDK: client, one thread");
  std::printf("\n%-28s %10s %10s\n", "of the floor", "sends/s", "cpu us");
  std::printf("%-28s %10.2f %10.2f\n", "transport alone", ratio(of_transport.rates, of_floor.rates),
              ratio(of_transport.cpu_us, of_floor.cpu_us));
  std::printf("%-28s %10.2f %10.2f\n", "client, two threads", ratio(of_hopping.rates, of_floor.rates),
              ratio(of_hopping.cpu_us, of_floor.cpu_us));
  std::printf("%-28s %10.2f %10.2f\n", "client, one thread", ratio(of_sdk.rates, of_floor.rates),
              ratio(of_sdk.cpu_us, of_floor.cpu_us));
  if (of_floor.failed + of_transport.failed + of_hopping.failed + of_sdk.failed > 0) {
    std::fprintf(stderr, "pagebridge_bench: sends failed: %llu of the floor, %llu of the SDK\n",
                 static_cast<unsigned long long>(of_floor.failed),
                 static_cast<unsigned long long>(of_transport.failed + of_hopping.failed + of_sdk.failed));
    return failed;
  }
  std::printf("\nRESULT client sdk inflight %u rps %.0f cpu_us %.2f p50_us %.0f p99_us %.0f\n", options.in_flight,
              median(of_sdk.rates), median(of_sdk.cpu_us), of_sdk.latency_us(0.5), of_sdk.latency_us(0.99));
  return std::fflush(stdout) == 0 ? done : failed;
}

} // namespace

int send_bench(const std::vector<std::string>& arguments) {
  const std::optional<Options> options = read_options(arguments);
  return options ? run(*options) : wrong_usage;
}

} // namespace bench
