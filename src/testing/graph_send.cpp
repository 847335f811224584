// The Send API: https://developers.facebook.com/docs/messenger-platform/reference/send-api
#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "json/writer.hpp"
#include "testing/graph_endpoints.hpp"
#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

using Refused = std::optional<SandboxRefusal>;

constexpr milliseconds standard_window = std::chrono::hours(24);
constexpr milliseconds human_agent_window = std::chrono::hours(7 * 24);

SandboxRefusal parameter_error(const std::string& text) { return {100, 0, "(#100) " + text, 0}; }

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

Refused check_length(std::string_view text, const std::string& name, std::size_t most) {
  if (utf8::code_points(text) <= most) return std::nullopt;
  return parameter_error("Length of param " + name + " must be less than or equal to " + std::to_string(most));
}

/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages: which window the
/// message claims. A missing messaging_type is taken, as the platform does.
Refused read_window(const json::Value& parameters, milliseconds& window) {
  const std::string_view type = parameters["messaging_type"].text();
  const std::string_view tag = parameters["tag"].text();
  window = standard_window;
  if (type.empty() || type == "RESPONSE" || type == "UPDATE") return std::nullopt;
  if (type == "UTILITY") return parameter_error("A utility message needs an approved template");
  if (type != "MESSAGE_TAG")
    return parameter_error("Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}");
  if (tag.empty()) return parameter_error("The parameter tag is required with the messaging_type MESSAGE_TAG");
  // What the platform does without the feature "Human Agent" is not documented, so this App has it.
  if (tag == "HUMAN_AGENT") {
    window = human_agent_window;
    return std::nullopt;
  }
  if (tag == "CUSTOMER_FEEDBACK")
    return parameter_error("The tag CUSTOMER_FEEDBACK needs a customer_feedback template");
  return parameter_error("Deprecated message tags are no longer allowed"); // since 2026-04-27
}

Refused read_attachment(const json::Value& attachment, PageMessage& message) {
  static constexpr std::string_view media[] = {"image", "audio", "video", "file"};
  const std::string_view type = attachment["type"].text();
  const json::Value payload = attachment["payload"];
  if (!payload.is_object()) return parameter_error("Param message[attachment][payload] must be an object");
  message.attachment_type = type;
  if (type == "template") {
    message.payload_json = payload.raw();
    return std::nullopt;
  }
  if (!is_one_of(type, media))
    return parameter_error("Param message[attachment][type] must be one of {image, audio, video, file, template}");
  message.attachment_id = payload["attachment_id"].id();
  message.attachment_url = payload["url"].text();
  message.is_reusable = payload["is_reusable"].truth() && message.attachment_id.empty();
  if (!message.attachment_id.empty()) return std::nullopt;
  const bool is_web =
      message.attachment_url.rfind("http://", 0) == 0 || message.attachment_url.rfind("https://", 0) == 0;
  if (!is_web) return SandboxRefusal{100, 2018008, "(#100) Failed to fetch the file from the url", 0};
  return std::nullopt;
}

Refused read_message(const GraphCall& call, PageMessage& message) {
  constexpr std::size_t most_text = 2000;
  constexpr std::size_t most_metadata = 1000;
  const json::Value value = call.parameters["message"];
  if (!value.is_object()) return parameter_error("Param message must be an object");
  if (!call.request.is_utf8) return parameter_error("Param message[text] must be a UTF-8 encoded string");
  const json::Value attachment = value["attachment"];
  message.text = value["text"].text();
  message.metadata = value["metadata"].text();
  message.raw_json = value.raw();
  if (value["attachments"].exists() || value["sticker_id"].exists())
    return parameter_error("This sandbox does not know attachments and sticker_id yet");
  if (message.text.empty() && !attachment.exists())
    return parameter_error("Message cannot be empty, must provide valid attachment or text");
  if (!message.text.empty() && attachment.exists())
    return parameter_error("A message holds either text or an attachment");
  if (auto refused = check_length(message.text, "message[text]", most_text)) return refused;
  if (auto refused = check_length(message.metadata, "message[metadata]", most_metadata)) return refused;
  return attachment.exists() ? read_attachment(attachment, message) : std::nullopt;
}

Refused read_recipient(const json::Value& recipient, Psid& psid) {
  if (!recipient.is_object()) return parameter_error("The parameter recipient is required");
  psid = Psid(std::string(recipient["id"].id()));
  if (psid.empty()) return parameter_error("This sandbox knows no other recipient than recipient[id] yet");
  return std::nullopt;
}

HttpResponse answer_action(const GraphCall& call, std::string_view action) {
  static constexpr std::string_view actions[] = {"typing_on", "typing_off", "mark_seen"};
  Psid psid;
  if (auto refused = read_recipient(call.parameters["recipient"], psid)) return graph_error(call.context, *refused);
  if (!is_one_of(action, actions)) {
    return graph_error(call.context,
                       parameter_error("Param sender_action must be one of {typing_on, typing_off, mark_seen}; this "
                                       "sandbox does not know react and unreact yet"));
  }
  const auto profile = call.core.profile(psid);
  if (!profile || !profile->has_written)
    return graph_error(call.context, {100, 2018001, "(#100) No matching user found", 0});
  json::Writer writer;
  writer.begin_object().member("recipient_id", psid.text()).end_object();
  return graph_success(call.context, writer.text());
}

HttpResponse answer_outcome(const GraphCall& call, const SendOutcome& outcome, const Psid& psid, const Mid& mid) {
  using Kind = SendOutcome::Kind;
  switch (outcome.kind) {
    case Kind::answer_lost:
    case Kind::accepted_answer_lost: return HttpResponse{};
    case Kind::gateway_error:
      return HttpResponse{503, {{"Content-Type", "text/html"}}, "<html><body>Service Unavailable</body></html>"};
    case Kind::refused: return graph_error(call.context, outcome.refusal);
    case Kind::accepted: break;
  }
  json::Writer writer;
  writer.begin_object().member("recipient_id", psid.text()).member("message_id", mid.text());
  if (!outcome.attachment_id.empty()) writer.member("attachment_id", outcome.attachment_id);
  writer.end_object();
  return graph_success(call.context, writer.text());
}

} // namespace

HttpResponse answer_send(const GraphCall& call) {
  const json::Value action = call.parameters["sender_action"];
  if (action.exists() && call.parameters["message"].exists())
    return graph_error(call.context, {100, 2018014, "(#100) Cannot send both message and state at the same time", 0});
  if (action.exists()) return answer_action(call, action.text());

  constexpr std::size_t attachment_id_digits = 16;
  SendAttempt attempt;
  Refused refused = read_recipient(call.parameters["recipient"], attempt.recipient);
  if (!refused) refused = read_message(call, attempt.message);
  if (!refused) refused = read_window(call.parameters, attempt.window);
  if (refused) return graph_error(call.context, *refused);
  auto mid = call.core.new_mid();
  auto attachment_id = call.core.new_decimal_id(attachment_id_digits);
  if (!mid || !attachment_id) return graph_error(call.context, {1, 0, "An unknown error occurred", 0});
  attempt.mid = *mid;
  attempt.new_attachment_id = std::move(*attachment_id);
  const Psid psid = attempt.recipient;
  return answer_outcome(call, call.core.send(std::move(attempt)), psid, *mid);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
