#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pagebridge/graph/pacer.hpp"
#include "pagebridge/testing/manual_clock.hpp"
#include "pagebridge/testing/manual_executor.hpp"

/// A pacer on virtual time, and what became of the calls that asked it.
namespace pacer_world {

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using graph::Allowance;
using graph::PacedCall;
using graph::Pacer;
using graph::PacingClass;
using graph::PacingOptions;
using graph::Priority;

inline PacingOptions wide_open() {
  PacingOptions options;
  options.send = options.media = options.conversations = options.private_replies = options.messenger_profile =
      options.user_menu = options.thread = Allowance::unlimited();
  return options;
}

struct World {
  explicit World(const PacingOptions& options = {}) : pacer(Pacer::create(executor, clock, options).value()) {}

  struct Answer {
    std::string name;
    milliseconds at;
    std::string result; ///< "granted" or the error's code
  };

  /// Asks for a turn; the name tells the answers apart.
  void ask(const std::string& name, PacedCall call, milliseconds within = milliseconds(0),
           const CancelToken& cancel = {}) {
    const SteadyTime deadline = within.count() > 0 ? clock->steady() + within : SteadyTime();
    pacer->acquire(std::move(call), deadline, cancel, [this, name](const Result<void>& result) {
      if (!result && result.error().fate != SendFate::not_sent) answers.push_back({name, since(), "wrong fate"});
      answers.push_back({name, since(), result ? "granted" : std::string(to_string(result.error().code))});
    });
  }
  [[nodiscard]] milliseconds since() const { return std::chrono::duration_cast<milliseconds>(clock->steady() - begin); }
  /// "a@0 b@25": who was granted what when; errors as "c@30:timeout".
  [[nodiscard]] std::string story() const {
    std::string told;
    for (const Answer& one : answers)
      told += (told.empty() ? "" : " ") + one.name + "@" + std::to_string(one.at.count()) +
              (one.result == "granted" ? "" : ":" + one.result);
    return told;
  }

  std::vector<Answer> answers; ///< dies after the executor, whose tasks may still answer
  std::shared_ptr<testing::ManualClock> clock = std::make_shared<testing::ManualClock>();
  std::shared_ptr<testing::ManualExecutor> executor = std::make_shared<testing::ManualExecutor>(clock);
  SteadyTime begin = clock->steady();
  std::shared_ptr<Pacer> pacer;
};

inline PacedCall send(std::string thread, Priority priority = Priority::human, PacingClass pacing = PacingClass::text) {
  return {"page", std::move(thread), pacing, priority};
}

} // namespace pacer_world
