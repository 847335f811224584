#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/tree.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/http/http_message.hpp"
#include "testing/multipart.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// A Graph call, wherever its parameters came from. Lifetime: its files view the HttpRequest's body.
struct GraphRequest {
  std::string method;
  std::string version;           ///< "v25.0"; empty if the path has none
  std::vector<std::string> path; ///< without the version
  std::string bearer;            ///< the token of the Authorization header
  std::string parameters;        ///< one JSON object: of a name that stands twice, the body's comes before the query's
  std::optional<MultipartPart> file{}; ///< the part `filedata` of a multipart body
  std::vector<MultipartPart> files{};  ///< all parts of a multipart body that are files
  bool is_readable = true;             ///< false: the body is in no format that we know
  bool is_utf8 = true;                 ///< false: `parameters` had to be repaired
};

/// Larger requests are refused, unless they are uploads.
inline constexpr std::size_t most_body_bytes = 4U << 20U;

/// What a request's body may be: in a batch it is a form, even if it looks like JSON.
enum class BodyFormat { any, urlencoded };

/// Takes a request apart. Bodies may be JSON or a form of either kind, whose nested objects are JSON; the relaxed JSON of the
/// platform's own samples (`{id:'1'}`) is understood there, too.
GraphRequest read_graph_request(const HttpRequest& request, BodyFormat format = BodyFormat::any);

/// The fields of an application/x-www-form-urlencoded body, decoded. Unlike in a URL, a "#" is a character like any other.
std::vector<std::pair<std::string, std::string>> form_parameters(std::string_view form);

/// The parts of a path: "a" and "b" of "/a/b/".
std::vector<std::string> path_parts(std::string_view url);

/// A list given as "a, b" or as a JSON array of texts.
std::vector<std::string> name_list(const json::Value& value);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
