#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/curl/export.hpp"
#include "pagebridge/http/http_transport.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// What may be chosen. What is not here cannot be turned off: certificates and host names are verified, TLS is 1.2 or
/// newer, redirects are not followed, and no setting is taken from the environment, not even a proxy.
struct CurlTransportOptions {
  /// For looking the name up, connecting and the TLS handshake together.
  milliseconds connect_timeout{10'000};
  /// For the whole call, waiting for a connection included, if its CallContext has no deadline.
  milliseconds total_timeout{30'000};
  /// A longer answer (headers and body, counted as they arrive) ends the call as `bad_response`.
  std::size_t max_response_bytes = std::size_t{16} * 1024 * 1024;
  /// Calls that are started and not answered yet. One more is answered `connection` and `not_sent`.
  std::size_t max_calls = 4096;
  /// To one host and port. Further calls wait, within their deadlines. At most this many idle ones are kept altogether.
  int max_connections_per_host = 64;
  /// An older idle connection is not used again. The shorter, the fewer sends die on a connection that the server is
  /// just closing; such a send ends as `unknown`.
  std::chrono::seconds max_idle_connection_age{20};
  /// Trust the certificates in this PEM file and no others. Empty: those that libcurl was built to trust.
  std::string ca_file;
  /// "http://[user:password@]host:port", which every https request is tunnelled through. Empty: none.
  std::string proxy;
  /// Sent unless a request brings its own. Empty: "pagebridge/" and the version.
  std::string user_agent;
};

/// An HttpTransport over libcurl: one thread of its own, connections that are kept for the next call, many calls in
/// flight. It speaks HTTP/1.1, so that a connection that breaks leaves one call in doubt and not all of them.
///
/// URLs are https; plain http goes to this machine only (127.0.0.0/8, ::1, localhost), and never through the proxy.
/// The transport adds `Accept`, `User-Agent` and what HTTP itself needs, so a request may not bring `Content-Length`,
/// `Transfer-Encoding` or `Expect`.
///
/// A request that failed is never repeated, with one exception: GET, HEAD and OPTIONS without a body are sent once more
/// by libcurl itself if a kept connection turns out to be dead before a byte of the answer. Errors are `connection`,
/// `timeout`, `bad_response`, `cancelled`, and `invalid_argument` for a request that was refused unsent. Their messages
/// may name the host, never the URL, the headers or the body.
///
/// Fails with `invalid_argument` if an option makes no sense, and with `internal` if libcurl or the thread cannot start.
///
/// Threads: start() is called from many threads at once. Every answer is given on the transport's thread, outside its
/// locks, and everything else waits meanwhile: be quick. What a completion throws is dropped.
/// Lifetime: shared. The destructor ends all calls as `cancelled` and joins the thread. Run inside a completion, it
/// cannot wait for its own thread: the other calls then end soon after it.
PAGEBRIDGE_CURL_EXPORT Result<std::shared_ptr<HttpTransport>> make_transport(CurlTransportOptions options);
/// The same with default options.
PAGEBRIDGE_CURL_EXPORT Result<std::shared_ptr<HttpTransport>> make_transport();

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
