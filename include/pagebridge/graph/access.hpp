#pragma once

#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/policy/platform_limits.hpp"
#include "pagebridge/secret.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// Where a Graph call goes and in whose name. The token travels as `Authorization: Bearer`, never in the URL; with an App
/// Secret, each call carries `appsecret_proof`, which proves that the caller holds the secret without showing it.
/// Source: https://developers.facebook.com/documentation/facebook-login/security
struct Access {
  Secret access_token;
  Secret app_secret; ///< empty: no appsecret_proof
  std::string api_version = std::string(platform::default_api_version);
  std::string origin = std::string(platform::graph_origin); ///< a sandbox's origin in tests
  /// Whose token it is. GraphClient keeps the Page's limits under it; empty: under a digest of the token.
  PageId page{};
};

/// `appsecret_proof` as 64 hex digits: HMAC-SHA256 of the token with the App Secret.
PAGEBRIDGE_EXPORT std::string appsecret_proof(const Secret& access_token, const Secret& app_secret);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
