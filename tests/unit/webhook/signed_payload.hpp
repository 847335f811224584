#pragma once

#include <string>
#include <string_view>

#include "pagebridge/secret.hpp"
#include "pagebridge/webhook/verified_body.hpp"

/// Makes signed_requests out of what the library says about webhooks, and a base64 of its own.
namespace signed_payload {

inline constexpr std::string_view url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
inline constexpr std::string_view usual_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Without padding.
inline std::string base64(std::string_view bytes, std::string_view alphabet = url_alphabet) {
  std::string text;
  for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 6) {
    unsigned value = 0;
    for (std::size_t i = bit; i < bit + 6; ++i) {
      const unsigned byte = i / 8 < bytes.size() ? static_cast<unsigned char>(bytes[i / 8]) : 0U;
      value = value * 2 + ((byte >> (7 - i % 8)) & 1U);
    }
    text.push_back(alphabet[value]);
  }
  return text;
}

inline std::string padded(std::string text) {
  while (text.size() % 4 != 0) text.push_back('=');
  return text;
}

/// The 32 bytes that sign `text`.
inline std::string signature(std::string_view text, const pagebridge::Secret& secret) {
  const std::string hex = pagebridge::signature_256(text, secret).substr(7);
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    bytes.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  return bytes;
}

/// Signs what is encoded already.
inline std::string sign(const std::string& encoded, const pagebridge::Secret& secret) {
  return base64(signature(encoded, secret)) + "." + encoded;
}

} // namespace signed_payload
