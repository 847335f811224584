#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "curl/handles.hpp"
#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// The header lines of one request in libcurl's form, which it reads and never frees: one buffer for all, so that a list
/// that is used again allocates nothing. Private.
class HeaderList {
 public:
  void clear() noexcept;
  /// Takes `name`, `between` and `value` as one line. Lines hold no NUL: check_request() has seen to that.
  void add(std::string_view name, std::string_view between, std::string_view value);
  /// The lines, good until the next add() or clear().
  [[nodiscard]] curl_slist* list();

 private:
  std::string text_; ///< each line with its NUL
  std::vector<std::size_t> starts_;
  std::vector<curl_slist> nodes_;
};

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
