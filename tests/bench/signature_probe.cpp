// Checks one body against a signature whose first wrong digit is where the command line says, so that .ci/signature-time
// can count the instructions that it takes: signature_probe <place, 00 to 63> <digit|other>
//
// "digit": from that place on the signature has other hex digits; "other": from that place on it has no hex digits.
// Prints the error's code.
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

#include "pagebridge/webhook/verified_body.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

/// What is counted. No name but this one, and no inlining, so that callgrind finds it in any build.
extern "C" [[gnu::noinline]] bool pagebridge_probe(const WebhookVerifier& verifier, std::string& body,
                                                   std::string_view signature, ErrorCode& code) {
  const auto verified = verifier.verify(std::move(body), signature);
  if (!verified) code = verified.error().code;
  return verified.has_value();
}

namespace {

char another_digit(char digit) { return digit == '9' ? 'a' : digit == 'f' ? '0' : static_cast<char>(digit + 1); }

std::string spoilt(std::string signature, std::size_t place, bool into_digits) {
  constexpr std::string_view odd = "gG/:`@F~ \x01\x7f\x80\xff";
  for (std::size_t i = place; i < 64; ++i) {
    char& digit = signature[signature.size() - 64 + i];
    digit = into_digits ? another_digit(digit) : odd[i % odd.size()];
  }
  return signature;
}

int run(std::size_t place, bool into_digits) {
  const Secret current("00112233445566778899aabbccddeeff");
  const auto verifier = WebhookVerifier::create({current, Secret("ffeeddccbbaa99887766554433221100")});
  if (!verifier) return 1;
  std::string body = R"({"object":"page","entry":[{"id":"1","time":1,"messaging":[{"message":{"text":"hello"}}]}]})";
  const std::string good = signature_256(body, current);
  const std::string bad = spoilt(good, place, into_digits);
  // OpenSSL and the linker look things up on the first call; only what every call takes is counted.
  std::string warm = body;
  if (!verifier->verify(std::move(warm), good)) return 1;
  ErrorCode code = ErrorCode::internal;
  if (pagebridge_probe(*verifier, body, bad, code)) return 1;
  std::cout << to_string(code) << '\n';
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  const std::string_view kind = argc == 3 ? argv[2] : "";
  const long place = argc == 3 ? std::strtol(argv[1], nullptr, 10) : -1;
  if (place < 0 || place > 63 || (kind != "digit" && kind != "other")) {
    std::cerr << "usage: signature_probe <place, 00 to 63> <digit|other>\n";
    return 2;
  }
  return run(static_cast<std::size_t>(place), kind == "digit");
}
