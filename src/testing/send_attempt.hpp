#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/testing/sandbox_faults.hpp"
#include "pagebridge/time.hpp"
#include "testing/threads.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// What the Send API decides about a message.
struct SendOutcome {
  enum class Kind { accepted, accepted_answer_lost, accepted_with_error, answer_lost, gateway_error, refused };
  Kind kind = Kind::accepted;
  SandboxRefusal refusal{};
  std::string attachment_id; ///< of an attachment that can be used again
  int gateway_status = 503;
  std::optional<int> cut_percent{}; ///< how much of the answer leaves before the connection breaks
  Psid recipient{};                 ///< of an accepted message; empty: the answer does not tell
};

/// When a message may go.
struct SendWindow {
  milliseconds length = std::chrono::hours(24); ///< after the person's last act
  bool any_time = false;
};

/// Whom a message is for, in one of the ways in which the Send API can be told.
struct Recipient {
  enum class Kind { psid, user_ref, comment, post, phone };
  Kind kind = Kind::psid;
  std::string id;           ///< the PSID, the comment's id, the phone number …
  std::string first_name{}; ///< whose phone it should be; empty: whoever's
  std::string last_name{};

  /// Whether the answer may name the person: https://developers.facebook.com/docs/messenger-platform/reference/send-api
  [[nodiscard]] bool tells_psid() const noexcept { return kind != Kind::user_ref && kind != Kind::phone; }
};

/// A message on its way in, with what had to be asked for before the lock is taken.
struct SendAttempt {
  AppId app; ///< whose token sends it
  PageId page;
  Recipient to;
  Psid recipient{}; ///< who that is, once it is known
  PageMessage message;
  SendWindow window;
  Mid mid;
  ThreadHandOff hand_off{};
};

/// The Page's reaction to a message of a thread; an empty emoji takes it back.
struct PageReaction {
  AppId app;
  PageId page;
  Psid recipient;
  Mid mid;
  std::string emoji;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
