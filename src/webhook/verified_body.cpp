#include "pagebridge/webhook/verified_body.hpp"

#include "crypto.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

constexpr std::string_view prefix = "sha256=";
constexpr std::size_t digest_digits = 64;

/// Lower-case digits only, as Meta sends them: one spelling, so that one comparison of text decides.
bool is_hex_digest(std::string_view text) noexcept {
  if (text.size() != digest_digits) return false;
  for (const char c : text)
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  return true;
}

} // namespace

VerifiedBody VerifiedBody::trust(std::string body) { return VerifiedBody(std::move(body)); }

Result<WebhookVerifier> WebhookVerifier::create(std::vector<Secret> app_secrets) {
  if (app_secrets.empty() || app_secrets.size() > 2)
    return invalid_argument("app_secrets", "give one App Secret, or two while one is being rotated");
  for (const Secret& secret : app_secrets)
    if (secret.empty())
      return invalid_argument("app_secrets", "an App Secret is empty; copy it from the App Dashboard");
  return WebhookVerifier(std::move(app_secrets));
}

Result<VerifiedBody> WebhookVerifier::verify(std::string&& body, std::string_view signature_256) const {
  if (signature_256.substr(0, prefix.size()) != prefix || !is_hex_digest(signature_256.substr(prefix.size()))) {
    return not_sent(
        ErrorCode::signature_missing,
        "X-Hub-Signature-256 is missing or not sha256= and 64 lower-case hex digits; forward the header as it came");
  }
  const std::string_view given = signature_256.substr(prefix.size());
  bool genuine = false;
  // No early end: how many secrets there are, and which one fits, must not show in the time it takes.
  for (const Secret& secret : app_secrets_)
    genuine = crypto::equal(crypto::hex(crypto::hmac_sha256(secret.reveal(), body)), given) || genuine;
  if (!genuine) {
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
