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

constexpr auto no_text = static_cast<const char*>(nullptr);

bool has_header(const HttpHeaders& headers, std::string_view name) {
  return std::any_of(headers.begin(), headers.end(), [name](const auto& header) {
    return header.first.size() == name.size() && curl_strnequal(header.first.c_str(), name.data(), name.size()) != 0;
  });
}

void set_headers(EasyOptions& easy, Transfer& transfer) {
  HeaderList& lines = transfer.kit->headers;
  lines.clear();
  // libcurl's notation: "Name:" removes a header of its own, "Name;" sends one without a value.
  lines.add("Expect", ":", {});
  if (!has_header(transfer.request.headers, "Content-Type")) lines.add("Content-Type", ":", {});
  for (const auto& [name, value] : transfer.request.headers) {
    const bool blank = value.find_first_not_of(" \t") == std::string::npos;
    lines.add(name, blank ? ";" : ": ", blank ? std::string_view() : std::string_view(value));
  }
  easy.set(CURLOPT_HTTPHEADER, lines.list());
}

void set_body(EasyOptions& easy, Transfer& transfer) {
  const HttpRequest& request = transfer.request;
  easy.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body_size(request)));
  // Without a seek callback beside the read callback: libcurl 7.88.1 silently sends a POST again on a new connection if
  // a kept one dies before the answer. Unable to rewind the body, it fails instead (CURLE_SEND_FAIL_REWIND).
  easy.set(CURLOPT_POSTFIELDS, transfer.body_in_request ? request.body.c_str() : no_text);
}

long http_version(bool http2) { return static_cast<long>(http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1); }

/// What libcurl reads an answer into; it allocates that anew for each transfer. Answers to what has a body are short, and
/// this much comes out of malloc's cache: at 64 in flight that is 3 % of a whole send. Over HTTP/2 libcurl 7.88.1 would have
/// to hold streams back with so small a buffer.
long buffer_size(const EasyKit& kit, bool with_body) {
  constexpr long usual = 16'384;
  constexpr long least = 1'024;
  return with_body && !kit.http2 ? least : usual;
}

/// Most often it is set already: a kit's transfers are much alike.
void set_method(EasyOptions& easy, EasyKit& kit, const std::string& method, bool with_body) {
  if (kit.method == method && kit.with_body == with_body) return;
  easy.set(CURLOPT_HTTPGET, 1L); // undoes the two others
  if (method == "HEAD") {
    easy.set(CURLOPT_NOBODY, 1L);
  } else if (with_body) {
    easy.set(CURLOPT_POST, 1L);
  }
  const bool libcurls_own = method == "HEAD" || method == (with_body ? "POST" : "GET");
  easy.set(CURLOPT_CUSTOMREQUEST, libcurls_own ? no_text : method.c_str());
  easy.set(CURLOPT_BUFFERSIZE, buffer_size(kit, with_body));
  kit.method = method;
  kit.with_body = with_body;
}

void set_request(EasyOptions& easy, Transfer& transfer) {
  const HttpRequest& request = transfer.request;
  const std::string& method = request.method;
  const bool with_body = body_size(request) > 0 || method == "POST" || method == "PUT" || method == "PATCH";
  set_method(easy, *transfer.kit, method, with_body);
  if (with_body) set_body(easy, transfer);
#if !CURL_AT_LEAST_VERSION(7, 80, 0)
  // Without a body there is nothing to rewind, so only a new connection that nobody shares keeps libcurl from sending it
  // again.
  const bool alone = body_size(request) == 0 && !is_repeatable(request);
  easy.set(CURLOPT_FRESH_CONNECT, alone ? 1L : 0L);
  easy.set(CURLOPT_HTTP_VERSION, http_version(transfer.kit->http2 && !alone));
#endif
}

