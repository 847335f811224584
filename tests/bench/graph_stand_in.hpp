#pragma once

#include <memory>
#include <string>

namespace bench {

/// The least HTTP/1.1 server that answers as the Send API does, in a process of its own, so that its CPU time is not
/// counted: one thread, epoll, kept-alive connections, on 127.0.0.1. It ends with this object, or with this process.
class GraphStandIn {
 public:
  /// Answers `delay_ms` after each request. Must be made before the process has threads. Null if it cannot start.
  static std::unique_ptr<GraphStandIn> start(unsigned delay_ms);
  ~GraphStandIn();
  GraphStandIn(const GraphStandIn&) = delete;
  GraphStandIn& operator=(const GraphStandIn&) = delete;

  [[nodiscard]] const std::string& origin() const noexcept { return origin_; }

 private:
  GraphStandIn(int process, int lifeline, std::string origin);
  int process_;
  int lifeline_; ///< the server ends when this is closed
  std::string origin_;
};

} // namespace bench
