#pragma once

#include <functional>
#include <memory>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Lets a call find out that nobody wants its answer any more. A default-made token is never cancelled.
/// Threads: thread-safe. Lifetime: as long as you like; it may outlive its source.
class PAGEBRIDGE_EXPORT CancelToken {
 public:
  /// Forgets the callback when it dies. If the callback is running just then on another thread, waits for its end.
  class PAGEBRIDGE_EXPORT Registration {
   public:
    Registration() = default;
    ~Registration();
    Registration(Registration&& other) noexcept;
    Registration& operator=(Registration&& other) noexcept;
    Registration(const Registration&) = delete;
    Registration& operator=(const Registration&) = delete;

   private:
    friend class CancelToken;
    struct Entry;
    std::shared_ptr<Entry> entry_;
  };

  [[nodiscard]] bool is_cancelled() const noexcept;
  /// Whether it can ever be cancelled.
  [[nodiscard]] bool can_cancel() const noexcept { return state_ != nullptr; }
  /// Runs `callback` once when it is cancelled, on the thread that cancels; inside this call if it is cancelled already.
  /// It must be quick and must not throw.
  [[nodiscard]] Registration on_cancel(std::function<void()> callback) const;

 private:
  friend class CancelSource;
  struct State;
  std::shared_ptr<State> state_;
};

/// Cancels what was given its token. Letting it die cancels nothing.
/// Threads: thread-safe.
class PAGEBRIDGE_EXPORT CancelSource {
 public:
  CancelSource();
  [[nodiscard]] const CancelToken& token() const noexcept { return token_; }
  /// The first call counts.
  void cancel() const;

 private:
  CancelToken token_;
};

PAGEBRIDGE_END_NAMESPACE
