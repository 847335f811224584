#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"
#include "pagebridge/testing/sandbox_records.hpp"
#include "pagebridge/testing/sandbox_world.hpp"
#include "pagebridge/time.hpp"
#include "testing/attachment_shelf.hpp"
#include "testing/page_settings.hpp"
#include "testing/threads.hpp"
#include "testing/token_book.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// What an App for Messenger asks of a Page's administrator.
inline constexpr const char* messenger_permissions[] = {
    "business_management", "pages_manage_metadata",   "pages_messaging",   "pages_read_engagement",
    "pages_show_list",     "pages_utility_messaging", "pages_user_gender", "pages_user_locale",
    "pages_user_timezone", "public_profile",          "read_insights"};

/// What became of the webhook's handshake, in words without secrets.
struct WebhookStatus {
  enum class State { none, pending, verified, failed };
  State state = State::none;
  std::string reason;              ///< why it failed
  std::vector<std::string> fields; ///< what is subscribed now, which an older handshake may have verified
};

/// A permission or a feature of an App.
/// https://developers.facebook.com/docs/graph-api/overview/access-levels
struct Grant {
  enum class Review { none, submitted, approved, rejected };
  bool has_advanced_access = false;
  Review review = Review::none;
  std::string notes;  ///< to the reviewers; a submission needs them
  std::string reason; ///< of a rejection
};

struct AppRecord {
  AppId id;
  Secret secret;
  std::string name;
  std::string contact_email;
  std::string category;
  std::string icon_url;
  std::string privacy_policy_url;
  std::string business;       ///< its id; empty: one that is verified, and that nobody asks about
  bool has_messenger = false; ///< the product is added
  bool is_live = false;       ///< else: in development mode
  bool requires_proof = false;
  std::map<UserId, std::string>
      roles; ///< "administrators", "developers", "testers"; "test users" are people who do not exist
  std::map<std::string, Grant> permissions;
  std::map<std::string, Grant> features;

  struct Webhook {
    std::string url; ///< empty: none
    std::vector<std::string> fields;
    bool includes_values = true;
  };
  std::map<std::string, std::string> settings; ///< more of the App Dashboard: field of the App's node, JSON
  Webhook webhook;
  WebhookStatus status;
  std::uint64_t last_handshake = 0;

  [[nodiscard]] bool has_advanced(const std::string& permission) const;
  [[nodiscard]] bool has_feature(const std::string& feature) const;
};

/// What a comment or a visitor's post may be answered with: one private message, within seven days.
struct PostRecord {
  std::string id;
  std::string comment_id; ///< empty: the visitor's post itself
  Psid author;
  std::string text;
  Timestamp at{};
  bool is_answered = false;
};

/// What a website's checkbox plug-in calls a person whom the Page does not know yet.
struct UserRef {
  Psid person;
  Timestamp at{};       ///< when they ticked it
  bool is_used = false; ///< the one message to it was sent
};

/// One App's subscription to one Page.
struct PageSubscription {
  std::vector<std::string> fields;
  std::optional<Timestamp> failing_since{}; ///< no webhook was accepted since
};

struct PageRecord {
  explicit PageRecord(const PageId& the_id) : id(the_id), threads(the_id) {}

  PageId id;
  std::string name;
  std::string username;
  std::string category;
  std::string business; ///< its id; empty: none's
  bool is_published = true;
  std::map<UserId, std::set<std::string>> tasks; ///< who may do what: "MANAGE", "MESSAGING" …
  std::map<AppId, PageSubscription> subscriptions;
  AppId default_app; ///< of conversation routing; empty: every App may answer
  Threads threads;
  AttachmentShelf shelf;
  PageSettings settings;
  std::vector<PostRecord> posts;
  std::map<std::string, UserRef> user_refs;
};

/// Somebody's account, whatever they are to the Pages and Apps.
struct UserRecord {
  UserId id;
  SandboxPerson profile;              ///< its PSID is empty
  std::map<PageId, Psid> psids;       ///< as the Pages see them
  std::map<AppId, std::string> asids; ///< as the Apps see them
  std::set<std::string> businesses;   ///< where they work
  std::string phone_number;           ///< as it was given; empty: none that anybody knows
};

struct BusinessRecord {
  std::string id;
  std::string name;
  bool is_verified = true;
};

/// Everything there is: Apps, Pages, people, businesses, tokens.
/// Threads: thread-compatible; the Sandbox's lock guards it. Records stay where they are until they are removed.
class World {
 public:
  std::map<AppId, AppRecord> apps;
  std::map<PageId, std::unique_ptr<PageRecord>> pages;
  std::map<UserId, UserRecord> users;
  std::map<std::string, BusinessRecord> businesses;
  TokenBook tokens;
  std::map<std::string, LoginCode, std::less<>> codes;
  StrangerPolicy strangers = StrangerPolicy::silent;
  UserId administrator;          ///< of the App and the Page that the sandbox began with
  std::string user_access_token; ///< the administrator's

  AppRecord* app(const AppId& id);
  const AppRecord* app(const AppId& id) const;
  PageRecord* page(const PageId& id) const;
  UserRecord* user(const UserId& id);
  const UserRecord* user(const UserId& id) const;
  /// The Page whose PSID this is; null: nobody's.
  PageRecord* page_of(const Psid& psid) const;
  Person* person(const Psid& psid) const;
  /// Makes `person` known to the Page under their PSID, which must be new.
  Result<void> introduce(PageRecord& page, SandboxPerson person, const UserId& user);

  /// Whether `user` has a role on the App, the Page, or the Page's business: who can talk to an App that only has standard
  /// access, or is in development mode.
  [[nodiscard]] bool has_role(const AppRecord& app, const PageRecord& page, const UserId& user) const;
  /// Whether the App may exchange messages with this person of the Page.
  [[nodiscard]] bool may_talk(const AppRecord& app, const PageRecord& page, const Person& person) const;
  /// Whether it may read the person's profile, which takes a feature besides.
  [[nodiscard]] bool may_read_profile(const AppRecord& app, const PageRecord& page, const Person& person) const;

  /// TokenBook::kill, and what a login dialog has promised and nobody has fetched yet: that ends with the password, and as
  /// the App is removed.
  std::size_t kill_tokens(const UserId& user, const AppId& app, const PageId& page, int subcode);

  /// Whether the App's business is verified, without which it gets no advanced access.
  [[nodiscard]] bool has_verified_business(const AppRecord& app) const;

  /// Knows again whose PSIDs the Pages' people have, after a restart.
  void reindex();

 private:
  /// Everybody, if the App is live and what it takes is granted `to_all`; else those with a role.
  [[nodiscard]] bool reaches(const AppRecord& app, const PageRecord& page, const Person& person, bool to_all) const;

  std::map<Psid, PageId> pages_of_psids_;
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
