#include "graph/multipart.hpp"

#include <algorithm>

#include "crypto.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }

/// RFC 9110's token characters.
bool is_token_character(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

/// What may stand between quotes. Quotes and line ends are written as browsers write them (the HTML standard's "multipart
/// form data"); so are the backslash, which some readers take for an escape, and the other control characters.
std::string quotable(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string quoted;
  for (const char c : text) {
    if (is_control(c) || c == '"' || c == '\\') {
      const auto byte = static_cast<unsigned char>(c);
      quoted += {'%', digits[byte >> 4U], digits[byte & 15U]};
    } else {
      quoted.push_back(c);
    }
  }
  return quoted;
}

/// A length before each text, so that no two lists of texts look the same.
void add(std::string& all, std::string_view text) { all.append(std::to_string(text.size())).append(":").append(text); }

} // namespace

bool is_media_type(std::string_view text) noexcept {
  const auto token = [&text] {
    const auto end = std::find_if_not(text.begin(), text.end(), is_token_character);
    const auto length = static_cast<std::size_t>(end - text.begin());
    text.remove_prefix(length);
    return length > 0;
  };
  if (!token() || text.empty() || text.front() != '/') return false;
  text.remove_prefix(1);
  if (!token()) return false;
  const auto is_printable = [](char c) { return c >= ' ' && c <= '~'; };
  return text.empty() || (text.front() == ';' && std::all_of(text.begin(), text.end(), is_printable));
}

void Multipart::field(std::string_view name, std::string_view value) {
  fields_.push_back({std::string(name), std::string(value)});
}

/// The boundary is a keyed digest of all that is known of the body, so it is the same for the same body, and nothing that
/// the body holds can be it but by an accident of 2^-128.
void Multipart::file(File file) {
  std::string known = "multipart/form-data";
  for (const Field& field : fields_) {
    add(known, field.name);
    add(known, field.value);
  }
  add(known, file.file_name);
  add(known, std::to_string(file.content.size));
  const crypto::Digest digest = crypto::hmac_sha256(key_.reveal(), known);
  boundary_ = "pagebridge-" + crypto::hex(digest.data(), 16);

  std::string head;
  for (const Field& field : fields_)
    head += "--" + boundary_ + "\r\nContent-Disposition: form-data; name=\"" + field.name + "\"\r\n\r\n" + field.value +
            "\r\n";
  const std::string_view type = is_media_type(file.content_type) ? file.content_type : "application/octet-stream";
  head += "--" + boundary_ + "\r\nContent-Disposition: form-data; name=\"" + std::string(file.name) +
          "\"; filename=\"" + quotable(file.file_name) + "\"\r\nContent-Type: " + std::string(type) + "\r\n\r\n";
  streams_.push_back(stream_text(std::move(head)));
  streams_.push_back(std::move(file.content));
  streams_.push_back(stream_text("\r\n--" + boundary_ + "--\r\n"));
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
