#include "curl/easy_setup.hpp"

#include <algorithm>
#include <string>

#include "pagebridge/library_version.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

/// curl_easy_setopt that remembers whether any call failed: a security option that an old libcurl does not know must
/// stop the request.
class EasyOptions {
 public:
  explicit EasyOptions(CURL* easy) noexcept : easy_(easy) {}

  template <class Value>
  void set(CURLoption option, Value value) noexcept {
    if (good_) good_ = curl_easy_setopt(easy_, option, value) == CURLE_OK;
  }
  [[nodiscard]] bool good() const noexcept { return good_; }

 private:
  CURL* easy_;
  bool good_ = true;
};

bool append(ListHandle& list, const std::string& line) noexcept {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) return false;
  static_cast<void>(list.release());
  list.reset(longer);
  return true;
}

bool has_header(const HttpHeaders& headers, std::string_view name) {
  return std::any_of(headers.begin(), headers.end(), [name](const auto& header) {
    return curl_strnequal(header.first.c_str(), name.data(), name.size()) != 0 && header.first.size() == name.size();
  });
}

bool set_headers(EasyOptions& easy, Transfer& transfer) {
  // libcurl's notation: "Name:" removes a header of its own, "Name;" sends one without a value.
  bool good = append(transfer.headers, "Expect:");
  if (!has_header(transfer.request.headers, "Content-Type")) good = good && append(transfer.headers, "Content-Type:");
  for (const auto& [name, value] : transfer.request.headers) {
    const bool blank = value.find_first_not_of(" \t") == std::string::npos;
    std::string line = name;
    line += blank ? ";" : ": ";
    if (!blank) line += value;
    good = good && append(transfer.headers, line);
  }
  easy.set(CURLOPT_HTTPHEADER, transfer.headers.get());
  return good;
}

void set_request(EasyOptions& easy, Transfer& transfer) {
  const HttpRequest& request = transfer.request;
  easy.set(CURLOPT_CURLU, transfer.target.url.get());
  const bool post_style =
      !request.body.empty() || request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  if (request.method == "HEAD") {
    easy.set(CURLOPT_NOBODY, 1L);
  } else if (post_style) {
    easy.set(CURLOPT_POST, 1L);
    // A read callback, and no seek callback beside it: libcurl 7.88.1 silently sends a POST again on a new connection
    // if a kept one dies before the answer. Unable to rewind the body, it fails instead (CURLE_SEND_FAIL_REWIND).
    easy.set(CURLOPT_READFUNCTION, &give_body);
    easy.set(CURLOPT_READDATA, &transfer);
    easy.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    if (request.method != "POST") easy.set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
  } else {
    easy.set(CURLOPT_HTTPGET, 1L);
    if (request.method != "GET") easy.set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
#if CURL_AT_LEAST_VERSION(7, 80, 0)
  easy.set(CURLOPT_PREREQFUNCTION, &before_request);
  easy.set(CURLOPT_PREREQDATA, &transfer);
#else
  // Without a body there is nothing to rewind, so only a new connection keeps libcurl from sending it again.
  if (request.body.empty() && !is_repeatable(request)) easy.set(CURLOPT_FRESH_CONNECT, 1L);
#endif
}

void set_answer(EasyOptions& easy, Transfer& transfer) {
  easy.set(CURLOPT_HEADERFUNCTION, &take_header);
  easy.set(CURLOPT_HEADERDATA, &transfer);
  easy.set(CURLOPT_WRITEFUNCTION, &take_body);
  easy.set(CURLOPT_WRITEDATA, &transfer);
  easy.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  easy.set(CURLOPT_HTTP09_ALLOWED, 0L);
  easy.set(CURLOPT_FOLLOWLOCATION, 0L);
  // The proxy's own answers are not the server's.
  easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

void set_trust(EasyOptions& easy, const Transfer& transfer, const CurlTransportOptions& options) {
  const auto no_directory = static_cast<const char*>(nullptr);
  if (!options.ca_file.empty()) {
    easy.set(CURLOPT_CAINFO, options.ca_file.c_str());
    // A directory that libcurl was built to trust would be trusted beside it.
    easy.set(CURLOPT_CAPATH, no_directory);
    return;
  }
#if CURL_AT_LEAST_VERSION(7, 84, 0)
  // Debian's libcurl has a file and a directory with the same certificates. With a directory it keeps nothing in memory:
  // each new connection then stops the loop for 20 ms to read the file.
  char* file = nullptr;
  if (curl_easy_getinfo(transfer.easy.get(), CURLINFO_CAINFO, &file) == CURLE_OK && file != nullptr)
    easy.set(CURLOPT_CAPATH, no_directory);
#else
  static_cast<void>(transfer);
#endif
}

void set_security(EasyOptions& easy, const Transfer& transfer, const CurlTransportOptions& options) {
  easy.set(CURLOPT_SSL_VERIFYPEER, 1L);
  easy.set(CURLOPT_SSL_VERIFYHOST, 2L);
  easy.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
#if CURL_AT_LEAST_VERSION(7, 85, 0)
  easy.set(CURLOPT_PROTOCOLS_STR, transfer.target.tls ? "https" : "http");
#else
  easy.set(CURLOPT_PROTOCOLS, static_cast<long>(transfer.target.tls ? CURLPROTO_HTTPS : CURLPROTO_HTTP));
#endif
  set_trust(easy, transfer, options);
  easy.set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  // Left unset, these two come from the environment.
  easy.set(CURLOPT_PROXY, transfer.target.tls ? options.proxy.c_str() : "");
  easy.set(CURLOPT_NOPROXY, "");
}

void set_connection(EasyOptions& easy, const CurlTransportOptions& options) {
  easy.set(CURLOPT_NOSIGNAL, 1L);
  easy.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  easy.set(CURLOPT_MAXAGE_CONN, static_cast<long>(options.max_idle_connection_age.count()));
  const std::string agent =
      options.user_agent.empty() ? "pagebridge/" + std::string(library_version()) : options.user_agent;
  easy.set(CURLOPT_USERAGENT, agent.c_str());
#if CURL_AT_LEAST_VERSION(7, 87, 0)
  // Otherwise the whole loop waits for a slow name server when a call is given up.
  easy.set(CURLOPT_QUICK_EXIT, 1L);
#endif
}

} // namespace

Result<void> set_up_easy(Transfer& transfer, const CurlTransportOptions& options) {
  transfer.easy.reset(curl_easy_init());
  transfer.max_response_bytes = options.max_response_bytes;
  EasyOptions easy(transfer.easy.get());
  easy.set(CURLOPT_PRIVATE, &transfer);
  set_request(easy, transfer);
  set_answer(easy, transfer);
  set_security(easy, transfer, options);
  set_connection(easy, options);
  if (!set_headers(easy, transfer) || !easy.good())
    return not_sent(ErrorCode::internal, "libcurl refused to be set up; is it older than the one compiled against?");
  return {};
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
