#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// A person on Messenger, as the Page sees them. An empty field is not known: answers leave it out.
struct SandboxPerson {
  Psid psid; ///< decimal digits
  std::string first_name;
  std::string last_name;
  std::string profile_pic; ///< a URL
  std::string locale;      ///< for example "it_IT"
  std::string timezone;    ///< hours from UTC as a number: "1", "-3.5"
  bool has_profile = true; ///< false: the platform has no profile to show, as for accounts made with a phone number
  std::string gender{};    ///< "female" or "male"
};

/// A file: part of a message, or saved so that the Page can send it by its id.
struct SandboxAttachment {
  AttachmentId id;       ///< of a sticker: the sticker's
  std::string type;      ///< "image", "audio", "video" or "file"; in messages also "template", "sticker" and more
  std::string url;       ///< as it was given, or made up; nothing is ever fetched from it
  bool reusable = false; ///< may go to more than one person

  // Of uploads, else empty:
  std::string file_name;
  std::string content_type;
  std::size_t size = 0; ///< bytes
  std::string sha256;   ///< of the bytes, 64 lower-case hex digits; the bytes themselves are not kept

  std::string payload_json{}; ///< of what a person sent, and of a template: as the webhook has it; else empty
};

/// A reaction that stands below a message; each side has at most one per message.
struct SandboxReaction {
  bool from_page = false;
  std::string emoji;
  std::string word; ///< the platform's word for it: "smile", "angry", "sad", "wow", "love", "like", "dislike", "other"
};

/// One turn of a thread, as the person sees it. The members after `reactions` are kept for tests; no person sees them.
struct SandboxMessage {
  bool from_page = false;
  Mid mid;
  Timestamp at{};              ///< Meta's stamp; grows strictly within a Page
  std::string text;            ///< for a tap: the label; after edits: the newest
  std::string attachment_type; ///< of the first attachment: "image", "audio", "video", "file", "sticker" or "template"
  std::string attachment_url;  ///< of the first attachment
  std::string payload;         ///< of a tap or of a quick reply that was tapped; else empty
  bool is_tap = false;         ///< a button, Get Started, a menu item; not a quick reply
  std::vector<SandboxAttachment> attachments{};
  Mid reply_to{};           ///< the message that this one answers
  std::string persona_id{}; ///< who the Page said it was
  int edits = 0;            ///< how often the person changed the text
  bool unsent = false;      ///< taken back: only who, which and when are left
  std::vector<SandboxReaction> reactions{};

  std::string metadata{};       ///< what the Page's app attached
  std::string messaging_type{}; ///< as the Page's app gave it, and so is the tag
  std::string tag{};
  std::string raw_json{};                 ///< the `message` object as the Page's app sent it; else empty
  bool hidden_from_conversations = false; ///< see SandboxFaults
};

enum class SandboxWebhookState { waiting, under_way, accepted, given_up };

/// One webhook and what became of it.
struct SandboxWebhook {
  std::uint64_t number = 0; ///< in the order in which they came to be
  std::string field;        ///< "messages", "message_echoes" …
  Psid psid;                ///< empty: about no one person
  AppId app{};
  PageId page{};
  bool is_standby = false; ///< another App has the thread
  SandboxWebhookState state = SandboxWebhookState::waiting;
  int attempts = 0;
  std::optional<int> last_status{}; ///< of the last attempt's answer, if one came
  std::string last_error;           ///< why the last attempt failed, if it did
  std::string body;                 ///< the signed bytes; empty before the first attempt
  bool repeated = false;            ///< a copy that repeat_last_webhook() or the fault `duplicate` made
};

/// How many webhooks there were in all, and how many have not ended yet.
struct SandboxTally {
  std::size_t under_way = 0; ///< waiting or being sent; 0 means that nothing will happen by itself
  std::size_t accepted = 0;
  std::size_t given_up = 0;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
