#include "curl/transfer.hpp"

#if !defined(_WIN32)
#include <sys/socket.h>
#endif

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include "host_guard.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

constexpr std::size_t usual_headers = 12;

/// Counts what arrived. False once it is too much.
bool fits(Transfer& transfer, std::size_t bytes) noexcept {
  if (bytes > transfer.max_response_bytes - transfer.received) {
    transfer.stop = Stop::too_large;
    return false;
  }
  transfer.received += bytes;
  return true;
}

bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

/// A second request is about to be made for a transfer whose first one may have been acted on.
bool repeats(const Transfer& transfer) noexcept {
  return transfer.request_begun && !is_repeatable(transfer.request) && !body_is_still_here(transfer);
}

std::size_t body_failed(Transfer& transfer, const Error& error) {
  transfer.stop = Stop::body_failed;
  transfer.own_error = error;
  close_with(*transfer.kit);
  return CURL_READFUNC_ABORT;
}

/// The next piece of a streamed body. Never less than one byte: the size was promised to the server, which must not be
/// left to think that a shorter body is whole.
std::size_t read_stream(Transfer& transfer, char* buffer, std::size_t most) {
  const std::uint64_t left = transfer.request.body_stream->size - transfer.body_given;
  if (left == 0) return 0;
  if (most > left) most = static_cast<std::size_t>(left);
  std::optional<Result<std::size_t>> got;
  if (!call_host([&] { got = transfer.reader->read(buffer, most); }))
    return body_failed(transfer, not_sent(ErrorCode::host_failed, "reading the body threw"));
  if (!*got) return body_failed(transfer, got->error());
  if (**got == 0 || **got > most)
    return body_failed(transfer,
                       invalid_argument("body_stream", "the body has not the size that BodyStream::size says"));
  transfer.body_given += **got;
  return **got;
}

/// "HTTP/2 200 " or "HTTP/1.1 200 OK".
void take_status_line(Transfer& transfer, std::string_view line) {
  // A further answer: the one before was an interim one (1xx).
  transfer.response.headers.clear();
  transfer.response.headers.reserve(usual_headers);
  transfer.headers_complete = false;
  transfer.http2 = line.substr(0, 6) == "HTTP/2";
}

} // namespace

bool body_is_still_here(const Transfer& transfer) noexcept {
  return !transfer.body_in_request && transfer.body_given == 0 && body_size(transfer.request) > 0;
}

bool answer_is_whole(const Transfer& transfer) {
  if (transfer.response.status == 0 || transfer.receiver) return false;
  const auto length = single_header(transfer.response.headers, "Content-Length");
  return length && *length == std::to_string(transfer.response.body.size());
}

void close_with(const EasyKit& kit) { curl_easy_setopt(kit.easy.get(), CURLOPT_FORBID_REUSE, 1L); }

bool send_window_over(const Transfer& transfer) noexcept {
  return transfer.context.send_before && std::chrono::steady_clock::now() > *transfer.context.send_before;
}

std::size_t give_body(char* buffer, std::size_t size, std::size_t count, void* kit) {
  auto& self = *static_cast<EasyKit*>(kit)->transfer;
  if (self.body_given == 0 && send_window_over(self)) {
    self.stop = Stop::send_window_over;
    return CURL_READFUNC_ABORT;
  }
  if (self.request.body_stream) return read_stream(self, buffer, size * count);
  const std::size_t bytes = self.request.body.copy(buffer, size * count, static_cast<std::size_t>(self.body_given));
  self.body_given += bytes;
  return bytes;
}

std::size_t take_header(char* line, std::size_t size, std::size_t count, void* kit) {
  auto& self = *static_cast<EasyKit*>(kit)->transfer;
  const std::string_view text(line, size * count);
  if (!fits(self, text.size())) return 0;
  if (text.substr(0, 5) == "HTTP/") {
    take_status_line(self, text);
    return text.size();
  }
  if (trim(text).empty()) {
    self.headers_complete = true;
    long status = 0;
    curl_easy_getinfo(self.kit->easy.get(), CURLINFO_RESPONSE_CODE, &status);
    // Below 200 it is an interim answer, which says nothing.
    if (status >= 200) self.response.status = static_cast<int>(status);
    return text.size();
  }
  // After the body come trailers, which are not ours to mix with the headers; neither are lines that go on from the one
  // before, which RFC 9112 forbids servers to write.
  const auto colon = text.find(':');
  const bool goes_on = text.front() == ' ' || text.front() == '\t';
  if (!self.headers_complete && !goes_on && colon != std::string_view::npos)
    self.response.headers.emplace_back(trim(text.substr(0, colon)), trim(text.substr(colon + 1)));
  return text.size();
}

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* kit) {
  auto& self = *static_cast<EasyKit*>(kit)->transfer;
  if (self.receiver) {
    if (auto taken = self.receiver->take(self, {bytes, size * count}); !taken) {
      self.stop = Stop::answer_refused;
      self.own_error = taken.error();
      return 0;
    }
    return size * count;
  }
  if (!fits(self, size * count)) return 0;
  self.response.body.append(bytes, size * count);
  // Over HTTP/2 a server may answer before it has read the body, and then take no more of it: libcurl 7.88.1 would wait
  // for ever, or call it a failure.
  if (self.http2 && !self.body_in_request && self.body_given < body_size(self.request) && answer_is_whole(self)) {
    self.stop = Stop::answered;
    return 0;
  }
  return size * count;
}

curl_socket_t open_socket(void* kit, curlsocktype /*purpose*/, curl_sockaddr* address) {
  auto& self = *static_cast<EasyKit*>(kit)->transfer;
  if (repeats(self)) { // the second of two guards; see before_request()
    self.stop = Stop::repeated;
    return CURL_SOCKET_BAD;
  }
  if (self.guard != nullptr && !self.guard->allows(address->addr)) {
    self.address_refused = true;
    return CURL_SOCKET_BAD;
  }
  int type = address->socktype;
#if defined(SOCK_CLOEXEC)
  type |= SOCK_CLOEXEC;
#endif
  const curl_socket_t made = socket(address->family, type, address->protocol);
  if (made == CURL_SOCKET_BAD) return made;
  self.socket_opened = true;
  if (self.guard != nullptr) ++self.guard->opened;
  self.driver->opened(made);
  return made;
}

#if CURL_AT_LEAST_VERSION(7, 80, 0)
int before_request(void* kit, char* /*remote_ip*/, char* /*local_ip*/, int /*remote_port*/, int /*local_port*/) {
  auto& self = *static_cast<EasyKit*>(kit)->transfer;
  // Asked again for the same transfer: libcurl has found the connection dead and repeats by itself.
  if (repeats(self)) {
    self.stop = Stop::repeated;
    return CURL_PREREQFUNC_ABORT;
  }
  if (send_window_over(self)) {
    self.stop = Stop::send_window_over;
    return CURL_PREREQFUNC_ABORT;
  }
  self.request_begun = true;
  if (self.kit->http2) self.begun_at = std::chrono::steady_clock::now();
  return CURL_PREREQFUNC_OK;
}
#endif

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
