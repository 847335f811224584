#pragma once

#include <string>
#include <string_view>

namespace pagebridge::cli {

/// `text`, a JSON value, on one line: without white space between its parts, and with strings that are valid UTF-8. What
/// is no JSON comes back as a JSON string.
std::string compact_json(std::string_view text);

} // namespace pagebridge::cli
