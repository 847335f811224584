#include "graph/page_turns.hpp"

#include <algorithm>
#include <functional>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

constexpr std::array<Priority, priorities> all_priorities = {Priority::human, Priority::automation,
                                                             Priority::background};
constexpr std::array<PacingClass, 3> sends = {PacingClass::text, PacingClass::media, PacingClass::private_reply};
constexpr std::array<PacingClass, 5> groups = {PacingClass::text, PacingClass::conversations,
                                               PacingClass::messenger_profile, PacingClass::user_menu,
                                               PacingClass::other};

bool is_send(PacingClass pacing) noexcept { return std::find(sends.begin(), sends.end(), pacing) != sends.end(); }
/// All sends share one order, since a customer sees them in one thread.
PacingClass group_of(PacingClass pacing) noexcept { return is_send(pacing) ? PacingClass::text : pacing; }

template <class E>
constexpr std::size_t index(E value) noexcept {
  return static_cast<std::size_t>(value);
}

} // namespace

ThreadKey thread_key(const std::string& psid) noexcept {
  return psid.empty() ? 0 : std::max<ThreadKey>(std::hash<std::string>()(psid), 1);
}

WaitingCall::~WaitingCall() = default;

Rates::Rates(const PacingOptions& options) noexcept
    : send(options.send),
      media(options.media),
      conversations(options.conversations),
      private_replies(options.private_replies),
      messenger_profile(options.messenger_profile),
      user_menu(options.user_menu),
      thread(options.thread),
      turns_before_yielding(options.turns_before_yielding) {}

PacedThread& PageTurns::thread_of(ThreadKey key, SteadyTime now) {
  if (threads_.size() >= sweep_threads_at_) {
    for (auto thread = threads_.begin(); thread != threads_.end();) {
      const bool is_idle =
          thread->second.lines == 0 && thread->second.sends.full_at() <= now && thread->second.menu.full_at() <= now;
      thread = is_idle ? threads_.erase(thread) : std::next(thread);
    }
    sweep_threads_at_ = std::max<std::size_t>(64, threads_.size() * 2);
  }
  return threads_[key];
}

SteadyTime PageTurns::thread_ready_at(PacingClass pacing, const PacedThread* thread, SteadyTime now,
                                      std::int64_t calls) const noexcept {
  if (thread == nullptr) return now;
  if (pacing == PacingClass::user_menu) return thread->menu.ready_at(rates_.user_menu, now, calls);
  return is_send(pacing) ? thread->sends.ready_at(rates_.thread, now, calls) : now;
}

SteadyTime PageTurns::page_ready_at(PacingClass pacing, SteadyTime now) const noexcept {
  switch (pacing) {
    case PacingClass::text: return send_.ready_at(rates_.send, now);
    case PacingClass::media: return std::max(send_.ready_at(rates_.send, now), media_.ready_at(rates_.media, now));
    case PacingClass::private_reply:
      return std::max(send_.ready_at(rates_.send, now), private_replies_.ready_at(rates_.private_replies, now));
    case PacingClass::conversations: return conversations_.ready_at(rates_.conversations, now);
    case PacingClass::messenger_profile: return messenger_profile_.ready_at(rates_.messenger_profile, now);
    case PacingClass::user_menu:
    case PacingClass::other: break;
  }
  return now;
}

void PageTurns::take_from(TokenBucket& bucket, const Rate& rate, SteadyTime now) {
  bucket.take(rate, now);
  busy_until_ = std::max(busy_until_, bucket.full_at());
}

void PageTurns::take(PacingClass pacing, PacedThread* thread, SteadyTime now) {
  if (is_send(pacing)) take_from(send_, rates_.send, now);
  if (pacing == PacingClass::media) take_from(media_, rates_.media, now);
  if (pacing == PacingClass::private_reply) take_from(private_replies_, rates_.private_replies, now);
  if (pacing == PacingClass::conversations) take_from(conversations_, rates_.conversations, now);
  if (pacing == PacingClass::messenger_profile) take_from(messenger_profile_, rates_.messenger_profile, now);
  if (thread == nullptr) return;
  if (is_send(pacing)) take_from(thread->sends, rates_.thread, now);
  if (pacing == PacingClass::user_menu) take_from(thread->menu, rates_.user_menu, now);
}

bool PageTurns::anybody_waits(PacingClass group) const noexcept {
  const auto waits = [&](PacingClass pacing) {
    const auto& counts = waiting_[index(pacing)];
    return std::any_of(counts.begin(), counts.end(), [](std::uint32_t count) { return count > 0; });
  };
  return is_send(group) ? std::any_of(sends.begin(), sends.end(), waits) : waits(group);
}

