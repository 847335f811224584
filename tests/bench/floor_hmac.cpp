#include "floor_hmac.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace bench {
namespace {

constexpr std::size_t block_size = 64;

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

[[noreturn]] void give_up(const char* why) {
  std::fprintf(stderr, "pagebridge_bench: %s\n", why);
  std::abort();
}

} // namespace

FloorHmac::FloorHmac(std::string_view key)
    : inner_(padded(key, 0x36)), outer_(padded(key, 0x5c)), scratch_(EVP_MD_CTX_new()) {
  if (scratch_ == nullptr) give_up("OpenSSL has no digest context");
}

FloorHmac::Context FloorHmac::padded(std::string_view key, unsigned char pad) {
  if (key.size() > block_size) give_up("a key longer than a block would have to be hashed first");
  std::array<unsigned char, block_size> block{};
  std::copy(key.begin(), key.end(), block.begin());
  for (unsigned char& byte : block) byte ^= pad;
  Context context(EVP_MD_CTX_new());
  if (context == nullptr || EVP_DigestInit_ex2(context.get(), EVP_sha256(), nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), block.data(), block.size()) != 1) {
    give_up("OpenSSL has no SHA-256");
  }
  return context;
}

bool FloorHmac::finish(const Context& start, const void* bytes, std::size_t size, Mac& out) {
  return EVP_MD_CTX_copy_ex(scratch_.get(), start.get()) == 1 && EVP_DigestUpdate(scratch_.get(), bytes, size) == 1 &&
         EVP_DigestFinal_ex(scratch_.get(), out.data(), nullptr) == 1;
}

bool FloorHmac::decode(std::string_view hex, Mac& out) {
  if (hex.size() != 2 * out.size()) return false;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const int high = digit(hex[2 * i]);
    const int low = digit(hex[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    out[i] = static_cast<unsigned char>(high * 16 + low);
  }
  return true;
}

bool FloorHmac::verify(std::string_view body, std::string_view hex) {
  Mac given{};
  Mac mac{};
  if (!decode(hex, given)) return false;
  if (!finish(inner_, body.data(), body.size(), mac) || !finish(outer_, mac.data(), mac.size(), mac)) return false;
  return CRYPTO_memcmp(given.data(), mac.data(), mac.size()) == 0;
}

} // namespace bench
