#pragma once

#include <string>

#include "crypto.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/random.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// An App Secret as the platform's: 32 hex digits.
inline Result<Secret> new_app_secret(Random& random) {
  constexpr std::size_t secret_bytes = 16;
  return random.bytes(secret_bytes).transform([](const std::string& bytes) {
    return Secret(crypto::hex(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
