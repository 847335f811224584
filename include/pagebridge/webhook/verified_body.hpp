#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace webhook {
class AppKeys; // private
}

/// A webhook body whose signature was checked. It is the only thing that `parse` takes, so that forgetting to verify does
/// not compile. Owns the bytes.
class PAGEBRIDGE_EXPORT VerifiedBody {
 public:
  /// For tests, and for gateways that have verified the body themselves: you vouch for it.
  static VerifiedBody trust(std::string body);
  [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }

 private:
  friend class WebhookVerifier;
  explicit VerifiedBody(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string bytes_;
};

/// Checks `X-Hub-Signature-256`: HMAC-SHA256 with the App Secret over the exact bytes that came off the socket. Two secrets
/// are accepted while one is being rotated. The legacy SHA-1 header is never looked at.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks
///
/// Make one per App and keep it: the secrets' part of the work is done in create(), and is half of the work for a body of a
/// few hundred bytes. Copies are cheap, since they share it. It keeps no secret, only what was made of it.
/// Threads: thread-safe. Neither the digits of the header nor the place of the first wrong one show in the time it takes.
class PAGEBRIDGE_EXPORT WebhookVerifier {
 public:
  /// One or two secrets, the current one first; an error if there is none, one is empty, or there are more.
  static Result<WebhookVerifier> create(const std::vector<Secret>& app_secrets);

  /// Without a secret: nothing is genuine, and every call is the error `invalid_argument`, so that a target that nobody
  /// filled in lets nothing in.
  WebhookVerifier();
  ~WebhookVerifier();
  // A move copies: there is no emptied verifier.
  WebhookVerifier(const WebhookVerifier& other);
  WebhookVerifier& operator=(const WebhookVerifier& other);

  /// Takes the body only if it is genuine; a refused one stays where it is, so that the caller can try other secrets.
  /// `signature_256`: the header's value, empty if the header is missing. Errors: signature_missing if it is missing or not
  /// `sha256=` and 64 lower-case hex digits; signature_wrong if no secret made it. Neither says what would have been right.
  Result<VerifiedBody> verify(std::string&& body, std::string_view signature_256) const;

 private:
  friend class webhook::AppKeys;
  explicit WebhookVerifier(std::shared_ptr<const webhook::AppKeys> keys);
  std::shared_ptr<const webhook::AppKeys> keys_;
};

/// The value of `X-Hub-Signature-256` that Meta would send with `body`: for sandboxes, tests and tools.
PAGEBRIDGE_EXPORT std::string signature_256(std::string_view body, const Secret& app_secret);

PAGEBRIDGE_END_NAMESPACE
