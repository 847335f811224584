#pragma once

#include <string_view>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/testing/fault_script.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// `{"seed":7,"rates":{"duplicate":0.02,…},"until":5000,"longest_delay_ms":10000}`; what is absent keeps its default. An
/// unknown member is an error: a test with a misspelt fault would test nothing.
Result<FaultScript> read_fault_script(const json::Value& object);

/// One kind, when there is an occasion for it, and where its rate is.
struct FaultRow {
  FaultKind kind;
  std::string_view name;
  double FaultRates::*rate;
  bool at_webhook, at_send, at_call, at_tick;

  [[nodiscard]] constexpr bool is_at(FaultOccasion occasion) const noexcept {
    switch (occasion) {
      case FaultOccasion::webhook: return at_webhook;
      case FaultOccasion::send: return at_send;
      case FaultOccasion::call: return at_call;
      case FaultOccasion::tick: return at_tick;
    }
    return false;
  }
};

/// All but `none`. Their order is part of what a seed means: new kinds go last.
constexpr FaultRow fault_rows[] = {
    {FaultKind::duplicate, "duplicate", &FaultRates::duplicate, true, false, false, false},
    {FaultKind::reorder, "reorder", &FaultRates::reorder, true, false, false, false},
    {FaultKind::delay, "delay", &FaultRates::delay, true, false, false, false},
    {FaultKind::drop, "drop", &FaultRates::drop, true, false, false, false},
    {FaultKind::echo_before_answer, "echo_before_answer", &FaultRates::echo_before_answer, false, true, false, false},
    {FaultKind::error_after_acceptance, "error_after_acceptance", &FaultRates::error_after_acceptance, false, true,
     false, false},
    {FaultKind::lose_answer_before_acceptance, "lose_answer_before_acceptance",
     &FaultRates::lose_answer_before_acceptance, false, true, true, false},
    {FaultKind::lose_answer_after_acceptance, "lose_answer_after_acceptance", &FaultRates::lose_answer_after_acceptance,
     false, true, true, false},
    {FaultKind::half_answer, "half_answer", &FaultRates::half_answer, false, true, true, false},
    {FaultKind::gateway_error, "gateway_error", &FaultRates::gateway_error, false, true, true, false},
    {FaultKind::throttle, "throttle", &FaultRates::throttle, false, true, true, false},
    {FaultKind::token_death, "token_death", &FaultRates::token_death, false, false, false, true},
    {FaultKind::permission_loss, "permission_loss", &FaultRates::permission_loss, false, false, false, true},
    {FaultKind::unsubscription, "unsubscription", &FaultRates::unsubscription, false, false, false, true},
    {FaultKind::secret_reset, "secret_reset", &FaultRates::secret_reset, false, false, false, true},
    {FaultKind::restart, "restart", &FaultRates::restart, false, false, false, true}};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
