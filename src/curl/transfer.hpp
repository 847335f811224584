#pragma once

#include <cstddef>
#include <utility>

#include "curl/handles.hpp"
#include "curl/request_check.hpp"
#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/http/http_transport.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// Why we ended a transfer ourselves: libcurl only reports that a callback said no.
enum class Stop {
  none,
  send_window_over, ///< CallContext::send_before has passed
  repeated,         ///< libcurl was about to send the request a second time
  too_large,        ///< the answer is over the limit
  deadline,
  shutdown,
};

/// One call from start() to its answer, with what libcurl's callbacks noted on the way.
/// Threads: made on the caller's thread, then used on the loop's only. Lifetime: must stay where it is, since its easy
/// handle points to it. Private.
struct Transfer {
  Transfer(HttpRequest the_request, const CallContext& the_context, Completion<HttpResponse> the_completion)
      : request(std::move(the_request)), context(the_context), done(std::move(the_completion)) {}
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer() = default;

  HttpRequest request;
  CallContext context; ///< its deadline is always set
  Completion<HttpResponse> done;
  bool one_too_many = false; ///< over max_calls: to be refused
  bool launched = false;     ///< given to libcurl, so that it holds one of its origin's connections

  Target target;
  ListHandle headers;
  EasyHandle easy; ///< after what it points to, so that it goes first

  Stop stop = Stop::none;
  bool request_begun = false; ///< a connection stood and the request was about to leave
  std::size_t body_given = 0; ///< bytes of the body that libcurl took
  std::size_t received = 0;   ///< bytes of the answer, headers included
  std::size_t max_response_bytes = 0;
  bool headers_complete = false;
  HttpResponse response;
};

/// Whether the transfer's right to send has ended.
bool send_window_over(const Transfer& transfer) noexcept;

/// libcurl's callbacks; the last argument, or the first of before_request(), is the Transfer.
std::size_t give_body(char* buffer, std::size_t size, std::size_t count, void* transfer);
std::size_t take_header(char* line, std::size_t size, std::size_t count, void* transfer);
std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* transfer);
#if CURL_AT_LEAST_VERSION(7, 80, 0)
int before_request(void* transfer, char* remote_ip, char* local_ip, int remote_port, int local_port);
#endif

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
