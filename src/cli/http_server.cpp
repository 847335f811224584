#include "cli/http_server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "cli/http_connection.hpp"

namespace pagebridge::cli {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;

namespace {

asio::ip::address address_of(std::string_view host, boost::system::error_code& error) {
  return asio::ip::make_address(host == "localhost" ? std::string("127.0.0.1") : std::string(host), error);
}

std::string origin_of(const Tcp::endpoint& endpoint) {
  const std::string host = endpoint.address().to_string();
  return "http://" + (endpoint.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port());
}

} // namespace

class HttpServer::Core final : public HttpConnectionOwner, public std::enable_shared_from_this<Core> {
 public:
  explicit Core(HttpServerOptions options) : options_(std::move(options)), acceptor_(io_), accept_again_(io_) {}

  Result<void> listen() {
    boost::system::error_code error;
    const auto address = address_of(options_.host, error);
    if (error) return invalid_argument("host", "\"" + options_.host + "\" is no IP address");
    const Tcp::endpoint endpoint(address, options_.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(Tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error)
      return not_sent(pagebridge::ErrorCode::connection,
                      "cannot listen on " + origin_of(endpoint) + ": " + error.message());
    origin_ = origin_of(acceptor_.local_endpoint(error));
    return {};
  }

  void serve(Handler handler) {
    handler_ = std::move(handler);
    accept();
    thread_ = std::thread([this] { io_.run(); });
  }

  void stop() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (std::exchange(stopping_, true)) return;
      // Closes all sockets and timers; then nothing is pending, and run() returns by itself. So every handler that holds a
      // connection has been run and freed.
      asio::post(io_, [this] { close_all(); });
    }
    if (thread_.joinable()) thread_.join();
  }

  [[nodiscard]] const std::string& origin() const noexcept { return origin_; }

  [[nodiscard]] const HttpServerOptions& options() const override { return options_; }

  void handle(HttpRequest request, Completion<HttpResponse> respond) override {
    try {
      handler_(std::move(request), [respond](HttpResponse response) { respond(std::move(response)); });
    } catch (...) {
      respond(Error{pagebridge::ErrorCode::host_failed, "the handler threw", SendFate::unknown, {}});
    }
  }

  void post(std::function<void()> task) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!stopping_) asio::post(io_, std::move(task));
  }

  void ended(HttpConnection& connection) override {
    connections_.erase(connection.shared_from_this());
    accept();
  }

 private:
  void accept() {
    if (accepting_ || closed_ || connections_.size() >= options_.max_connections) return;
    accepting_ = true;
    acceptor_.async_accept([this](const boost::system::error_code& error, Tcp::socket socket) {
      accepting_ = false;
      if (closed_) return;
      if (error) return accept_later();
      const auto connection = std::make_shared<HttpConnection>(std::move(socket), shared_from_this());
      connections_.insert(connection);
      connection->start();
      accept();
    });
  }

  /// The process has no file descriptors left, say: that passes.
  void accept_later() {
    accept_again_.expires_after(milliseconds(100));
    accept_again_.async_wait([this](const boost::system::error_code&) { accept(); });
  }

  void close_all() {
    closed_ = true;
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    accept_again_.cancel();
    const auto connections = connections_;
    for (const auto& connection : connections) connection->close();
  }

  const HttpServerOptions options_;
  asio::io_context io_{1};
  std::mutex mutex_; // guards stopping_ against post()
  bool stopping_ = false;
  std::thread thread_;
  std::string origin_;

  // The server's thread only, once it runs.
  Handler handler_;
  Tcp::acceptor acceptor_;
  asio::steady_timer accept_again_;
  std::set<std::shared_ptr<HttpConnection>> connections_;
  bool accepting_ = false;
  bool closed_ = false;
};

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const HttpServerOptions& options) {
  auto core = std::make_shared<Core>(options);
  if (const auto listening = core->listen(); !listening) return listening.error();
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(core)));
}

HttpServer::HttpServer(std::shared_ptr<Core> core) : core_(std::move(core)) {}
HttpServer::~HttpServer() { stop(); }
const std::string& HttpServer::origin() const noexcept { return core_->origin(); }
void HttpServer::serve(Handler handler) { core_->serve(std::move(handler)); }
void HttpServer::stop() { core_->stop(); }

bool is_loopback(std::string_view host) {
  boost::system::error_code error;
  const auto address = address_of(host, error);
  return !error && address.is_loopback();
}

} // namespace pagebridge::cli