bool PageTurns::try_take(const TurnAsked& call, SteadyTime now) {
  if (now < paused_until_ || page_ready_at(call.pacing, now) > now || anybody_waits(group_of(call.pacing)))
    return false;
  const bool counts_thread = call.thread != 0 && ((is_send(call.pacing) && !rates_.thread.is_unlimited()) ||
                                                  call.pacing == PacingClass::user_menu);
  PacedThread* const thread = counts_thread ? &thread_of(call.thread, now) : nullptr;
  if (thread_ready_at(call.pacing, thread, now) > now) return false;
  take(call.pacing, thread, now);
  return true;
}

void PageTurns::add(const TurnAsked& call, const std::shared_ptr<WaitingCall>& waiting, SteadyTime now) {
  const auto [found, is_new] = lines_.try_emplace(LineKey(group_of(call.pacing), call.priority, call.thread));
  Line& line = found->second;
  if (is_new) {
    line.key = &found->first;
    line.thread = call.thread == 0 ? nullptr : &thread_of(call.thread, now);
    if (line.thread != nullptr) ++line.thread->lines;
  }
  line.calls.push_back(waiting);
  waiting->page_ = this;
  waiting->line_ = &line;
  waiting->place_ = std::prev(line.calls.end());
  ++waiting_[index(waiting->pacing_)][index(line.priority())];
  if (is_new) place(line, now);
}

/// Among the ready or the resting, by its head.
void PageTurns::place(Line& line, SteadyTime now) {
  const WaitingCall& head = *line.calls.front();
  const SteadyTime at = thread_ready_at(head.pacing_, line.thread, now);
  if (at > now) {
    line.rests_until = at;
    resting_.emplace(at, head.number_, &line);
  } else {
    line.rests_until = {};
    ready_.emplace(ReadyKey(head.pacing_, line.priority(), head.number_), &line);
  }
}

void PageTurns::unplace(Line& line) {
  const WaitingCall& head = *line.calls.front();
  if (line.rests_until != SteadyTime()) {
    resting_.erase({line.rests_until, head.number_, &line});
  } else {
    ready_.erase(ReadyKey(head.pacing_, line.priority(), head.number_));
  }
}

/// Takes the call out of its line, which goes if it was the last one.
void PageTurns::leave(WaitingCall& waiting, SteadyTime now) {
  Line& line = *waiting.line_;
  const bool was_head = waiting.place_ == line.calls.begin();
  if (was_head) unplace(line);
  --waiting_[index(waiting.pacing_)][index(line.priority())];
  waiting.page_ = nullptr;
  waiting.line_ = nullptr;
  const std::shared_ptr<WaitingCall> keep = std::move(*waiting.place_);
  line.calls.erase(keep->place_);
  if (!line.calls.empty()) {
    if (was_head) place(line, now);
    return;
  }
  if (line.thread != nullptr) --line.thread->lines;
  lines_.erase(lines_.find(*line.key));
}

void PageTurns::remove(WaitingCall& waiting, SteadyTime now) { leave(waiting, now); }

void PageTurns::wake_rested(SteadyTime now) {
  while (!resting_.empty() && std::get<SteadyTime>(*resting_.begin()) <= now) {
    Line& line = *std::get<Line*>(*resting_.begin());
    unplace(line);
    place(line, now);
  }
}

/// Of that group and priority, whoever asked first among those whose class has a turn left.
std::optional<PageTurns::Candidate> PageTurns::first_ready(PacingClass group, Priority priority, SteadyTime now) const {
  std::optional<Candidate> first;
  const auto look = [&](PacingClass pacing) {
    const auto found = ready_.lower_bound(ReadyKey(pacing, priority, 0));
    if (found == ready_.end() || std::get<0>(found->first) != pacing || std::get<1>(found->first) != priority) return;
    if (page_ready_at(pacing, now) > now) return;
    if (!first || std::get<2>(found->first) < std::get<2>((*first)->first)) first = found;
  };
  if (!is_send(group)) {
    look(group);
  } else {
    for (const PacingClass pacing : sends) look(pacing);
  }
  return first;
}

std::optional<PageTurns::Candidate> PageTurns::next(PacingClass group, SteadyTime now) {
  std::optional<Candidate> best;    // of the highest priority
  std::optional<Candidate> longest; // who asked first of all others
  for (const Priority priority : all_priorities) {
    const auto candidate = first_ready(group, priority, now);
    if (!candidate) continue;
    if (!best) {
      best = candidate;
    } else if (!longest || std::get<2>((*candidate)->first) < std::get<2>((*longest)->first)) {
      longest = candidate;
    }
  }
  if (!longest) return best;
  std::uint16_t& passed_over = passed_over_[index(group)];
  if (++passed_over < rates_.turns_before_yielding) return best;
  passed_over = 0;
  return longest;
}

