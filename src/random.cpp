#include "pagebridge/random.hpp"

#include <openssl/rand.h>

#include "crypto.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {
class SystemRandom final : public Random {
 public:
  Result<std::string> bytes(std::size_t count) override {
    std::string result(count, '\0');
    if (count > 0 && RAND_bytes(reinterpret_cast<unsigned char*>(result.data()), static_cast<int>(count)) != 1)
      return not_sent(ErrorCode::internal, "the random generator failed; check OpenSSL's entropy source");
    return result;
  }
};
} // namespace

std::shared_ptr<Random> make_system_random() { return std::make_shared<SystemRandom>(); }

Result<std::string> random_token(Random& random, std::size_t byte_count) {
  return random.bytes(byte_count).transform([](const std::string& bytes) { return crypto::base64url(bytes); });
}

PAGEBRIDGE_END_NAMESPACE
