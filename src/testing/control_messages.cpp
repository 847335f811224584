// What a person writes: https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messages
#include <algorithm>
#include <utility>

#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::string_view media_types[] = {"image", "audio", "video", "file"};

/// As the webhook has it, from the members that stand beside `type`.
std::string media_payload(Members& members, SandboxAttachment& file) {
  file.url = members.needed_text("url");
  json::Writer writer;
  writer.begin_object().member("url", file.url).end_object();
  return writer.text();
}

std::string sticker_payload(Members& members, SandboxAttachment& file) {
  const std::string id = members.needed_id("sticker_id");
  if (id.size() > 18 || id.find_first_not_of("0123456789") != std::string::npos || id.rfind('0', 0) == 0)
    members.refuse("sticker_id", "a sticker's id is up to 18 decimal digits");
  file.id = AttachmentId(id);
  file.url = members.text("url");
  if (file.url.empty()) file.url = "https://cdn.sandbox.invalid/sticker/" + id;
  json::Writer writer;
  writer.begin_object().member("url", file.url).key("sticker_id").raw(id).end_object();
  return writer.text();
}

/// A coordinate is passed on as it was written.
std::string location_payload(const json::Value& given, Members& members) {
  const auto coordinate = [&](const char* name) {
    if (given[name].kind() != json::Kind::number) members.refuse(name, "must be a number of degrees");
    return given[name].raw();
  };
  const std::string_view latitude = coordinate("lat");
  const std::string_view longitude = coordinate("long");
  if (members.is_wrong()) return {};
  json::Writer writer;
  writer.begin_object().key("coordinates").begin_object().key("lat").raw(latitude).key("long").raw(longitude);
  writer.end_object().end_object();
  return writer.text();
}

/// A share: of a link, say.
std::string fallback_payload(Members& members, SandboxAttachment& file) {
  file.url = members.needed_text("url");
  json::Writer writer;
  writer.begin_object().member("url", file.url).member("title", members.text("title")).end_object();
  return writer.text();
}

/// Types that have no shape here, and those of tomorrow, come with their payload.
Result<SandboxAttachment> read_attachment(const json::Value& given) {
  if (!given.is_object()) return invalid_argument("attachments", "each must be an object with a type");
  Members members(given);
  SandboxAttachment file;
  file.type = members.needed_text("type");
  const json::Value payload = given["payload"];
  if (payload.is_object()) {
    file.payload_json = payload.raw();
    file.url = payload["url"].text();
  } else if (std::find(std::begin(media_types), std::end(media_types), file.type) != std::end(media_types)) {
    file.payload_json = media_payload(members, file);
  } else if (file.type == "sticker") {
    file.payload_json = sticker_payload(members, file);
  } else if (file.type == "location") {
    file.payload_json = location_payload(given, members);
  } else if (file.type == "fallback") {
    file.payload_json = fallback_payload(members, file);
  } else {
    members.refuse("payload", "an attachment of this type needs its payload, an object");
  }
  if (members.is_wrong()) return members.error();
  return file;
}

Result<std::vector<SandboxAttachment>> read_attachments(const json::Value& given) {
  constexpr std::size_t most = 30;
  std::vector<SandboxAttachment> attachments;
  if (given.exists() && !given.is_array()) return invalid_argument("attachments", "must be a list");
  for (const json::Value element : given) {
    auto attachment = read_attachment(element);
    if (!attachment) return attachment.error();
    attachments.push_back(std::move(*attachment));
  }
  if (attachments.size() > most) return invalid_argument("attachments", "a message has up to 30");
  return attachments;
}

} // namespace

Result<Threads::Words> read_words(const json::Value& body) {
  Members members(body);
  Threads::Words words;
  words.text = members.text("text");
  words.quick_reply = members.text("quick_reply");
  words.reply_to = Mid(members.text("reply_to"));
  if (!words.quick_reply.empty() && words.text.empty())
    members.refuse("text", "a quick reply that is tapped sends its title as the text");
  if (members.is_wrong()) return members.error();
  auto attachments = read_attachments(body["attachments"]);
  if (!attachments) return attachments.error();
  words.attachments = std::move(*attachments);
  return words;
}

HttpResponse post_message(const ControlCall& call) {
  auto words = read_words(call.body);
  if (!words) return refusal(words.error());
  const auto mid = call.core.write(Psid(call.path[1]), std::move(*words));
  return mid ? made("mid", mid->text()) : refusal(mid.error());
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
