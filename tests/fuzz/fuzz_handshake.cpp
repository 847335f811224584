// The GET that configures a webhook. The input is the url; then, of a url that is right, the challenge.
#include <string>

#include "fuzz/check.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/webhook/handshake.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using fuzz::check;

namespace {

const std::string word = "Vq3-canary_7";

/// What may be echoed to a stranger, said once more on purpose.
bool is_harmless(std::string_view challenge) {
  return !challenge.empty() && challenge.size() <= 256 &&
         challenge.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
             "!#$%()*+,-./:;=?@[\\]^_`{|}~") == std::string_view::npos;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// The url without percent signs and pluses; RFC 3986's rules, not the library's code.
std::string decoded(std::string_view url) {
  static constexpr std::string_view digits = "0123456789abcdefABCDEF";
  std::string text;
  for (std::size_t i = 0; i < url.size(); ++i) {
    const std::string_view hex = url.substr(i + 1, 2);
    if (url[i] == '%' && hex.size() == 2 && hex.find_first_not_of(digits) == std::string_view::npos) {
      text.push_back(static_cast<char>(std::stoi(std::string(hex), nullptr, 16)));
      i += 2;
    } else {
      text.push_back(url[i] == '+' ? ' ' : url[i]);
    }
  }
  return text;
}

void check_refusal(const Error& error) {
  check(error.code == ErrorCode::verify_refused, "a handshake fails in one way only");
  check(!has(error.message, word), "a refusal does not say the verify token");
}

void check_answer(std::string_view url, const std::string& challenge) {
  const std::string text = decoded(url);
  check(is_harmless(challenge), "what is echoed is short, printable and without markup");
  check(has(text, challenge), "what is echoed came in the url");
  check(has(text, "subscribe") && has(text, word), "only the right mode and token are answered");
  check(!answer_handshake(url, Secret("another")), "a url with the token of one service is refused by another");
  check(!answer_handshake(url, Secret()), "without a verify token nothing is answered");
}

void any_url(std::string_view url) {
  const auto answer = answer_handshake(url, Secret(word));
  if (answer)
    check_answer(url, *answer);
  else
    check_refusal(answer.error());
}

void any_challenge(std::string_view challenge) {
  const std::string url =
      "/messenger/a?hub.mode=subscribe&hub.challenge=" + percent_encode(challenge) + "&hub.verify_token=" + word;
  const auto answer = answer_handshake(url, Secret(word));
  check(answer.has_value() == is_harmless(challenge), "of a right url, exactly the harmless challenges are answered");
  if (!answer) return check_refusal(answer.error());
  check(*answer == challenge, "the challenge comes back byte for byte");
  for (const char* name : {"hub.mode", "hub_mode", "hub.verify_token", "hub_challenge"})
    check(!answer_handshake(url + "&" + name, Secret(word)), "a parameter that stands twice is refused");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = fuzz::text_of(data, size);
  any_url(input);
  any_challenge(input);
  return 0;
}
