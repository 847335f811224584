#include "pagebridge/cancel_token.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

PAGEBRIDGE_BEGIN_NAMESPACE

/// A callback and whether it may still run. Its own mutex is held while it runs, so that forgetting it waits for its end;
/// recursive, since the callback may forget itself.
struct CancelToken::Registration::Entry {
  std::recursive_mutex mutex;
  std::function<void()> callback;

  void run() {
    const std::lock_guard<std::recursive_mutex> lock(mutex);
    if (const auto once = std::exchange(callback, nullptr)) once();
  }
  void forget() {
    const std::lock_guard<std::recursive_mutex> lock(mutex);
    callback = nullptr;
  }
};

struct CancelToken::State {
  std::atomic<bool> cancelled{false};
  std::mutex mutex;
  std::vector<std::weak_ptr<Registration::Entry>> entries;

  /// False if it is cancelled already.
  bool add(const std::shared_ptr<Registration::Entry>& entry) {
    const std::lock_guard<std::mutex> lock(mutex);
    if (cancelled.load()) return false;
    if (entries.size() == entries.capacity()) drop_dead();
    entries.push_back(entry);
    return true;
  }
  /// Before it grows: a long-lived token must not remember every call that ever had it.
  void drop_dead() {
    const auto dead = [](const auto& entry) { return entry.expired(); };
    entries.erase(std::remove_if(entries.begin(), entries.end(), dead), entries.end());
  }
  void cancel() {
    std::vector<std::weak_ptr<Registration::Entry>> run;
    {
      const std::lock_guard<std::mutex> lock(mutex);
      if (cancelled.exchange(true)) return;
      run.swap(entries);
    }
    for (const auto& weak : run)
      if (const auto entry = weak.lock()) entry->run();
  }
};

CancelToken::Registration::~Registration() {
  if (entry_) entry_->forget();
}
CancelToken::Registration::Registration(Registration&& other) noexcept = default;
CancelToken::Registration& CancelToken::Registration::operator=(Registration&& other) noexcept {
  if (this == &other) return *this;
  if (entry_) entry_->forget();
  entry_ = std::move(other.entry_);
  return *this;
}

bool CancelToken::is_cancelled() const noexcept { return state_ && state_->cancelled.load(); }

CancelToken::Registration CancelToken::on_cancel(std::function<void()> callback) const {
  Registration registration;
  if (!state_) return registration;
  auto entry = std::make_shared<Registration::Entry>();
  entry->callback = std::move(callback);
  if (state_->add(entry)) {
    registration.entry_ = std::move(entry);
  } else {
    entry->run();
  }
  return registration;
}

CancelSource::CancelSource() { token_.state_ = std::make_shared<CancelToken::State>(); }
void CancelSource::cancel() const { token_.state_->cancel(); }

PAGEBRIDGE_END_NAMESPACE
