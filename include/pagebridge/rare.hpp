#pragma once

#include <memory>
#include <utility>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// A value that is absent nearly always: like std::optional, but an absent one takes no more room than a pointer. Copying
/// copies the value. Reading an absent one gives an empty value, never undefined behaviour.
template <class T>
class Rare {
 public:
  Rare() = default;
  Rare(T value) : value_(std::make_unique<T>(std::move(value))) {} // NOLINT(google-explicit-constructor): as optional
  Rare(const Rare& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Rare(Rare&&) noexcept = default;
  Rare& operator=(const Rare& other) {
    if (this != &other) value_ = other.value_ ? std::make_unique<T>(*other.value_) : nullptr;
    return *this;
  }
  Rare& operator=(Rare&&) noexcept = default;
  ~Rare() = default;

  [[nodiscard]] bool has_value() const noexcept { return value_ != nullptr; }
  explicit operator bool() const noexcept { return has_value(); }
  const T& operator*() const noexcept { return value_ ? *value_ : empty(); }
  const T* operator->() const noexcept { return &**this; }

 private:
  static const T& empty() noexcept {
    static const T nothing{};
    return nothing;
  }
  std::unique_ptr<T> value_;
};

PAGEBRIDGE_END_NAMESPACE
