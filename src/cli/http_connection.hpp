#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "cli/http_server.hpp"
#include "pagebridge/completion.hpp"

namespace pagebridge::cli {

class HttpConnection;

/// What a connection needs of its server. Threads: `post` from any thread, the rest on the server's thread.
class HttpConnectionOwner {
 public:
  virtual ~HttpConnectionOwner() = default;
  [[nodiscard]] virtual const HttpServerOptions& options() const = 0;
  virtual void handle(HttpRequest request, Completion<HttpResponse> respond) = 0;
  /// Runs `task` on the server's thread; drops it once the server stops.
  virtual void post(std::function<void()> task) = 0;
  virtual void ended(HttpConnection& connection) = 0;
};

/// One connection: reads a request, has it answered, writes the answer, and starts again.
/// Threads: the server's thread only. Lifetime: its pending operation keeps it alive; it keeps its owner alive, whose
/// io_context its socket belongs to.
class HttpConnection : public std::enable_shared_from_this<HttpConnection> {
 public:
  HttpConnection(boost::asio::ip::tcp::socket socket, std::shared_ptr<HttpConnectionOwner> owner);

  void start() { wait_for_request(); }
  /// What is pending ends soon, with an error, and nothing new begins.
  void close();

 private:
  using ErrorCode = boost::system::error_code;

  void wait_for_request();
  void read_header();
  void break_off(std::string bytes);
  void take_header(const ErrorCode& error);
  void tell_to_continue();
  void read_body();
  void dispatch();
  void wait_for_answer();
  void answer(std::uint64_t request, Result<HttpResponse> result);
  void fail(const ErrorCode& error);
  void refuse(int status, const char* words);
  void write(HttpResponse response);
  void written(const ErrorCode& error);
  void linger(std::size_t budget);

  std::shared_ptr<HttpConnectionOwner> owner_; // first, since it must die after what uses its io_context
  boost::beast::tcp_stream stream_;
  boost::asio::steady_timer answer_timer_;
  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser_;
  boost::beast::http::response<boost::beast::http::string_body> response_;
  std::string broken_answer_;
  boost::beast::http::response<boost::beast::http::empty_body> bare_response_;
  std::uint64_t request_ = 0; // the number of the request at hand: an answer to an older one comes too late
  bool answering_ = false;    // a handler is at work
  bool head_ = false;
  bool keep_alive_ = false;
  bool closed_ = false;
};

} // namespace pagebridge::cli
