#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "curl/handles.hpp"
#include "curl/header_list.hpp"
#include "curl/loop_settings.hpp"
#include "curl/socket_driver.hpp"
#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

struct Transfer;

/// What one transfer needs of libcurl, and the next one can use again: an easy handle on which all that never changes is
/// set, and room for header lines. Private.
struct EasyKit {
  HeaderList headers;
  HeaderList resolve; ///< see AddressGuard
  EasyHandle easy;    ///< after what it points to, so that it goes first
  bool tls = true;    ///< what it is set up for
  bool http2 = false; ///< whether it may speak it
  std::string method; ///< set on the handle, and the next one, too
  bool with_body = false;
  Transfer* transfer = nullptr; ///< that it is aimed at
};

/// Kits that wait for their next use. Setting a handle up anew costs more than a whole small request of ours may.
/// Threads: one. Private.
class KitPool {
 public:
  KitPool(const LoopSettings& settings, SocketDriver& driver) : settings_(settings), driver_(driver) {}

  /// Null if libcurl would not do as told.
  std::unique_ptr<EasyKit> take(bool tls);
  void give_back(std::unique_ptr<EasyKit> kit);
  void clear() noexcept;

 private:
  using Kits = std::vector<std::unique_ptr<EasyKit>>;

  const LoopSettings& settings_;
  SocketDriver& driver_;
  Kits plain_;
  Kits tls_;
};

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
