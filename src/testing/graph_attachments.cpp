// The Attachment Upload API: https://developers.facebook.com/docs/messenger-platform/reference/attachment-upload-api
#include <utility>

#include "json/writer.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

HttpResponse answer_attachment_upload(const GraphCall& call) {
  if (call.request.method != "POST")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  const json::Value attachment = call.parameters["message"]["attachment"];
  if (!attachment.is_object())
    return graph_error(call.context, parameter_error("Param message must have an attachment"));
  PageAttachment read;
  if (auto refused = read_media(call, attachment, read)) return graph_error(call.context, *refused);
  if (read.is_saved) return graph_error(call.context, parameter_error("An attachment_id is saved already"));
  json::Writer writer;
  writer.begin_object().member("attachment_id", read.file.id.text()).end_object();
  call.core.save_attachment(call.page, std::move(read.file));
  return graph_success(call.context, writer.text());
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
