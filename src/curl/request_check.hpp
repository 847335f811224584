#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "curl/handles.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// Where a request goes. `url` is what libcurl gets: what was checked and what is fetched were parsed once, by the same
/// parser. Private.
struct Target {
  UrlHandle url;
  std::string host;   ///< for people
  std::string origin; ///< scheme, host and port: what connections are shared by
  bool tls = true;
};

/// Where `url` leads, if requests may go there; an error is `invalid_argument` and names the field.
Result<Target> check_url(const std::string& url);

/// Whether the rest of the request is in order; errors likewise.
Result<void> check_request(const HttpRequest& request);

/// The size of the request's body, streamed or not.
std::uint64_t body_size(const HttpRequest& request) noexcept;

/// Whether `text` can be the value of a header: nothing in it ends the line.
bool is_header_value(std::string_view text) noexcept;

/// Whether sending it twice does no more than sending it once.
bool is_repeatable(const HttpRequest& request) noexcept;

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
