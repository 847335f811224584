#include "pagebridge/secret.hpp"

#include <openssl/crypto.h>

#include <ostream>

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {
/// Also what stands behind the end: a short text leaves its bytes in the object that it is moved from.
void wipe(std::string& text) noexcept {
  text.resize(text.capacity());
  OPENSSL_cleanse(text.data(), text.size());
  text.clear();
}
} // namespace

Secret::Secret(std::string text) {
  text_.swap(text);
  wipe(text);
}
Secret::~Secret() { wipe(text_); }
Secret::Secret(const Secret& other) = default;
Secret& Secret::operator=(const Secret& other) {
  if (this != &other) *this = Secret(other);
  return *this;
}
Secret::Secret(Secret&& other) noexcept {
  text_.swap(other.text_);
  wipe(other.text_);
}
Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    wipe(text_);
    text_.swap(other.text_);
    wipe(other.text_);
  }
  return *this;
}

bool operator==(const Secret& a, const Secret& b) noexcept {
  return a.text_.size() == b.text_.size() && CRYPTO_memcmp(a.text_.data(), b.text_.data(), a.text_.size()) == 0;
}

std::ostream& operator<<(std::ostream& out, const Secret& /*secret*/) { return out << "***"; }

PAGEBRIDGE_END_NAMESPACE
