#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/executor.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/http/http_transport.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/message/text_split.hpp"
#include "pagebridge/random.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"
#include "pagebridge/testing/export.hpp"
#include "pagebridge/testing/fault_script.hpp"
#include "pagebridge/testing/sandbox_faults.hpp"
#include "pagebridge/testing/sandbox_limits.hpp"
#include "pagebridge/testing/sandbox_records.hpp"
#include "pagebridge/testing/sandbox_world.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

class SandboxCore;

/// A utility template, as a message names it.
struct SandboxTemplate {
  std::string name;
  std::string language; ///< "en_US": a message in another language, "en" too, does not mean it
};

/// What a Sandbox is made of. Only `executor` must be given: empty ids, secrets and names are made up.
struct SandboxOptions {
  AppId app; ///< decimal digits
  Secret app_secret;
  PageId page; ///< decimal digits
  std::string page_name;
  Secret page_access_token;
  bool require_appsecret_proof =
      false; ///< the App's switch "Require App Secret"; a proof that is there is always checked
  bool has_human_agent =
      true;            ///< whether App Review granted the feature "Human Agent", which the tag HUMAN_AGENT needs
  bool is_live = true; ///< whether the App is published and its permissions have advanced access; else it is in
                       ///< development mode, and only people with a role on it can talk to it
  StrangerPolicy strangers = StrangerPolicy::silent;
  SandboxLimits limits{};
  std::size_t webhook_batch = 1;    ///< how many events of one person may share a POST, if they wait
  std::size_t most_webhooks = 1000; ///< how many webhooks that have ended and entries of the ledger are remembered, and
                                    ///< of each Page how many posts and uploads
  std::size_t most_messages = 0;    ///< how many messages of a thread are remembered; 0: all
  bool is_default_app = false; ///< whether the App is the Page's default one of Conversation Routing; else it has none
  bool has_accepted_contact_terms = true; ///< whether custom labels can be used
  /// Utility templates that are approved though no App has made them, on every Page. By default there are none.
  std::vector<SandboxTemplate> utility_templates;
  bool approves_all_templates = false; ///< whether every name in every language counts as such a template
  milliseconds template_review{0};     ///< how long a utility template is PENDING; 0: it is APPROVED in the answer
  /// What the 2000 characters of message[text] are counted in: nobody has measured what the platform means.
  TextUnit text_unit = TextUnit::code_point;
  Secret control_token; ///< if there is one, control requests need it: `Authorization: Bearer TOKEN`
  std::string state;    ///< what `save()` gave; ids must be the same or empty, secrets and names are as they were
  std::function<void(milliseconds)> advance_clock;  ///< what `POST /sandbox/clock` does; without one it is refused
  std::shared_ptr<HttpTransport> webhook_transport; ///< webhooks leave through it; without one, none can be connected
  std::shared_ptr<Executor> executor;
  std::shared_ptr<Clock> clock;
  std::shared_ptr<Random> random;
};

/// A local stand-in for the Messenger platform: Apps, Pages, and the people who write to them. It begins with one App and
/// one Page, those of its options; control requests make more. It answers Graph calls as the platform does, keeps each
/// person's thread and the messaging window, and sends signed webhooks. One person's webhooks keep order. One that fails
/// is repeated at once and then with growing gaps, beside those after it, until it is accepted or an hour is over. If none
/// was accepted for an hour, the App loses its subscription to the Page. What is no message (`feed`) has 36 hours and takes
/// no subscription along.
///
/// It has no sockets and no threads: requests come through `handle`, webhooks leave through a transport.
/// Threads: thread-safe; never calls out while it holds its lock. Lifetime: what it gives out or posts to the executor
/// may outlive it, and then does nothing.
class PAGEBRIDGE_TESTING_EXPORT Sandbox {
 public:
  static Result<std::shared_ptr<Sandbox>> create(SandboxOptions options);
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  [[nodiscard]] const AppId& app() const noexcept;
  /// As it is now: the dashboard and faults can reset it.
  [[nodiscard]] Secret app_secret() const;
  [[nodiscard]] const PageId& page() const noexcept;
  [[nodiscard]] const std::string& page_name() const noexcept;
  [[nodiscard]] const Secret& page_access_token() const noexcept;

