#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/graph/persistent_menu.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/result.hpp"

/// What a Page shows people before and beside the conversation. The Access holds the Page's token, with
/// pages_messaging. All three calls together may be made 10 times in 10 minutes for each Page. Until the app is live,
/// only people with a role on it see any of this.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/reference/messenger-profile-api
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// The text on the welcome screen. {{user_first_name}}, {{user_last_name}} and {{user_full_name}} become the person's.
/// Source: …/reference/messenger-profile-api/greeting
struct Greeting {
  std::string text; ///< up to 160 characters
  std::string locale = "default";
};

/// Questions that a new person can tap in place of writing; they come back as PostbackReceived. They win over Get
/// Started.
/// Source: …/reference/messenger-profile-api/ice-breakers
struct IceBreakers {
  struct Question {
    std::string text;    ///< up to 80 characters
    std::string payload; ///< up to 1,000 characters
  };
  std::vector<Question> questions; ///< up to 4
  std::string locale = "default";
};

/// Keywords that people can pick while they write. They win over the persistent menu.
/// Source: …/reference/messenger-profile-api/commands
struct Commands {
  struct Command {
    std::string name;        ///< up to 32 characters, without a slash in front
    std::string description; ///< up to 64 characters
  };
  std::vector<Command> commands; ///< 1 to 100
  std::string locale = "default";
};

/// The properties. Of each list that is set, one entry must have the locale "default": it is for all who have no other.
struct MessengerProfile {
  std::string get_started; ///< the payload of the Get Started button; up to 1,000 characters
  std::vector<Greeting> greeting;
  std::vector<IceBreakers> ice_breakers;
  std::vector<PersistentMenu>
      persistent_menu; ///< setting it needs a Get Started button: else code 100, subcode 2018145
  std::vector<std::string> whitelisted_domains; ///< up to 50, "https://www.example.org", for web views with extensions
  std::string account_linking_url;              ///< https
  std::vector<Commands> commands;
  std::optional<bool> subject_to_new_eu_privacy_rules{}; ///< only read: the Page cannot use some features
};

enum class ProfileProperty {
  get_started,
  greeting,
  ice_breakers,
  persistent_menu,
  whitelisted_domains,
  account_linking_url,
  commands,
  subject_to_new_eu_privacy_rules
};
/// The platform's name, which is the enumerator's.
PAGEBRIDGE_EXPORT std::string_view to_string(ProfileProperty property) noexcept;

/// Sets the properties that are not empty, and leaves the others as they are; to clear one, delete it. Ice breakers are
/// written in the newer form, by locale. A new persistent menu may take a day to show.
struct SetMessengerProfile {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::messenger_profile;

  MessengerProfile profile;
};
/// Whether the platform can take it: the error names the field (`persistent_menu[0].items[2].title`) and the limit.
PAGEBRIDGE_EXPORT Result<void> validate(const SetMessengerProfile& call);
PAGEBRIDGE_EXPORT HttpRequest to_http(const SetMessengerProfile& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const SetMessengerProfile& call, const HttpResponse& response);

/// Reads properties; those that are not set are empty. Ice breakers in the older form, without a locale, become one
/// entry with the locale "default".
struct GetMessengerProfile {
  using Answer = MessengerProfile;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::messenger_profile;

  std::vector<ProfileProperty> properties = {ProfileProperty::get_started,
                                             ProfileProperty::greeting,
                                             ProfileProperty::ice_breakers,
                                             ProfileProperty::persistent_menu,
                                             ProfileProperty::whitelisted_domains,
                                             ProfileProperty::account_linking_url,
                                             ProfileProperty::commands,
                                             ProfileProperty::subject_to_new_eu_privacy_rules};
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetMessengerProfile& call, const Access& access);
PAGEBRIDGE_EXPORT Result<MessengerProfile> from_http(const GetMessengerProfile& call, const HttpResponse& response);

/// Deletes properties. Without Get Started, a persistent menu does not show.
struct DeleteMessengerProfile {
  using Answer = void;
  static constexpr CallKind kind = CallKind::idempotent;
  static constexpr PacingClass pacing = PacingClass::messenger_profile;

  std::vector<ProfileProperty> properties;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const DeleteMessengerProfile& call, const Access& access);
PAGEBRIDGE_EXPORT Result<void> from_http(const DeleteMessengerProfile& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
