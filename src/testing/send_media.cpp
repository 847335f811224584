// Media: https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/saving-assets
#include <algorithm>
#include <iterator>

#include "crypto.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::string_view media_types[] = {"image", "audio", "video", "file"};
constexpr std::size_t most_file_bytes = 25U << 20U; // documented as 25 MB; that these are MiB is a guess

SandboxRefusal media_error(int subcode, const std::string& text) { return {100, subcode, "(#100) " + text, 0}; }

/// Documented of audio; of images and video a guess.
bool fits(std::string_view type, std::string_view content_type) {
  const std::string family = std::string(type) + "/";
  return type == "file" || content_type.substr(0, family.size()) == family;
}

Refused read_upload(const MultipartPart& part, SandboxAttachment& file) {
  if (part.content.size() > most_file_bytes) return media_error(2018109, "Attachment size exceeds allowable limit");
  if (!fits(file.type, part.content_type))
    return media_error(2018047, "Upload attachment failure: the file does not match the attachment's type");
  file.file_name = part.file_name.value_or("");
  file.content_type = part.content_type;
  file.size = part.content.size();
  file.sha256 = crypto::hex(crypto::sha256(part.content));
  file.url = "https://cdn.sandbox.invalid/" + file.id.text();
  return std::nullopt;
}

} // namespace

Refused read_media(const GraphCall& call, const json::Value& attachment, PageAttachment& read) {
  const std::string_view type = attachment["type"].text();
  const json::Value payload = attachment["payload"];
  SandboxAttachment& file = read.file;
  if (std::find(std::begin(media_types), std::end(media_types), type) == std::end(media_types))
    return parameter_error("Param message[attachment][type] must be one of {image, audio, video, file, template}");
  if (!payload.is_object()) return parameter_error("Param message[attachment][payload] must be an object");
  file.type = type;
  file.url = payload["url"].text();
  file.reusable = payload["is_reusable"].truth();
  const std::string saved(payload["attachment_id"].id());
  const bool has_url = payload["url"].exists();
  const bool has_file = call.request.file.has_value();
  if ((saved.empty() ? 0 : 1) + (has_url ? 1 : 0) + (has_file ? 1 : 0) > 1)
    return parameter_error("An attachment has one of url, attachment_id and filedata");
  if (!saved.empty()) {
    file = {AttachmentId(saved), file.type, {}, false, {}, {}, 0, {}};
    read.is_saved = true;
    return std::nullopt;
  }
  constexpr std::size_t id_digits = 16;
  auto id = call.core.new_decimal_id(id_digits);
  if (!id) return SandboxRefusal{1, 0, "An unknown error occurred", 0};
  file.id = AttachmentId(std::move(*id));
  if (has_file) return read_upload(*call.request.file, file);
  if (!is_web_url(file.url)) return media_error(2018008, "Failed to fetch the file from the url");
  return std::nullopt;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
