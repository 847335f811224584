#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// A person on Messenger, as the Page sees them. An empty field is one that the app may not read: answers leave it out.
struct SandboxPerson {
  Psid psid; ///< decimal digits
  std::string first_name;
  std::string last_name;
  std::string profile_pic; ///< a URL
  std::string locale;      ///< for example "it_IT"
  std::string timezone;    ///< hours from UTC as a number: "1", "-3.5"
  bool has_profile = true; ///< false: the platform has no profile to show, as for accounts made with a phone number
};

/// One turn of a thread, as the person sees it. The last two members are kept for tests; no person sees them.
struct SandboxMessage {
  bool from_page = false;
  Mid mid;
  Timestamp at{};              ///< Meta's stamp; grows strictly within a Sandbox
  std::string text;            ///< for a tap: the label
  std::string attachment_type; ///< "image", "audio", "video", "file" or "template"; else empty
  std::string attachment_url;
  std::string payload;  ///< a tap's payload; empty for messages
  std::string metadata; ///< what the Page's app attached
  std::string raw_json; ///< the `message` object as the Page's app sent it; else empty
};

enum class SandboxWebhookState { waiting, under_way, accepted, given_up };

/// One webhook and what became of it.
struct SandboxWebhook {
  std::uint64_t number = 0; ///< in the order in which they came to be
  std::string field;        ///< "messages", "message_echoes" …
  Psid psid;
  SandboxWebhookState state = SandboxWebhookState::waiting;
  int attempts = 0;
  std::optional<int> last_status{}; ///< of the last attempt's answer, if one came
  std::string last_error;           ///< why the last attempt failed, if it did
  std::string body;                 ///< the signed bytes; empty before the first attempt
  bool repeated = false;            ///< a copy that repeat_last_webhook() made
};

/// How many webhooks there were in all, and how many have not ended yet.
struct SandboxTally {
  std::size_t under_way = 0; ///< waiting or being sent; 0 means that nothing will happen by itself
  std::size_t accepted = 0;
  std::size_t given_up = 0;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
