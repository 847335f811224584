#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// The few digests that we need, over OpenSSL. Private.
namespace crypto {

using Digest = std::array<unsigned char, 32>;

Digest sha256(std::string_view bytes);
Digest hmac_sha256(std::string_view key, std::string_view bytes);
std::string hex(const unsigned char* bytes, std::size_t size);
inline std::string hex(const Digest& digest) { return hex(digest.data(), digest.size()); }
/// Base64url without padding (RFC 4648, section 5).
std::string base64url(std::string_view bytes);
/// Takes the same time wherever the first difference is; texts of different length are unequal at once.
bool equal(std::string_view a, std::string_view b) noexcept;

} // namespace crypto
PAGEBRIDGE_END_NAMESPACE
