#include "cli/http_connection.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <string_view>
#include <utility>

#include "cli/http_framing.hpp"

namespace pagebridge::cli {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {

constexpr std::size_t read_ahead = 16U << 10U;
constexpr milliseconds linger_time{2000};

beast::string_view view(std::string_view text) { return {text.data(), text.size()}; }

bool fit_for_a_header(const std::pair<std::string, std::string>& header) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  return !header.first.empty() && header.first.find_first_of(" :") == std::string::npos &&
         std::none_of(header.first.begin(), header.first.end(), is_control) &&
         std::none_of(header.second.begin(), header.second.end(), is_control);
}

/// These are the server's to say.
bool is_framing(http::field field) {
  return field == http::field::content_length || field == http::field::transfer_encoding ||
         field == http::field::connection;
}

template <class Fields>
void copy_headers(const HttpHeaders& headers, Fields& out) {
  for (const auto& header : headers)
    if (fit_for_a_header(header) && !is_framing(http::string_to_field(view(header.first))))
      out.insert(view(header.first), view(header.second));
}

bool has_no_body(int status) { return status < 200 || status == 204 || status == 304; }

} // namespace

HttpConnection::HttpConnection(asio::ip::tcp::socket socket, std::shared_ptr<HttpConnectionOwner> owner)
    : owner_(std::move(owner)),
      stream_(std::move(socket)),
      answer_timer_(stream_.get_executor()),
      buffer_(owner_->options().max_header_bytes + read_ahead) {}

void HttpConnection::close() {
  if (closed_) return;
  closed_ = true;
  stream_.close();
  answer_timer_.cancel();
  owner_->ended(*this);
}

void HttpConnection::wait_for_request() {
  if (buffer_.size() > 0) return read_header();
  stream_.expires_after(owner_->options().idle_timeout);
  stream_.async_read_some(buffer_.prepare(read_ahead),
                          [self = shared_from_this()](const ErrorCode& error, std::size_t bytes) {
                            if (error) return self->close();
                            self->buffer_.commit(bytes);
                            self->read_header();
                          });
}

void HttpConnection::read_header() {
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(owner_->options().max_header_bytes));
  parser_->body_limit(most_bytes(owner_->options())); // until its target is known
  stream_.expires_after(
      owner_->options().request_timeout); // for the body, too: nothing sets it again before the answer
  http::async_read_header(stream_, buffer_, *parser_, [self = shared_from_this()](const ErrorCode& error, std::size_t) {
    self->take_header(error);
  });
}

void HttpConnection::take_header(const ErrorCode& error) {
  if (error) return fail(error);
  const auto& header = parser_->get().base();
  if (const auto fault = coding_fault(header)) return refuse(fault->status, fault->words);
  const std::size_t limit = most_bytes(owner_->options(), {header.target().data(), header.target().size()});
  if (parser_->content_length().value_or(0) > limit) return fail(http::error::body_limit);
  parser_->body_limit(limit);
  const bool asks_first = beast::iequals(parser_->get()[http::field::expect], "100-continue");
  if (asks_first && parser_->get().version() >= 11 && !parser_->is_done()) return tell_to_continue();
  read_body();
}

void HttpConnection::tell_to_continue() {
  static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  asio::async_write(stream_, asio::buffer(go_on.data(), go_on.size()),
                    [self = shared_from_this()](const ErrorCode& error, std::size_t) {
                      if (error) return self->close();
                      self->read_body();
                    });
}

void HttpConnection::read_body() {
  http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](const ErrorCode& error, std::size_t) {
    if (error) return self->fail(error);
    self->dispatch();
  });
}

