#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// A small HTTP/2 server over TLS on 127.0.0.1 whose every answer, or lack of one, is scripted. POSIX only.
namespace loopback {

/// What to do with one request, once all of it has been read.
struct Http2Turn {
  enum class Then {
    answer,         ///< 200 with `body`
    silence,        ///< nothing, and the connection stays
    reset_stream,   ///< RST_STREAM with INTERNAL_ERROR
    refuse_stream,  ///< RST_STREAM with REFUSED_STREAM: says that it was not processed
    need_http1,     ///< RST_STREAM with HTTP_1_1_REQUIRED
    go_away_before, ///< GOAWAY that leaves this stream out: says that it was not processed
    go_away_after,  ///< GOAWAY that includes this stream, and no answer
    go_away_answer, ///< GOAWAY that includes this stream, and the answer
    half_headers,   ///< a HEADERS frame without its end, then the connection closes
    half_body,      ///< headers and half of `body`, then the connection closes
    half_stream,    ///< headers and half of `body`, then RST_STREAM
    close,          ///< the connection closes in good order
    reset           ///< the connection is aborted
  };
  Then then = Then::answer;
  std::string body = "{}";
  std::chrono::milliseconds after{0}; ///< only for `answer`
};

struct Http2Received {
  std::size_t connection = 0; ///< counted from 0 in the order of their coming
  std::int32_t stream = 0;
  std::string method;
  std::string path;
  std::string authorization;
  std::string body;
};

struct Http2Options {
  std::uint32_t max_streams = 100;
  bool answer_early = false; ///< "early", before the body has come, and ask for no more of it
};

/// Threads: one of its own, which runs the script; everything else from any thread. Stops when it is destroyed.
class Http2Server {
 public:
  using Script = std::function<Http2Turn(const Http2Received&)>;

  explicit Http2Server(Script script, const Http2Options& options = {});
  Http2Server(const Http2Server&) = delete;
  Http2Server& operator=(const Http2Server&) = delete;
  ~Http2Server();

  [[nodiscard]] std::string url(std::string_view path = "/") const;
  [[nodiscard]] std::string certificate_file() const;

  /// Whole requests, also those that were then refused.
  [[nodiscard]] std::vector<Http2Received> requests() const;
  /// The bytes of all bodies, half ones included.
  [[nodiscard]] std::string bytes() const;
  /// Streams that the client gave up before it had sent all, and after.
  [[nodiscard]] std::size_t given_up_halfway() const;
  [[nodiscard]] std::size_t given_up_whole() const;
  [[nodiscard]] std::size_t connections() const;
  /// The most streams that one connection had open at the same time.
  [[nodiscard]] std::size_t most_streams() const;

  /// Waits for so many whole requests, streams begun, streams given up or connections ended. False after 20 seconds.
  [[nodiscard]] bool wait_for_requests(std::size_t count) const;
  [[nodiscard]] bool wait_for_streams(std::size_t count) const;
  [[nodiscard]] bool wait_for_given_up(std::size_t count) const;
  [[nodiscard]] bool wait_for_closed(std::size_t count) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace loopback
