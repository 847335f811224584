#pragma once

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/export.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace detail {
/// Reading the wrong side of a Result ends here: throws BadResultAccess, or terminates if the library was built without
/// exceptions. Out of line, so that the host's flags do not change what the headers mean.
[[noreturn]] PAGEBRIDGE_EXPORT void bad_result_access(const Error* error);
} // namespace detail

/// A value or an Error. The vocabulary is that of std::expected, which our floor (C++17) does not have.
/// Threads: as safe as T. Reading the wrong side is a defect of the caller: see `value()`.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value) : value_(std::move(value)) {} // NOLINT(google-explicit-constructor)
  Result(Error error)                           // NOLINT(google-explicit-constructor)
      : error_(std::make_shared<const Error>(std::move(error))) {}

  [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }

  /// The value. On an error: throws BadResultAccess, or terminates if the library was built without exceptions.
  T& value() & { return *checked(); }
  [[nodiscard]] const T& value() const& { return *const_cast<Result*>(this)->checked(); }
  /// By value, so that `for (auto& x : call().value().list)` does not walk through what has died.
  T value() && { return std::move(*checked()); }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// The error. On a value: throws BadResultAccess, or terminates if the library was built without exceptions.
  [[nodiscard]] const Error& error() const {
    if (error_) return *error_;
    detail::bad_result_access(nullptr);
  }

  template <class U>
  [[nodiscard]] T value_or(U&& fallback) const& {
    return has_value() ? value() : static_cast<T>(std::forward<U>(fallback));
  }
  template <class U>
  [[nodiscard]] T value_or(U&& fallback) && {
    return has_value() ? std::move(*this).value() : static_cast<T>(std::forward<U>(fallback));
  }

  /// `f(value)`, which returns a Result; an error passes through.
  template <class F>
  auto and_then(F&& f) && -> std::invoke_result_t<F, T&&> {
    if (has_value()) return std::forward<F>(f)(std::move(*this).value());
    return error();
  }
  /// `f(value)` as the new value; an error passes through.
  template <class F>
  auto transform(F&& f) && -> Result<std::invoke_result_t<F, T&&>> {
    if (has_value()) return std::forward<F>(f)(std::move(*this).value());
    return error();
  }

 private:
  T* checked() {
    if (value_) return &*value_;
    detail::bad_result_access(error_.get());
  }

  std::optional<T> value_;
  // Kept apart, so that the usual case is as small as its value. Errors never change, so copies share one.
  std::shared_ptr<const Error> error_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(Error error) // NOLINT(google-explicit-constructor)
      : error_(std::make_shared<const Error>(std::move(error))) {}

  [[nodiscard]] bool has_value() const noexcept { return !error_; }
  explicit operator bool() const noexcept { return has_value(); }
  void value() const {
    if (error_) detail::bad_result_access(error_.get());
  }
  [[nodiscard]] const Error& error() const {
    if (error_) return *error_;
    detail::bad_result_access(nullptr);
  }

 private:
  std::shared_ptr<const Error> error_;
};

PAGEBRIDGE_END_NAMESPACE
