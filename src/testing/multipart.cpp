#include "testing/multipart.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "testing/ascii.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view form_data = "multipart/form-data";

bool equal_ignoring_case(std::string_view a, std::string_view b) { return ascii::lower(a) == ascii::lower(b); }

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Takes the value of a header's parameter off `rest`: a token or a quoted text. Nothing if it is neither.
std::optional<std::string> take_value(std::string_view& rest) {
  std::string value;
  if (rest.empty() || rest.front() != '"') {
    const std::string_view token = trimmed(rest.substr(0, rest.find(';')));
    if (token.empty() || token.find_first_of("\" \t") != npos) return std::nullopt;
    rest.remove_prefix(std::min(rest.find(';'), rest.size()));
    return std::string(token);
  }
  std::size_t i = 1;
  for (; i < rest.size() && rest[i] != '"'; ++i) {
    // curl and older browsers write \" and \\; a backslash before anything else is itself, as in a Windows path.
    if (rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\')) ++i;
    value.push_back(rest[i]);
  }
  if (i >= rest.size()) return std::nullopt;
  rest.remove_prefix(i + 1);
  return value;
}

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// What stands behind a header's first word: `; name="value"; ...`. Nothing if it is malformed.
std::optional<Parameters> read_parameters(std::string_view rest) {
  Parameters parameters;
  for (rest = trimmed(rest); !rest.empty(); rest = trimmed(rest)) {
    if (rest.front() != ';') return std::nullopt;
    rest.remove_prefix(1);
    if (trimmed(rest).empty()) break;
    const std::size_t equals = rest.find('=');
    if (equals == npos) return std::nullopt;
    const std::string name(trimmed(rest.substr(0, equals)));
    rest = rest.substr(equals + 1);
    while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
    auto value = take_value(rest);
    if (!value || name.empty()) return std::nullopt;
    parameters.emplace_back(name, std::move(*value));
  }
  return parameters;
}

std::optional<std::string> parameter(const Parameters& parameters, std::string_view name) {
  for (const auto& [key, value] : parameters)
    if (equal_ignoring_case(key, name)) return value;
  return std::nullopt;
}

/// The boundary that a Content-Type names, if it is one (RFC 2046, section 5.1.1).
std::optional<std::string> boundary_of(std::string_view content_type) {
  constexpr std::size_t longest = 70;
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'()+_,-./:=? ";
  if (!equal_ignoring_case(trimmed(content_type.substr(0, content_type.find(';'))), form_data)) return std::nullopt;
  const auto parameters = read_parameters(content_type.substr(std::min(content_type.find(';'), content_type.size())));
  if (!parameters) return std::nullopt;
  auto boundary = parameter(*parameters, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > longest || boundary->back() == ' ') return std::nullopt;
  if (boundary->find_first_not_of(allowed) != std::string::npos) return std::nullopt;
  return boundary;
}

/// Reads the header lines of one part. False if one is malformed or the part has no name.
bool read_header(std::string_view header, MultipartPart& part) {
  bool has_name = false;
  while (!header.empty()) {
    const std::size_t end = header.find("\r\n");
    const std::string_view line = header.substr(0, end);
    header.remove_prefix(std::min(line.size() + 2, header.size()));
    const std::size_t colon = line.find(':');
    if (colon == npos || colon == 0 || line.find_first_of(std::string_view("\r\n\0", 3)) != npos) return false;
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (equal_ignoring_case(line.substr(0, colon), "Content-Type")) part.content_type = value;
    if (!equal_ignoring_case(line.substr(0, colon), "Content-Disposition")) continue;
    if (has_name || !equal_ignoring_case(trimmed(value.substr(0, value.find(';'))), "form-data")) return false;
    const auto parameters = read_parameters(value.substr(std::min(value.find(';'), value.size())));
    if (!parameters) return false;
    part.name = parameter(*parameters, "name").value_or("");
    part.file_name = parameter(*parameters, "filename");
    has_name = !part.name.empty();
  }
  return has_name;
}

/// Goes through a body from one delimiter line to the next.
class Scanner {
 public:
  Scanner(std::string_view body, const std::string& boundary) : body_(body), delimiter_("\r\n--" + boundary) {}

  /// Goes behind the first delimiter line, which may stand at the very start. False if there is none.
  bool begin() {
    const std::string_view first = std::string_view(delimiter_).substr(2);
    if (body_.substr(0, first.size()) == first) {
      at_ = first.size();
      if (end_line()) return true;
    }
    at_ = 0;
    return content().has_value();
  }
  /// What stands before the next delimiter line, which is passed. Nothing if there is none any more.
  std::optional<std::string_view> content() {
    const std::size_t start = at_;
    for (std::size_t found = body_.find(delimiter_, at_); found != npos; found = body_.find(delimiter_, found + 1)) {
      at_ = found + delimiter_.size();
      if (end_line()) return body_.substr(start, found - start);
    }
    return std::nullopt;
  }
  /// What stands before the empty line that ends a part's header. A header needs at least one line.
  std::optional<std::string_view> header() {
    constexpr std::size_t most_header = 8192;
    const std::size_t end = body_.substr(0, std::min(body_.size(), at_ + most_header)).find("\r\n\r\n", at_);
    if (end == npos) return std::nullopt;
    const std::string_view header = body_.substr(at_, end - at_);
    at_ = end + 4;
    return header;
  }
  [[nodiscard]] bool is_last() const { return is_last_; }

 private:
  /// Passes what may follow a delimiter: "--" for the last one, blanks, the line's end.
  bool end_line() {
    std::size_t i = at_;
    const bool last = body_.substr(i, 2) == "--";
    if (last) i += 2;
    while (i < body_.size() && is_blank(body_[i])) ++i;
    if (body_.substr(i, 2) != "\r\n" && !(last && i == body_.size())) return false;
    at_ = std::min(i + 2, body_.size());
    is_last_ = last;
    return true;
  }

  std::string_view body_;
  std::string delimiter_;
  std::size_t at_ = 0;
  bool is_last_ = false;
};

} // namespace

bool is_multipart(const HttpRequest& request) {
  const std::string_view type = single_header(request.headers, "Content-Type").value_or("");
  return equal_ignoring_case(trimmed(type.substr(0, type.find(';'))), form_data);
}

std::optional<std::vector<MultipartPart>> parse_multipart(std::string_view content_type, std::string_view body) {
  constexpr std::size_t most_parts = 32;
  const auto boundary = boundary_of(content_type);
  if (!boundary) return std::nullopt;
  std::vector<MultipartPart> parts;
  Scanner scanner(body, *boundary);
  if (!scanner.begin()) return std::nullopt;
  while (!scanner.is_last()) {
    MultipartPart part;
    const auto header = scanner.header();
    if (!header || parts.size() == most_parts || !read_header(*header, part)) return std::nullopt;
    const auto content = scanner.content();
    if (!content) return std::nullopt;
    part.content = *content;
    parts.push_back(std::move(part));
  }
  return parts;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
