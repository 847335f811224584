#pragma once

#include <list>
#include <map>
#include <memory>
#include <string>

#include "curl/transfer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/curl/curl_transport.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// Who may go and who waits, for each origin (scheme, host and port).
///
/// Over HTTP/1.1 a connection carries one call at a time. Over HTTP/2 it carries many, so once an answer has come over
/// it, the origin's calls are limited by connections times streams. How many streams the server really allows only
/// libcurl knows; should it be less, the rest waits there. Threads: one. Private.
class OriginQueue {
 public:
  explicit OriginQueue(const CurlTransportOptions& options) : options_(options) {}

  void wait(Transfer& transfer);
  /// Takes out the first one that may go, and counts it as gone. Null if none may.
  Transfer* next(const std::string& origin);
  /// Forgets the transfer, whether it waits or has gone.
  void leave(Transfer& transfer);
  /// An answer has told what the origin speaks.
  void learn(const Transfer& transfer);
  /// Whether calls to it share connections, as far as we know.
  [[nodiscard]] bool shares_connections(const std::string& origin) const;
  /// Whether we know that they do not.
  [[nodiscard]] bool one_call_each(const std::string& origin) const;
  void clear() noexcept { origins_.clear(); }

 private:
  enum class Speaks { unknown, http1, http2 };
  struct Origin {
    Speaks speaks = Speaks::unknown;
    long long gone = 0; ///< launched and not answered
    std::list<Transfer*> line;
  };
  [[nodiscard]] long long most(const Origin& origin) const noexcept;
  [[nodiscard]] Speaks speaks(const std::string& origin) const;

  const CurlTransportOptions& options_;
  std::map<std::string, Origin> origins_;
};

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
