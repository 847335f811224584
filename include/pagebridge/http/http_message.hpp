#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

struct BodyStream;

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// A request, in both directions: what the host's server received (`url` is the target as it came: path and query) and
/// what a transport sends (`url` is absolute). `body` is the untouched bytes: the signature is made over them, so no
/// middleware may decode or re-encode it.
struct HttpRequest {
  std::string method; ///< "GET", "POST", …, in upper case
  std::string url;
  HttpHeaders headers;
  std::string body;
  /// Sent in place of `body` if set: for uploads. Never set in what the host's server received.
  std::shared_ptr<const BodyStream> body_stream{};
};

/// An answer, in both directions.
struct HttpResponse {
  int status = 0;
  HttpHeaders headers;
  std::string body;
};

/// The value of the header `name` (any case), if there is exactly one. Two of the same name are as good as none: which
/// one a proxy in front would have taken is anybody's guess.
PAGEBRIDGE_EXPORT std::optional<std::string_view> single_header(const HttpHeaders& headers, std::string_view name);

/// The path of a target or absolute URL, still percent-encoded: "/messenger/abc" of "/messenger/abc?hub.mode=…".
PAGEBRIDGE_EXPORT std::string_view path_of(std::string_view url) noexcept;

/// The query's parameters in order, names and values decoded (percent-encoding, and `+` as a space).
PAGEBRIDGE_EXPORT std::vector<std::pair<std::string, std::string>> query_parameters(std::string_view url);

/// The value of the field `name` of an application/x-www-form-urlencoded body, decoded, if there is exactly one.
PAGEBRIDGE_EXPORT std::optional<std::string> single_field(std::string_view form, std::string_view name);

/// `text` with everything but RFC 3986's unreserved characters percent-encoded: fit for a path segment or a query value.
PAGEBRIDGE_EXPORT std::string percent_encode(std::string_view text);

PAGEBRIDGE_END_NAMESPACE
