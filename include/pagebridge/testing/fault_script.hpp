#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/error.hpp"
#include "pagebridge/testing/export.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// When something can go wrong.
enum class FaultOccasion {
  webhook, ///< a webhook is about to be sent
  send,    ///< a message arrives that would be accepted
  call,    ///< any other Graph call arrives that would succeed
  tick     ///< a second has passed; after a jump of the clock at most 100,000 of them are caught up with at once
};

/// What can go wrong.
enum class FaultKind {
  none,
  // At a webhook.
  duplicate, ///< it is sent twice
  reorder,   ///< it waits until the one after it was sent
  delay,     ///< it is sent Fault::delay later
  drop,      ///< it is never sent
  // At a send.
  echo_before_answer,     ///< the echo is there before the answer is
  error_after_acceptance, ///< the person gets the message, and the answer is the error 1/1357046
  // At a send and at any other call.
  lose_answer_before_acceptance, ///< nothing happens, and the connection closes without an answer
  lose_answer_after_acceptance,  ///< it is done, and the connection closes without an answer
  half_answer,                   ///< it is done, and the connection closes after Fault::percent of the answer's body
  gateway_error,                 ///< nothing happens, and the answer is a gateway's page of Fault::http_status, no JSON
  throttle,                      ///< nothing happens, and the answer is code 4 with `SandboxLimits::throttle_status`
  // As time passes: these strike the App and the Page of the SandboxOptions, and no others that were made later.
  token_death,     ///< the Page's access token becomes invalid
  permission_loss, ///< the app loses a permission
  unsubscription,  ///< the Page's subscription to the app goes
  secret_reset,    ///< the App Secret is another from now on
  restart          ///< one of the two sides starts anew
};

/// How likely each kind is whenever there is an occasion for it, from 0 (never) to 1 (always). Of one occasion at most one
/// thing goes wrong, so the rates of each kind of occasion add up to at most 1. What is asked for is what
/// comes: no kind hides another.
struct FaultRates {
  double duplicate = 0;
  double reorder = 0;
  double delay = 0;
  double drop = 0;
  double echo_before_answer = 0;
  double error_after_acceptance = 0;
  double lose_answer_before_acceptance = 0;
  double lose_answer_after_acceptance = 0;
  double half_answer = 0;
  double gateway_error = 0;
  double throttle = 0;
  double token_death = 0;
  double permission_loss = 0;
  double unsubscription = 0;
  double secret_reset = 0;
  double restart = 0;
};

/// A run of bad luck that can be had again: the same script decides the same, on any machine and with any standard library.
struct FaultScript {
  std::uint64_t seed = 0;
  FaultRates rates;
  std::uint64_t until = 0;            ///< from this number on nothing goes wrong; 0: it never ends
  milliseconds longest_delay{10'000}; ///< of a delayed webhook
};

/// What goes wrong, with what the kind needs to know.
struct Fault {
  FaultKind kind = FaultKind::none;
  milliseconds delay{0}; ///< of `delay`: 1 ms to FaultScript::longest_delay
  int percent = 0;       ///< of `half_answer`: 0 to 99
  int http_status = 0;   ///< of `gateway_error`: 500, 502, 503 or 504
};

/// What goes wrong at one occasion. Pure: it depends on the script and the two arguments only, and not on what was asked
/// before, so occasions of different kinds, or of different Pages, do not disturb each other. `number` counts the occasions
/// of that kind from 0 on; the caller counts.
PAGEBRIDGE_TESTING_EXPORT Fault decide(const FaultScript& script, FaultOccasion occasion,
                                       std::uint64_t number) noexcept;

/// What makes no sense in it: `Error::field` names the member. Nothing if all is well.
PAGEBRIDGE_TESTING_EXPORT std::optional<Error> wrong_script(const FaultScript& script);

/// The name as it is written above: "duplicate".
PAGEBRIDGE_TESTING_EXPORT std::string_view to_string(FaultKind kind) noexcept;

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
