#include "cli/web_files.hpp"

namespace pagebridge::cli {

std::optional<HttpResponse> serve_web_file(const HttpRequest& request) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  for (const WebFile& file : web_files()) {
    // `/?ids=` is the Graph API's.
    if (file.path != (file.path == "/" ? std::string_view(request.url) : path_of(request.url))) continue;
    return HttpResponse{
        200,
        {{"Content-Type", std::string(file.type)},
         {"Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
          "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
         {"X-Content-Type-Options", "nosniff"},
         {"Referrer-Policy", "no-referrer"},
         {"Cache-Control", "no-store"}},
        std::string(file.text)};
  }
  return std::nullopt;
}

} // namespace pagebridge::cli
