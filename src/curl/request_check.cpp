#include "curl/request_check.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "pagebridge/http/body_stream.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

/// RFC 9110's token.
bool is_header_name(std::string_view name) noexcept {
  static constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
  });
}

/// "127.a.b.c" in plain decimal. libcurl has already turned the odd ways to write an IPv4 address into this one.
bool is_loopback_ipv4(std::string_view host) noexcept {
  int parts = 0;
  while (parts < 4) {
    const std::string_view part = host.substr(0, host.find('.'));
    const bool digits = std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (part.empty() || part.size() > 3 || !digits || (parts == 0 && part != "127")) return false;
    ++parts;
    if (part.size() == host.size()) return parts == 4;
    host.remove_prefix(part.size() + 1);
  }
  return false;
}

bool is_this_machine(std::string_view host) noexcept {
  return same_name(host, "localhost") || host == "[::1]" || host == "::1" || is_loopback_ipv4(host);
}

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  const TextHandle owner(text);
  return owner ? std::string(owner.get()) : std::string();
}

std::optional<Error> wrong_header(const HttpHeaders& headers) {
  static constexpr std::array<std::string_view, 3> ours = {"Content-Length", "Transfer-Encoding", "Expect"};
  for (const auto& [name, value] : headers) {
    if (!is_header_name(name))
      return invalid_argument("headers", "a header's name has a character that names cannot have");
    if (!is_header_value(value))
      return invalid_argument("headers",
                              "the value of header " + name + " has a control character; remove line breaks");
    if (std::any_of(ours.begin(), ours.end(), [&n = name](std::string_view own) { return same_name(n, own); }))
      return invalid_argument("headers", "the transport writes " + name + " itself; leave it out");
  }
  return std::nullopt;
}

} // namespace

Result<Target> check_url(const std::string& text) {
  Target target{UrlHandle(curl_url()), {}, {}, true};
  if (!target.url) return not_sent(ErrorCode::internal, "libcurl is out of memory");
  if (text.find('\0') != std::string::npos ||
      curl_url_set(target.url.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER | CURLU_PATH_AS_IS) != CURLUE_OK)
    return invalid_argument("url", "not an absolute https URL without user and password");
  const std::string scheme = part_of(target.url.get(), CURLUPART_SCHEME);
  const std::string host = part_of(target.url.get(), CURLUPART_HOST);
  target.tls = scheme == "https";
  // libcurl would take the path's first part for the host if there are more slashes, or fewer.
  const std::string_view rest = std::string_view(text).substr(std::min(scheme.size(), text.size()));
  const bool two_slashes = rest.substr(0, 3) == "://" && rest.substr(3, 1) != "/";
  if (host.empty() || !two_slashes || (!target.tls && scheme != "http"))
    return invalid_argument("url", "not an https URL with a host");
  if (!target.tls && !is_this_machine(host))
    return invalid_argument("url", "plain http is for this machine only; use https for " + host);
  target.host = host;
  target.origin = scheme + "://" + host + ":" + part_of(target.url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  return target;
}

bool is_header_value(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

std::uint64_t body_size(const HttpRequest& request) noexcept {
  return request.body_stream ? request.body_stream->size : request.body.size();
}

bool is_repeatable(const HttpRequest& request) noexcept {
  return body_size(request) == 0 &&
         (request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS");
}

Result<void> check_request(const HttpRequest& request) {
  static constexpr std::array<std::string_view, 7> methods = {"GET",   "HEAD",   "POST",   "PUT",
                                                              "PATCH", "DELETE", "OPTIONS"};
  if (std::find(methods.begin(), methods.end(), request.method) == methods.end())
    return invalid_argument("method", "use GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS, in upper case");
  if (request.method == "HEAD" && body_size(request) > 0)
    return invalid_argument("body", "a HEAD request has no body; leave it empty");
  if (request.body_stream && request.body_stream->size > 0 && !request.body_stream->open)
    return invalid_argument("body_stream", "BodyStream::open is empty; it must open the body");
  if (body_size(request) > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return invalid_argument("body_stream", "BodyStream::size is larger than any body can be");
  if (auto wrong = wrong_header(request.headers)) return std::move(*wrong);
  return {};
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
