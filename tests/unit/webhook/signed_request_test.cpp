#include "pagebridge/webhook/signed_request.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/signed_payload.hpp"

using namespace pagebridge;     // NOLINT(google-build-using-namespace)
using namespace signed_payload; // NOLINT(google-build-using-namespace)

namespace {

const Secret secret("emulator-app-secret");
const Secret other("another-app-secret");
/// Made by another program.
const std::string vector_text =
    "lVbWE3Nvea3Xu0GlsBe3mTIhCebu-16qYtqx3QRTp7M."
    "eyJ1c2VyX2lkIjoiMjE4NDcxIiwiYWxnb3JpdGhtIjoiSE1BQy1TSEEyNTYiLCJpc3N1ZWRfYXQiOjE3NjM4MTI4MDB9";
const std::string right =
    R"({"algorithm":"HMAC-SHA256","user_id":"218471","issued_at":1291836800,"expires":1291840400})";

std::string sign_json(const std::string& json) { return sign(base64(json), secret); }

/// The error of what must be refused; it says nothing of what was given.
Error refusal(const std::string& text, const std::vector<Secret>& secrets = {secret}) {
  CAPTURE(text);
  const auto request = read_signed_request(text, secrets);
  REQUIRE(!request);
  CHECK(request.error().fate == SendFate::not_sent);
  CHECK(request.error().message.find("218471") == std::string::npos);
  CHECK(request.error().message.find("CANARY") == std::string::npos);
  return request.error();
}
ErrorCode code(const std::string& text, const std::vector<Secret>& secrets = {secret}) {
  return refusal(text, secrets).code;
}
/// The member that a genuine payload is refused for.
std::string odd_member(const std::string& json) {
  const Error error = refusal(sign_json(json));
  CHECK(error.code == ErrorCode::not_an_envelope);
  return error.field;
}

} // namespace

TEST_CASE("a signed_request that another program made is read", "[webhook][privacy]") {
  const auto request = read_signed_request(vector_text, {secret});
  REQUIRE(request);
  CHECK(request->user.text() == "218471");
  CHECK(request->issued_at == from_unix_ms(1763812800000));
  CHECK(!request->expires_at);
  CHECK(request->raw_json.text == R"({"user_id":"218471","algorithm":"HMAC-SHA256","issued_at":1763812800})");
  CHECK(sign(vector_text.substr(vector_text.find('.') + 1), secret) == vector_text);
}

TEST_CASE("the payload's members are read, and the JSON is kept as it was signed", "[webhook][privacy]") {
  const auto request = read_signed_request(sign_json(right), {secret});
  REQUIRE(request);
  CHECK(request->user.text() == "218471");
  CHECK(request->issued_at == from_unix_ms(1291836800000));
  CHECK(request->expires_at == from_unix_ms(1291840400000));
  CHECK(request->raw_json.text == right);
}

TEST_CASE("both alphabets are taken, with padding and without", "[webhook][privacy]") {
  // 0xfb 0xff and a length for each padding, so that all of + / - _ and = stand in it.
  for (const std::string tail : {"", "x", "xx"}) {
    const std::string json = R"({"algorithm":"HMAC-SHA256","user_id":"1","x":"~~~???)" + tail + "\xfb\xff\xfe\"}";
    for (const std::string_view alphabet : {url_alphabet, usual_alphabet}) {
      for (const bool with_padding : {false, true}) {
        const std::string payload = with_padding ? padded(base64(json, alphabet)) : base64(json, alphabet);
        const std::string digest = base64(signature(payload, secret), alphabet);
        const auto request = read_signed_request((with_padding ? padded(digest) : digest) + "." + payload, {secret});
        REQUIRE(request);
        CHECK((request->raw_json.text == json));
      }
    }
  }
}

TEST_CASE("every byte survives base64", "[webhook][privacy]") {
  std::string all;
  for (int byte = 1; byte < 256; ++byte)
    if (byte != '"' && byte != '\\' && byte >= ' ') all.push_back(static_cast<char>(byte));
  const std::string json = R"({"algorithm":"HMAC-SHA256","user_id":"1","x":")" + all + "\"}";
  const auto request = read_signed_request(sign_json(json), {secret});
  REQUIRE(request);
  CHECK((request->raw_json.text == json));
}

