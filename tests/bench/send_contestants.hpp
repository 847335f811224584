#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace bench {

/// What one contestant did in one round.
struct SendRound {
  std::uint64_t sends = 0;
  std::uint64_t failed = 0;
  double seconds = 0;
  double cpu_seconds = 0; ///< of the whole process
  std::vector<double> latencies_us{};
};

struct SendTarget {
  std::string origin; ///< https: over HTTP/2 where the server has it
  std::size_t in_flight = 64;
  std::string ca_file; ///< empty: the machine's
};

/// Sends one message after another, so that `in_flight` are always under way; everything but the sends is done beforehand.
/// All contestants send the same bytes but for libcurl's own headers.
class Sender {
 public:
  virtual ~Sender() = default;
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  virtual SendRound round(double seconds) = 0;

 protected:
  Sender() = default;
};

/// Bare libcurl: a multi handle, easy handles that are used again, curl_multi_perform and curl_multi_poll.
std::unique_ptr<Sender> bare_multi(const SendTarget& target);
/// curl::make_transport without a client. Null if it cannot be made.
std::unique_ptr<Sender> transport_alone(const SendTarget& target);
/// GraphClient over curl::make_transport, its pacing wide open, on an executor with one thread of its own. Null if it cannot be
/// made.
std::unique_ptr<Sender> graph_client(const SendTarget& target);
/// The same on the transport's own thread (make_transport_and_executor).
std::unique_ptr<Sender> graph_client_on_one_thread(const SendTarget& target);

/// The `number`th message as JSON.
std::string send_body(std::uint64_t number);

} // namespace bench
