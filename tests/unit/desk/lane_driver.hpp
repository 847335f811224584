#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "desk/step.hpp"

/// Steps one lane as the bridge does, over a map instead of a store, and keeps what came out.
struct LaneDriver {
  pagebridge::desk::LaneView view;
  pagebridge::desk::LaneState state;
  std::map<std::string, pagebridge::desk::MessageRecord> records; ///< by id
  std::vector<pagebridge::DesktopEventBody> shown;
  std::vector<pagebridge::desk::Effect> sends;
  std::vector<pagebridge::desk::Effect> lookups; ///< of profiles
  std::vector<pagebridge::desk::Effect> thread_lookups;
  std::vector<pagebridge::desk::DeadLetter> dead_letters;
  pagebridge::desk::StepResult last;
  pagebridge::Timestamp now = pagebridge::from_unix_ms(1770000000000);

  LaneDriver();

  void step(pagebridge::desk::FactBody body);
  /// An element of `messaging` (or another channel).
  void webhook(const std::string& element, pagebridge::Channel channel = pagebridge::Channel::messaging);
  /// Gives the lane its turns, and runs its alarm as long as it is due now.
  void settle();
  /// Answers the newest look-up in the thread, then `settle`.
  void thread_holds(const std::vector<pagebridge::Mid>& candidates);
  /// Lets time pass, then `settle`.
  void pass(pagebridge::milliseconds time);

  // What the customer does, and what Meta tells, in the platform's own form.
  void text(const std::string& mid, const std::string& text);
  void echo(const std::string& mid, const std::string& app, const std::string& metadata, std::int64_t at_ms,
            const std::string& text = "from the Page");
  void delivered(const std::vector<std::string>& mids, std::int64_t watermark);
  void read(std::int64_t watermark);
  void edit(const std::string& mid, const std::string& text, int count);
  void unsend(const std::string& mid);
  /// An empty `emoji` takes the reaction back.
  void react(const std::string& mid, const std::string& emoji, std::int64_t at_ms);

  pagebridge::MessageId reply(const std::string& request, const std::string& text = "answer");
  pagebridge::desk::SendSettled settled(pagebridge::desk::SendSettled::Outcome outcome,
                                        const std::string& mid = {}) const;

  pagebridge::SessionId session() const;
  pagebridge::MessageStatus status(const pagebridge::MessageId& id) const;
  const pagebridge::Message& message(const pagebridge::MessageId& id) const;
  const pagebridge::Message& message_of(const std::string& mid) const;
  std::vector<std::string> names() const;
  std::size_t count(const std::string& name) const;
};