void PageTurns::grant(SteadyTime now, std::vector<std::shared_ptr<WaitingCall>>& granted) {
  if (now < paused_until_) return;
  wake_rested(now);
  for (const PacingClass group : groups)
    while (const auto candidate = next(group, now)) {
      Line& line = *(*candidate)->second;
      const std::shared_ptr<WaitingCall> call = line.calls.front();
      // Another line of the same thread may have used its turn since this one was found ready.
      if (thread_ready_at(call->pacing_, line.thread, now) > now) {
        unplace(line);
        place(line, now);
        continue;
      }
      take(call->pacing_, line.thread, now);
      leave(*call, now);
      granted.push_back(call);
    }
}

std::optional<SteadyTime> PageTurns::next_at(SteadyTime now) const {
  if (lines_.empty()) return std::nullopt;
  std::optional<SteadyTime> earliest;
  const auto consider = [&](SteadyTime time) { earliest = earliest ? std::min(*earliest, time) : time; };
  if (!resting_.empty()) consider(std::get<SteadyTime>(*resting_.begin()));
  for (auto at = ready_.begin(); at != ready_.end();) {
    const PacingClass pacing = std::get<0>(at->first);
    consider(page_ready_at(pacing, now));
    at = ready_.lower_bound(ReadyKey(static_cast<PacingClass>(index(pacing) + 1), Priority::human, 0));
  }
  return std::max(*earliest, paused_until_);
}

/// How many of `who` would come before a new call of that priority: those who are not below it, or fewer if its turn comes
/// by waiting longest.
std::size_t PageTurns::ahead_of(const Counts& who, Priority priority) const noexcept {
  std::size_t not_below = 0;
  std::size_t all = 0;
  std::size_t first = 0; // of the highest priority that anybody has
  for (std::size_t other = 0; other < priorities; ++other) {
    if (all == 0) first = who[other];
    all += who[other];
    if (other <= index(priority)) not_below = all;
  }
  if (not_below == first && who[index(priority)] == first) return not_below; // it is itself of the highest
  return std::min(not_below, static_cast<std::size_t>(rates_.turns_before_yielding) * (all - first + 1) - 1);
}

milliseconds PageTurns::predicted_wait(const TurnAsked& call, SteadyTime now) const {
  const SteadyTime begin = std::max(now, paused_until_);
  SteadyTime at = begin;
  const auto wait_for = [&](const TokenBucket& bucket, const Rate& rate, std::size_t ahead) {
    at = std::max(at, bucket.ready_at(rate, begin, static_cast<std::int64_t>(ahead) + 1));
  };
  const std::size_t ahead = ahead_of(waiting_[index(call.pacing)], call.priority);
  if (is_send(call.pacing)) {
    Counts all{};
    for (const PacingClass pacing : sends)
      for (std::size_t i = 0; i < priorities; ++i) all[i] += waiting_[index(pacing)][i];
    wait_for(send_, rates_.send, ahead_of(all, call.priority));
  }
  if (call.pacing == PacingClass::media) wait_for(media_, rates_.media, ahead);
  if (call.pacing == PacingClass::private_reply) wait_for(private_replies_, rates_.private_replies, ahead);
  if (call.pacing == PacingClass::conversations) wait_for(conversations_, rates_.conversations, ahead);
  if (call.pacing == PacingClass::messenger_profile) wait_for(messenger_profile_, rates_.messenger_profile, ahead);
  if (const auto thread = threads_.find(call.thread); thread != threads_.end()) {
    std::int64_t own = 1;
    for (std::size_t other = 0; other <= index(call.priority); ++other) {
      const auto line = lines_.find(LineKey(group_of(call.pacing), all_priorities[other], call.thread));
      if (line != lines_.end()) own += static_cast<std::int64_t>(line->second.calls.size());
    }
    at = std::max(at, thread_ready_at(call.pacing, &thread->second, begin, own));
  }
  return std::chrono::ceil<milliseconds>(at - now);
}

std::vector<std::shared_ptr<WaitingCall>> PageTurns::take_all() {
  std::vector<std::shared_ptr<WaitingCall>> all;
  for (auto& [key, line] : lines_)
    for (auto& call : line.calls) {
      call->page_ = nullptr;
      call->line_ = nullptr;
      all.push_back(std::move(call));
    }
  ready_.clear();
  resting_.clear();
  lines_.clear();
  waiting_ = {};
  return all;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
