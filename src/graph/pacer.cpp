#include "pagebridge/graph/pacer.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

#include "graph/page_turns.hpp"
#include "graph/throttle_report.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using Calls = std::vector<std::shared_ptr<WaitingCall>>;

Error no_turn() {
  return not_sent(ErrorCode::timeout, "no turn came before the deadline; the Page has too much to send");
}
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

Error not_wanted() { return not_sent(ErrorCode::cancelled, "cancelled while it waited for its turn"); }

} // namespace

std::string_view to_string(Priority priority) noexcept {
  switch (priority) {
    case Priority::human: return "human";
    case Priority::automation: return "automation";
    case Priority::background: return "background";
  }
  return "background";
}

/// The lock is never held while the executor is called, or while a registration dies: a cancel that is under way waits for
/// the lock.
struct Pacer::State : std::enable_shared_from_this<Pacer::State> {
  State(std::shared_ptr<Executor> the_executor, std::shared_ptr<Clock> the_clock, const PacingOptions& the_options)
      : executor(std::move(the_executor)), clock(std::move(the_clock)), options(the_options), rates(the_options) {}

  /// What to do once the lock is released.
  struct Outcome {
    Calls granted;
    Calls failed;
    std::optional<SteadyTime> wake_at;
  };

  void answer(const Calls& calls, const Error* error) const;
  void finish(const Outcome& outcome, const Error& error);
  PageTurns& page_named(const std::string& name, SteadyTime now);
  void drop_idle(SteadyTime now);
  void look_at(PageTurns& page, SteadyTime now, Outcome& outcome);
  void arm(Outcome& outcome);
  void forget(WaitingCall& call, SteadyTime now);
  void wake(SteadyTime armed_for);
  void cancel(const std::shared_ptr<WaitingCall>& call);
  Outcome queue(const TurnAsked& call, const std::shared_ptr<WaitingCall>& waiting, SteadyTime now);
  std::optional<milliseconds> learn(const std::string& name, const std::optional<ThrottleReport>& report);
  void set_throttled(PageTurns& page, int in_a_row);
  void close();

  const std::shared_ptr<Executor> executor;
  const std::shared_ptr<Clock> clock;
  const PacingOptions options;
  const Rates rates;

  mutable std::mutex mutex; ///< guards what follows
  std::unordered_map<std::string, PageTurns> pages;
  std::list<PageTurns*> recent; ///< the one asked for longest ago first
  // Ordered by numbers and not by addresses, so that a simulation can be repeated.
  std::map<std::pair<SteadyTime, std::uint64_t>, PageTurns*> agenda;      ///< when to look at a Page again
  std::map<std::pair<SteadyTime, std::uint64_t>, WaitingCall*> deadlines; ///< of those that have one
  std::set<SteadyTime> armed;                                             ///< timers that will come
  std::size_t waiting = 0;
  std::uint64_t last_number = 0;
  std::atomic<int> throttled_pages{0}; ///< written under the lock, so that answers need not take it to say nothing
};

void Pacer::State::answer(const Calls& calls, const Error* error) const {
  for (const auto& call : calls) {
    call->left_queue();
    executor->post([call, turn = error == nullptr ? Result<void>() : Result<void>(*error)] { call->turn_came(turn); });
  }
}

void Pacer::State::finish(const Outcome& outcome, const Error& error) {
  if (outcome.wake_at) {
    const auto delay = std::chrono::ceil<milliseconds>(*outcome.wake_at - clock->steady());
    executor->post_after(std::max(delay, milliseconds(0)), [weak = weak_from_this(), armed_for = *outcome.wake_at] {
      if (const auto alive = weak.lock()) alive->wake(armed_for);
    });
  }
  answer(outcome.granted, nullptr);
  answer(outcome.failed, &error);
}

PageTurns& Pacer::State::page_named(const std::string& name, SteadyTime now) {
  const auto [found, is_new] = pages.try_emplace(name, rates);
  PageTurns& page = found->second;
  if (is_new) {
    page.name = &found->first;
    page.number = ++last_number;
    page.recent = recent.insert(recent.end(), &page);
  } else {
    recent.splice(recent.end(), recent, page.recent);
  }
  drop_idle(now);
  return page;
}

/// A little with each call, so that it never takes long: of the Pages that were asked for longest ago, two.
void Pacer::State::drop_idle(SteadyTime now) {
  for (int i = 0; i < 2 && recent.size() > 1; ++i) {
    PageTurns& oldest = *recent.front();
    if (!oldest.is_idle(now)) return recent.splice(std::prev(recent.end()), recent, recent.begin());
    recent.pop_front();
    set_throttled(oldest, 0);
    pages.erase(pages.find(*oldest.name));
  }
}

