#pragma once

#include <optional>
#include <string>

#include "pagebridge/cancel_token.hpp"
#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// What travels beside a request.
struct CallContext {
  SteadyTime deadline{};                   ///< the whole call must have ended by then; the epoch means no deadline
  std::optional<SteadyTime> send_before{}; ///< no byte of the body may leave later: our right to send ends then
  CancelToken cancel{};                    ///< the answer is not wanted any more: end soon, as `cancelled`
};

/// Sends HTTP requests. The default is pagebridge::curl; replace it to use the host's own stack, proxy or recording.
///
/// An answer of any status is a value; an Error means that no whole answer came, and its `fate` must be `not_sent` only
/// if no byte of the request body can have reached the server. The transport never repeats a request by itself and never
/// follows a redirect. TLS certificates are verified.
///
/// Threads: start() is called from many threads at once; `done` runs exactly once, on any thread, also inside start().
/// Lifetime: shared. On destruction, calls in flight end as `cancelled`.
class PAGEBRIDGE_EXPORT HttpTransport {
 public:
  virtual ~HttpTransport();
  HttpTransport(const HttpTransport&) = delete;
  HttpTransport& operator=(const HttpTransport&) = delete;

  virtual void start(HttpRequest request, const CallContext& context, Completion<HttpResponse> done) = 0;

 protected:
  HttpTransport() = default;
};

PAGEBRIDGE_END_NAMESPACE