  /// Answers a Graph request, or a control request, which does over HTTP what the calls below do. Status 0 means that a
  /// fault loses the answer: close the connection without one.
  ///
  /// | Graph, with or without a version in front       | |
  /// |-------------------------------------------------|-|
  /// | POST /{page or me}/messages                     | the Send API to all recipients of today, with sender actions and uploads |
  /// | POST /{page or me}/message_attachments          | saves an attachment: from a URL, or as multipart/form-data |
  /// | GET /{page or me}/conversations                 | `user_id`, `platform`, `folder`, `fields`, `limit`, `after`, `before`, `summary` |
  /// | GET /{conversation}, /{conversation}/messages   | `fields` with nested ones: `messages.limit(5){id,message}` |
  /// | GET /{mid}                                      | a message; `fields` |
  /// | GET /{psid}, GET /{page or me}                  | profile and Page; `fields` |
  /// | GET /?ids=A,B, GET /{edge}?ids=A,B              | several nodes, and the same edge of each |
  /// | POST / with `batch`                             | several calls |
  /// | GET or POST /oauth/access_token                 | client_credentials, fb_exchange_token, `code` |
  /// | GET /debug_token, /me, /me/accounts             | of a token and its person, and their Pages |
  /// | GET, POST, DELETE /{app}/subscriptions          | the App's webhook; a POST is answered after the handshake |
  /// | GET, POST, DELETE /{page or me}/subscribed_apps | which fields the App gets of the Page |
  /// | GET or POST /{app}, GET /{app}/roles            | the App's settings and people |
  /// | GET, POST /{app}/accounts/test-users            | people who do not exist; DELETE /{test user} |
  /// | GET /{psid}/ids_for_apps, /{asid}/ids_for_pages | the same person's other ids |
  ///
  /// | control, JSON both ways                         | |
  /// |-------------------------------------------------|-|
  /// | GET /sandbox/state                              | all in short, and no secret |
  /// | GET /sandbox/world                              | Apps, Pages, accounts, tokens, with all secrets |
  /// | POST /sandbox/webhook, GET                      | `callback_url`, `verify_token`, `fields[]`; how it went |
  /// | POST /sandbox/businesses, /users, /pages, /apps | make one: answers its `id`, of an App its `secret`, too |
  /// | POST /sandbox/businesses/{id}                   | `is_verified` |
  /// | POST /sandbox/users/{id}                        | `businesses[]`, `phone_number` |
  /// | GET /sandbox/apps/{id}, /pages/{id}             | one of the world's, with its secret |
  /// | POST /sandbox/pages/{id}/tasks, /subscriptions  | `user`, `tasks[]`; `app`, `fields[]` |
  /// | POST /sandbox/pages/{id}/settings, /templates/{id} | `default_app`, `contact_terms`; `status`, `reason` |
  /// | POST /sandbox/apps/{id}/products, /roles        | `product`: "messenger"; `user`, `role` |
  /// | POST /sandbox/apps/{id}/settings, /mode, /secret | the dashboard's settings |
  /// | POST /sandbox/apps/{id}/review                  | `permission` or `feature`, `action`, `notes`, `reason` |
  /// | POST /sandbox/apps/{id}/webhook, /samples       | the same as /sandbox/webhook for this App; `field` |
  /// | POST /sandbox/logins                            | the login dialog's code: `redirect_uri`, `user`, `app`, `pages[]` |
  /// | POST /sandbox/tokens, /tokens/kill              | `kind`, `user`, `page`, `app`, `long_lived`; `reason` |
  /// | POST /sandbox/people, GET                       | the members of SandboxPerson; `page`, `user`, `app`, `role` |
  /// | POST /sandbox/people/{psid}/messages            | the person writes: `text`, `quick_reply`, `reply_to`, `attachments[]` |
  /// | POST /sandbox/people/{psid}/messages/{mid}/edit, /unsend, /react, /unreact | `text`; `emoji` |
  /// | POST /sandbox/people/{psid}/taps                | the person taps: `title`, `payload` |
  /// | POST /sandbox/people/{psid}/read, /block, /unblock | |
  /// | POST /sandbox/people/{psid}/opens, /ads         | the person comes by a link (`ref`) or an ad (`ad_id`) |
  /// | POST /sandbox/people/{psid}/optins, /account_linking, /events | the rarer webhooks |
  /// | POST /sandbox/people/{psid}/calls, /calls/{id}/end | `status`, `answered` |
  /// | GET /sandbox/people/{psid}/thread               | what the person sees |
  /// | POST /sandbox/comments, /posts                  | `psid`, `message` |
  /// | POST /sandbox/pages/{id}/inbox, /events         | a human answers by hand: `psid`, `text`; webhooks about the Page |
  /// | POST /sandbox/pages/{id}/inbox/take, /pass, /release | `psid`, `app`, `metadata`: who has the thread |
  /// | GET /sandbox/attachments                        | attachments() |
  /// | GET /sandbox/webhooks                           | webhooks(), without bodies |
  /// | GET /sandbox/ledger?after=N                     | what people saw and receivers accepted, numbered |
  /// | POST /sandbox/webhooks/repeat                   | repeat_last_webhook() |
  /// | POST /sandbox/faults, /faults/script            | the members of SandboxFaults, a FaultScript; `{}` ends them |
  /// | POST /sandbox/limits                            | the members of SandboxLimits |
  /// | POST /sandbox/settings, GET                     | `strangers`, `webhook_batch` |
  /// | POST /sandbox/clock, GET                        | `advance_ms` |
  ///
  /// Control requests need `SandboxOptions::control_token`; without one, let nobody but the tests reach them.
  /// `respond` is called once, on any thread, inside this call or later: a call that subscribes a webhook is answered when
  /// its handshake has ended.
  using Respond = std::function<void(HttpResponse)>;
  void handle(const HttpRequest& request, const Respond& respond);
  /// The same for calls that are answered at once; those that are not get a 503.
  HttpResponse handle(const HttpRequest& request);
  /// A transport whose only server is this Sandbox, whatever the request's origin.
  std::shared_ptr<HttpTransport> graph_transport();

