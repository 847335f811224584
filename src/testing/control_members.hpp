#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// Reads the members of a control call's body, and keeps the first error: read all, then ask once. An absent member is
/// empty. Lifetime: the tree that `object` views must outlive it.
class Members {
 public:
  explicit Members(const json::Value& object) : object_(object) {}

  /// A text.
  std::string text(const char* name);
  /// A text that must be there.
  std::string needed_text(const char* name);
  /// An id, as a text or as a number's digits.
  std::string id(const char* name);
  std::string needed_id(const char* name);
  bool flag(const char* name, bool otherwise = false);
  /// A whole number, not negative.
  std::optional<std::int64_t> number(const char* name);
  /// A phone number with its country's code: "+39 02 1234567".
  std::string phone(const char* name);
  /// A list of texts.
  std::vector<std::string> texts(const char* name);
  [[nodiscard]] bool has(const char* name) const { return object_[name].exists(); }

  void refuse(const char* name, const char* why);
  [[nodiscard]] bool is_wrong() const noexcept { return error_.has_value(); }
  [[nodiscard]] const Error& error() const { return *error_; }

 private:
  json::Value object_;
  std::optional<Error> error_;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
