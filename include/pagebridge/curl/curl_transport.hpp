#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/curl/export.hpp"
#include "pagebridge/executor.hpp"
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
  /// Calls that are started and not answered yet, waiting ones included. One more is answered `connection` and
  /// `not_sent`. A waiting call holds little more than its request.
  std::size_t max_calls = 16384;
  /// Speak HTTP/2 with servers that offer it (by ALPN, so over TLS only), and HTTP/1.1 with others. Many calls then share
  /// a connection: fewer handshakes, and no waiting for a free one. The price: a connection that breaks leaves all calls
  /// on it in doubt (`unknown`), up to `max_streams_per_connection`; over HTTP/1.1 it would be one. False: HTTP/1.1 only.
  bool http2 = true;
  /// To one host and port. Further calls wait, within their deadlines. At most four times as many, and 16, are kept
  /// altogether when idle.
  int max_connections_per_host = 64;
  /// Calls on one HTTP/2 connection at the same time; a server's own limit also counts. When all are taken, a further
  /// connection is made. The fewer, the fewer calls a broken connection leaves in doubt.
  int max_streams_per_connection = 100;
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

/// An HttpTransport over libcurl: one thread of its own, connections that are kept for the next call, thousands of calls
/// in flight. It speaks HTTP/2 or HTTP/1.1, as the server can and CurlTransportOptions::http2 lets it.
///
/// URLs are https; plain http goes to this machine only (127.0.0.0/8, ::1, localhost), and never through the proxy.
/// The transport adds `Accept`, `User-Agent` and what HTTP itself needs, so a request may not bring `Content-Length`,
/// `Transfer-Encoding` or `Expect`.
///
/// A request that failed is never repeated, with two exceptions, both libcurl's own: GET, HEAD and OPTIONS without a body
/// are sent once more if a kept connection turns out to be dead before a byte of the answer; and a request whose body has
/// not begun to leave may start again on another connection. A request that a server sent back unprocessed after its body
/// had left (HTTP/2's REFUSED_STREAM, or a GOAWAY that leaves it out) ends as `unknown`, since libcurl does not tell it
/// from a connection that died.
///
/// A HttpRequest::body_stream is opened when its turn has come, not before, and read on the transport's thread. If it
/// cannot be read to its end, the call ends with the reader's own error, and the server has not seen a whole request. A
/// reader that throws, or has not the size it promised, ends it as `host_failed` or `invalid_argument`.
///
/// A CallContext::cancel that is cancelled ends the call at once, as `cancelled`: `not_sent` if it still waited or nothing
/// of its body had left. The connection is given up with it, unless it is an HTTP/2 one.
///
/// Other errors are `connection`, `timeout`, `bad_response`, and `invalid_argument` for a request that was refused unsent.
/// Their messages may name the host, never the URL, the headers or the body.
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

/// A transport, and an Executor whose tasks run on the transport's own thread.
struct TransportAndExecutor {
  std::shared_ptr<HttpTransport> transport;
  std::shared_ptr<Executor> executor;
};
/// One thread for everything: no answer and no call changes threads, which is a good part of what a call costs. For hosts whose
/// tasks are short; while one runs, every call waits. What a task throws is dropped. Fails as make_transport() does.
/// Lifetime: the executor ends with the transport, and drops what it has then, and gets later; it may outlive it.
PAGEBRIDGE_CURL_EXPORT Result<TransportAndExecutor> make_transport_and_executor(CurlTransportOptions options);

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
