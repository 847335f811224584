// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/saving-assets
#include "graph/multipart.hpp"
#include "graph/request.hpp"
#include "graph/send_fields.hpp"
#include "message/message_json.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

constexpr const char* uploads_path = "/me/message_attachments";

template <class Write>
std::string json_text(const Write& write) {
  json::Writer json;
  write(json);
  return json.text();
}

HttpRequest upload_request(const Access& access, const char* path, Multipart parts, const MediaUpload& media) {
  const std::string_view name = media.file_name.empty() ? to_string(media.kind) : std::string_view(media.file_name);
  parts.file({"filedata", name, media.content_type, media.content ? *media.content : stream_text({})});
  std::string content_type = parts.content_type();
  return post_stream(access, path, std::move(content_type), std::move(parts).body());
}

struct AttachmentRequest {
  const Access& access;
  HttpRequest operator()(const MediaByUrl& media) const {
    json::Writer json;
    json.begin_object().key("message").begin_object().key("attachment");
    message::write_attachment(json, MediaByUrl{media.kind, media.url, true});
    return post_json(access, uploads_path, json.end_object().end_object().text());
  }
  HttpRequest operator()(const MediaUpload& media) const {
    Multipart parts(access.access_token);
    parts.field("message", json_text([&](json::Writer& json) { message::write_upload(json, media.kind, true, {}); }));
    return upload_request(access, uploads_path, std::move(parts), media);
  }
};

} // namespace

HttpRequest to_http(const SendUpload& call, const Access& access) {
  const MessagingType type = messaging_type(call.as);
  Multipart parts(access.access_token);
  parts.field("recipient", json_text([&](json::Writer& json) { write_recipient(json, call.recipient); }));
  parts.field("messaging_type", type.type);
  if (!type.tag.empty()) parts.field("tag", type.tag);
  parts.field("message", json_text([&](json::Writer& json) {
                message::write_upload(json, call.media.kind, call.media.is_reusable, call.metadata);
              }));
  return upload_request(access, messages_path, std::move(parts), call.media);
}

Result<SendReceipt> from_http(const SendUpload& /*call*/, const HttpResponse& response) {
  return read_send_answer(response);
}

HttpRequest to_http(const UploadAttachment& call, const Access& access) {
  return std::visit(AttachmentRequest{access}, call.media);
}

Result<AttachmentId> from_http(const UploadAttachment& /*call*/, const HttpResponse& response) {
  return answer(response, UploadAttachment::kind, [&](const json::Value& root) -> Result<AttachmentId> {
    std::string id = copy(root["attachment_id"].id());
    if (id.empty()) return missing(response, "attachment_id", UploadAttachment::kind);
    return AttachmentId(std::move(id));
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
