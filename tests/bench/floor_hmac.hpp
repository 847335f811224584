#pragma once

#include <openssl/evp.h>

#include <array>
#include <memory>
#include <string_view>

namespace bench {

/// The least work that OpenSSL allows for checking a signature: the key's two pads are hashed once, so a body costs its
/// own blocks and one more. Threads: one.
class FloorHmac {
 public:
  explicit FloorHmac(std::string_view key);

  /// Whether `hex`, 64 digits, is the HMAC-SHA256 of `body`.
  bool verify(std::string_view body, std::string_view hex);

 private:
  using Mac = std::array<unsigned char, 32>;
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  using Context = std::unique_ptr<EVP_MD_CTX, Free>;

  static Context padded(std::string_view key, unsigned char pad);
  /// Hashes `bytes` on top of what `start` has hashed already.
  bool finish(const Context& start, const void* bytes, std::size_t size, Mac& out);
  static bool decode(std::string_view hex, Mac& out);

  Context inner_, outer_, scratch_;
};

} // namespace bench
