// signed_request. The input is read as such a text, and as a payload that somebody with the App Secret has signed.
#include <string>

#include "crypto.hpp"
#include "fuzz/check.hpp"
#include "pagebridge/webhook/signed_request.hpp"
#include "utf8.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using fuzz::check;

namespace {

const Secret secret("canary-current");

std::string signed_by(const Secret& key, const std::string& payload) {
  const crypto::Digest mac = crypto::hmac_sha256(key.reveal(), payload);
  return crypto::base64url({reinterpret_cast<const char*>(mac.data()), mac.size()}) + "." + payload;
}

void check_request(const SignedRequest& request) {
  check(!request.user.empty(), "a request names a user");
  check(utf8::code_points(request.user.text()) != std::string_view::npos, "the user's id is UTF-8");
  check(!request.raw_json.empty(), "a request keeps its payload");
}

/// Put behind inputs, since a fuzzer that sees the comparison soon makes its input a part of an error's own words.
const std::string canary = "CANARY5f1c";

void check_error(const Error& error) {
  check(error.fate == SendFate::not_sent, "nothing was sent");
  check(error.message.find(secret.reveal()) == std::string::npos, "an error says no secret");
  check(error.message.find(canary) == std::string::npos, "an error repeats nothing of the input");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto verifier = WebhookVerifier::create({secret});
  check(verifier.has_value(), "one secret makes a verifier");
  const std::string input(fuzz::text_of(data, size));

  // As it came: nobody guesses a signature.
  for (const std::string& text : {input, input + canary}) {
    const auto guessed = read_signed_request(text, *verifier);
    if (guessed) check_request(*guessed);
    if (!guessed) check_error(guessed.error());
  }

  // As JSON, genuine.
  const std::string payload = crypto::base64url(input);
  const std::string genuine = signed_by(secret, payload);
  const auto read = read_signed_request(genuine, *verifier);
  const bool too_long = genuine.size() > max_signed_request_bytes;
  if (read) {
    check_request(*read);
    check(read->raw_json.text == input, "the payload is kept as it was signed");
  } else {
    check_error(read.error());
    check(read.error().code == (too_long ? ErrorCode::body_too_large : ErrorCode::not_an_envelope),
          "a genuine text is refused for what it says or for its length");
  }
  if (too_long) return 0;
  const auto forged = read_signed_request(signed_by(Secret("another"), payload), *verifier);
  check(!forged && forged.error().code == ErrorCode::signature_wrong, "another secret's signature is refused");

  // As an encoded payload, genuine: whatever it is, it is no forgery.
  for (const std::string& encoded : {input, input + canary}) {
    const auto odd = read_signed_request(signed_by(secret, encoded), *verifier);
    if (odd) check_request(*odd);
    if (odd) continue;
    check_error(odd.error());
    check(odd.error().code != ErrorCode::signature_wrong, "a genuine signature is never called wrong");
  }
  return 0;
}
