#pragma once

#include <string>

#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/webhook/signed_request.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// What Meta shows the person who asked for deletion. The lengths are ours; Meta documents none.
struct DeletionReceipt {
  /// A page that tells people how far it is: https, or http on loopback while you try; up to 2048 visible ASCII characters.
  std::string status_url;
  /// With which the person can ask about it: 1 to 256 ASCII letters and digits.
  std::string confirmation_code;
};

/// Where verified privacy requests go: a person has removed the App, or wants everything deleted that came through it.
/// The person is named by an AppScopedUserId, not by a PSID; finding their conversations is the host's part.
/// Threads: called from many threads at once; `done` runs exactly once, on any thread, also inside the call.
/// Lifetime: shared.
class PAGEBRIDGE_EXPORT PrivacySink {
 public:
  virtual ~PrivacySink();
  PrivacySink(const PrivacySink&) = delete;
  PrivacySink& operator=(const PrivacySink&) = delete;

  /// Answer success when it is noted for good. An error becomes a 503.
  virtual void deauthorized(AppId app, SignedRequest request, Completion<void> done) = 0;
  /// Answer when the deletion is noted for good; it need not be done. The same request may come again. An error, or a
  /// receipt that Meta would not take, becomes a 503.
  virtual void delete_user(AppId app, SignedRequest request, Completion<DeletionReceipt> done) = 0;

 protected:
  PrivacySink() = default;
};

PAGEBRIDGE_END_NAMESPACE
