#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

/// What the servers on 127.0.0.1 share. POSIX only.
namespace loopback {

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeSession {
  void operator()(SSL* session) const { SSL_free(session); }
};
using TlsContext = std::unique_ptr<SSL_CTX, FreeContext>;
using TlsSession = std::unique_ptr<SSL, FreeSession>;

/// The set-up of a test either works or ends the test program.
void must(bool good, const char* what);

/// A server's side of TLS with a self-signed certificate for one name or address, which is also a PEM file for as long as
/// this lives.
class ServerTls {
 public:
  explicit ServerTls(const std::string& certificate_for);
  ServerTls(const ServerTls&) = delete;
  ServerTls& operator=(const ServerTls&) = delete;
  ~ServerTls();

  [[nodiscard]] SSL_CTX* context() const { return context_.get(); }
  [[nodiscard]] const std::string& certificate_file() const { return certificate_file_; }
  void only_tls_1_1();
  /// Chooses "h2" if the client offers it.
  void offer_http2();
  /// A session over an accepted socket.
  [[nodiscard]] TlsSession accept(int socket) const;

 private:
  TlsContext context_;
  std::string certificate_file_;
};

/// A socket that is bound to a free port of 127.0.0.1, and does not listen yet.
int bound_socket();
int port_of(int socket);
void set_non_blocking(int socket);
void set_no_delay(int socket);
/// Closes it so that the other side gets a reset.
void set_reset_on_close(int socket);
/// In the calling thread.
void block_sigpipe();

} // namespace loopback
