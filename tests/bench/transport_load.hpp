#pragma once

#include <cstddef>
#include <string>

namespace bench {

/// POSTs to one URL, `in_flight` of them at any time.
struct Load {
  std::string url;
  std::size_t in_flight = 64;
  std::string ca_file; ///< empty: the machine's
};

/// A Send API request of the usual size.
std::string send_body(std::size_t number);

/// Of one stretch of a load.
struct Run {
  std::size_t done = 0;
  std::size_t failed = 0; ///< no answer, or not 200 with a message_id
  double seconds = 0;
  double cpu_seconds = 0; ///< of the whole process
};

} // namespace bench
