#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "json/writer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/testing/sandbox_records.hpp"
#include "pagebridge/testing/sandbox_world.hpp"
#include "pagebridge/time.hpp"
#include "testing/webhook_event.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// One attachment of what the Page sends: new, or saved before.
struct PageAttachment {
  SandboxAttachment file;
  std::string payload_json; ///< of a template
  bool is_saved = false;    ///< only `file.id` is known: asks for a saved attachment
};

/// A saved attachment that a template shows, and as what.
struct ShownAttachment {
  std::string id;
  std::string type; ///< "image" or "video"
};

/// What the Page sends: one of text and attachments.
struct PageMessage {
  std::string text;
  std::vector<PageAttachment> attachments;
  std::vector<ShownAttachment> shown_attachments;
  std::string utility_template; ///< its name
  Mid reply_to;
  std::string persona_id;
  std::string messaging_type;
  std::string tag;
  std::string metadata;
  std::string raw_json;
};

/// What becomes of a thread as a message is sent in it.
struct ThreadHandOff {
  enum class Kind { none, pass, release };
  Kind kind = Kind::none;
  AppId app; ///< of pass
};

/// A call to the Page that has not ended.
struct OpenCall {
  std::string id;
  Timestamp began{};
};

struct Person {
  SandboxPerson profile;
  UserId user; ///< whose account it is
  std::deque<SandboxMessage> thread;
  std::optional<Timestamp> last_act; ///< what opens the messaging window; none: they have never written
  AppId owner;                       ///< who has the thread, by conversation routing; empty: it is idle
  Timestamp owner_until{};
  bool is_passed = false;   ///< an App gave it to the owner, who so has it alone even in a Page without a default App
  bool blocks_page = false; ///< wants no messages from the Page
  bool came_by_ad = false;  ///< and has not written since
  std::optional<Timestamp> ad_message; ///< when they last began with an ad: the window after it is longer
  std::optional<OpenCall> call;        ///< they are calling the Page, or are on the line
  std::string prior_user_ref;          ///< of a checkbox plug-in that they ticked and have not written since

  /// Whether the Page may write within `length` of the person's last act. They must have acted.
  [[nodiscard]] bool is_within(milliseconds length, Timestamp now) const;
};

/// "First Last", or what there is of it.
std::string full_name(const SandboxPerson& person);

/// A message of the thread, unsent ones too; null if there is none.
SandboxMessage* message_of(Person& person, const Mid& mid);
const SandboxMessage* message_of(const Person& person, const Mid& mid);

/// How many messages the Page has not answered: the newest ones in a row that are the person's and still there. That an
/// answer is what makes them read is a guess.
std::int64_t unread_in(const Person& person);

/// The people, their threads and the time stamps. What happens comes back as events for the Outbox.
/// Threads: thread-compatible; the Sandbox's lock guards it.
class Threads {
 public:
  explicit Threads(PageId page) : page_(std::move(page)) {}

  Result<void> add(SandboxPerson person);
  Person* find(const Psid& psid);
  [[nodiscard]] const std::map<Psid, Person>& people() const { return people_; }
  /// The time of the next event: grows strictly.
  Timestamp stamp(Timestamp now);
  /// Of the newest event.
  [[nodiscard]] Timestamp last_stamp() const noexcept { return last_stamp_; }

  struct Words {
    std::string text;
    std::string quick_reply; ///< the payload of the quick reply that was tapped; empty: the person typed
    Mid reply_to{};
    std::vector<SandboxAttachment> attachments{}; ///< with their `payload_json`
    std::string referral_json{};                  ///< of the ad that it began with
    std::vector<std::string> commands{};          ///< of the Page's, that the text names
  };
  WebhookEvent write(Person& person, const Mid& mid, Words words, Timestamp now);
  WebhookEvent tap(Person& person, const Mid& mid, std::string title, std::string payload, Timestamp now);
  WebhookEvent read(const Person& person, Timestamp now);

  // thread_acts.cpp: what a person does that is no message.
  /// Comes over a link or an ad. In a new thread they press Get Started, which has the referral in it.
  WebhookEvent come(Person& person, const Mid& mid, const std::string& payload, const std::string& referral_json,
                    bool by_ad, Timestamp now);
  /// Any other element: `member` and its value.
  WebhookEvent element(const std::string& field, const Person& person, std::string_view member, std::string_view json,
                       Timestamp now);

  /// Ticks the checkbox plug-in: an opt-in without a sender.
  WebhookEvent tick(Person& person, const std::string& ref, const std::string& user_ref, Timestamp now);

  // thread_calls.cpp
  WebhookEvent begin_call(Person& person, std::string id, Timestamp now);
  struct CallEnd {
    std::string status; ///< "Completed" or "Failed"
    bool was_answered = false;
  };
  /// There must be a call.
  WebhookEvent end_call(Person& person, const CallEnd& end, Timestamp now);

  // thread_changes.cpp: what a person does to a message that is there.
  Result<WebhookEvent> edit(Person& person, const Mid& mid, std::string text, Timestamp now);
  Result<WebhookEvent> unsend(Person& person, const Mid& mid, Timestamp now);
  Result<WebhookEvent> react(Person& person, const Mid& mid, std::string emoji, Timestamp now);
  Result<WebhookEvent> unreact(Person& person, const Mid& mid, Timestamp now);

  struct Receipts {
    WebhookEvent echo;
    WebhookEvent delivery;
  };
  /// The message of the Page's App arrives in the person's thread. Its saved attachments are looked up already.
  Receipts accept(Person& person, const AppId& app, const Mid& mid, PageMessage message, bool hidden, Timestamp now);
  /// Of the thread's oldest messages, all but the `most` newest; 0: none.
  static void forget_old(Person& person, std::size_t most);
  /// What was hidden from conversations is so no longer.
  void show_hidden();

  /// For what is kept over a restart: hands `io` all that it holds. See state_archive.hpp.
  template <class Io>
  void persist(Io& io) {
    io("people", people_);
    io("last_stamp", last_stamp_);
  }

 private:
  PageId page_;
  std::map<Psid, Person> people_;
  Timestamp last_stamp_{};
};

/// Writes which message is answered, if one is, and whether its writer answers themselves.
void write_reply_to(json::Writer& writer, const Person& person, const Mid& mid, bool from_page);
/// The members that tell of the first attachment alone.
void show_first_attachment(SandboxMessage& turn);
/// Writes `prior_message` beside the first thing that a person says after a checkbox plug-in: so the Page learns who they are.
void write_prior_message(json::Writer& writer, const Person& person);
/// Sets one side's reaction to a message; an empty emoji takes it back. False if there was none to take back.
bool set_reaction(SandboxMessage& message, bool from_page, const std::string& emoji);
/// emoji.cpp: whether `text` is one emoji, be it made of several characters: a flag, a keycap, a family.
bool is_emoji(const std::string& text);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
