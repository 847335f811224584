// What the transport costs beside bare libcurl, on the same server, in alternating rounds.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "clock.hpp"
#include "pagebridge/curl/curl_transport.hpp"
#include "subcommand.hpp"
#include "transport_floor.hpp"
#include "transport_load.hpp"

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

/// The transport under the same load: each answer starts the next call.
class Sender {
 public:
  Sender(const Load& load, std::shared_ptr<pagebridge::HttpTransport> transport)
      : load_(load), transport_(std::move(transport)) {}

  Run run(double seconds) {
    const auto begin = Clock::now();
    const double cpu = cpu_seconds();
    until_ = begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    result_ = {};
    active_ = load_.in_flight;
    for (std::size_t i = 0; i < load_.in_flight; ++i) send(i);
    std::unique_lock<std::mutex> lock(mutex_);
    idle_.wait(lock, [this] { return active_ == 0; });
    result_.cpu_seconds = cpu_seconds() - cpu;
    result_.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    return result_;
  }

 private:
  void send(std::size_t number) {
    pagebridge::HttpRequest request{
        "POST",
        load_.url,
        {{"Content-Type", "application/json"}, {"Authorization", "Bearer EAAG-not-a-token"}},
        send_body(number)};
    transport_->start(std::move(request), {}, [this](pagebridge::Result<pagebridge::HttpResponse> result) {
      const bool good = result && result->status == 200 && result->body.find("message_id") != std::string::npos;
      std::size_t next = 0;
      {
        const std::lock_guard<std::mutex> lock(mutex_);
        next = ++result_.done;
        if (!good && ++result_.failed == 1)
          std::fprintf(stderr, "first failure: %s\n",
                       result ? std::to_string(result->status).c_str() : result.error().message.c_str());
        if (Clock::now() >= until_) {
          if (--active_ == 0) idle_.notify_all();
          return;
        }
      }
      send(next);
    });
  }

  const Load& load_;
  std::shared_ptr<pagebridge::HttpTransport> transport_;
  std::mutex mutex_;
  std::condition_variable idle_;
  Clock::time_point until_;
  std::size_t active_ = 0;
  Run result_;
};

struct Figures {
  std::vector<double> rate;
  std::vector<double> cpu;
  std::size_t done = 0;
  std::size_t failed = 0;

  void add(const Run& run) {
    const auto count = static_cast<double>(std::max<std::size_t>(run.done, 1));
    rate.push_back(count / run.seconds);
    cpu.push_back(run.cpu_seconds * 1e6 / count);
    done += run.done;
    failed += run.failed;
  }
  void print(const char* name) const {
    std::printf("%-10s %9.0f requests/s %8.2f us of CPU a request %9zu done %zu failed\n", name, median(rate),
                median(cpu), done, failed);
  }
};

struct Settings {
  Load load;
  unsigned rounds = 5;
  double seconds = 1;
};

std::optional<Settings> read(const std::vector<std::string>& arguments) {
  if (arguments.size() < 2) return std::nullopt;
  Settings settings;
  settings.load.url = arguments[0] + "/v23.0/100000000000001/messages";
  settings.load.in_flight = std::strtoul(arguments[1].c_str(), nullptr, 10);
  for (std::size_t i = 2; i < arguments.size(); ++i) {
    const std::string& name = arguments[i];
    const std::string value = i + 1 < arguments.size() ? arguments[i + 1] : "";
    if (name == "--rounds") {
      settings.rounds = static_cast<unsigned>(std::strtoul(value.c_str(), nullptr, 10));
    } else if (name == "--seconds") {
      settings.seconds = std::strtod(value.c_str(), nullptr);
    } else if (name == "--ca-file") {
      settings.load.ca_file = value;
    } else {
      return std::nullopt;
    }
    ++i;
  }
  if (settings.load.in_flight == 0 || settings.rounds == 0 || settings.seconds <= 0) return std::nullopt;
  return settings;
}

} // namespace

int transport_bench(const std::vector<std::string>& arguments) {
  const auto settings = read(arguments);
  if (!settings) return wrong_usage;
  const Load& load = settings->load;
  pagebridge::curl::CurlTransportOptions options;
  options.max_calls = std::max<std::size_t>(options.max_calls, load.in_flight);
  options.max_connections_per_host = static_cast<int>(load.in_flight);
  options.ca_file = load.ca_file;
  auto transport = pagebridge::curl::make_transport(options);
  if (!transport) {
    std::fprintf(stderr, "pagebridge_bench: %s\n", transport.error().message.c_str());
    return failed;
  }
  BareMulti bare(load);
  Sender sender(load, *transport);
  Figures floor;
  Figures ours;
  static_cast<void>(bare.run(settings->seconds / 4)); // both make their connections
  static_cast<void>(sender.run(settings->seconds / 4));
  for (unsigned round = 0; round < settings->rounds; ++round) {
    floor.add(bare.run(settings->seconds));
    ours.add(sender.run(settings->seconds));
  }
  floor.print("libcurl");
  ours.print("pagebridge");
  std::printf("RESULT transport inflight %zu rps_ratio %.3f cpu_ratio %.3f\n", load.in_flight,
              median(ours.rate) / median(floor.rate), median(ours.cpu) / median(floor.cpu));
  return floor.failed + ours.failed == 0 ? done : failed;
}

} // namespace bench