void set_callbacks(EasyOptions& easy, EasyKit& kit) {
  easy.set(CURLOPT_PRIVATE, &kit);
  easy.set(CURLOPT_READFUNCTION, &give_body);
  easy.set(CURLOPT_READDATA, &kit);
  easy.set(CURLOPT_HEADERFUNCTION, &take_header);
  easy.set(CURLOPT_HEADERDATA, &kit);
  easy.set(CURLOPT_WRITEFUNCTION, &take_body);
  easy.set(CURLOPT_WRITEDATA, &kit);
  easy.set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  easy.set(CURLOPT_OPENSOCKETDATA, &kit);
#if CURL_AT_LEAST_VERSION(7, 80, 0)
  easy.set(CURLOPT_PREREQFUNCTION, &before_request);
  easy.set(CURLOPT_PREREQDATA, &kit);
#endif
}

void set_protocol(EasyOptions& easy, const EasyKit& kit) {
  easy.set(CURLOPT_HTTP_VERSION, http_version(kit.http2));
  // Who waits for whose connection is OriginQueue's business.
  easy.set(CURLOPT_PIPEWAIT, 0L);
  easy.set(CURLOPT_HTTP09_ALLOWED, 0L);
  easy.set(CURLOPT_FOLLOWLOCATION, 0L);
  // The proxy's own answers are not the server's.
  easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

void set_trust(EasyOptions& easy, const EasyKit& kit, const CurlTransportOptions& options) {
  if (!options.ca_file.empty()) {
    easy.set(CURLOPT_CAINFO, options.ca_file.c_str());
    // A directory that libcurl was built to trust would be trusted beside it.
    easy.set(CURLOPT_CAPATH, no_text);
    return;
  }
#if CURL_AT_LEAST_VERSION(7, 84, 0)
  // Debian's libcurl has a file and a directory with the same certificates. With a directory it keeps nothing in memory:
  // each new connection then stops the loop for 20 ms to read the file.
  char* file = nullptr;
  if (curl_easy_getinfo(kit.easy.get(), CURLINFO_CAINFO, &file) == CURLE_OK && file != nullptr)
    easy.set(CURLOPT_CAPATH, no_text);
#else
  static_cast<void>(kit);
#endif
}

void set_security(EasyOptions& easy, const EasyKit& kit, const CurlTransportOptions& options) {
  easy.set(CURLOPT_SSL_VERIFYPEER, 1L);
  easy.set(CURLOPT_SSL_VERIFYHOST, 2L);
  easy.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
#if CURL_AT_LEAST_VERSION(7, 85, 0)
  easy.set(CURLOPT_PROTOCOLS_STR, kit.tls ? "https" : "http");
#else
  easy.set(CURLOPT_PROTOCOLS, static_cast<long>(kit.tls ? CURLPROTO_HTTPS : CURLPROTO_HTTP));
#endif
  set_trust(easy, kit, options);
  easy.set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  // Left unset, these two come from the environment.
  easy.set(CURLOPT_PROXY, kit.tls ? options.proxy.c_str() : "");
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

/// See AddressGuard: never outside our tests.
void set_names(EasyOptions& easy, Transfer& transfer) {
  HeaderList& lines = transfer.kit->resolve;
  lines.clear();
  for (const std::string& line : transfer.guard->resolve()) lines.add(line, {}, {});
  easy.set(CURLOPT_RESOLVE, lines.list());
}

} // namespace

bool set_up_easy(EasyKit& kit, const LoopSettings& settings) {
  EasyOptions easy(kit.easy.get());
  set_callbacks(easy, kit);
  kit.http2 = kit.tls && settings.options.http2;
  set_protocol(easy, kit);
  set_security(easy, kit, settings.options);
  set_connection(easy, settings.options);
  return easy.good();
}

Result<void> aim_easy(Transfer& transfer) {
  EasyOptions easy(transfer.kit->easy.get());
  transfer.kit->transfer = &transfer;
  easy.set(CURLOPT_CURLU, transfer.target->url.get());
  set_request(easy, transfer);
  set_headers(easy, transfer);
  if (transfer.guard != nullptr && transfer.guard->resolve) set_names(easy, transfer);
  if (!easy.good())
    return not_sent(ErrorCode::internal, "libcurl refused to be set up; is it older than the one compiled against?");
  return {};
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