/// Gives the turns that are due, and notes when there will be more.
void Pacer::State::look_at(PageTurns& page, SteadyTime now, Outcome& outcome) {
  const std::size_t before = outcome.granted.size();
  page.grant(now, outcome.granted);
  for (std::size_t i = before; i < outcome.granted.size(); ++i) {
    --waiting;
    deadlines.erase({outcome.granted[i]->deadline_, outcome.granted[i]->number_});
  }
  if (page.agenda) agenda.erase({*page.agenda, page.number});
  page.agenda = page.next_at(now);
  if (page.agenda) agenda.emplace(std::pair(*page.agenda, page.number), &page);
}

/// Asks for a timer if none comes early enough.
void Pacer::State::arm(Outcome& outcome) {
  std::optional<SteadyTime> next;
  if (!agenda.empty()) next = agenda.begin()->first.first;
  if (!deadlines.empty()) next = std::min(next.value_or(SteadyTime::max()), deadlines.begin()->first.first);
  if (!next || (!armed.empty() && *armed.begin() <= *next)) return;
  armed.insert(*next);
  outcome.wake_at = next;
}

Pacer::State::Outcome Pacer::State::queue(const TurnAsked& call, const std::shared_ptr<WaitingCall>& waiting_call,
                                          SteadyTime now) {
  Outcome outcome;
  const std::lock_guard<std::mutex> lock(mutex);
  PageTurns& page = page_named(call.page, now);
  waiting_call->number_ = ++last_number;
  page.add(call, waiting_call, now);
  ++waiting;
  if (waiting_call->deadline_ != SteadyTime())
    deadlines.emplace(std::pair(waiting_call->deadline_, waiting_call->number_), waiting_call.get());
  look_at(page, now, outcome);
  arm(outcome);
  return outcome;
}

/// It waits no more. The caller answers it.
void Pacer::State::forget(WaitingCall& call, SteadyTime now) {
  deadlines.erase({call.deadline_, call.number_});
  call.page_->remove(call, now);
  --waiting;
}

void Pacer::State::wake(SteadyTime armed_for) {
  Outcome outcome;
  {
    const std::lock_guard<std::mutex> lock(mutex);
    const SteadyTime now = clock->steady();
    armed.erase(armed_for);
    while (!agenda.empty() && agenda.begin()->first.first <= now) look_at(*agenda.begin()->second, now, outcome);
    while (!deadlines.empty() && deadlines.begin()->first.first <= now) {
      WaitingCall& late = *deadlines.begin()->second;
      PageTurns& page = *late.page_;
      outcome.failed.push_back(*late.place_);
      forget(late, now);
      look_at(page, now, outcome); // whoever stood behind it may be ready
    }
    arm(outcome);
  }
  finish(outcome, no_turn());
}

void Pacer::State::cancel(const std::shared_ptr<WaitingCall>& call) {
  Outcome outcome;
  {
    const std::lock_guard<std::mutex> lock(mutex);
    if (call->page_ == nullptr) return;
    const SteadyTime now = clock->steady();
    PageTurns& page = *call->page_;
    forget(*call, now);
    outcome.failed.push_back(call);
    look_at(page, now, outcome);
    arm(outcome);
  }
  finish(outcome, not_wanted());
}

/// A Page that was throttled pauses as told, else longer each time in a row. Being used up is no such time: calls still
/// pass.
std::optional<milliseconds> Pacer::State::learn(const std::string& name, const std::optional<ThrottleReport>& report) {
  if (!report && throttled_pages.load(std::memory_order_relaxed) == 0) return std::nullopt;
  const std::lock_guard<std::mutex> lock(mutex);
  const SteadyTime now = clock->steady();
  if (!report) {
    const auto found = pages.find(name);
    // An answer during the pause is one to a call that left before it.
    if (found != pages.end() && found->second.paused_until() <= now) set_throttled(found->second, 0);
    return std::nullopt;
  }
  PageTurns& page = page_named(name, now);
  milliseconds pause = options.first_pause;
  if (report->was_throttled) {
    for (int i = 0; i < page.throttled_in_a_row && pause < options.longest_pause; ++i) pause *= 2;
    pause = std::min(pause, options.longest_pause);
    // Answers to calls that left before the pause began say nothing new.
    if (page.paused_until() <= now) set_throttled(page, page.throttled_in_a_row + 1);
  }
  pause = std::max(report->pause_told.value_or(pause), milliseconds(0));
  page.pause_until(now + pause);
  return pause;
}

void Pacer::State::set_throttled(PageTurns& page, int in_a_row) {
  throttled_pages += (in_a_row > 0 ? 1 : 0) - (page.throttled_in_a_row > 0 ? 1 : 0);
  page.throttled_in_a_row = in_a_row;
}

void Pacer::State::close() {
  Outcome outcome;
  {
    const std::lock_guard<std::mutex> lock(mutex);
    for (PageTurns* const page : recent)
      for (auto& call : page->take_all()) outcome.failed.push_back(std::move(call));
    agenda.clear();
    deadlines.clear();
    recent.clear();
    pages.clear();
    waiting = 0;
  }
  finish(outcome, not_sent(ErrorCode::cancelled, "the pacer was destroyed"));
}

namespace {

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
