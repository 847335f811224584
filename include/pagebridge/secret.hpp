#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// A secret or token. Prints as `***`; its memory is wiped when it dies. `reveal()` is spelled out so that a search finds
/// every place where the text leaves. Threads: as safe as std::string.
class PAGEBRIDGE_EXPORT Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text);
  ~Secret();
  Secret(const Secret& other);
  Secret& operator=(const Secret& other);
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;

  [[nodiscard]] std::string_view reveal() const noexcept { return text_; }
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

  /// Takes the same time wherever the first difference is.
  friend PAGEBRIDGE_EXPORT bool operator==(const Secret& a, const Secret& b) noexcept;
  friend bool operator!=(const Secret& a, const Secret& b) noexcept { return !(a == b); }

 private:
  std::string text_;
};

/// Writes `***`, whatever the secret.
PAGEBRIDGE_EXPORT std::ostream& operator<<(std::ostream& out, const Secret& secret);

PAGEBRIDGE_END_NAMESPACE
