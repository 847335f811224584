#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "pagebridge/config.hpp"

struct evp_md_ctx_st; // OpenSSL's EVP_MD_CTX: its headers stay in the source file

PAGEBRIDGE_BEGIN_NAMESPACE
/// The few digests that we need, over OpenSSL. Private.
namespace crypto {

using Digest = std::array<unsigned char, 32>;

Digest sha256(std::string_view bytes);

/// A key for HMAC-SHA256 whose two padded blocks are hashed already: a short text costs half of what it would otherwise.
/// The key itself is not kept, and what was made of it is wiped with the object. Threads: mac() from many at once; each
/// call works on copies of its own.
class HmacKey {
 public:
  explicit HmacKey(std::string_view key);
  [[nodiscard]] Digest mac(std::string_view bytes) const;

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const noexcept;
  };
  using Context = std::unique_ptr<evp_md_ctx_st, Free>;
  static Context begin(const std::array<unsigned char, 64>& block, unsigned char pad);
  Context inner_;
  Context outer_;
};

Digest hmac_sha256(std::string_view key, std::string_view bytes);
std::string hex(const unsigned char* bytes, std::size_t size);
inline std::string hex(const Digest& digest) { return hex(digest.data(), digest.size()); }
/// The digest that 64 lower-case hex digits spell; nothing for any other text. Neither the digits nor the place of the
/// first odd one show in the time it takes: no branch and no address depends on them.
std::optional<Digest> digest_of_hex(std::string_view text) noexcept;
/// Base64url without padding (RFC 4648, section 5).
std::string base64url(std::string_view bytes);
/// The bytes that a text in base64 spells, in the usual or the URL's alphabet (RFC 4648, sections 4 and 5), with its padding
/// or without. Nothing for any other text: a byte of neither alphabet, a length that no bytes have, padding that is not the
/// right one, bits left over that are not zero. As with digest_of_hex, no branch depends on what the characters are.
std::optional<std::string> bytes_of_base64(std::string_view text);
/// Takes the same time wherever the first difference is; texts of different length are unequal at once.
bool equal(std::string_view a, std::string_view b) noexcept;
bool equal(const Digest& a, const Digest& b) noexcept;

} // namespace crypto
PAGEBRIDGE_END_NAMESPACE