TEST_CASE("while a secret is rotated, either signs", "[webhook][privacy]") {
  CHECK(read_signed_request(vector_text, {other, secret}));
  CHECK(read_signed_request(vector_text, {secret, other}));
  const auto verifier = WebhookVerifier::create({other, secret});
  REQUIRE(verifier);
  CHECK(read_signed_request(vector_text, *verifier));
  CHECK(code(vector_text, {other, Secret("a third")}) == ErrorCode::signature_wrong);
}

TEST_CASE("without a usable secret nothing is genuine", "[webhook][privacy]") {
  for (const std::vector<Secret>& secrets :
       {std::vector<Secret>{}, {Secret()}, {secret, Secret()}, {secret, other, secret}}) {
    const Error error = refusal(vector_text, secrets);
    CHECK(error.code == ErrorCode::invalid_argument);
    CHECK(error.field == "app_secrets");
  }
  const auto request = read_signed_request(vector_text, WebhookVerifier());
  REQUIRE(!request);
  CHECK(request.error().code == ErrorCode::invalid_argument);
}

TEST_CASE("what has no signature is refused before anything is hashed", "[webhook][privacy]") {
  const std::size_t dot = vector_text.find('.');
  const std::string payload = vector_text.substr(dot);
  const std::string digest = vector_text.substr(0, dot);
  for (const std::string& text :
       {std::string(), std::string("."), digest, digest + payload.substr(1), payload, "x" + payload,
        digest.substr(1) + payload, digest.substr(0, 42) + payload, digest + "A" + payload, digest + "==" + payload,
        digest + "===" + payload, digest + " " + payload, " " + vector_text, digest.substr(0, 40) + "=.=" + payload,
        base64(std::string(31, 'x')) + payload, base64(std::string(33, 'x')) + payload,
        // the last character has two bits too many: they must be zero
        digest.substr(0, 42) + "N" + payload, digest.substr(0, 20) + "*" + digest.substr(21) + payload,
        digest.substr(0, 20) + std::string(1, '\0') + digest.substr(21) + payload}) {
    CHECK(code(text) == ErrorCode::signature_missing);
  }
}

TEST_CASE("only the characters of base64 are taken, at every place", "[webhook][privacy]") {
  const std::size_t dot = vector_text.find('.');
  std::size_t taken = 0;
  for (std::size_t place = 0; place < dot; ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = vector_text;
      text[place] = static_cast<char>(byte);
      const auto request = read_signed_request(text, {secret});
      if (request) {
        ++taken;
        continue;
      }
      // The last character has two bits more than 32 bytes take, which must be zero.
      const std::size_t value =
          std::min(url_alphabet.find(static_cast<char>(byte)), usual_alphabet.find(static_cast<char>(byte)));
      const bool is_signature = value != std::string_view::npos && (place != 42 || value % 4 == 0);
      const ErrorCode expected = is_signature ? ErrorCode::signature_wrong : ErrorCode::signature_missing;
      if (request.error().code != expected) FAIL("place " << place << ", byte " << byte);
    }
  }
  CHECK(taken == 43 + 1); // each character, and '+' for the one '-'
}

TEST_CASE("a signed_request with any one bit of the payload flipped is refused", "[webhook][privacy]") {
  int refused = 0;
  const std::size_t from = vector_text.find('.') + 1;
  for (std::size_t place = from; place < vector_text.size(); ++place) {
    std::string text = vector_text;
    text[place] = static_cast<char>(static_cast<unsigned char>(text[place]) ^ (1U << (place % 8)));
    refused += code(text) == ErrorCode::signature_wrong ? 1 : 0;
  }
  CHECK(refused == static_cast<int>(vector_text.size() - from));
}

TEST_CASE("the signature is over the payload as it was sent", "[webhook][privacy]") {
  const std::string encoded = base64(right);
  // Over the JSON, which is the usual mistake; and over another spelling of the same bytes.
  CHECK(code(base64(signature(right, secret)) + "." + encoded) == ErrorCode::signature_wrong);
  CHECK(code(sign(encoded, secret) + "=") == ErrorCode::signature_wrong);
  CHECK(code(sign(encoded, secret) + ".x") == ErrorCode::signature_wrong);
  CHECK(code(sign(encoded, other)) == ErrorCode::signature_wrong);
}

