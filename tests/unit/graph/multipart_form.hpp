#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pagebridge/http/body_stream.hpp"
#include "pagebridge/http/http_message.hpp"
#include "support/catch.hpp"

/// multipart/form-data, read by somebody who has not written it.
namespace multipart_form {

struct Part {
  std::string disposition; ///< the header's value
  std::string content_type;
  std::string content;
};

/// All bytes, `most` at a time.
inline std::string read_stream(const pagebridge::BodyStream& stream, std::size_t most = 4096) {
  auto opened = stream.open();
  REQUIRE(opened);
  const auto reader = std::move(*opened);
  std::string bytes;
  std::string buffer(most, '\0');
  for (;;) {
    const auto got = reader->read(&buffer[0], most);
    REQUIRE(got);
    REQUIRE(*got <= most);
    if (*got == 0) return bytes;
    bytes.append(buffer, 0, *got);
  }
}

inline std::string header(const std::string& head, const std::string& name) {
  const std::size_t begin = head.find("\r\n" + name + ": ");
  if (begin == std::string::npos) return {};
  const std::size_t value = begin + name.size() + 4;
  return head.substr(value, head.find("\r\n", value) - value);
}

/// The boundary that the request's Content-Type names.
inline std::string boundary_of(const pagebridge::HttpRequest& request) {
  const auto type = pagebridge::single_header(request.headers, "Content-Type");
  REQUIRE(type);
  const std::string before = "multipart/form-data; boundary=";
  REQUIRE(type->substr(0, before.size()) == before);
  return std::string(type->substr(before.size()));
}

inline std::vector<Part> parts_in(const pagebridge::HttpRequest& request) {
  REQUIRE(request.body.empty());
  REQUIRE(request.body_stream);
  const std::string bytes = read_stream(*request.body_stream);
  CHECK(bytes.size() == request.body_stream->size);
  const std::string mark = "\r\n--" + boundary_of(request);
  std::string rest = "\r\n" + bytes;
  std::vector<Part> parts;
  REQUIRE(rest.compare(0, mark.size(), mark) == 0);
  rest.erase(0, mark.size());
  while (rest != "--\r\n") {
    REQUIRE(rest.compare(0, 2, "\r\n") == 0);
    const std::size_t body = rest.find("\r\n\r\n");
    REQUIRE(body != std::string::npos);
    const std::size_t end = rest.find(mark, body + 2);
    REQUIRE(end != std::string::npos);
    const std::string head = rest.substr(0, body + 2);
    const std::size_t begin = body + 4;
    parts.push_back({header(head, "Content-Disposition"), header(head, "Content-Type"),
                     end < begin ? std::string() : rest.substr(begin, end - begin)});
    rest.erase(0, end + mark.size());
  }
  return parts;
}

} // namespace multipart_form
