#include "support/loopback_tls.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace loopback {

namespace {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeCertificate {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
struct FreeExtension {
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Certificate = std::unique_ptr<X509, FreeCertificate>;

bool is_address(const std::string& name) { return name.find_first_not_of("0123456789.") == std::string::npos; }

Certificate self_signed(EVP_PKEY* key, const std::string& name) {
  Certificate certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* const subject = X509_get_subject_name(certificate.get());
  const auto* const text = reinterpret_cast<const unsigned char*>("pagebridge test");
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, text, -1, -1, 0);
  X509_set_issuer_name(certificate.get(), subject);
  const std::string alternative = (is_address(name) ? "IP:" : "DNS:") + name;
  const std::unique_ptr<X509_EXTENSION, FreeExtension> extension(
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, alternative.c_str()));
  must(extension && X509_add_ext(certificate.get(), extension.get(), -1) == 1, "the certificate's name");
  must(X509_sign(certificate.get(), key, EVP_sha256()) > 0, "signing the certificate");
  return certificate;
}

std::string temporary_file() {
  std::string name = (std::filesystem::temp_directory_path() / "pagebridge-XXXXXX").string();
  const int file = mkstemp(name.data());
  must(file >= 0, "a temporary file");
  close(file);
  return name;
}

int choose_http2(SSL* /*session*/, const unsigned char** out, unsigned char* size, const unsigned char* in,
                 unsigned int in_size, void* /*unused*/) {
  static const unsigned char ours[] = {2, 'h', '2'};
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, size, ours, sizeof(ours), in, in_size) != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

} // namespace

void must(bool good, const char* what) {
  if (good) return;
  std::fprintf(stderr, "loopback server: %s failed\n", what);
  std::abort();
}

ServerTls::ServerTls(const std::string& certificate_for) : context_(SSL_CTX_new(TLS_server_method())) {
  const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
  must(key != nullptr, "making a key");
  const Certificate certificate = self_signed(key.get(), certificate_for);
  certificate_file_ = temporary_file();
  std::FILE* const file = std::fopen(certificate_file_.c_str(), "wb");
  must(file != nullptr && PEM_write_X509(file, certificate.get()) == 1, "writing the certificate");
  std::fclose(file);
  must(SSL_CTX_use_certificate(context_.get(), certificate.get()) == 1, "using the certificate");
  must(SSL_CTX_use_PrivateKey(context_.get(), key.get()) == 1, "using the key");
  SSL_CTX_set_mode(context_.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
}

ServerTls::~ServerTls() { std::filesystem::remove(certificate_file_); }

void ServerTls::only_tls_1_1() {
  SSL_CTX_set_security_level(context_.get(), 0);
  SSL_CTX_set_min_proto_version(context_.get(), TLS1_1_VERSION);
  SSL_CTX_set_max_proto_version(context_.get(), TLS1_1_VERSION);
}

void ServerTls::offer_http2() { SSL_CTX_set_alpn_select_cb(context_.get(), &choose_http2, nullptr); }

TlsSession ServerTls::accept(int socket) const {
  TlsSession session(SSL_new(context_.get()));
  SSL_set_fd(session.get(), socket);
  SSL_set_accept_state(session.get());
  return session;
}

void set_non_blocking(int socket) { fcntl(socket, F_SETFL, fcntl(socket, F_GETFL, 0) | O_NONBLOCK); }

int bound_socket() {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  must(listener >= 0 && bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0, "bind");
  return listener;
}

int port_of(int socket) {
  sockaddr_in address{};
  socklen_t size = sizeof(address);
  must(getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0, "getsockname");
  return ntohs(address.sin_port);
}

void set_no_delay(int socket) {
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

void set_reset_on_close(int socket) {
  const linger now{1, 0};
  setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
}

void block_sigpipe() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

} // namespace loopback
