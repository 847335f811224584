#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "curl/easy_kit.hpp"
#include "curl/loop_settings.hpp"
#include "curl/request_check.hpp"
#include "pagebridge/cancel_token.hpp"
#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/http/body_stream.hpp"
#include "pagebridge/http/http_transport.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

/// Why we ended a transfer ourselves: libcurl only reports that a callback said no.
enum class Stop {
  none,
  send_window_over, ///< CallContext::send_before has passed
  repeated,         ///< libcurl was about to send the request a second time
  too_large,        ///< the answer is over the limit
  answered,         ///< whole, before the request was: the rest of its body is of no use
  body_failed,      ///< the request's body could not be read; see Transfer::own_error
  answer_refused,   ///< by Transfer::receiver; see Transfer::own_error
  deadline,
  cancelled, ///< by the caller
  shutdown,
};

struct Transfer;

/// When transfers must have ended.
using Deadlines = std::multimap<SteadyTime, Transfer*>;

/// Takes an answer's body in place of HttpResponse::body. Threads: the loop's. Private.
class AnswerReceiver {
 public:
  virtual ~AnswerReceiver() = default;
  AnswerReceiver(const AnswerReceiver&) = delete;
  AnswerReceiver& operator=(const AnswerReceiver&) = delete;

  /// An error ends the transfer. The answer's status is in `transfer` once this is called, and its headers.
  virtual Result<void> take(Transfer& transfer, std::string_view bytes) = 0;

 protected:
  AnswerReceiver() = default;
};

/// How a cancelled call is found again. Its callback may run on any thread, while the transfer is still being made and
/// until it dies; the pointer belongs to the loop's thread, and is null outside the time in which the loop has it.
struct CancelHandle {
  Transfer* transfer = nullptr;
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
  std::shared_ptr<AnswerReceiver> receiver; ///< if set, takes the body
  bool one_too_many = false;                ///< over max_calls: to be refused

  // Where the loop has it.
  std::size_t place = 0; ///< among the active ones
  Deadlines::iterator deadline_place{};
  bool launched = false;     ///< given to libcurl, so that it counts for its origin
  Transfer* ahead = nullptr; ///< in its origin's line, until it is launched
  Transfer* behind = nullptr;
  std::shared_ptr<CancelHandle> cancel_handle;

  std::shared_ptr<const Target> target;
  std::unique_ptr<EasyKit> kit;
  SocketDriver* driver = nullptr;
  AddressGuard* guard = nullptr;

  std::unique_ptr<BodyReader> reader; ///< of a streamed body
  bool body_in_request = false;       ///< libcurl sends the body together with the headers
  Stop stop = Stop::none;
  std::optional<Error> own_error;
  bool socket_opened = false; ///< it made a connection of its own, or tried to
  bool address_refused = false;
  bool request_begun = false;   ///< a connection stood and the request was about to leave
  SteadyTime begun_at{};        ///< then, if HTTP/2 may be spoken: others may wait for it
  std::uint64_t body_given = 0; ///< bytes of the body that libcurl took, unless body_in_request
  std::size_t received = 0;     ///< bytes of the answer, headers included, unless `receiver` counts
  std::size_t max_response_bytes = 0;
  bool headers_complete = false;
  bool http2 = false; ///< the answer came over it
  HttpResponse response;

  /// Last, so that it goes first: then its callback cannot run any more.
  CancelToken::Registration cancel_registration;
};

/// It has a body, and no byte of it has left: nobody can have acted on what has left.
bool body_is_still_here(const Transfer& transfer) noexcept;
/// Whether all of the answer is here, as far as its Content-Length tells.
bool answer_is_whole(const Transfer& transfer);
/// Whether the transfer's right to send has ended.
bool send_window_over(const Transfer& transfer) noexcept;

/// Makes the connection end with the transfer, unless others share it. Given up over HTTP/2, libcurl 7.88.1 would only tell
/// the server with the connection's next use.
void close_with(const EasyKit& kit);

/// libcurl's callbacks; the last argument, or the first of before_request() and open_socket(), is the transfer's EasyKit.
std::size_t give_body(char* buffer, std::size_t size, std::size_t count, void* kit);
std::size_t take_header(char* line, std::size_t size, std::size_t count, void* kit);
std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* kit);
curl_socket_t open_socket(void* kit, curlsocktype purpose, curl_sockaddr* address);
#if CURL_AT_LEAST_VERSION(7, 80, 0)
int before_request(void* kit, char* remote_ip, char* local_ip, int remote_port, int local_port);
#endif

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
