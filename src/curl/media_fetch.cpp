#include "curl/media_fetch.hpp"

#include <optional>
#include <string>
#include <utility>

#include "host_guard.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

/// Calls the sink, which may throw.
template <class Call>
Result<void> ask(Call call) {
  std::optional<Result<void>> result;
  if (!call_host([&] { result = call(); }))
    return Error{ErrorCode::host_failed, "the MediaSink threw", SendFate::unknown, {}};
  return std::move(*result);
}

Error too_long(std::uint64_t max_bytes) {
  return Error{ErrorCode::body_too_large, "the medium is longer than max_bytes (" + std::to_string(max_bytes) + ")",
               SendFate::unknown, "max_bytes"};
}

/// The number in a Content-Length; none if it is not one.
std::optional<std::uint64_t> size_of(const HttpResponse& answer) {
  const auto text = single_header(answer.headers, "Content-Length");
  if (!text || text->empty() || text->size() > 18) return std::nullopt;
  std::uint64_t size = 0;
  for (const char c : *text) {
    if (c < '0' || c > '9') return std::nullopt;
    size = size * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return size;
}

Error wrong_status(int status) {
  Error error{ErrorCode::bad_response,
              status >= 300 && status < 400 ? "the server sent a redirect in place of the medium; it is not followed"
                                            : "the server did not send the medium; its URL may have expired",
              SendFate::unknown,
              {}};
  error.http_status = status;
  return error;
}

} // namespace

Result<void> MediaFetch::begin(const HttpResponse& answer) {
  if (answer.status != 200) return wrong_status(answer.status);
  for (const auto& [name, value] : answer.headers)
    if (curl_strequal(name.c_str(), "Content-Encoding") != 0 && curl_strequal(value.c_str(), "identity") == 0)
      return Error{ErrorCode::bad_response, "the medium came compressed, unasked", SendFate::unknown, {}};
  MediaInfo info;
  info.content_type = single_header(answer.headers, "Content-Type").value_or("");
  info.size = size_of(answer);
  if (info.size && *info.size > max_bytes_) return too_long(max_bytes_);
  fetched_.content_type = info.content_type;
  auto begun = ask([&] { return sink_->begin(info); });
  begun_ = begun.has_value();
  return begun;
}

Result<void> MediaFetch::take(Transfer& transfer, std::string_view bytes) {
  if (!begun_)
    if (auto begun = begin(transfer.response); !begun) return begun;
  if (bytes.size() > max_bytes_ - fetched_.bytes) return too_long(max_bytes_);
  fetched_.bytes += bytes.size();
  return ask([&] { return sink_->write(bytes); });
}

Result<FetchedMedia> MediaFetch::finish(const std::string& host, const HttpResponse& answer) {
  if (!begun_) // not a byte came
    if (auto begun = begin(answer); !begun) return begun.error();
  begun_ = false;
  if (auto finished = ask([&] { return sink_->finish(); }); !finished) return finished.error();
  fetched_.host = host;
  return std::move(fetched_);
}

void MediaFetch::end(const std::string& host, const Result<HttpResponse>& result) {
  auto fetched = result ? finish(host, *result) : result.error();
  if (!fetched && begun_) call_host([&] { sink_->fail(fetched.error()); });
  sink_.reset();
  done_(std::move(fetched));
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