  /// Does what "Verify and save" does in the App Dashboard: the GET handshake, and if it succeeds, webhooks for
  /// `fields` go there from now on. If it fails, an older webhook stays. Unlike with the platform, plain http will do.
  void connect_webhook(std::string callback_url, const Secret& verify_token, std::vector<std::string> fields,
                       Completion<void> done);

  /// The new person's PSID; made up if `person` has none. A person can be written to only after they have written.
  Result<Psid> add_person(SandboxPerson person);
  [[nodiscard]] std::vector<SandboxPerson> people() const;
  /// The person writes a message (webhook field `messages`). Opens the messaging window.
  Result<Mid> write(const Psid& psid, std::string text);
  /// The person taps a quick reply: writes its title (field `messages`, with `quick_reply`). Opens the messaging window.
  Result<Mid> choose(const Psid& psid, std::string title, std::string payload);
  /// The person changes the text of a message of theirs (field `message_edits`), up to five times. `conflict` if it
  /// cannot be changed: it is no text, is unsent, or was changed too often. Does not open the messaging window.
  Result<void> edit(const Psid& psid, const Mid& mid, std::string text);
  /// The person takes a message of theirs back (field `messages`, with `is_deleted`). `conflict` if it is not theirs, is a
  /// tap, or is unsent. Does not open the messaging window.
  Result<void> unsend(const Psid& psid, const Mid& mid);
  /// The person reacts to any message of the thread, or changes their reaction (field `message_reactions`). Opens the
  /// messaging window.
  Result<void> react(const Psid& psid, const Mid& mid, std::string emoji);
  /// The person takes their reaction back (field `message_reactions`). `conflict` if there is none. Opens no window.
  Result<void> unreact(const Psid& psid, const Mid& mid);
  /// The person taps a button, Get Started, a menu item (field `messaging_postbacks`). Opens the messaging window.
  Result<Mid> tap(const Psid& psid, std::string title, std::string payload);
  /// The person reads all that the thread holds (field `message_reads`).
  Result<void> read(const Psid& psid);
  /// What the person sees, oldest first; empty for a stranger.
  [[nodiscard]] std::vector<SandboxMessage> thread(const Psid& psid) const;

  /// All that was saved or uploaded, also with a message, oldest first.
  [[nodiscard]] std::vector<SandboxAttachment> attachments() const;

  /// Replaces all faults; `set_faults({})` ends them.
  void set_faults(SandboxFaults faults);
  /// What goes wrong from now on, beside these: a script that does the same with the same seed. `{}` ends it.
  Result<void> set_fault_script(FaultScript script);
  /// Other limits from now on; counting starts anew.
  void set_limits(const SandboxLimits& limits);

  /// Sends the webhook that was sent last once more, byte for byte, beside the person's order. `not_found` if none was.
  Result<void> repeat_last_webhook();
  /// The newest webhooks, oldest first: all that have not ended, and about a thousand that have.
  [[nodiscard]] std::vector<SandboxWebhook> webhooks() const;
  [[nodiscard]] SandboxTally tally() const;

  /// All that there is, as JSON with all its secrets, for `SandboxOptions::state`: Apps, Pages, accounts, tokens, threads,
  /// settings, and the webhooks, of which those that have not ended go out again. Faults and limits are not in it.
  [[nodiscard]] std::string save() const;
  /// Grows whenever `save()` may give something else.
  [[nodiscard]] std::uint64_t changes() const noexcept;

 private:
  explicit Sandbox(std::shared_ptr<SandboxCore> core);
  std::shared_ptr<SandboxCore> core_;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
