#pragma once

#include <optional>

#include "pagebridge/config.hpp"
#include "pagebridge/curl/curl_transport.hpp"
#include "pagebridge/error.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// The first option without sense, if there is one. Private.
std::optional<Error> wrong_option(const CurlTransportOptions& options);

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
