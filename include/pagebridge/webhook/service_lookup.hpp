#pragma once

#include <map>
#include <string>

#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/secret.hpp"
#include "pagebridge/webhook/verified_body.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// What stands behind one webhook path. One app has one callback URL, and may serve several Pages through it.
struct WebhookTarget {
  AppId app;
  /// Made with the App's secrets. Make it when they change and keep it; a copy costs next to nothing.
  WebhookVerifier verifier;
  Secret verify_token;
  std::map<PageId, ServiceId> services;
};

enum class LookupFreshness {
  cached, ///< what is at hand, at most 2 s old
  reload  ///< ask the source again; the lookup bounds how often it really does
};

/// Finds the services behind a webhook path.
/// Threads: called from many threads at once; `done` runs exactly once, on any thread, also inside find().
/// Lifetime: shared.
class PAGEBRIDGE_EXPORT ServiceLookup {
 public:
  virtual ~ServiceLookup();
  ServiceLookup(const ServiceLookup&) = delete;
  ServiceLookup& operator=(const ServiceLookup&) = delete;

  /// `path`: the request's path as it came. An unknown one is the error `not_found`.
  virtual void find(std::string path, LookupFreshness freshness, Completion<WebhookTarget> done) = 0;

 protected:
  ServiceLookup() = default;
};

PAGEBRIDGE_END_NAMESPACE
