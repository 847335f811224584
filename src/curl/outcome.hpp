#pragma once

#include "curl/transfer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// What an ended transfer means to the caller: the answer, which is moved out, or an Error whose fate is `not_sent` only
/// if no byte of the body (without one: of the request) can have left. Private.
Result<HttpResponse> outcome(Transfer& transfer, CURLcode code);

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
