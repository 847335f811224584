#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"
#include "pagebridge/time.hpp"
#include "pagebridge/webhook/verified_body.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// What Meta posts when a person removes the App or asks for the deletion of what it holds about them.
struct SignedRequest {
  AppScopedUserId user; ///< as the App sees the person; which PSID they have is another question
  std::optional<Timestamp> issued_at;
  std::optional<Timestamp> expires_at; ///< nothing checks it: it speaks of the person's session with the App
  JsonText raw_json;                   ///< the payload as it was signed
};

/// Longer ones are refused unread; real ones have a few hundred bytes.
inline constexpr std::size_t max_signed_request_bytes = 16U << 10U;

/// Reads the form field `signed_request`: a signature and a payload, each in base64, with a dot between. The signature is
/// HMAC-SHA256 with the App Secret over the encoded payload. Both alphabets of base64 are taken, with padding or without;
/// beyond that the text must be strict: no other byte (also no white space), no impossible length, no wrong padding, no set
/// bits after the last byte.
/// Errors: `body_too_large` names the limit; `signature_missing` if there is no dot, or what is before it is no signature;
/// `signature_wrong` if no secret made it; `not_an_envelope` if it is genuine, and yet the payload is not base64 of a JSON
/// object, or its algorithm is not HMAC-SHA256 (in any case of letters), or it has no `user_id`, as text or whole number:
/// `Error::field` names the member. Nothing of the input is in an error. The compare takes the same time wherever the first
/// difference is.
/// Source: https://developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback
PAGEBRIDGE_EXPORT Result<SignedRequest> read_signed_request(std::string_view signed_request,
                                                            const WebhookVerifier& verifier);
/// The same with one or two secrets, as WebhookVerifier::create() takes them; `invalid_argument` if it does not.
PAGEBRIDGE_EXPORT Result<SignedRequest> read_signed_request(std::string_view signed_request,
                                                            const std::vector<Secret>& app_secrets);

PAGEBRIDGE_END_NAMESPACE
