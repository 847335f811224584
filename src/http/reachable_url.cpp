#include "http/reachable_url.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

bool take(std::string_view& url, std::string_view scheme) noexcept {
  if (url.substr(0, scheme.size()) != scheme) return false;
  url.remove_prefix(scheme.size());
  return true;
}

/// "localhost.example.com" is another machine.
bool is_loopback(std::string_view authority) noexcept {
  if (authority.substr(0, 5) == "[::1]") return authority.size() == 5 || authority[5] == ':' || authority[5] == '/';
  const std::string_view host = authority.substr(0, authority.find_first_of(":/"));
  return host == "localhost" ||
         (host.substr(0, 4) == "127." && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

} // namespace

bool is_https_or_loopback(std::string_view url) noexcept {
  if (take(url, "https://"))
    return !url.empty() && std::string_view("/:?#").find(url.front()) == std::string_view::npos;
  return take(url, "http://") && is_loopback(url);
}

PAGEBRIDGE_END_NAMESPACE