TEST_CASE("a genuine payload that is not base64 of a JSON object is refused", "[webhook][privacy]") {
  const std::string encoded = base64(" " + right);
  REQUIRE(encoded.size() % 4 == 2); // four bits are left over
  for (const std::string& payload :
       {std::string(), encoded + "=", encoded + "===", encoded + "====", encoded + "A==", encoded + " ", "=" + encoded,
        encoded + ".x", encoded + "%3D", std::string("===="), std::string("A==="), std::string("A"),
        encoded.substr(0, encoded.size() - 1) + "R", base64(right + "}"), base64("[" + right + "]"), base64("null"),
        base64("\"HMAC-SHA256\""), base64(right.substr(0, right.size() - 1))}) {
    const Error error = refusal(sign(payload, secret));
    CHECK(error.code == ErrorCode::not_an_envelope);
    CHECK(error.field == "payload");
  }
}

TEST_CASE("the algorithm is HMAC-SHA256, in any case of letters", "[webhook][privacy]") {
  for (const std::string name : {"HMAC-SHA256", "hmac-sha256", "HmAc-ShA256"})
    CHECK(read_signed_request(sign_json(R"({"algorithm":")" + name + R"(","user_id":"1"})"), {secret}));
  for (const std::string value : {R"("")", R"("HMAC-SHA1")", R"("HMAC-SHA2567")", R"("HMAC-SHA25")", R"("none")",
                                  "null", "256", R"(["HMAC-SHA256"])", R"("HMAC_SHA256")", R"("\u0000HMAC-SHA256")"}) {
    CHECK(odd_member(R"({"user_id":"218471","algorithm":)" + value + "}") == "algorithm");
  }
  CHECK(odd_member(R"({"user_id":"218471"})") == "algorithm");
  CHECK(odd_member(R"({"user_id":"218471","algorithm":"none","algorithm":"HMAC-SHA256"})") == "algorithm");
}

TEST_CASE("the user's id is text or a whole number, and never goes through a double", "[webhook][privacy]") {
  const auto user = [](const std::string& value) {
    const auto request =
        read_signed_request(sign_json(R"({"algorithm":"HMAC-SHA256","user_id":)" + value + "}"), {secret});
    return request ? request->user.text() : "(" + std::string(to_string(request.error().code)) + ")";
  };
  CHECK(user("\"218471\"") == "218471");
  CHECK(user("218471") == "218471");
  CHECK(user("9007199254740993") == "9007199254740993"); // a double would make it …992
  CHECK(user("123456789012345678901234567890") == "123456789012345678901234567890");
  CHECK(user("\"some other form\"") == "some other form");
  for (const std::string value : {"\"\"", "null", "true", "1.0", "1e3", "-1", "{}", "[\"1\"]"})
    CHECK(odd_member(R"({"algorithm":"HMAC-SHA256","user_id":)" + value + "}") == "user_id");
  CHECK(odd_member(R"({"algorithm":"HMAC-SHA256"})") == "user_id");
  CHECK(odd_member(R"({"algorithm":"HMAC-SHA256","user":{"id":"1"}})") == "user_id");
}

TEST_CASE("odd times are left out and cost nothing", "[webhook][privacy]") {
  const auto issued = [](const std::string& value) {
    const auto request = read_signed_request(
        sign_json(R"({"algorithm":"HMAC-SHA256","user_id":"1","expires":0,"issued_at":)" + value + "}"), {secret});
    REQUIRE(request);
    CHECK(!request->expires_at); // zero stands for never
    return request->issued_at ? to_unix_ms(*request->issued_at) : -1;
  };
  CHECK(issued("1291836800") == 1291836800000);
  CHECK(issued("\"1291836800\"") == 1291836800000);
  for (const std::string value :
       {"0", "-1", "null", "\"\"", "1.5", "1e9", "[]", "999999999999999999", "9223372036854775808", "9223372036854776"})
    CHECK(issued(value) == -1);
  CHECK(issued("9223372036854775") == 9223372036854775000);
}

TEST_CASE("a signed_request over the limit is refused unread, and the error names the limit", "[webhook][privacy]") {
  const auto of_size = [](std::size_t size) {
    const std::string head = R"({"algorithm":"HMAC-SHA256","user_id":"1","x":")";
    const std::size_t bytes = (size - 44) / 4 * 3;
    return sign_json(head + std::string(bytes - head.size() - 2, 'x') + "\"}");
  };
  CHECK(max_signed_request_bytes == 16384);
  const std::string longest = of_size(16384);
  REQUIRE(longest.size() == 16384);
  CHECK(read_signed_request(longest, {secret}));
  const Error error = refusal(longest + "=");
  CHECK(error.code == ErrorCode::body_too_large);
  CHECK(error.field == "max_signed_request_bytes");
  CHECK(code(std::string(1000000, '.')) == ErrorCode::body_too_large);
}
