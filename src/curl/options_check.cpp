#include "curl/options_check.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <string>

#include "curl/request_check.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

bool is_readable(const std::string& file) {
  std::FILE* const stream = std::fopen(file.c_str(), "rb");
  if (stream == nullptr) return false;
  const bool readable = std::fgetc(stream) != EOF;
  static_cast<void>(std::fclose(stream));
  return readable;
}

/// libcurl counts in long, which has 32 bits on some systems.
template <class Duration>
bool is_sensible(Duration duration, Duration least) {
  return duration >= least && duration.count() <= std::numeric_limits<std::int32_t>::max();
}

} // namespace

std::optional<Error> wrong_option(const CurlTransportOptions& options) {
  if (!is_sensible(options.connect_timeout, milliseconds(1)))
    return invalid_argument("connect_timeout", "connect_timeout must be from 1 ms to 24 days");
  if (!is_sensible(options.total_timeout, milliseconds(1)))
    return invalid_argument("total_timeout", "total_timeout must be from 1 ms to 24 days");
  if (!is_sensible(options.max_idle_connection_age, std::chrono::seconds(1)))
    return invalid_argument("max_idle_connection_age", "max_idle_connection_age must be from 1 s to 68 years");
  if (options.max_response_bytes == 0)
    return invalid_argument("max_response_bytes", "max_response_bytes must leave room for an answer");
  if (options.max_calls == 0) return invalid_argument("max_calls", "max_calls must be at least 1");
  if (options.max_connections_per_host < 1)
    return invalid_argument("max_connections_per_host", "max_connections_per_host must be at least 1");
  if (options.max_streams_per_connection < 1)
    return invalid_argument("max_streams_per_connection", "max_streams_per_connection must be at least 1");
  if (!is_header_value(options.user_agent))
    return invalid_argument("user_agent", "user_agent has a control character; remove line breaks");
  if (!options.proxy.empty() && (options.proxy.compare(0, 7, "http://") != 0 || !is_header_value(options.proxy)))
    return invalid_argument("proxy", "proxy must look like http://host:port");
  if (!options.ca_file.empty() && !is_readable(options.ca_file))
    return invalid_argument("ca_file", "ca_file cannot be read, or is empty");
  return std::nullopt;
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
