// X-Hub-Signature-256. The input's first line is the header's value, the rest is the body.
#include <string>

#include "fuzz/check.hpp"
#include "pagebridge/webhook/verified_body.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using fuzz::check;

namespace {

const Secret current("canary-current");
const Secret previous("canary-previous");

/// `sha256=` and 64 lower-case hex digits, said once more on purpose.
bool is_header(std::string_view value) {
  return value.size() == 71 && value.substr(0, 7) == "sha256=" &&
         value.substr(7).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

class Trial {
 public:
  Trial(const WebhookVerifier& verifier, std::string_view body) : verifier_(verifier), body_(body) {}

  void accept(const std::string& header) const {
    std::string given = body_;
    const auto verified = verifier_.verify(std::move(given), header);
    check(verified.has_value(), "the right header is accepted");
    check(verified->bytes() == body_, "an accepted body is the body that was given");
  }

  void refuse(std::string_view header) const {
    std::string given = body_;
    const auto verified = verifier_.verify(std::move(given), header);
    check(!verified, "any other header is refused");
    check(given == body_, "a refused body stays with the caller"); // NOLINT(bugprone-use-after-move)
    check(verified.error().code == (is_header(header) ? ErrorCode::signature_wrong : ErrorCode::signature_missing),
          "the error says whether there was a signature at all");
    for (const Secret& secret : {current, previous}) {
      const std::string& message = verified.error().message;
      check(message.find(signature_256(body_, secret).substr(7)) == std::string::npos &&
                message.find(secret.reveal()) == std::string::npos,
            "a refusal does not say what would have been right");
    }
  }

 private:
  const WebhookVerifier& verifier_;
  std::string body_;
};

/// The header with one byte changed; which one and how, the body's first bytes decide.
std::string one_byte_off(std::string header, std::string_view body) {
  const auto byte = [&](std::size_t i) { return i < body.size() ? static_cast<unsigned char>(body[i]) : 0U; };
  char& changed = header[byte(0) % header.size()];
  changed = static_cast<char>(static_cast<unsigned char>(changed) ^ (byte(1) % 255U + 1U));
  return header;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto verifier = WebhookVerifier::create({current, previous});
  check(verifier.has_value(), "two secrets make a verifier");
  const std::string_view input = fuzz::text_of(data, size);
  const std::string_view header = input.substr(0, input.find('\n'));
  const std::string_view body = input.substr(header.size() < size ? header.size() + 1 : size);
  const Trial trial(*verifier, body);
  const std::string right = signature_256(body, current);
  const std::string right_before = signature_256(body, previous);

  check(is_header(right) && is_header(right_before) && right != right_before, "each secret has a header of its own");
  trial.accept(right);
  trial.accept(right_before);
  if (header != right && header != right_before) trial.refuse(header);
  trial.refuse(one_byte_off(right, body));
  trial.refuse(right.substr(0, right.size() - 1));
  trial.refuse(right + "0");
  trial.refuse(signature_256(body, Secret("another")));
  Trial(*verifier, std::string(body) + '\n').refuse(right);
  return 0;
}
