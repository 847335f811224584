#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "pagebridge/http/http_message.hpp"

namespace pagebridge::cli {

/// A file of a program's web page, built into the program.
struct WebFile {
  std::string_view path; ///< as it is asked for: "/app.js"; index.html is "/"
  std::string_view type;
  std::string_view text;
};

/// The files of this program. The build makes this function (pagebridge_embed_web_files).
const std::vector<WebFile>& web_files();

/// The answer to a GET or HEAD of one of the files; nothing if the request asks for something else. Pages may load nothing
/// from elsewhere, run no inline script, and stand in no frame.
std::optional<HttpResponse> serve_web_file(const HttpRequest& request);

} // namespace pagebridge::cli
