#include "support/http2_session.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace loopback {

namespace {

std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
  return {static_cast<const char*>(static_cast<const void*>(bytes)), size};
}

nghttp2_nv header(std::string& name, std::string& value) {
  const auto bytes = [](std::string& text) { return static_cast<std::uint8_t*>(static_cast<void*>(text.data())); };
  return {bytes(name), bytes(value), name.size(), value.size(), NGHTTP2_NV_FLAG_NONE};
}

} // namespace

Http2Session::Http2Session(std::size_t number, int socket, TlsSession tls, const Http2Options& options,
                           const Http2Events& events)
    : number_(number), socket_(socket), tls_(std::move(tls)), events_(events), answer_early_(options.answer_early) {
  nghttp2_session_callbacks* callbacks = nullptr;
  must(nghttp2_session_callbacks_new(&callbacks) == 0, "nghttp2's callbacks");
  nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, &Http2Session::on_begin);
  nghttp2_session_callbacks_set_on_header_callback(callbacks, &Http2Session::on_header);
  nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, &Http2Session::on_data);
  nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, &Http2Session::on_frame);
  nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, &Http2Session::on_close);
  must(nghttp2_session_server_new(&session_, callbacks, this) == 0, "nghttp2's session");
  nghttp2_session_callbacks_del(callbacks);
  const std::array<nghttp2_settings_entry, 1> settings = {
      nghttp2_settings_entry{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, options.max_streams}};
  nghttp2_submit_settings(session_, NGHTTP2_FLAG_NONE, settings.data(), settings.size());
}

Http2Session::~Http2Session() {
  if (!ended_) close();
  nghttp2_session_del(session_);
}

std::chrono::steady_clock::time_point Http2Session::due() const {
  return later_.empty() ? std::chrono::steady_clock::time_point::max() : later_.begin()->first;
}

int Http2Session::on_begin(nghttp2_session* /*session*/, const nghttp2_frame* frame, void* self) {
  auto& me = *static_cast<Http2Session*>(self);
  Stream& stream = me.streams_[frame->hd.stream_id];
  stream.request.connection = me.number_;
  stream.request.stream = frame->hd.stream_id;
  me.events_.on_stream(me.streams_.size());
  return 0;
}

int Http2Session::on_header(nghttp2_session* /*session*/, const nghttp2_frame* frame, const std::uint8_t* name,
                            std::size_t name_size, const std::uint8_t* value, std::size_t value_size,
                            std::uint8_t /*flags*/, void* self) {
  Http2Received& request = static_cast<Http2Session*>(self)->streams_[frame->hd.stream_id].request;
  const std::string_view key = text_of(name, name_size);
  if (key == ":method") request.method = text_of(value, value_size);
  if (key == ":path") request.path = text_of(value, value_size);
  if (key == "authorization") request.authorization = text_of(value, value_size);
  return 0;
}

int Http2Session::on_data(nghttp2_session* /*session*/, std::uint8_t /*flags*/, std::int32_t stream,
                          const std::uint8_t* data, std::size_t size, void* self) {
  auto& me = *static_cast<Http2Session*>(self);
  const std::string_view bytes = text_of(data, size);
  me.streams_[stream].request.body += bytes;
  me.events_.on_bytes(bytes.data(), bytes.size());
  return 0;
}

