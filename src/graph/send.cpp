#include "pagebridge/graph/send.hpp"

#include "graph/request.hpp"
#include "json/tree.hpp"
#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

json::Writer& begin_recipient(json::Writer& json, const Psid& person) {
  return json.begin_object().key("recipient").begin_object().member("id", person.text()).end_object();
}

struct ContentWriter {
  json::Writer& json;
  void operator()(const Text& message) const { json.member("text", message.text); }
  void operator()(const MediaByUrl& message) const {
    json.key("attachment").begin_object().member("type", to_string(message.kind));
    json.key("payload").begin_object().member("url", message.url).end_object().end_object();
  }
  template <class Other>
  void operator()(const Other& /*message*/) const {}
};

} // namespace

std::string to_json(const SendMessage& call) {
  json::Writer json;
  begin_recipient(json, std::get<Psid>(call.recipient))
      .member("messaging_type", "RESPONSE")
      .key("message")
      .begin_object();
  std::visit(ContentWriter{json}, call.message.content);
  if (!call.metadata.empty()) json.member("metadata", call.metadata);
  return json.end_object().end_object().text();
}

HttpRequest send_request(std::string body, const Access& access) {
  return post_json(access, "/me/messages", std::move(body));
}

HttpRequest to_http(const SendMessage& call, const Access& access) { return send_request(to_json(call), access); }

Result<SendReceipt> read_send_answer(const HttpResponse& response) {
  return answer(response, CallKind::once, [&](const json::Value& root) -> Result<SendReceipt> {
    std::string mid = copy(root["message_id"].id());
    if (mid.empty()) return missing(response, "message_id", CallKind::once);
    return SendReceipt{Mid(std::move(mid)), Psid(copy(root["recipient_id"].id())),
                       AttachmentId(copy(root["attachment_id"].id()))};
  });
}

Result<SendReceipt> from_http(const SendMessage& /*call*/, const HttpResponse& response) {
  return read_send_answer(response);
}

std::string_view to_string(SenderActionKind kind) noexcept {
  switch (kind) {
    case SenderActionKind::typing_on: return "typing_on";
    case SenderActionKind::typing_off: return "typing_off";
    case SenderActionKind::mark_seen: return "mark_seen";
  }
  return "typing_off";
}

HttpRequest to_http(const SenderAction& call, const Access& access) {
  json::Writer json;
  begin_recipient(json, call.recipient).member("sender_action", to_string(call.action)).end_object();
  return post_json(access, "/me/messages", json.text());
}

Result<void> from_http(const SenderAction& /*call*/, const HttpResponse& response) {
  if (auto error = error_in(response, CallKind::idempotent)) return std::move(*error);
  return {};
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
