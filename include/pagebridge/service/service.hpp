#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/policy/messaging_window.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// What an administrator fills in to create a Messenger service.
struct ServiceDraft {
  std::string name;
  AppId app;                ///< the Facebook App ID: digits
  Secret app_secret;        ///< the Facebook Secret Key, as the App Dashboard shows it
  Secret page_access_token; ///< the Facebook Page Access Token
  PageId page;              ///< optional: else the platform is asked whose token it is
  std::string colour;       ///< "#rrggbb", or empty
  std::vector<std::string> tags;
  std::vector<std::string> optional_tags;
  Approvals approvals{}; ///< what App Review has granted the App
};

/// Whether the draft makes sense: the error names the first wrong field. Nothing is asked of the platform.
PAGEBRIDGE_EXPORT Result<void> validate(const ServiceDraft& draft);

/// A *Messenger service*: one App and one Page, configured for the contact centre.
struct Service {
  ServiceId id;
  std::string name;
  AppId app;
  Secret app_secret;
  Secret page_access_token;
  PageId page;
  std::string page_name; ///< empty if the draft named the Page and nobody asked
  std::string colour;
  std::vector<std::string> tags;
  std::vector<std::string> optional_tags;
  Approvals approvals;
  std::string webhook_url; ///< goes into the App Dashboard as Callback URL; services of one App share it
  Secret verify_token;     ///< goes into the App Dashboard beside it
};

/// How well an agent fits: not at all without every tag; else the more optional tags the better.
struct TagMatch {
  bool fits = false;
  std::size_t preferred = 0; ///< how many optional tags the agent has
};
PAGEBRIDGE_EXPORT TagMatch matches(const std::vector<std::string>& tags, const std::vector<std::string>& optional_tags,
                                   const std::vector<std::string>& agent_tags);
PAGEBRIDGE_EXPORT TagMatch matches(const Service& service, const std::vector<std::string>& agent_tags);

PAGEBRIDGE_END_NAMESPACE
