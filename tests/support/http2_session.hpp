#pragma once

#include <nghttp2/nghttp2.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "support/http2_server.hpp"
#include "support/loopback_tls.hpp"

namespace loopback {

/// What a session reports to its server.
struct Http2Events {
  std::function<Http2Turn(const Http2Received&)> on_request;
  std::function<void(std::size_t open)> on_stream;
  std::function<void(const char* bytes, std::size_t size)> on_bytes;
  std::function<void(bool whole)> on_given_up;
};

/// One connection's HTTP/2. Threads: the server's.
class Http2Session {
 public:
  Http2Session(std::size_t number, int socket, TlsSession tls, const Http2Options& options, const Http2Events& events);
  Http2Session(const Http2Session&) = delete;
  Http2Session& operator=(const Http2Session&) = delete;
  ~Http2Session();

  [[nodiscard]] int socket() const { return socket_; }
  [[nodiscard]] bool ended() const { return ended_; }
  [[nodiscard]] bool has_output() const { return sent_ < out_.size(); }
  /// When the next delayed answer is due; the greatest time if there is none.
  [[nodiscard]] std::chrono::steady_clock::time_point due() const;
  /// Reads, answers and writes as far as it goes without waiting.
  void serve();
  void close();

 private:
  struct Stream {
    Http2Received request;
    bool whole = false;
    bool ended = false; ///< our answer is out
    std::string answer;
    std::size_t answered = 0;
    std::size_t stop_at = 0; ///< of the answer; then nothing more comes
  };
  using Then = Http2Turn::Then;

  static int on_begin(nghttp2_session*, const nghttp2_frame* frame, void* self);
  static int on_header(nghttp2_session*, const nghttp2_frame* frame, const std::uint8_t* name, std::size_t name_size,
                       const std::uint8_t* value, std::size_t value_size, std::uint8_t flags, void* self);
  static int on_data(nghttp2_session*, std::uint8_t flags, std::int32_t stream, const std::uint8_t* data,
                     std::size_t size, void* self);
  static int on_frame(nghttp2_session*, const nghttp2_frame* frame, void* self);
  static int on_close(nghttp2_session*, std::int32_t stream, std::uint32_t error, void* self);
  static ssize_t give_answer(nghttp2_session*, std::int32_t stream, std::uint8_t* buffer, std::size_t most,
                             std::uint32_t* flags, nghttp2_data_source* source, void* self);

  void take_turn(std::int32_t id);
  void answer_early(std::int32_t id);
  void submit_answer(std::int32_t id, Stream& stream);
  void refuse(std::int32_t id, std::uint32_t error);
  void answer_due();
  bool read_all();
  void write_all();

  std::size_t number_;
  int socket_;
  TlsSession tls_;
  const Http2Events& events_;
  nghttp2_session* session_ = nullptr;
  std::map<std::int32_t, Stream> streams_;
  std::multimap<std::chrono::steady_clock::time_point, std::int32_t> later_;
  std::string out_;
  std::size_t sent_ = 0;
  std::vector<std::pair<std::int32_t, std::uint32_t>> reset_after_output_; ///< else it would overtake what was answered
  bool answer_early_;
  bool close_after_output_ = false;
  bool reset_ = false;
  bool ended_ = false;
};

} // namespace loopback
