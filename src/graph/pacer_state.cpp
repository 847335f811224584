#include "graph/pacer_state.hpp"

#include <algorithm>
#include <chrono>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

Error no_turn() {
  return not_sent(ErrorCode::timeout, "no turn came before the deadline; the Page has too much to send");
}
Error not_wanted() { return not_sent(ErrorCode::cancelled, "cancelled while it waited for its turn"); }

void Pacer::State::answer(const WaitingCalls& calls, const Error* error) const {
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

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
