#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/http/http_message.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// One part of a multipart/form-data body (RFC 7578).
struct MultipartPart {
  std::string name;
  std::optional<std::string> file_name; ///< none: the part is a field, no file
  std::string content_type;             ///< empty if the part has none
  std::string_view content;             ///< views the body
};

/// Whether the request says that its body is multipart/form-data.
bool is_multipart(const HttpRequest& request);

/// The parts of a multipart/form-data body of that Content-Type. Nothing if the body is malformed: without a usable
/// boundary, cut short, with a part that has no name or whose header cannot be read, or with more than 32 parts or 8 KiB
/// of header in one.
std::optional<std::vector<MultipartPart>> parse_multipart(std::string_view content_type, std::string_view body);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
