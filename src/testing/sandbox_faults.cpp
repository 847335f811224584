// What goes wrong by the script.
#include <algorithm>
#include <utility>

#include "testing/app_secret.hpp"
#include "testing/sandbox_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::chrono::seconds tick_every{1};
constexpr int most_ticks = 100000; // at once: a bit more than a day's

std::size_t index(FaultOccasion occasion) noexcept { return static_cast<std::size_t>(occasion); }

} // namespace

Result<void> SandboxCore::set_script(FaultScript script) {
  if (auto wrong = wrong_script(script)) return std::move(*wrong);
  const Timestamp at = now();
  const std::lock_guard<std::mutex> lock(mutex_);
  script_ = std::move(script);
  occasions_ = {};
  next_tick_ = at + tick_every;
  return {};
}

Fault SandboxCore::next_fault_locked(FaultOccasion occasion) {
  if (!script_) return {};
  return decide(*script_, occasion, occasions_[index(occasion)]++);
}

Fault SandboxCore::next_fault(FaultOccasion occasion) {
  const std::lock_guard<std::mutex> lock(mutex_);
  return next_fault_locked(occasion);
}

/// No timer of its own: a sandbox in which nothing happens must come to rest.
void SandboxCore::tick() {
  const Timestamp at = now();
  std::vector<Fault> due;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    // A clock that jumps far is caught up with in parts: the lock is held.
    for (int left = most_ticks; left > 0 && script_ && next_tick_ <= at; --left, next_tick_ += tick_every) {
      const Fault fault = next_fault_locked(FaultOccasion::tick);
      if (fault.kind != FaultKind::none) due.push_back(fault);
    }
  }
  for (const Fault& fault : due) strike(fault.kind);
}

/// On the App and the Page of the options only, whatever others there are: they are what a simulation is about.
void SandboxCore::strike(FaultKind kind) {
  constexpr int password_changed = 460;
  auto secret = kind == FaultKind::secret_reset ? new_app_secret(*options_.random) : Result<Secret>(Secret());
  locked([&](World& world) {
    const AppId& app = options_.app;
    PageRecord* const page = world.page(options_.page);
    switch (kind) {
      case FaultKind::token_death: world.tokens.kill({}, app, options_.page, password_changed); return;
      case FaultKind::permission_loss: world.tokens.revoke(app, "pages_messaging"); return;
      case FaultKind::unsubscription:
        if (page != nullptr) page->subscriptions.erase(app);
        return;
      case FaultKind::secret_reset:
        if (AppRecord* const its = world.app(app); its != nullptr && secret) its->secret = std::move(*secret);
        return;
      case FaultKind::restart:
        held_.clear();
        for (const LaneKey& lane : outbox_.interrupt()) published_.push_back(lane);
        return;
      default: return;
    }
  });
}

SandboxFaults SandboxCore::send_faults_locked(SendOutcome& outcome) {
  SandboxFaults faults = use_faults_locked();
  const Fault fault = next_fault_locked(FaultOccasion::send);
  switch (fault.kind) {
    case FaultKind::echo_before_answer: faults.echo_before_answer = true; break;
    case FaultKind::error_after_acceptance: faults.error_after_acceptance = true; break;
    case FaultKind::lose_answer_before_acceptance: faults.lose_answer_before_acceptance = true; break;
    case FaultKind::lose_answer_after_acceptance: faults.lose_answer_after_acceptance = true; break;
    case FaultKind::half_answer: outcome.cut_percent = fault.percent; break;
    case FaultKind::gateway_error:
      faults.refuse_with_503 = true;
      outcome.gateway_status = fault.http_status;
      break;
    case FaultKind::throttle: faults.refuse = throttling(); break;
    default: break;
  }
  return faults;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
