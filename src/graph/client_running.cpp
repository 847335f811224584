#include <algorithm>
#include <chrono>

#include "graph/client_core.hpp"
#include "graph/throttled.hpp"
#include "host_guard.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

Error cancelled(SendFate fate) { return Error{ErrorCode::cancelled, "the call was cancelled", fate, {}}; }

std::string_view reason_to_repeat(const Error& error) noexcept {
  if (is_throttled(error)) return "throttled";
  if (error.code == ErrorCode::connection) return "connection";
  return error.code == ErrorCode::timeout ? "timeout" : "transient";
}

} // namespace

GraphClient::Running::Running(std::shared_ptr<Core> core, std::unique_ptr<detail::ClientCall> call, CallKind kind,
                              const PacedCall& paced, std::shared_ptr<const Access> access, CallOptions options,
                              SteadyTime now)
    : core_(std::move(core)),
      call_(std::move(call)),
      access_(std::move(access)),
      page_(paced.page),
      thread_(thread_key(paced.thread)),
      pacing_class_(paced.pacing),
      priority_(paced.priority),
      kind_(kind),
      deadline_(options.deadline == SteadyTime() ? now + core_->options().timeout : options.deadline),
      send_before_(options.send_before),
      cancel_(std::move(options.cancel)) {}

/// Dropped unended (the executor has stopped, say), its Completion answers by itself.
GraphClient::Running::~Running() {
  registration_ = {}; // before anything that cancel() needs
  core_->strike_off(*this);
}

void GraphClient::Running::start(SteadyTime now) {
  if (!access_) return end_elsewhere(invalid_argument("access", "say in whose name the call is made"));
  if (!core_->enlist(*this)) return end_elsewhere(cancelled(SendFate::not_sent));
  if (cancel_.can_cancel()) {
    // The registration goes before this object does, and until then waits for a cancel that is under way.
    auto registration = cancel_.on_cancel([this] {
      if (const auto alive = weak_from_this().lock()) alive->cancel();
    });
    const std::lock_guard<std::mutex> lock(mutex_);
    if (phase_ != Phase::ended) registration_ = std::move(registration);
  }
  take_turn(now);
}

/// Usually there is a turn at once, and the call leaves without a detour over the executor.
void GraphClient::Running::take_turn(SteadyTime now) {
  Pacer& pacer = *core_->options().pacer;
  const TurnAsked turn(page_, thread_, pacing_class_, priority_);
  if (pacer.try_take(turn)) return attempt(now);
  if (!enter(Phase::waiting_for_turn)) return end_elsewhere(cancelled(SendFate::not_sent));
  const auto self = shared_from_this();
  pacer.queue(turn, deadline_, self);
  if (!still(Phase::waiting_for_turn)) pacer.withdraw(self); // cancelled before it stood in the queue
}

void GraphClient::Running::turn_came(const Result<void>& turn) {
  if (turn) return attempt(core_->now());
  // Why the attempt before failed says more than that there is no time for another.
  fail(past_ && turn.error().code != ErrorCode::cancelled ? past_->error : turn.error());
}

bool GraphClient::Running::enter(Phase phase) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (phase_ == Phase::ended || is_cancelled_) return false;
  phase_ = phase;
  if (phase == Phase::in_flight) ++attempts_;
  return true;
}

void GraphClient::Running::attempt(SteadyTime now) {
  if (now >= deadline_)
    return end_elsewhere(past_ ? past_->error : not_sent(ErrorCode::timeout, "the deadline is over"));
  if (!enter(Phase::in_flight)) return end_elsewhere(cancelled(SendFate::not_sent));
  Completion<HttpResponse> done([self = shared_from_this()](Result<HttpResponse> response) {
    self->core_->post([self, response = std::move(response)] { self->answered(response); });
  });
  const bool returned = call_host([&] {
    core_->options().transport->start(call_->request(*access_), CallContext{deadline_, send_before_, cancel_}, done);
  });
  if (!returned) done(Error{ErrorCode::host_failed, "the transport threw", SendFate::unknown, {}});
}

