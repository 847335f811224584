#pragma once

#include <exception>

#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/export.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Thrown by `Result::value()` on an error and by `Result::error()` on a value, if the library was built with exceptions.
/// It is the only exception of this library, and a defect of the caller: ask `has_value()` first.
class PAGEBRIDGE_EXPORT BadResultAccess : public std::exception {
 public:
  explicit BadResultAccess(const Error* error);
  ~BadResultAccess() override;
  BadResultAccess(const BadResultAccess&) = default;
  BadResultAccess& operator=(const BadResultAccess&) = default;

  [[nodiscard]] const char* what() const noexcept override;
  /// The error that the Result held; a default one if it held a value.
  [[nodiscard]] const Error& error() const noexcept { return error_; }

 private:
  Error error_;
};

PAGEBRIDGE_END_NAMESPACE
