#include "cli/same_site.hpp"

#include <algorithm>
#include <string_view>

#include "cli/http_server.hpp"

namespace pagebridge::cli {

namespace {

/// "127.0.0.1" of "127.0.0.1:80", "::1" of "[::1]:80".
std::string_view without_port(std::string_view host) {
  if (host.substr(0, 1) == "[") return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

bool has_header(const HttpHeaders& headers, std::string_view lower_case_name) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::any_of(headers.begin(), headers.end(), [&](const auto& header) {
    return std::equal(header.first.begin(), header.first.end(), lower_case_name.begin(), lower_case_name.end(),
                      [&](char a, char b) { return lower(a) == b; });
  });
}

} // namespace

bool is_same_site(const HttpRequest& request, bool loopback_only) {
  const auto host = single_header(request.headers, "Host");
  if (!host || (loopback_only && !is_loopback(without_port(*host)))) return false;
  if (!has_header(request.headers, "origin")) return true; // no browser, or a page's own GET
  const auto origin = single_header(request.headers, "Origin");
  if (!origin) return false;
  const auto scheme_end = origin->find("://");
  return scheme_end != std::string_view::npos && origin->substr(scheme_end + 3) == *host;
}

HttpResponse refuse_other_site() {
  return {403, {{"Content-Type", "text/plain"}, {"X-Content-Type-Options", "nosniff"}}, "not for other sites\n"};
}

} // namespace pagebridge::cli