int Http2Session::on_frame(nghttp2_session* /*session*/, const nghttp2_frame* frame, void* self) {
  const bool request = frame->hd.type == NGHTTP2_HEADERS || frame->hd.type == NGHTTP2_DATA;
  if (request && (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0)
    static_cast<Http2Session*>(self)->take_turn(frame->hd.stream_id);
  else if (frame->hd.type == NGHTTP2_HEADERS && static_cast<Http2Session*>(self)->answer_early_)
    static_cast<Http2Session*>(self)->answer_early(frame->hd.stream_id);
  return 0;
}

int Http2Session::on_close(nghttp2_session* /*session*/, std::int32_t stream, std::uint32_t /*error*/, void* self) {
  auto& me = *static_cast<Http2Session*>(self);
  const auto found = me.streams_.find(stream);
  if (found == me.streams_.end()) return 0;
  if (!found->second.ended) me.events_.on_given_up(found->second.whole);
  me.streams_.erase(found);
  return 0;
}

ssize_t Http2Session::give_answer(nghttp2_session* /*session*/, std::int32_t stream, std::uint8_t* buffer,
                                  std::size_t most, std::uint32_t* flags, nghttp2_data_source* /*source*/, void* self) {
  Stream& its = static_cast<Http2Session*>(self)->streams_[stream];
  const std::size_t bytes = std::min(most, its.stop_at - its.answered);
  if (bytes == 0 && its.answered < its.answer.size()) return NGHTTP2_ERR_DEFERRED;
  std::copy_n(its.answer.begin() + static_cast<std::ptrdiff_t>(its.answered), bytes, buffer);
  its.answered += bytes;
  if (its.answered == its.answer.size()) *flags |= NGHTTP2_DATA_FLAG_EOF;
  return static_cast<ssize_t>(bytes);
}

void Http2Session::submit_answer(std::int32_t id, Stream& stream) {
  std::vector<std::pair<std::string, std::string>> fields = {{":status", "200"},
                                                             {"content-type", "application/json"},
                                                             {"content-length", std::to_string(stream.answer.size())}};
  std::vector<nghttp2_nv> headers;
  headers.reserve(fields.size());
  for (auto& [name, value] : fields) headers.push_back(header(name, value));
  nghttp2_data_provider body{};
  body.read_callback = &Http2Session::give_answer;
  nghttp2_submit_response(session_, id, headers.data(), headers.size(), &body);
}

void Http2Session::refuse(std::int32_t id, std::uint32_t error) {
  nghttp2_submit_rst_stream(session_, NGHTTP2_FLAG_NONE, id, error);
}

void Http2Session::take_turn(std::int32_t id) {
  Stream& stream = streams_[id];
  stream.whole = true;
  const Http2Turn turn = events_.on_request(stream.request);
  stream.ended = turn.then != Then::silence;
  stream.answer = turn.body;
  const bool half = turn.then == Then::half_body || turn.then == Then::half_stream;
  stream.stop_at = half ? turn.body.size() / 2 : turn.body.size();
  const std::int32_t last = turn.then == Then::go_away_before ? std::max(id - 2, 0) : id;
  switch (turn.then) {
    case Then::answer:
      if (turn.after.count() > 0) {
        stream.ended = false;
        later_.emplace(std::chrono::steady_clock::now() + turn.after, id);
      } else {
        submit_answer(id, stream);
      }
      break;
    case Then::silence: break;
    case Then::reset_stream: refuse(id, NGHTTP2_INTERNAL_ERROR); break;
    case Then::refuse_stream: refuse(id, NGHTTP2_REFUSED_STREAM); break;
    case Then::need_http1: refuse(id, NGHTTP2_HTTP_1_1_REQUIRED); break;
    case Then::go_away_answer: submit_answer(id, stream); [[fallthrough]];
    case Then::go_away_before:
    case Then::go_away_after:
      nghttp2_submit_goaway(session_, NGHTTP2_FLAG_NONE, last, NGHTTP2_NO_ERROR, nullptr, 0);
      break;
    case Then::half_headers:
      out_.append("\0\0\x01\x01\0\0\0\0", 8).append(1, static_cast<char>(id)).append("\x88");
      [[fallthrough]];
    case Then::close: close_after_output_ = true; break;
    case Then::half_body: submit_answer(id, stream), close_after_output_ = true; break;
    case Then::half_stream:
      submit_answer(id, stream), reset_after_output_.emplace_back(id, NGHTTP2_INTERNAL_ERROR);
      break;
    case Then::reset: close_after_output_ = reset_ = true; break;
  }
}

void Http2Session::answer_early(std::int32_t id) {
  Stream& stream = streams_[id];
  stream.ended = true;
  stream.answer = "early";
  stream.stop_at = stream.answer.size();
  submit_answer(id, stream);
  reset_after_output_.emplace_back(id, NGHTTP2_NO_ERROR);
}

void Http2Session::answer_due() {
  while (due() <= std::chrono::steady_clock::now()) {
    const std::int32_t id = later_.begin()->second;
    later_.erase(later_.begin());
    const auto found = streams_.find(id);
    if (found == streams_.end()) continue;
    found->second.ended = true;
    submit_answer(id, found->second);
  }
}

/// False once the client is gone.
bool Http2Session::read_all() {
  std::array<std::uint8_t, 65536> buffer{};
  while (!close_after_output_) {
    const int got = SSL_read(tls_.get(), buffer.data(), static_cast<int>(buffer.size()));
    if (got <= 0) {
      const int error = SSL_get_error(tls_.get(), got);
      return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
    }
    if (nghttp2_session_mem_recv(session_, buffer.data(), static_cast<std::size_t>(got)) < 0) return false;
  }
  return true;
}

void Http2Session::write_all() {
  const std::uint8_t* data = nullptr;
  for (ssize_t size = 0; (size = nghttp2_session_mem_send(session_, &data)) > 0;)
    out_ += text_of(data, static_cast<std::size_t>(size));
  while (has_output()) {
    const int put = SSL_write(tls_.get(), out_.data() + sent_, static_cast<int>(out_.size() - sent_));
    if (put <= 0) return;
    sent_ += static_cast<std::size_t>(put);
  }
  out_.clear();
  sent_ = 0;
}

void Http2Session::serve() {
  const bool alive = read_all();
  answer_due();
  write_all();
  for (const auto& [id, error] : std::exchange(reset_after_output_, {})) refuse(id, error);
  write_all();
  if (!alive || (close_after_output_ && !has_output())) close();
}

void Http2Session::close() {
  if (reset_) {
    set_reset_on_close(socket_);
  } else {
    SSL_shutdown(tls_.get());
  }
  ::close(socket_);
  ended_ = true;
}

} // namespace loopback
