#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

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
/// Threads: thread-safe. The compare takes the same time wherever the first difference is.
class PAGEBRIDGE_EXPORT WebhookVerifier {
 public:
  /// One or two secrets, the current one first; an error if there is none, one is empty, or there are more.
  static Result<WebhookVerifier> create(std::vector<Secret> app_secrets);

  /// Takes the body only if it is genuine; a refused one stays where it is, so that the caller can try other secrets.
  /// `signature_256`: the header's value, empty if the header is missing. Errors: signature_missing if it is missing or not
  /// `sha256=` and 64 lower-case hex digits; signature_wrong if no secret made it. Neither says what would have been right.
  Result<VerifiedBody> verify(std::string&& body, std::string_view signature_256) const;

 private:
  explicit WebhookVerifier(std::vector<Secret> app_secrets) : app_secrets_(std::move(app_secrets)) {}
  std::vector<Secret> app_secrets_;
};

/// The value of `X-Hub-Signature-256` that Meta would send with `body`: for sandboxes, tests and tools.
PAGEBRIDGE_EXPORT std::string signature_256(std::string_view body, const Secret& app_secret);

PAGEBRIDGE_END_NAMESPACE
