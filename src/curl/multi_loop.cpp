#include "curl/multi_loop.hpp"

#if !defined(_WIN32)
#include <csignal>
#endif

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>

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

Result<void> open_body(Transfer& transfer) {
  if (!transfer.request.body_stream || body_size(transfer.request) == 0) return {};
  std::optional<Result<std::unique_ptr<BodyReader>>> opened;
  if (!call_host([&] { opened = transfer.request.body_stream->open(); }))
    return not_sent(ErrorCode::host_failed, "BodyStream::open threw; nothing was sent");
  if (!*opened) {
    Error error = opened->error();
    error.fate = SendFate::not_sent;
    return error;
  }
  transfer.reader = std::move(**opened);
  if (!transfer.reader) return not_sent(ErrorCode::host_failed, "BodyStream::open gave no reader; nothing was sent");
  return {};
}

} // namespace

void MultiLoop::run() {
  block_sigpipe();
  while (take_over()) {
    if (!turn()) {
      end_all(Stop::none);
      std::this_thread::sleep_for(milliseconds(10)); // whatever it is, do not spin on it
    }
  }
  end_all(Stop::shutdown);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ended_ = true;
  }
  drop_tasks();
  // Here, on the thread that has SIGPIPE blocked: closing TLS connections writes to them.
  kits_.clear();
  multi_.reset();
}

/// Takes over what start() and cancel() left. False when it is time to stop; what was left then is answered, too.
bool MultiLoop::take_over() {
  std::vector<std::unique_ptr<Transfer>> added;
  std::vector<std::shared_ptr<CancelHandle>> cancelled;
  bool stopping = false;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    added.swap(added_);
    cancelled.swap(cancelled_);
    stopping = stopping_;
    awake_ = true;
  }
  const SteadyTime now = added.empty() ? SteadyTime() : std::chrono::steady_clock::now();
  for (auto& transfer : added) {
    if (stopping) {
      end_unstarted(std::move(transfer), Stop::shutdown);
    } else {
      admit(std::move(transfer), now);
    }
  }
  for (const auto& handle : cancelled) {
    if (handle->transfer == nullptr) continue;
    handle->transfer->stop = Stop::cancelled;
    end(*handle->transfer, CURLE_ABORTED_BY_CALLBACK);
  }
  return !stopping;
}

void MultiLoop::admit(std::unique_ptr<Transfer> transfer, SteadyTime now) {
  if (transfer->one_too_many) {
    answer(std::move(transfer),
           not_sent(ErrorCode::connection, "max_calls (" + std::to_string(settings_.options.max_calls) +
                                               ") are in flight; nothing was sent, so try later"));
    return;
  }
  auto checked = check_request(transfer->request);
  auto target = checked ? target_of(transfer->request.url) : checked.error();
  if (!target) {
    answer(std::move(transfer), target.error());
    return;
  }
  transfer->target = std::move(*target);
  Stop stop = Stop::none;
  if (send_window_over(*transfer)) stop = Stop::send_window_over;
  if (transfer->context.deadline <= now) stop = Stop::deadline;
  if (transfer->context.cancel.is_cancelled()) stop = Stop::cancelled;
  if (stop != Stop::none) {
    end_unstarted(std::move(transfer), stop);
    return;
  }
  Transfer& waiting = *transfer;
  waiting.place = active_.size();
  if (waiting.cancel_handle) waiting.cancel_handle->transfer = &waiting;
  keep_deadline(waiting);
  active_.push_back(std::move(transfer));
  origins_.wait(waiting);
  const std::shared_ptr<const Target> kept = waiting.target;
  launch_waiting(kept->origin);
}

/// Most calls may take equally long, so that the newest one ends last.
void MultiLoop::keep_deadline(Transfer& transfer) {
  if (!spare_deadline_) {
    transfer.deadline_place = deadlines_.emplace_hint(deadlines_.end(), transfer.context.deadline, &transfer);
    return;
  }
  spare_deadline_.key() = transfer.context.deadline;
  spare_deadline_.mapped() = &transfer;
  transfer.deadline_place = deadlines_.insert(deadlines_.end(), std::move(spare_deadline_));
}

Result<std::shared_ptr<const Target>> MultiLoop::target_of(const std::string& url) {
  constexpr std::size_t most = 256;
  if (const auto known = targets_.find(url); known != targets_.end()) return known->second;
  auto target = check_url(url);
  if (!target) return target.error();
  auto shared = std::make_shared<const Target>(std::move(*target));
  if (settings_.guard) return shared; // each medium has a URL of its own
  if (targets_.size() >= most) targets_.clear();
  targets_.emplace(url, shared);
  return shared;
}

/// Whether any call could go. `origin` must not be that of a transfer, which may end here.
bool MultiLoop::launch_waiting(const std::string& origin) {
  bool any = false;
  while (Transfer* const transfer = origins_.next(origin)) {
    any = true;
    if (auto ready = launch(*transfer); !ready) answer(release(*transfer, false), ready.error());
  }
  return any;
}

