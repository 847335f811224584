#pragma once

#include "curl/transfer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/curl/curl_transport.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// Makes the transfer's easy handle; its target is already there. An error says that libcurl would not do as told, so
/// that nothing was sent. Private.
Result<void> set_up_easy(Transfer& transfer, const CurlTransportOptions& options);

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
