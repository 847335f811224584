#include <atomic>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "pagebridge/webhook/verified_body.hpp"
#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

const std::string body =
    R"({"object":"page","entry":[{"id":"1","time":1,"messaging":[{"message":{"text":"\u00e4"}}]}]})";
const Secret secret("00112233445566778899aabbccddeeff");
const Secret other("ffeeddccbbaa99887766554433221100");

WebhookVerifier verifier(std::vector<Secret> secrets) {
  auto made = WebhookVerifier::create(std::move(secrets));
  REQUIRE(made);
  return *made;
}

ErrorCode refusal(std::string text, std::string_view header) {
  const std::string before = text;
  const auto verified = verifier({secret}).verify(std::move(text), header);
  REQUIRE(!verified);
  CHECK(text == before); // NOLINT(bugprone-use-after-move): a refused body stays where it is
  CHECK(verified.error().fate == SendFate::not_sent);
  // Neither the right digest nor the body may be in the words.
  CHECK(verified.error().message.find(signature_256(before, secret).substr(7)) == std::string::npos);
  CHECK(verified.error().message.find("00112233") == std::string::npos);
  return verified.error().code;
}

} // namespace

TEST_CASE("the digest is HMAC-SHA256 over the exact bytes", "[webhook][signature]") {
  // RFC 4231, test case 2, and the empty body.
  CHECK(signature_256("what do ya want for nothing?", Secret("Jefe")) ==
        "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(signature_256("", Secret("Jefe")) == "sha256=923598ca6d64af2a5dba79dcd021a8a0fe5c5f557519adaaf0ad532d4506dd30");
}

TEST_CASE("a genuine body is taken, byte by byte", "[webhook][signature]") {
  std::string bytes = GENERATE(std::string(body), std::string(), std::string("\0\xff\n", 3), std::string(1000000, 'x'));
  const std::string before = bytes;
  const auto verified = verifier({secret}).verify(std::move(bytes), signature_256(before, secret));
  REQUIRE(verified);
  CHECK((verified->bytes() == before));
}

TEST_CASE("a missing signature is refused", "[webhook][signature]") {
  CHECK(refusal(body, "") == ErrorCode::signature_missing);
}

TEST_CASE("a header of another form is refused before anything is hashed", "[webhook][signature]") {
  const std::string good = signature_256(body, secret);
  const std::string digest = good.substr(7);
  std::string upper = good;
  for (char& c : upper)
    if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  const std::string header = GENERATE_COPY(
      as<std::string>{}, digest, "sha1=" + digest, "sha1=" + digest.substr(0, 40), "SHA256=" + digest,
      "sha256:" + digest, "sha256 =" + digest, upper, good.substr(0, 70), good + "0", good + " ", " " + good,
      good + "," + good, "sha256=", "sha256", "sha256=" + std::string(64, 'g'), "sha256=" + std::string(64, ' '),
      "sha256=0x" + digest.substr(2), good + std::string(1, '\0'), good.substr(0, 70) + std::string(1, '\0'));
  CAPTURE(header);
  CHECK(refusal(body, header) == ErrorCode::signature_missing);
}

TEST_CASE("a signature with any one bit flipped is refused", "[webhook][signature]") {
  const std::string good = signature_256(body, secret);
  const WebhookVerifier wanted = verifier({secret});
  int refused = 0;
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string bad = good;
      bad[at] = static_cast<char>(static_cast<unsigned char>(bad[at]) ^ (1U << bit));
      std::string bytes = body;
      refused += wanted.verify(std::move(bytes), bad) ? 0 : 1;
    }
  }
  CHECK(refused == 71 * 8);
}

TEST_CASE("a body with any one bit flipped is refused", "[webhook][signature]") {
  const std::string good = signature_256(body, secret);
  const WebhookVerifier wanted = verifier({secret});
  std::size_t refused = 0;
  for (std::size_t at = 0; at < body.size(); ++at) {
    std::string bytes = body;
    bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << (at % 8)));
    const auto verified = wanted.verify(std::move(bytes), good);
    if (!verified && verified.error().code == ErrorCode::signature_wrong) ++refused;
  }
  CHECK(refused == body.size());
}

TEST_CASE("a signature over other bytes is refused", "[webhook][signature]") {
  const std::string good = signature_256(body, secret);
  std::string decoded = body;
  decoded.replace(decoded.find("\\u00e4"), 6, "\xc3\xa4");
  for (const std::string& bytes : {decoded, body + "\n", "\xef\xbb\xbf" + body, body.substr(0, body.size() - 1),
                                   body + std::string(1, '\0'), std::string()}) {
    std::string moved = bytes;
    const auto verified = verifier({secret}).verify(std::move(moved), good);
    REQUIRE(!verified);
    CHECK(verified.error().code == ErrorCode::signature_wrong);
  }
}

TEST_CASE("a signature with another secret is refused, and the body stays", "[webhook][signature]") {
  CHECK(refusal(body, signature_256(body, other)) == ErrorCode::signature_wrong);
  CHECK(refusal(body, signature_256(body, Secret("00112233445566778899aabbccddeefF"))) == ErrorCode::signature_wrong);
}

