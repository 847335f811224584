#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

namespace pagebridge::cli {

/// Waits until somebody asks the program to end: SIGINT (Ctrl-C) or SIGTERM. From its construction on, these signals do
/// nothing else, so make it before what must end in order. Threads: one thread.
class StopSignal {
 public:
  StopSignal();
  void wait();

 private:
  boost::asio::io_context io_{1};
  boost::asio::signal_set signals_;
};

} // namespace pagebridge::cli
