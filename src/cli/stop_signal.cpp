#include "cli/stop_signal.hpp"

#include <csignal>

namespace pagebridge::cli {

StopSignal::StopSignal() : signals_(io_, SIGINT, SIGTERM) {}

void StopSignal::wait() {
  signals_.async_wait([](const boost::system::error_code&, int) {});
  io_.run();
}

} // namespace pagebridge::cli
