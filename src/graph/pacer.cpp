#include "pagebridge/graph/pacer.hpp"

#include <chrono>
#include <mutex>
#include <utility>

#include "graph/pacer_state.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

/// Waits with a Completion. Its registration dies outside the pacer's lock: a cancel that is under way waits for that.
class CompletionCall final : public WaitingCall {
 public:
  explicit CompletionCall(Completion<void> granted) : granted_(std::move(granted)) {}

  void keep(CancelToken::Registration registration) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!has_left_) registration_ = std::move(registration);
  }
  void left_queue() override {
    CancelToken::Registration registration; // dies after the lock
    const std::lock_guard<std::mutex> lock(mutex_);
    has_left_ = true;
    registration = std::move(registration_);
  }
  void turn_came(const Result<void>& turn) override { granted_(turn); }

 private:
  Completion<void> granted_;
  std::mutex mutex_;
  bool has_left_ = false;
  CancelToken::Registration registration_;
};

std::optional<Error> wrong_allowance(const char* field, const Allowance& allowance,
                                     milliseconds longest = std::chrono::hours(24)) {
  if (allowance.calls == 0) return std::nullopt;
  if (allowance.calls < 0 || allowance.burst < 1 || allowance.burst > 1'000'000)
    return invalid_argument(field, std::string(field) + ": calls must not be negative, and burst from 1 to 1,000,000");
  if (allowance.per < milliseconds(1) || allowance.per > longest)
    return invalid_argument(field, std::string(field) + ": per must be from 1 ms to a day");
  return std::nullopt;
}

std::optional<Error> wrong_option(const PacingOptions& options) {
  const std::pair<const char*, const Allowance*> allowances[] = {{"send", &options.send},
                                                                 {"media", &options.media},
                                                                 {"conversations", &options.conversations},
                                                                 {"private_replies", &options.private_replies},
                                                                 {"messenger_profile", &options.messenger_profile},
                                                                 {"user_menu", &options.user_menu},
                                                                 {"thread", &options.thread}};
  for (const auto& [field, allowance] : allowances)
    if (auto wrong = wrong_allowance(field, *allowance)) return wrong;
  if (options.turns_before_yielding < 2 || options.turns_before_yielding > 1000)
    return invalid_argument("turns_before_yielding", "turns_before_yielding must be from 2 to 1,000");
  if (options.first_pause < milliseconds(1) || options.longest_pause < options.first_pause ||
      options.longest_pause > std::chrono::hours(24))
    return invalid_argument("first_pause", "first_pause must be from 1 ms to longest_pause, and that at most a day");
  if (options.most_waiting == 0) return invalid_argument("most_waiting", "most_waiting must be at least 1");
  return std::nullopt;
}

} // namespace

std::string_view to_string(Priority priority) noexcept {
  switch (priority) {
    case Priority::human: return "human";
    case Priority::automation: return "automation";
    case Priority::background: return "background";
  }
  return "background";
}

Result<std::shared_ptr<Pacer>> Pacer::create(std::shared_ptr<Executor> executor, std::shared_ptr<Clock> clock,
                                             PacingOptions options) {
  if (!executor) return invalid_argument("executor", "the pacer needs an executor to wait on");
  if (auto wrong = wrong_option(options)) return std::move(*wrong);
  if (!clock) clock = make_system_clock();
  return std::shared_ptr<Pacer>(new Pacer(std::make_shared<State>(std::move(executor), std::move(clock), options)));
}

Pacer::Pacer(std::shared_ptr<State> state) : state_(std::move(state)) {}
Pacer::~Pacer() { state_->close(); }

bool Pacer::try_acquire(const PacedCall& call) { return try_take(call); }

bool Pacer::try_take(const TurnAsked& call) {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  const SteadyTime now = state_->clock->steady();
  return state_->page_named(call.page, now).try_take(call, now);
}

void Pacer::acquire(PacedCall call, SteadyTime deadline, const CancelToken& cancel, Completion<void> granted) {
  const auto waiting = std::make_shared<CompletionCall>(std::move(granted));
  if (cancel.is_cancelled()) {
    const Error error = not_wanted();
    return state_->answer({waiting}, &error);
  }
  queue(call, deadline, waiting);
  if (!cancel.can_cancel()) return;
  waiting->keep(
      cancel.on_cancel([weak = std::weak_ptr<State>(state_), weak_call = std::weak_ptr<CompletionCall>(waiting)] {
        const auto alive = weak.lock();
        const auto still = weak_call.lock();
        if (alive && still) alive->cancel(still);
      }));
}

void Pacer::queue(const TurnAsked& call, SteadyTime deadline, const std::shared_ptr<WaitingCall>& waiting) {
  waiting->pacing_ = call.pacing;
  waiting->deadline_ = deadline;
  const SteadyTime now = state_->clock->steady();
  std::optional<Error> error;
  if (deadline != SteadyTime() && deadline <= now) error = no_turn();
  if (this->waiting() >= state_->options.most_waiting)
    error = not_sent(ErrorCode::connection, "most_waiting calls wait for their turn already; try again later");
  if (error) return state_->answer({waiting}, &*error);
  state_->finish(state_->queue(call, waiting, now), no_turn());
}

void Pacer::withdraw(const std::shared_ptr<WaitingCall>& waiting) { state_->cancel(waiting); }

milliseconds Pacer::predicted_wait(const PacedCall& call) const {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  const auto page = state_->pages.find(call.page);
  return page == state_->pages.end() ? milliseconds(0) : page->second.predicted_wait(call, state_->clock->steady());
}

std::optional<milliseconds> Pacer::learn(const std::string& page, const HttpResponse& response) {
  return state_->learn(page, throttle_report(response));
}

std::size_t Pacer::waiting() const {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  return state_->waiting;
}
std::size_t Pacer::pages() const {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  return state_->pages.size();
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
