#include "curl/multi_loop.hpp"

#if !defined(_WIN32)
#include <csignal>
#endif

#include <algorithm>
#include <chrono>
#include <thread>

#include "curl/easy_setup.hpp"
#include "curl/outcome.hpp"
#include "host_guard.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

/// Writing to a connection that the server has closed must not end the host's process. The rest of the process keeps
/// its own settings.
void block_sigpipe() {
#if !defined(_WIN32)
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
#endif
}

} // namespace

MultiLoop::MultiLoop(CurlTransportOptions options, MultiHandle multi)
    : options_(std::move(options)), multi_(std::move(multi)) {}
MultiLoop::~MultiLoop() = default;

void MultiLoop::add(std::unique_ptr<Transfer>& transfer) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (stopping_) return;
  if (calls_ >= options_.max_calls) {
    transfer->one_too_many = true;
    transfer->request = {}; // what waits to be refused must not take much room
  }
  ++calls_;
  const bool wake = added_.empty();
  added_.push_back(std::move(transfer));
  // Under the lock, since the handle lives until run() has seen `stopping_`.
  if (wake) curl_multi_wakeup(multi_.get());
}

void MultiLoop::stop() {
  const std::lock_guard<std::mutex> lock(mutex_);
  stopping_ = true;
  if (multi_) curl_multi_wakeup(multi_.get());
}

void MultiLoop::run() {
  block_sigpipe();
  while (admit_new()) {
    if (!drive()) {
      end_all(Stop::none);
      std::this_thread::sleep_for(milliseconds(10)); // whatever it is, do not spin on it
    }
  }
  end_all(Stop::shutdown);
  MultiHandle multi;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    multi = std::move(multi_);
  }
  // It goes here, on the thread that has SIGPIPE blocked: closing TLS connections writes to them.
}

/// Takes over what add() left. False when it is time to stop; what was left then is answered, too.
bool MultiLoop::admit_new() {
  std::vector<std::unique_ptr<Transfer>> added;
  bool stopping = false;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    added.swap(added_);
    stopping = stopping_;
  }
  for (auto& transfer : added) {
    if (stopping) {
      transfer->stop = Stop::shutdown;
      Result<HttpResponse> result = outcome(*transfer, CURLE_OK);
      answer(std::move(transfer), std::move(result));
    } else {
      admit(std::move(transfer));
    }
  }
  return !stopping;
}

void MultiLoop::admit(std::unique_ptr<Transfer> transfer) {
  if (transfer->one_too_many) {
    answer(std::move(transfer), not_sent(ErrorCode::connection, "max_calls (" + std::to_string(options_.max_calls) +
                                                                    ") are in flight; nothing was sent, so try later"));
    return;
  }
  auto target = check_request(transfer->request);
  if (!target) {
    answer(std::move(transfer), target.error());
    return;
  }
  transfer->target = std::move(*target);
  if (send_window_over(*transfer)) transfer->stop = Stop::send_window_over;
  if (transfer->context.deadline <= std::chrono::steady_clock::now()) transfer->stop = Stop::deadline;
  if (transfer->stop != Stop::none) {
    Result<HttpResponse> result = outcome(*transfer, CURLE_OK);
    answer(std::move(transfer), std::move(result));
    return;
  }
  Transfer* const key = transfer.get();
  deadlines_.emplace(key->context.deadline, key);
  active_.emplace(key, std::move(transfer));
  origins_[key->target.origin].waiting.push_back(key);
  launch_waiting(key->target.origin);
}

void MultiLoop::launch_waiting(const std::string& name) {
  const auto found = origins_.find(name);
  if (found == origins_.end()) return;
  Origin& origin = found->second;
  while (origin.open < options_.max_connections_per_host && !origin.waiting.empty()) {
    Transfer& transfer = *origin.waiting.front();
    origin.waiting.pop_front();
    ++origin.open;
    transfer.launched = true;
    if (auto ready = launch(transfer); !ready) answer(release(transfer), ready.error());
  }
  if (origin.open == 0) origins_.erase(found);
}

Result<void> MultiLoop::launch(Transfer& transfer) {
  if (send_window_over(transfer)) { // while it waited
    transfer.stop = Stop::send_window_over;
    return outcome(transfer, CURLE_OK).error();
  }
  auto ready = set_up_easy(transfer, options_);
  if (ready && curl_multi_add_handle(multi_.get(), transfer.easy.get()) != CURLM_OK)
    return not_sent(ErrorCode::internal, "libcurl did not take the call; nothing was sent");
  return ready;
}

/// One round: lets libcurl work, answers what has ended, sleeps until there is more to do. False if libcurl cannot.
bool MultiLoop::drive() {
  int running = 0;
  if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) return false;
  collect();
  expire();
  return curl_multi_poll(multi_.get(), nullptr, 0, wait_time(), nullptr) == CURLM_OK;
}

void MultiLoop::collect() {
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    char* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    end(*static_cast<Transfer*>(static_cast<void*>(transfer)), code);
  }
}

void MultiLoop::expire() {
  const SteadyTime now = std::chrono::steady_clock::now();
  while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
    Transfer& transfer = *deadlines_.begin()->second;
    transfer.stop = Stop::deadline;
    end(transfer, CURLE_OPERATION_TIMEDOUT);
  }
}

/// In milliseconds, rounded up, so that a deadline has passed when the sleep ends. libcurl shortens it for its own needs.
int MultiLoop::wait_time() const {
  constexpr milliseconds longest = std::chrono::minutes(10);
  if (deadlines_.empty()) return static_cast<int>(longest.count());
  const auto left = std::chrono::ceil<milliseconds>(deadlines_.begin()->first - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp(left, milliseconds(0), longest).count());
}

void MultiLoop::end(Transfer& transfer, CURLcode code) {
  Result<HttpResponse> result = outcome(transfer, code);
  const std::string origin = transfer.target.origin;
  auto owned = release(transfer);
  launch_waiting(origin);
  answer(std::move(owned), std::move(result));
}

void MultiLoop::end_all(Stop why) {
  while (!active_.empty()) {
    Transfer& transfer = *active_.begin()->second;
    transfer.stop = why;
    Result<HttpResponse> result = outcome(transfer, CURLE_OUT_OF_MEMORY);
    answer(release(transfer), std::move(result));
  }
  origins_.clear();
}

/// Takes the transfer out of everything that knows it. The caller looks after those that wait for its place.
std::unique_ptr<Transfer> MultiLoop::release(Transfer& transfer) {
  if (transfer.easy) curl_multi_remove_handle(multi_.get(), transfer.easy.get());
  Origin& origin = origins_[transfer.target.origin];
  if (transfer.launched) {
    --origin.open;
  } else {
    origin.waiting.erase(std::find(origin.waiting.begin(), origin.waiting.end(), &transfer));
  }
  deadlines_.erase({transfer.context.deadline, &transfer});
  const auto found = active_.find(&transfer);
  auto owned = std::move(found->second);
  active_.erase(found);
  return owned;
}

void MultiLoop::answer(std::unique_ptr<Transfer> transfer, Result<HttpResponse> result) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    --calls_;
  }
  const Completion<HttpResponse> done = std::move(transfer->done);
  transfer.reset();
  call_host([&] { done(std::move(result)); });
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