TEST_CASE("a refused body can be tried with another secret", "[webhook][signature]") {
  std::string bytes = body;
  const std::string good = signature_256(body, other);
  CHECK(!verifier({secret}).verify(std::move(bytes), good));
  const auto verified = verifier({other}).verify(std::move(bytes), good); // NOLINT(bugprone-use-after-move)
  REQUIRE(verified);
  CHECK(verified->bytes() == body);
}

TEST_CASE("while a secret is rotated, both are accepted", "[webhook][signature]") {
  const WebhookVerifier both = verifier({other, secret});
  for (const Secret& used : {secret, other}) {
    std::string bytes = body;
    CHECK(both.verify(std::move(bytes), signature_256(body, used)));
  }
  std::string bytes = body;
  CHECK(!both.verify(std::move(bytes), signature_256(body, Secret("a third"))));
}

TEST_CASE("a verifier without a usable secret is not made", "[webhook][signature]") {
  const auto field = [](std::vector<Secret> secrets) {
    const auto made = WebhookVerifier::create(std::move(secrets));
    return made ? std::string("made") : made.error().field;
  };
  CHECK(field({}) == "app_secrets");
  CHECK(field({Secret()}) == "app_secrets");
  CHECK(field({secret, Secret()}) == "app_secrets");
  CHECK(field({Secret(), secret}) == "app_secrets");
  CHECK(field({secret, other, secret}) == "app_secrets");
  CHECK(field({secret}) == "made");
  CHECK(field({secret, other}) == "made");
}

TEST_CASE("secrets of every length make the digest that the standard says", "[webhook][signature]") {
  // RFC 4231, test cases 6 and 7: a key longer than a block.
  CHECK(signature_256("Test Using Larger Than Block-Size Key - Hash Key First", Secret(std::string(131, '\xaa'))) ==
        "sha256=60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  CHECK(signature_256("This is a test using a larger than block-size key and a larger than block-size data. The key "
                      "needs to be hashed before being used by the HMAC algorithm.",
                      Secret(std::string(131, '\xaa'))) ==
        "sha256=9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
  // A block, and one byte less and more; made with Python's hmac.
  CHECK(signature_256("a", Secret(std::string(63, 'k'))) ==
        "sha256=a80b260f817426d7a421a06f6c529a4fa61b5a0b2e45913ba92dec4817a9ab5a");
  CHECK(signature_256("a", Secret(std::string(64, 'k'))) ==
        "sha256=555e931a29d29edf3c51473c75456100a49cc23d6cd90b8e68b0887efe6adc72");
  CHECK(signature_256("a", Secret(std::string(65, 'k'))) ==
        "sha256=6ba0e27de4fc34c2514dd16705c9790248f5375b5de2c079e35af7c55f08be79");
}

TEST_CASE("only 0 to 9 and a to f are digits, at every place", "[webhook][signature]") {
  const std::string good = signature_256(body, secret);
  const WebhookVerifier wanted = verifier({secret});
  std::size_t taken = 0;
  for (std::size_t place = 7; place < good.size(); ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string header = good;
      header[place] = static_cast<char>(byte);
      std::string bytes = body;
      const auto verified = wanted.verify(std::move(bytes), header);
      if (verified) {
        ++taken;
        continue;
      }
      const bool is_digit = std::string("0123456789abcdef").find(static_cast<char>(byte)) != std::string::npos;
      const ErrorCode expected = is_digit ? ErrorCode::signature_wrong : ErrorCode::signature_missing;
      if (verified.error().code != expected) FAIL("place " << place << ", byte " << byte);
    }
  }
  CHECK(taken == 64); // each place has one right digit
}

TEST_CASE("a verifier is copied, moved and used from many threads at once", "[webhook][signature]") {
  WebhookVerifier first = verifier({secret, other});
  const WebhookVerifier copy = first;
  const WebhookVerifier moved = std::move(first); // NOLINT(performance-move-const-arg)
  const std::string good = signature_256(body, other);
  std::atomic<int> genuine{0};
  std::vector<std::thread> threads;
  // A move copies, so the one that was moved from serves as well.
  const std::vector<const WebhookVerifier*> used = {&first, &copy, &moved, &copy}; // NOLINT(bugprone-use-after-move)
  for (const WebhookVerifier* one : used) {
    threads.emplace_back([&, one] {
      for (int i = 0; i < 200; ++i) {
        std::string bytes = body;
        std::string other_bytes = body + ' ';
        if (one->verify(std::move(bytes), good) && !one->verify(std::move(other_bytes), good)) ++genuine;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(genuine == 800);
}

TEST_CASE("a verifier that was never given a secret lets nothing in", "[webhook][signature]") {
  std::string bytes = body;
  const auto verified = WebhookVerifier().verify(std::move(bytes), signature_256(body, Secret()));
  REQUIRE(!verified);
  CHECK(verified.error().code == ErrorCode::invalid_argument);
  CHECK(verified.error().field == "app_secrets");
}