void HttpConnection::dispatch() {
  if (closed_) return;
  auto message = parser_->release();
  parser_.reset();
  keep_alive_ = message.keep_alive();
  head_ = message.method() == http::verb::head;

  HttpRequest request;
  request.method = std::string(message.method_string());
  request.url = std::string(message.target());
  for (const auto& field : message) request.headers.emplace_back(field.name_string(), field.value());
  request.body = std::move(message.body());

  wait_for_answer();
  // Weak on both sides: an answer that a program keeps for ever must not keep the server.
  owner_->handle(std::move(request), [owner = std::weak_ptr<HttpConnectionOwner>(owner_), self = weak_from_this(),
                                      number = request_](Result<HttpResponse> result) {
    const auto server = owner.lock();
    if (!server) return;
    server->post([self, number, result = std::move(result)]() mutable {
      if (const auto connection = self.lock()) connection->answer(number, std::move(result));
    });
  });
}

void HttpConnection::wait_for_answer() {
  ++request_;
  answering_ = true;
  answer_timer_.expires_after(owner_->options().answer_timeout);
  answer_timer_.async_wait([self = shared_from_this(), number = request_](const ErrorCode& error) {
    if (!error) self->answer(number, HttpResponse{504, {{"Content-Type", "text/plain"}}, "no answer in time\n"});
  });
}

void HttpConnection::answer(std::uint64_t request, Result<HttpResponse> result) {
  if (closed_ || !answering_ || request != request_) return;
  answering_ = false;
  answer_timer_.cancel();
  if (!result) return write({500, {{"Content-Type", "text/plain"}}, "the request failed\n"});
  if (result->status == 0) return break_off(std::move(result->body));
  write(std::move(*result));
}

/// What is left of an answer whose connection breaks, which may be nothing.
void HttpConnection::break_off(std::string bytes) {
  if (bytes.empty()) return close();
  broken_answer_ = std::move(bytes);
  stream_.expires_after(owner_->options().idle_timeout);
  asio::async_write(stream_, asio::buffer(broken_answer_),
                    [self = shared_from_this()](const ErrorCode&, std::size_t) { self->close(); });
}

void HttpConnection::fail(const ErrorCode& error) {
  if (error == http::error::body_limit) return refuse(413, "the body is too long\n");
  if (error == http::error::header_limit || error == http::error::buffer_overflow)
    return refuse(431, "the headers are too long\n");
  const bool is_http = error.category() == http::make_error_code(http::error::end_of_stream).category();
  if (is_http && error != http::error::end_of_stream) return refuse(400, "this is no HTTP request\n");
  close();
}

void HttpConnection::refuse(int status, const char* words) {
  keep_alive_ = false; // where the next request would begin is not known
  head_ = false;
  write({status, {{"Content-Type", "text/plain"}}, words});
}

void HttpConnection::write(HttpResponse response) {
  if (response.status < 200 || response.status > 999) response = {500, {}, {}};
  const auto done = [self = shared_from_this()](const ErrorCode& error, std::size_t) { self->written(error); };
  const auto status = static_cast<unsigned>(response.status);
  stream_.expires_after(owner_->options().idle_timeout);
  if (head_ || has_no_body(response.status)) {
    bare_response_ = {};
    bare_response_.result(status);
    copy_headers(response.headers, bare_response_);
    bare_response_.keep_alive(keep_alive_);
    if (!has_no_body(response.status)) bare_response_.content_length(response.body.size());
    return http::async_write(stream_, bare_response_, done);
  }
  response_ = {};
  response_.result(status);
  copy_headers(response.headers, response_);
  response_.keep_alive(keep_alive_);
  response_.body() = std::move(response.body);
  response_.prepare_payload();
  http::async_write(stream_, response_, done);
}

void HttpConnection::written(const ErrorCode& error) {
  if (error || closed_) return close();
  if (keep_alive_) return wait_for_request();
  // A socket that is closed over unread bytes is reset, and the client may lose the answer. So say that nothing more comes,
  // and let the client finish, within limits.
  ErrorCode ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  stream_.expires_after(linger_time);
  linger(most_bytes(owner_->options()));
}

void HttpConnection::linger(std::size_t budget) {
  buffer_.consume(buffer_.size());
  stream_.async_read_some(buffer_.prepare(read_ahead),
                          [self = shared_from_this(), budget](const ErrorCode& error, std::size_t bytes) {
                            if (error || bytes >= budget) return self->close();
                            self->linger(budget - bytes);
                          });
}

} // namespace pagebridge::cli
