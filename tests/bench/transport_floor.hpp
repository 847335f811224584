#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "transport_load.hpp"

namespace bench {

/// What libcurl can do at its best for the same load: easy handles set up once, bodies by POSTFIELDS, one
/// curl_multi_perform() loop, no queue, no deadlines of calls, no answers kept apart.
class BareMulti {
 public:
  explicit BareMulti(const Load& load);
  BareMulti(const BareMulti&) = delete;
  BareMulti& operator=(const BareMulti&) = delete;
  ~BareMulti();

  /// Sends for `seconds`, then waits for the last answers.
  Run run(double seconds);

 private:
  struct Slot {
    CURL* easy = nullptr;
    std::string body;
    std::string answer;
  };
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* slot);
  void set_up(Slot& slot);
  void submit(Slot& slot);
  void drain(bool more);

  const Load& load_;
  CURLM* multi_;
  curl_slist* headers_ = nullptr;
  std::vector<Slot> slots_;
  std::size_t active_ = 0;
  std::size_t sent_ = 0;
  Run result_;
};

} // namespace bench