void GraphClient::Running::answered(const Result<HttpResponse>& result) {
  if (!result) return failed(result.error(), std::nullopt);
  const auto pause = core_->options().pacer->learn(page_, *result);
  std::optional<Error> error = call_->read(*result);
  if (pause) {
    core_->count("pagebridge_page_pauses_total", "reason", error && is_throttled(*error) ? "throttled" : "used_up");
    core_->log_pause(*access_, *pause);
  }
  if (!error) return succeed();
  failed(std::move(*error), pause);
}

/// While the Page pauses there is no turn, so there is no use in waiting for one past the deadline.
void GraphClient::Running::failed(Error error, std::optional<milliseconds> pause) {
  if (pause && is_throttled(error)) error.retry_after = std::max(error.retry_after.value_or(milliseconds(0)), *pause);
  note(error);
  const auto delay = next_delay(core_->options().retry, attempts_, kind_, error, core_->jitter());
  if (!delay || core_->now() + std::max(*delay, pause.value_or(milliseconds(0))) >= deadline_)
    return fail(std::move(error));
  core_->count("pagebridge_graph_repetitions_total", "reason", reason_to_repeat(error));
  repeat_after(*delay);
}

void GraphClient::Running::note(const Error& error) {
  const std::lock_guard<std::mutex> lock(mutex_);
  past_ = std::make_unique<Past>(Past{error});
  may_have_happened_ |= error.fate == SendFate::unknown;
}

void GraphClient::Running::repeat_after(milliseconds delay) {
  if (!enter(Phase::waiting_to_repeat)) return end_elsewhere(cancelled(SendFate::not_sent));
  const auto pause = std::make_shared<Pause>();
  pause->running = shared_from_this();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (phase_ == Phase::ended) return;
    past_->pause = pause;
  }
  core_->options().executor->post_after(delay, [pause] {
    const auto self = pause->take();
    if (self && self->enter(Phase::begun)) self->take_turn(self->core_->now());
  });
}

bool GraphClient::Running::still(Phase phase) {
  const std::lock_guard<std::mutex> lock(mutex_);
  return phase_ == phase && !is_cancelled_;
}

/// In flight the transport has the token, too, and knows better what became of the request.
void GraphClient::Running::cancel() {
  Phase phase = Phase::ended;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_cancelled_ = true;
    phase = phase_;
  }
  if (phase == Phase::waiting_for_turn) core_->options().pacer->withdraw(shared_from_this());
  if (phase == Phase::waiting_to_repeat) end_elsewhere(cancelled(SendFate::not_sent));
}

void GraphClient::Running::client_died() {
  Phase phase = Phase::ended;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    phase = phase_;
  }
  end_elsewhere(Error{ErrorCode::cancelled,
                      "the client was destroyed",
                      phase == Phase::in_flight ? SendFate::unknown : SendFate::not_sent,
                      {}});
  if (phase == Phase::waiting_for_turn) core_->options().pacer->withdraw(shared_from_this());
}

bool GraphClient::Running::end() {
  CancelToken::Registration registration; // dies after the lock
  std::shared_ptr<Pause> pause;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (phase_ == Phase::ended) return false;
    phase_ = Phase::ended;
    registration = std::move(registration_);
    if (past_) pause = past_->pause.lock();
  }
  const auto held = pause ? pause->take() : nullptr;
  return true;
}

Error GraphClient::Running::with_story(Error error) {
  const std::lock_guard<std::mutex> lock(mutex_);
  error.attempts = attempts_;
  if (attempts_ > 1) error.message += " (after " + std::to_string(attempts_) + " attempts)";
  if (may_have_happened_) error.fate = SendFate::unknown;
  if (past_ && !error.http_status) error.http_status = past_->error.http_status;
  return error;
}

void GraphClient::Running::succeed() {
  if (!end()) return;
  core_->count("pagebridge_graph_calls_total", "result", "ok");
  call_->succeed();
}

void GraphClient::Running::fail(Error error) {
  if (!end()) return;
  error = with_story(std::move(error));
  core_->count("pagebridge_graph_calls_total", "result", to_string(error.fate));
  core_->log_failure(error);
  call_->fail(std::move(error));
}

void GraphClient::Running::end_elsewhere(Error error) {
  if (!end()) return;
  error = with_story(std::move(error));
  core_->post([self = shared_from_this(), error = std::move(error)] {
    self->core_->count("pagebridge_graph_calls_total", "result", to_string(error.fate));
    self->core_->log_failure(error);
    self->call_->fail(error);
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
