#include "curl/outcome.hpp"

#include <string>
#include <utility>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

bool request_begun(const Transfer& transfer) {
  if (transfer.request_begun || transfer.body_given > 0) return true;
#if CURL_AT_LEAST_VERSION(7, 80, 0)
  return false;
#else
  // No before_request() told us.
  long bytes = 0;
  curl_off_t since = 0;
  if (!transfer.kit) return false;
  curl_easy_getinfo(transfer.kit->easy.get(), CURLINFO_REQUEST_SIZE, &bytes);
  curl_easy_getinfo(transfer.kit->easy.get(), CURLINFO_PRETRANSFER_TIME_T, &since);
  return bytes > 0 || since > 0;
#endif
}

SendFate fate_of(const Transfer& transfer) {
  return body_is_still_here(transfer) || !request_begun(transfer) ? SendFate::not_sent : SendFate::unknown;
}

Error failed(const Transfer& transfer, ErrorCode code, std::string what, std::string field = {}) {
  const SendFate fate = fate_of(transfer);
  what += fate == SendFate::not_sent ? "; nothing was sent, so it may be tried again"
                                     : "; the request may have arrived, so find out before repeating it";
  Error error{code, std::move(what), fate, std::move(field)};
  if (transfer.response.status > 0) error.http_status = transfer.response.status;
  return error;
}

/// An error of the host's own, or of a receiver: its words, our fate.
Error own_error(const Transfer& transfer) {
  Error error = *transfer.own_error;
  error.fate = fate_of(transfer);
  if (transfer.response.status > 0) error.http_status = transfer.response.status;
  return error;
}

const std::string& host_of(const Transfer& transfer) {
  static const std::string nowhere = "the server";
  return transfer.target ? transfer.target->host : nowhere;
}

Error stopped(const Transfer& transfer) {
  const std::string& host = host_of(transfer);
  switch (transfer.stop) {
    case Stop::send_window_over:
      return failed(transfer, ErrorCode::timeout, "the time to send to " + host + " was over (send_before)");
    case Stop::deadline: return failed(transfer, ErrorCode::timeout, "no answer from " + host + " within the deadline");
    case Stop::too_large:
      return failed(transfer, ErrorCode::bad_response,
                    "the answer of " + host + " is longer than max_response_bytes (" +
                        std::to_string(transfer.max_response_bytes) + "); raise it if such answers are wanted",
                    "max_response_bytes");
    case Stop::body_failed:
    case Stop::answer_refused: return own_error(transfer);
    case Stop::cancelled: return failed(transfer, ErrorCode::cancelled, "the call to " + host + " was cancelled");
    case Stop::shutdown: return failed(transfer, ErrorCode::cancelled, "the transport was destroyed");
    case Stop::none:
    case Stop::answered:
    case Stop::repeated: break;
  }
  return failed(transfer, ErrorCode::connection, "the connection to " + host + " died before the answer");
}

/// libcurl's own texts are fixed: no URL, no text of the server's.
std::string curl_words(CURLcode code) {
  return " (libcurl " + std::to_string(static_cast<int>(code)) + ": " + curl_easy_strerror(code) + ")";
}

Error broken(const Transfer& transfer, CURLcode code) {
  const std::string& host = host_of(transfer);
  const std::string words = curl_words(code);
  switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
      return failed(transfer, ErrorCode::connection,
                    "the proxy's name cannot be resolved; check proxy and DNS" + words);
    case CURLE_COULDNT_RESOLVE_HOST:
      return failed(transfer, ErrorCode::connection, "the name " + host + " cannot be resolved; check DNS" + words);
    case CURLE_COULDNT_CONNECT:
      if (transfer.address_refused) {
        Error error = invalid_argument("url", host + " leads to an address that is not public; nothing was sent");
        error.fate = fate_of(transfer);
        return error;
      }
      return failed(transfer, ErrorCode::connection,
                    "no connection to " + host + "; check network and firewall" + words);
    case CURLE_OPERATION_TIMEDOUT:
      return failed(transfer, ErrorCode::timeout, "no connection to " + host + " within connect_timeout" + words);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return failed(transfer, ErrorCode::connection,
                    "TLS with " + host + " failed; check its certificate, our clock and ca_file" + words);
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
      return failed(transfer, ErrorCode::bad_response, "the answer of " + host + " is not HTTP" + words);
    default: break;
  }
  return failed(transfer, ErrorCode::connection, "the connection to " + host + " broke" + words);
}

} // namespace

Result<HttpResponse> outcome(Transfer& transfer, CURLcode code) {
  if (transfer.stop == Stop::answered || (code == CURLE_HTTP2_STREAM && answer_is_whole(transfer)))
    return std::move(transfer.response);
  if (transfer.stop != Stop::none) return stopped(transfer);
  if (code != CURLE_OK) return broken(transfer, code);
  // libcurl 7.88.1 is content with an answer that ends amid its headers.
  if (transfer.response.status == 0)
    return failed(transfer, ErrorCode::connection, "the connection to " + host_of(transfer) + " broke amid the answer");
  return std::move(transfer.response);
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
