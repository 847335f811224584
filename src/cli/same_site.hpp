#pragma once

#include "pagebridge/http/http_message.hpp"

namespace pagebridge::cli {

/// Whether a request comes from a program or from a page of this server, and not from a page of another site that a
/// browser on this machine happens to show: such a page may send requests to loopback (their `Origin` tells), or have its
/// own name point there (their `Host` tells). `loopback_only`: the Host must be this machine.
bool is_same_site(const HttpRequest& request, bool loopback_only);

/// The answer to a request that is not: 403.
HttpResponse refuse_other_site();

} // namespace pagebridge::cli
