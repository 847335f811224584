#pragma once

#include <optional>
#include <string>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// A Graph error to answer with.
struct SandboxRefusal {
  int code = 0;
  int subcode = 0;     ///< 0: the answer has none
  std::string message; ///< empty: a text made of the code
  int http_status = 0; ///< 0: what the platform uses, 500 for the codes 1 and 2, else 400
};

/// How the Sandbox misbehaves. Faults meet only Sends of a message that the Sandbox would have accepted: sender
/// actions, reads and wrong requests neither meet nor use them up. They hold until they are set again, or for `sends`
/// such Sends.
///
/// If several are set, the first of these decides: lose_answer_before_acceptance, refuse_with_503, refuse; a message
/// that gets past them is accepted. A lost answer is a response of status 0: close the connection without an answer.
struct SandboxFaults {
  bool lose_answer_before_acceptance = false; ///< nothing happens, and no answer comes
  bool refuse_with_503 = false;               ///< nothing happens, and the answer is a gateway's page, no JSON
  std::optional<SandboxRefusal> refuse{};     ///< nothing happens, and the answer is this error
  bool lose_answer_after_acceptance = false;  ///< the person gets the message, and no answer comes
  bool error_after_acceptance =
      false;                       ///< the person gets the message, and the answer is the error 1/1357046, which the
                                   ///< platform gives to messages that did arrive
  bool echo_before_answer = false; ///< the echo is handed to the webhook transport before the answer exists, and before
                                   ///< webhooks of this person that still wait
  bool no_echo = false;            ///< the person gets the message, and no echo comes
  bool hide_from_conversations = false; ///< the person gets the message, but until the faults are set again neither a
                                        ///< conversation nor the message's own node shows it
  unsigned sends = 0;                   ///< after so many Sends all faults are off; 0: until they are set again
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
