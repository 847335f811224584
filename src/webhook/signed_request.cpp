#include "pagebridge/webhook/signed_request.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "crypto.hpp"
#include "json/tree.hpp"
#include "webhook/app_keys.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

Error unreadable(std::string field, std::string message) {
  return Error{ErrorCode::not_an_envelope, std::move(message), SendFate::not_sent, std::move(field)};
}

bool is_hmac_sha256(std::string_view algorithm) noexcept {
  constexpr std::string_view name = "HMAC-SHA256";
  return std::equal(algorithm.begin(), algorithm.end(), name.begin(), name.end(), [](char given, char wanted) {
    return (given >= 'a' && given <= 'z' ? static_cast<char>(given - 'a' + 'A') : given) == wanted;
  });
}

/// Seconds since 1970. Zero stands for "never", and what is no moment at all is left out: neither is worth a refusal.
std::optional<Timestamp> moment(json::Value seconds) noexcept {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 1000;
  const auto count = seconds.integer();
  if (!count || *count <= 0 || *count > most) return std::nullopt;
  return from_unix_ms(*count * 1000);
}

/// Text as it is; a number only if it is whole and written out, since 1e20 would have to be calculated.
std::string_view user_of(json::Value id) noexcept {
  const std::string_view text = id.id();
  if (id.kind() == json::Kind::number && text.find_first_not_of("0123456789") != std::string_view::npos) return {};
  return text;
}

Result<SignedRequest> read_payload(std::string payload) {
  SignedRequest request;
  {
    const auto tree = json::Tree::parse(payload);
    if (!tree || !tree->root().is_object()) return unreadable("payload", "the payload is no JSON object");
    const json::Value root = tree->root();
    if (!is_hmac_sha256(root["algorithm"].text()))
      return unreadable("algorithm", "the payload's algorithm is not HMAC-SHA256, which it was signed with");
    const std::string_view user = user_of(root["user_id"]);
    if (user.empty()) return unreadable("user_id", "the payload has no user_id, as text or whole number");
    request.user = AppScopedUserId(std::string(user));
    request.issued_at = moment(root["issued_at"]);
    request.expires_at = moment(root["expires"]);
  }
  request.raw_json.text = std::move(payload);
  return request;
}

std::optional<crypto::Digest> digest_of(std::string_view base64) {
  const auto bytes = crypto::bytes_of_base64(base64);
  crypto::Digest digest{};
  if (!bytes || bytes->size() != digest.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), digest.begin());
  return digest;
}

} // namespace

Result<SignedRequest> read_signed_request(std::string_view signed_request, const WebhookVerifier& verifier) {
  const auto keys = webhook::AppKeys::of(verifier);
  if (!keys) return keys.error();
  if (signed_request.size() > max_signed_request_bytes) {
    return Error{ErrorCode::body_too_large,
                 "signed_request is longer than " + std::to_string(max_signed_request_bytes) + " bytes",
                 SendFate::not_sent, "max_signed_request_bytes"};
  }
  const std::size_t dot = signed_request.find('.');
  const auto given = digest_of(signed_request.substr(0, dot));
  if (dot == std::string_view::npos || !given) {
    return not_sent(ErrorCode::signature_missing,
                    "signed_request is missing or does not begin with a signature in base64 and a dot; "
                    "forward the form field as it came, percent-decoded once");
  }
  // The signature is over the payload as it is sent: what is decoded first is not what Meta signed.
  const std::string_view encoded = signed_request.substr(dot + 1);
  if (!(*keys)->made(*given, encoded)) {
    return not_sent(ErrorCode::signature_wrong,
                    "signed_request was not signed with this App Secret; check that the secret is the one of the App "
                    "that calls this address");
  }
  auto payload = crypto::bytes_of_base64(encoded);
  if (!payload) return unreadable("payload", "the payload is not base64");
  return read_payload(std::move(*payload));
}

Result<SignedRequest> read_signed_request(std::string_view signed_request, const std::vector<Secret>& app_secrets) {
  const auto verifier = WebhookVerifier::create(app_secrets);
  if (!verifier) return verifier.error();
  return read_signed_request(signed_request, *verifier);
}

PAGEBRIDGE_END_NAMESPACE
