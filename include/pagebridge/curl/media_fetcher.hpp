#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/curl/export.hpp"
#include "pagebridge/http/http_transport.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// What is known of a medium before its first byte. All of it is the server's word: an image/png may be anything.
struct MediaInfo {
  std::string content_type;            ///< as the server wrote it; may be empty
  std::optional<std::uint64_t> size{}; ///< in bytes, if the server said so
};

/// Where one medium goes: a file, an object store, memory. Its calls come in this order: begin(), any number of write(),
/// then finish() or fail(). Nothing is called if the fetch fails before begin(), and nothing after an error of begin() or
/// finish(); after an error of write() comes fail(). An error of a sink ends the fetch with that error; a sink that throws
/// ends it with `host_failed`.
/// Threads: one at a time, the fetcher's own, on which all its other fetches wait: be quick, a local file is fine.
class PAGEBRIDGE_CURL_EXPORT MediaSink {
 public:
  virtual ~MediaSink();
  MediaSink(const MediaSink&) = delete;
  MediaSink& operator=(const MediaSink&) = delete;

  virtual Result<void> begin(const MediaInfo& info) = 0;
  virtual Result<void> write(std::string_view bytes) = 0;
  /// All of it has been written. Only now is it worth keeping.
  virtual Result<void> finish() = 0;
  /// What was written is not the whole medium: throw it away.
  virtual void fail(const Error& error) = 0;

 protected:
  MediaSink() = default;
};

/// What was fetched.
struct FetchedMedia {
  std::uint64_t bytes = 0;
  std::string content_type; ///< see MediaInfo
  std::string host;         ///< that it came from
};

struct MediaFetcherOptions {
  /// Where media may come from: a name itself and every name that ends in a dot and it; a dot in front changes nothing.
  /// These are the platform's own; add a host only if it serves what strangers may ask you to fetch.
  std::vector<std::string> allowed_hosts = {"fbcdn.net", "fbsbx.com", "facebook.com", "cdninstagram.com"};
  /// A longer medium ends the fetch as `body_too_large`, counted as it arrives. The platform itself takes up to 25 MB.
  std::uint64_t max_bytes = std::uint64_t{32} * 1024 * 1024;
  /// For looking the name up, connecting and the TLS handshake together.
  milliseconds connect_timeout{10'000};
  /// For a whole fetch, waiting for a connection included, if its CallContext has no deadline.
  milliseconds total_timeout{120'000};
  /// Fetches that are started and not answered yet. One more is answered `connection` and `not_sent`.
  std::size_t max_fetches = 1024;
  /// To one host. Further fetches wait.
  int max_connections_per_host = 8;
  /// Trust the certificates in this PEM file and no others. Empty: those that libcurl was built to trust.
  std::string ca_file;
  /// "http://[user:password@]host:port". Names are then looked up by the proxy, and it is the proxy that must refuse to
  /// connect to addresses of your own network. Empty: none; the environment is never asked.
  std::string proxy;
};

/// Fetches what customers sent: the URLs in attachments of webhooks. Such a URL comes from outside, so it must not lead
/// inside: it is fetched by https only, on port 443, from MediaFetcherOptions::allowed_hosts only, and a socket is opened
/// only to a public address (checked as it is connected to, so a name that changes its address in between gains nothing).
/// Redirects are not followed, certificates are verified, no credentials, cookies or referrer are sent, and the medium
/// arrives as it is: compression is not asked for, and what comes compressed all the same is refused.
///
/// A URL is signed for whoever holds it, so treat it as a secret; no error names more of it than the host. It also expires:
/// fetch soon.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/reference/webhook-events/messages
class PAGEBRIDGE_CURL_EXPORT MediaFetcher {
 public:
  virtual ~MediaFetcher();
  MediaFetcher(const MediaFetcher&) = delete;
  MediaFetcher& operator=(const MediaFetcher&) = delete;

  /// Fetches `url` into `sink`, which is kept until `done`. Errors: `invalid_argument` (`url`: not https, not allowed, or
  /// the address is not public), `bad_response` (any status but 200; an expired URL is a 403 or 404, see
  /// Error::http_status), `body_too_large`, `connection`, `timeout`, `cancelled`, `host_failed`, or the sink's own. A fetch
  /// changes nothing at the platform, so after any of them it may be tried again, whatever Error::fate says.
  /// CallContext::send_before is not looked at.
  /// Threads: from many at once. `done` runs once, on the fetcher's thread, after the sink's last call.
  virtual void fetch(std::string url, std::shared_ptr<MediaSink> sink, const CallContext& context,
                     Completion<FetchedMedia> done) = 0;

 protected:
  MediaFetcher() = default;
};

/// A fetcher with a thread of its own. Fails with `invalid_argument` if an option makes no sense, and with `internal` if
/// libcurl or the thread cannot start.
/// Lifetime: shared. The destructor ends all fetches as `cancelled` and joins the thread; run inside a completion, it
/// cannot wait for its own thread: the other fetches then end soon after it.
PAGEBRIDGE_CURL_EXPORT Result<std::shared_ptr<MediaFetcher>> make_media_fetcher(MediaFetcherOptions options);
/// The same with default options.
PAGEBRIDGE_CURL_EXPORT Result<std::shared_ptr<MediaFetcher>> make_media_fetcher();

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
