#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/http/body_stream.hpp"
#include "pagebridge/secret.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// A multipart/form-data body (RFC 7578): fields, then one file, which is read while it is sent. Nothing in a name or a
/// value can end its header or its part. Private.
class Multipart {
 public:
  struct File {
    std::string_view name; ///< of the part
    std::string_view file_name;
    std::string_view content_type;
    BodyStream content;
  };

  /// `key` makes the boundary unguessable: whoever wrote the file cannot put it there.
  explicit Multipart(const Secret& key) : key_(key) {}

  /// `name` is ours; `value` may be anything.
  void field(std::string_view name, std::string_view value);
  /// The last part.
  void file(File file);

  [[nodiscard]] std::string content_type() const { return "multipart/form-data; boundary=" + boundary_; }
  BodyStream body() && { return stream_all(std::move(streams_)); }

 private:
  struct Field {
    std::string name;
    std::string value;
  };
  const Secret& key_;
  std::vector<Field> fields_;
  std::string boundary_;
  std::vector<BodyStream> streams_;
};

/// Whether it can stand in a Content-Type header: "audio/mpeg", "text/plain; charset=utf-8".
bool is_media_type(std::string_view text) noexcept;

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
