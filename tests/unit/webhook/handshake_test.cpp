#include "pagebridge/webhook/handshake.hpp"

#include <string>

#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

const Secret token("Vq3-canary_7");

/// The challenge, or the code's name.
std::string answer(const std::string& query) {
  const auto challenge = answer_handshake("/messenger/abc?" + query, token);
  if (challenge) return *challenge;
  CHECK(challenge.error().message.find("canary") == std::string::npos);
  return std::string(to_string(challenge.error().code));
}

std::string with_challenge(const std::string& challenge) {
  return answer("hub.mode=subscribe&hub.verify_token=Vq3-canary_7&hub.challenge=" + challenge);
}

} // namespace

TEST_CASE("the challenge comes back as it is", "[webhook][handshake]") {
  CHECK(answer("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=Vq3-canary_7") == "1158201444");
  CHECK(with_challenge("00042") == "00042");
  CHECK(with_challenge("CHALLENGE_ACCEPTED") == "CHALLENGE_ACCEPTED");
  CHECK(with_challenge("-~!*()[]{}:;,.@%23") == "-~!*()[]{}:;,.@#");
}

TEST_CASE("the parameters may come in any order, among others", "[webhook][handshake]") {
  CHECK(answer("hub.verify_token=Vq3-canary_7&hub.mode=subscribe&hub.challenge=7") == "7");
  CHECK(answer("hub.challenge=7&hub.verify_token=Vq3-canary_7&hub.mode=subscribe") == "7");
  CHECK(answer("tenant=4&hub.mode=subscribe&x=&hub.challenge=7&hub.verify_token=Vq3-canary_7&hub.x=1") == "7");
}

TEST_CASE("names may be encoded, or written with underscores", "[webhook][handshake]") {
  CHECK(answer("hub%2Emode=subscribe&hub%2echallenge=7&hub%2Everify_token=Vq3-canary_7") == "7");
  CHECK(answer("hub_mode=subscribe&hub_challenge=7&hub_verify_token=Vq3-canary_7") == "7");
  CHECK(answer("hub.mode=subscribe&hub_challenge=7&hub.verify_token=Vq3%2Dcanary%5f7") == "7");
}

TEST_CASE("a parameter that stands twice is refused", "[webhook][handshake]") {
  const std::string good = "hub.mode=subscribe&hub.challenge=7&hub.verify_token=Vq3-canary_7";
  const std::string twice =
      GENERATE(as<std::string>{}, "hub.mode=subscribe", "hub.mode=x", "hub.challenge=7", "hub.challenge=8",
               "hub.verify_token=Vq3-canary_7", "hub.verify_token=x", "hub_mode=subscribe", "hub_challenge=7",
               "hub_verify_token=Vq3-canary_7", "hub%2Emode=subscribe");
  CAPTURE(twice);
  CHECK(answer(good + "&" + twice) == "verify_refused");
  CHECK(answer(twice + "&" + good) == "verify_refused");
}

TEST_CASE("another token is refused", "[webhook][handshake]") {
  const std::string wrong = GENERATE(as<std::string>{}, "", "nope", "vq3-canary_7", "Vq3-canary_", "Vq3-canary_77",
                                     "Vq3-canary_7%20", "%20Vq3-canary_7", "Vq3-canary_7%00", "Vq3-canary%2B7");
  CAPTURE(wrong);
  CHECK(answer("hub.mode=subscribe&hub.challenge=7&hub.verify_token=" + wrong) == "verify_refused");
}

TEST_CASE("another mode is refused", "[webhook][handshake]") {
  const std::string wrong = GENERATE(as<std::string>{}, "", "unsubscribe", "Subscribe", "subscribe%20", "subscribe%00");
  CHECK(answer("hub.challenge=7&hub.verify_token=Vq3-canary_7&hub.mode=" + wrong) == "verify_refused");
}

TEST_CASE("a missing parameter is refused", "[webhook][handshake]") {
  CHECK(answer("") == "verify_refused");
  CHECK(answer("hub.mode=subscribe&hub.challenge=7") == "verify_refused");
  CHECK(answer("hub.challenge=7&hub.verify_token=Vq3-canary_7") == "verify_refused");
  CHECK(answer("hub.mode=subscribe&hub.verify_token=Vq3-canary_7") == "verify_refused");
  CHECK(!answer_handshake("/messenger/abc", token));
  CHECK(!answer_handshake("", token));
}

TEST_CASE("no verify token of ours matches no verify token of theirs", "[webhook][handshake]") {
  CHECK(!answer_handshake("/w?hub.mode=subscribe&hub.challenge=7&hub.verify_token=", Secret()));
  CHECK(!answer_handshake("/w?hub.mode=subscribe&hub.challenge=7", Secret()));
}

TEST_CASE("a challenge that could carry markup is refused", "[webhook][handshake]") {
  const std::string bad =
      GENERATE(as<std::string>{}, "", "%3Cscript%3E", "a%3Cb", "a%3E", "%26lt;", "a%22b", "a%27b", "a%20b", "a+b",
               "a%0Ab", "a%0D%0ASet-Cookie:x", "a%00", "a%7F", "%C3%A4", "%FF", "%01");
  CAPTURE(bad);
  CHECK(with_challenge(bad) == "verify_refused");
}

TEST_CASE("a challenge of 256 bytes is answered, a longer one refused", "[webhook][handshake]") {
  CHECK(with_challenge(std::string(256, 'x')) == std::string(256, 'x'));
  CHECK(with_challenge(std::string(257, 'x')) == "verify_refused");
}
