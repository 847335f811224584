#include "curl/transfer.hpp"

#include <algorithm>
#include <string_view>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

/// Counts what arrived. False once it is too much.
bool fits(Transfer& transfer, std::size_t bytes) noexcept {
  if (bytes > transfer.max_response_bytes - transfer.received) {
    transfer.stop = Stop::too_large;
    return false;
  }
  transfer.received += bytes;
  return true;
}

std::string_view trim(std::string_view text) noexcept {
  static constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// No byte of the body has left, so what has left cannot be acted on.
bool body_is_still_here(const Transfer& transfer) noexcept {
  return !transfer.request.body.empty() && transfer.body_given == 0;
}

} // namespace

bool send_window_over(const Transfer& transfer) noexcept {
  return transfer.context.send_before && std::chrono::steady_clock::now() > *transfer.context.send_before;
}

std::size_t give_body(char* buffer, std::size_t size, std::size_t count, void* transfer) {
  auto& self = *static_cast<Transfer*>(transfer);
  if (self.body_given == 0 && send_window_over(self)) {
    self.stop = Stop::send_window_over;
    return CURL_READFUNC_ABORT;
  }
  const std::size_t bytes = self.request.body.copy(buffer, size * count, self.body_given);
  self.body_given += bytes;
  return bytes;
}

std::size_t take_header(char* line, std::size_t size, std::size_t count, void* transfer) {
  auto& self = *static_cast<Transfer*>(transfer);
  const std::string_view text(line, size * count);
  if (!fits(self, text.size())) return 0;
  if (text.substr(0, 5) == "HTTP/") { // a further answer: the one before was an interim one (1xx)
    self.response.headers.clear();
    self.headers_complete = false;
    return text.size();
  }
  if (trim(text).empty()) {
    self.headers_complete = true;
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

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* transfer) {
  auto& self = *static_cast<Transfer*>(transfer);
  if (!fits(self, size * count)) return 0;
  self.response.body.append(bytes, size * count);
  return size * count;
}

#if CURL_AT_LEAST_VERSION(7, 80, 0)
int before_request(void* transfer, char* /*remote_ip*/, char* /*local_ip*/, int /*remote_port*/, int /*local_port*/) {
  auto& self = *static_cast<Transfer*>(transfer);
  // Asked again for the same transfer, libcurl has found the connection dead and repeats by itself.
  if (self.request_begun && !is_repeatable(self.request) && !body_is_still_here(self)) {
    self.stop = Stop::repeated;
    return CURL_PREREQFUNC_ABORT;
  }
  if (send_window_over(self)) {
    self.stop = Stop::send_window_over;
    return CURL_PREREQFUNC_ABORT;
  }
  self.request_begun = true;
  return CURL_PREREQFUNC_OK;
}
#endif

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