Result<void> MultiLoop::launch(Transfer& transfer) {
  if (send_window_over(transfer)) { // while it waited
    transfer.stop = Stop::send_window_over;
    return outcome(transfer, CURLE_OK).error();
  }
  if (auto opened = open_body(transfer); !opened) return opened;
  transfer.kit = kits_.take(transfer.target->tls);
  if (!transfer.kit) return not_sent(ErrorCode::internal, "libcurl refused to be set up; nothing was sent");
  transfer.driver = driver_.get();
  transfer.guard = settings_.guard.get();
  transfer.max_response_bytes = settings_.options.max_response_bytes;
#if CURL_AT_LEAST_VERSION(7, 80, 0)
  // Saves a system call and a packet. Where HTTP/2 may be spoken the body goes by itself anyway, and to see it go tells
  // more: see body_is_still_here().
  transfer.body_in_request = !transfer.request.body_stream && !transfer.request.body.empty() &&
                             (!transfer.kit->http2 || origins_.one_call_each(transfer));
#endif
  auto ready = aim_easy(transfer);
  if (ready && curl_multi_add_handle(multi_.get(), transfer.kit->easy.get()) != CURLM_OK)
    return not_sent(ErrorCode::internal, "libcurl did not take the call; nothing was sent");
  return ready;
}

/// One round: lets libcurl work, answers what has ended, sleeps until there is more to do. False if libcurl cannot.
bool MultiLoop::turn() {
  bool more = true;
  for (int i = 0; more && i < 100; ++i) { // not for ever: deadlines pass meanwhile
    if (!driver_->work()) return false;
    const bool ran = collect();
    more = launch_held_back();
    if (run_tasks() || ran) more = take_over(); // what they started goes at once
  }
  expire();
  return driver_->sleep(more ? 0 : wait_time());
}

/// Whether any call could go.
bool MultiLoop::launch_held_back() {
  bool any = false;
  for (const std::string& origin : origins_.held_back()) any = launch_waiting(origin) || any;
  return any;
}

/// Whether any task ran. What an answer posts runs before the next answer is looked at: so the memory that one call gives
/// back is what the next one takes.
bool MultiLoop::collect() {
  // All are taken out first: libcurl walks through what is left of them whenever an easy handle is removed.
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    char* kit = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &kit);
    collected_.emplace_back(static_cast<EasyKit*>(static_cast<void*>(kit))->transfer, message->data.result);
  }
  bool ran = false;
  for (const auto& [transfer, code] : collected_) {
    end(*transfer, code);
    ran = run_tasks() || ran;
  }
  collected_.clear();
  return ran;
}

void MultiLoop::expire() {
  const SteadyTime now = std::chrono::steady_clock::now();
  while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
    Transfer& transfer = *deadlines_.begin()->second;
    transfer.stop = Stop::deadline;
    end(transfer, CURLE_OPERATION_TIMEDOUT);
  }
}

/// In milliseconds, rounded up, so that a deadline has passed when the sleep ends.
int MultiLoop::wait_time() {
  constexpr milliseconds longest = std::chrono::minutes(10);
  SteadyTime next = SteadyTime::max();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!added_.empty() || !cancelled_.empty() || !tasks_.empty() || stopping_) return 0;
    awake_ = false;
    if (!timed_.empty()) next = timed_.begin()->first;
  }
  if (!deadlines_.empty()) next = std::min({next, deadlines_.begin()->first, origins_.look_again()});
  if (next == SteadyTime::max()) return static_cast<int>(longest.count());
  const auto left = std::chrono::ceil<milliseconds>(next - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp(left, milliseconds(0), longest).count());
}

/// A transfer that waited inside libcurl for a connection that others share has used up its connect_timeout without ever
/// connecting. That time is for connecting: it goes again, until its deadline.
bool MultiLoop::go_again(Transfer& transfer, CURLcode code) {
  if (code != CURLE_OPERATION_TIMEDOUT || transfer.stop != Stop::none || transfer.socket_opened ||
      transfer.request_begun || !origins_.shares_connections(transfer))
    return false;
  take_back_kit(transfer, false);
  if (auto ready = launch(transfer); !ready) {
    const std::shared_ptr<const Target> target = transfer.target;
    answer(release(transfer, false), ready.error());
    launch_waiting(target->origin);
  }
  return true;
}

void MultiLoop::end(Transfer& transfer, CURLcode code) {
  if (go_again(transfer, code)) return;
  Result<HttpResponse> result = outcome(transfer, code);
  take_back_kit(transfer, result.has_value());
  auto owned = release(transfer, result.has_value());
  launch_waiting(owned->target->origin);
  answer(std::move(owned), std::move(result));
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
