#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Where random bytes come from. Replace it in simulations only: paths and verify tokens are secrets made of it.
/// Threads: called from many threads at once.
class PAGEBRIDGE_EXPORT Random {
 public:
  virtual ~Random();
  Random(const Random&) = delete;
  Random& operator=(const Random&) = delete;

  /// `count` unpredictable bytes, or why there are none.
  virtual Result<std::string> bytes(std::size_t count) = 0;

 protected:
  Random() = default;
};

/// OpenSSL's generator.
PAGEBRIDGE_EXPORT std::shared_ptr<Random> make_system_random();

/// `byte_count` random bytes as base64url text without padding: 16 bytes make 22 characters and hold 128 bits.
PAGEBRIDGE_EXPORT Result<std::string> random_token(Random& random, std::size_t byte_count);

PAGEBRIDGE_END_NAMESPACE
