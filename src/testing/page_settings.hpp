#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// https://developers.facebook.com/docs/messenger-platform/send-messages/personas
struct PersonaRecord {
  std::string id;
  std::string name;
  std::string picture_url;
};

struct LabelRecord {
  std::string id;
  std::string name;
  std::set<Psid> people;
};

/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/utility-messages
struct TemplateRecord {
  std::string id;
  std::string name;
  std::string language;
  std::string category;
  std::string parameter_format;
  std::string components_json;            ///< as it was given
  std::string status;                     ///< "APPROVED", "PENDING", "REJECTED" …
  std::string text;                       ///< of the body, with its placeholders
  std::optional<Timestamp> approved_at{}; ///< while it is pending: when it is approved by itself
};

/// What a Page's Apps set on it.
struct PageSettings {
  std::map<std::string, std::string> profile; ///< the messenger profile: property, JSON
  std::map<Psid, std::string> user_menus;     ///< JSON
  std::vector<PersonaRecord> personas;        ///< in the order of their making
  std::vector<LabelRecord> labels;            ///< the same
  std::vector<TemplateRecord> templates;      ///< the same
  std::set<Psid> blocked;
  std::map<Psid, Timestamp> unbanned; ///< when; a ban must wait 48 hours
  std::set<Psid> banned;
  std::set<Psid> spam;
  bool has_accepted_contact_terms = true; ///< labels need it
};

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
