#pragma once

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/message.hpp>
#include <cstddef>
#include <optional>
#include <string_view>

#include "cli/http_server.hpp"

namespace pagebridge::cli {

// What a header says about the body behind it.

struct FramingFault {
  int status = 400;
  const char* words = "";
};

/// Chunked and nothing else, in HTTP/1.1: where the body of another coding ends, or of one that we do not undo, a proxy and we
/// might not agree.
inline std::optional<FramingFault> coding_fault(const boost::beast::http::request_header<>& header) {
  constexpr auto coding = boost::beast::http::field::transfer_encoding;
  constexpr unsigned http_1_1 = 11;
  if (header.count(coding) == 0) return std::nullopt;
  if (header.version() < http_1_1) return FramingFault{400, "HTTP/1.0 has no transfer codings\n"};
  if (header.count(coding) == 1 && boost::beast::iequals(header[coding], "chunked")) return std::nullopt;
  return FramingFault{501, "no transfer coding but chunked is known\n"};
}

inline std::size_t most_bytes(const HttpServerOptions& options) {
  return std::max(options.max_body_bytes, options.max_upload_bytes);
}

inline std::size_t most_bytes(const HttpServerOptions& options, std::string_view target) {
  return options.is_upload && options.is_upload(target) ? options.max_upload_bytes : options.max_body_bytes;
}

} // namespace pagebridge::cli
