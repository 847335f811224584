#include "pagebridge/http/http_message.hpp"

#include "pagebridge/http/http_transport.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      decoded.push_back(' ');
    } else if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
      decoded.push_back(static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])));
      i += 2;
    } else {
      decoded.push_back(text[i]);
    }
  }
  return decoded;
}

/// Tells `visit` each name, decoded, and its value, as it stands there.
template <class Visit>
void for_each_pair(std::string_view encoded, Visit&& visit) {
  while (!encoded.empty()) {
    const std::string_view pair = encoded.substr(0, encoded.find('&'));
    encoded.remove_prefix(pair.size() < encoded.size() ? pair.size() + 1 : pair.size());
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    visit(decode(pair.substr(0, equals)),
          equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
  }
}

} // namespace

std::optional<std::string_view> single_header(const HttpHeaders& headers, std::string_view name) {
  std::optional<std::string_view> found;
  for (const auto& [key, value] : headers) {
    if (!same_name(key, name)) continue;
    if (found) return std::nullopt;
    found = value;
  }
  return found;
}

std::string_view path_of(std::string_view url) noexcept {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos && url.find('/') == scheme + 1) {
    const auto slash = url.find_first_of("/?#", scheme + 3);
    url.remove_prefix(slash == std::string_view::npos ? url.size() : slash);
  }
  return url.substr(0, url.find_first_of("?#"));
}

std::vector<std::pair<std::string, std::string>> query_parameters(std::string_view url) {
  std::vector<std::pair<std::string, std::string>> parameters;
  url = url.substr(0, url.find('#'));
  const auto question = url.find('?');
  if (question == std::string_view::npos) return parameters;
  for_each_pair(url.substr(question + 1), [&](std::string name, std::string_view value) {
    parameters.emplace_back(std::move(name), decode(value));
  });
  return parameters;
}

std::optional<std::string> single_field(std::string_view form, std::string_view name) {
  // A form is a stranger's: only what was asked for is kept, however many fields there are.
  std::optional<std::string_view> found;
  bool again = false;
  for_each_pair(form, [&](const std::string& key, std::string_view value) {
    if (key != name) return;
    again = again || found.has_value();
    found = value;
  });
  if (!found || again) return std::nullopt;
  return decode(*found);
}

std::string percent_encode(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool unreserved = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                            c == '.' || c == '_' || c == '~';
    if (unreserved) {
      encoded.push_back(c);
    } else {
      encoded.push_back('%');
      encoded.push_back(digits[byte >> 4U]);
      encoded.push_back(digits[byte & 15U]);
    }
  }
  return encoded;
}

PAGEBRIDGE_END_NAMESPACE
