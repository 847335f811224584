// The ends of MultiLoop: how it comes and goes, and how calls enter and leave it.
#include <algorithm>
#include <chrono>
#include <utility>

#include "curl/multi_loop.hpp"
#include "curl/outcome.hpp"
#include "host_guard.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

Result<std::shared_ptr<MultiLoop>> MultiLoop::create(LoopSettings settings) {
  const CurlTransportOptions& options = settings.options;
  const auto connections = static_cast<long>(options.max_connections_per_host);
  MultiHandle multi(curl_multi_init());
  // Well above what several hosts need: at this limit libcurl 7.88.1 closes an HTTP/2 connection that a call is just
  // joining.
  const bool good =
      multi &&
      curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, 4 * std::min(connections, 100'000L) + 16) == CURLM_OK &&
      // Ours is the queue; this one is for a server that allows fewer streams than we reckoned with.
      curl_multi_setopt(multi.get(), CURLMOPT_MAX_HOST_CONNECTIONS, connections) == CURLM_OK &&
      curl_multi_setopt(multi.get(), CURLMOPT_MAX_CONCURRENT_STREAMS,
                        static_cast<long>(options.max_streams_per_connection)) == CURLM_OK &&
      curl_multi_setopt(multi.get(), CURLMOPT_PIPELINING,
                        static_cast<long>(options.http2 ? CURLPIPE_MULTIPLEX : CURLPIPE_NOTHING)) == CURLM_OK;
  if (!good) return not_sent(ErrorCode::internal, "libcurl could not be initialised");
  auto driver = make_driver(multi.get(), settings.engine);
  if (!driver) return not_sent(ErrorCode::internal, "no descriptors for the transport; raise the process's limit");
  return std::make_shared<MultiLoop>(std::move(settings), std::move(driver), std::move(multi));
}

MultiLoop::MultiLoop(LoopSettings settings, std::unique_ptr<SocketDriver> driver, MultiHandle multi)
    : settings_(std::move(settings)),
      driver_(std::move(driver)),
      multi_(std::move(multi)),
      kits_(settings_, *driver_),
      origins_(settings_.options) {}
MultiLoop::~MultiLoop() = default;

void MultiLoop::start(std::unique_ptr<Transfer> transfer) {
  if (transfer->context.deadline == SteadyTime{})
    transfer->context.deadline = std::chrono::steady_clock::now() + settings_.options.total_timeout;
  if (transfer->context.cancel.can_cancel()) {
    auto handle = std::make_shared<CancelHandle>();
    transfer->cancel_handle = handle;
    // The loop lives longer: the registration dies with the transfer, and waits for the callback.
    transfer->cancel_registration =
        transfer->context.cancel.on_cancel([this, handle = std::move(handle)] { cancel(handle); });
  }
  if (add(transfer)) return;
  // A completion that runs while the transport is being destroyed has called us once more.
  call_host([&] { transfer->done(not_sent(ErrorCode::cancelled, "the transport is being destroyed")); });
}

bool MultiLoop::add(std::unique_ptr<Transfer>& transfer) {
  HttpRequest refused; // what waits to be refused must not take much room, and goes outside the lock
  const std::lock_guard<std::mutex> lock(mutex_);
  if (stopping_) return false;
  if (calls_ >= settings_.options.max_calls) {
    transfer->one_too_many = true;
    std::swap(transfer->request, refused);
  }
  ++calls_;
  added_.push_back(std::move(transfer));
  wake();
  return true;
}

void MultiLoop::post(Executor::Task task) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (stopping_) return;
  tasks_.push_back(std::move(task));
  wake();
}

void MultiLoop::post_at(SteadyTime at, Executor::Task task) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (stopping_) return;
  const bool is_next = timed_.empty() || at < timed_.begin()->first;
  timed_.emplace(at, std::move(task));
  if (is_next) wake();
}

/// Whether there was any.
bool MultiLoop::run_tasks() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (tasks_.empty() && timed_.empty()) return false;
    running_.swap(tasks_);
    const SteadyTime now = timed_.empty() ? SteadyTime() : std::chrono::steady_clock::now();
    for (; !timed_.empty() && timed_.begin()->first <= now; timed_.erase(timed_.begin()))
      running_.push_back(std::move(timed_.begin()->second));
  }
  for (Executor::Task& task : running_) {
    call_host([&] { task(); });
    task = nullptr; // what it captured dies before the next one runs
  }
  const bool any = !running_.empty();
  running_.clear();
  return any;
}

/// What they carry answers as it dies, outside the lock.
void MultiLoop::drop_tasks() {
  std::vector<Executor::Task> tasks;
  std::multimap<SteadyTime, Executor::Task> timed;
  const std::lock_guard<std::mutex> lock(mutex_);
  tasks.swap(tasks_);
  timed.swap(timed_);
}

void MultiLoop::cancel(const std::shared_ptr<CancelHandle>& handle) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (ended_) return;
  cancelled_.push_back(handle);
  wake();
}

void MultiLoop::stop() {
  const std::lock_guard<std::mutex> lock(mutex_);
  stopping_ = true;
  wake();
}

/// Under the lock, since what it needs lives until run() has set `ended_`.
void MultiLoop::wake() {
  if (awake_ || ended_) return;
  awake_ = true;
  driver_->wake();
}

void MultiLoop::end_unstarted(std::unique_ptr<Transfer> transfer, Stop why) {
  transfer->stop = why;
  Result<HttpResponse> result = outcome(*transfer, CURLE_OK);
  answer(std::move(transfer), std::move(result));
}

void MultiLoop::end_all(Stop why) {
  while (!active_.empty()) {
    Transfer& transfer = *active_.back();
    transfer.stop = why;
    Result<HttpResponse> result = outcome(transfer, CURLE_OUT_OF_MEMORY);
    take_back_kit(transfer, false);
    answer(release(transfer, false), std::move(result));
  }
  origins_.clear();
}

void MultiLoop::take_back_kit(Transfer& transfer, bool good) {
  if (!transfer.kit) return;
  if (!good) close_with(*transfer.kit);
  curl_multi_remove_handle(multi_.get(), transfer.kit->easy.get());
  if (good) kits_.give_back(std::move(transfer.kit)); // after a failure libcurl may remember what it should not
  transfer.kit.reset();
}

/// Takes the transfer out of everything that knows it. The caller looks after those that wait for its place.
std::unique_ptr<Transfer> MultiLoop::release(Transfer& transfer, bool good) {
  take_back_kit(transfer, false);
  origins_.leave(transfer, good);
  spare_deadline_ = deadlines_.extract(transfer.deadline_place);
  if (transfer.cancel_handle) transfer.cancel_handle->transfer = nullptr;
  auto owned = std::move(active_[transfer.place]);
  if (transfer.place + 1 != active_.size()) {
    active_[transfer.place] = std::move(active_.back());
    active_[transfer.place]->place = transfer.place;
  }
  active_.pop_back();
  return owned;
}

void MultiLoop::answer(std::unique_ptr<Transfer> transfer, Result<HttpResponse> result) {
  --calls_;
  const Completion<HttpResponse> done = std::move(transfer->done);
  transfer.reset();
  call_host([&] { done(std::move(result)); });
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
