#include "pagebridge/webhook/verified_body.hpp"

#include "crypto.hpp"
#include "webhook/app_keys.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

constexpr std::string_view prefix = "sha256=";

/// Lower-case digits only, as Meta sends them: a digest has one spelling.
std::optional<crypto::Digest> digest_of(std::string_view signature_256) noexcept {
  if (signature_256.substr(0, prefix.size()) != prefix) return std::nullopt;
  return crypto::digest_of_hex(signature_256.substr(prefix.size()));
}

} // namespace

VerifiedBody VerifiedBody::trust(std::string body) { return VerifiedBody(std::move(body)); }

Result<WebhookVerifier> WebhookVerifier::create(const std::vector<Secret>& app_secrets) {
  auto keys = webhook::AppKeys::create(app_secrets);
  if (!keys) return keys.error();
  return WebhookVerifier(std::move(*keys));
}

WebhookVerifier::WebhookVerifier() = default;
WebhookVerifier::WebhookVerifier(std::shared_ptr<const webhook::AppKeys> keys) : keys_(std::move(keys)) {}
WebhookVerifier::~WebhookVerifier() = default;
WebhookVerifier::WebhookVerifier(const WebhookVerifier& other) = default;
WebhookVerifier& WebhookVerifier::operator=(const WebhookVerifier& other) = default;

Result<VerifiedBody> WebhookVerifier::verify(std::string&& body, std::string_view signature_256) const {
  const auto keys = webhook::AppKeys::of(*this);
  if (!keys) return keys.error();
  const auto given = digest_of(signature_256);
  if (!given) {
    return not_sent(
        ErrorCode::signature_missing,
        "X-Hub-Signature-256 is missing or not sha256= and 64 lower-case hex digits; forward the header as it came");
  }
  if (!(*keys)->made(*given, body)) {
    return not_sent(
        ErrorCode::signature_wrong,
        "the signature was not made over these bytes with this App Secret; check that the secret is the one of "
        "the App that owns the webhook, and that nothing before us re-encodes the body");
  }
  return VerifiedBody(std::move(body));
}

std::string signature_256(std::string_view body, const Secret& app_secret) {
  return std::string(prefix) + crypto::hex(crypto::hmac_sha256(app_secret.reveal(), body));
}

PAGEBRIDGE_END_NAMESPACE
