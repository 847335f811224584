#include "desk/parts.hpp"

#include <string>
#include <utility>

#include "pagebridge/message/text_split.hpp"
#include "pagebridge/policy/platform_limits.hpp"
#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

namespace {

bool is_long(const OutgoingMessage& message) {
  const auto* text = std::get_if<Text>(&message.content);
  if (text == nullptr || text->text.size() <= platform::text_code_points) return false;
  const std::size_t length = utf8::code_points(text->text);
  return length != std::string_view::npos && length > platform::text_code_points;
}

} // namespace

Result<std::vector<OutgoingMessage>> parts_of(OutgoingMessage message) {
  std::vector<std::string> texts;
  if (is_long(message)) texts = split_text(std::get<Text>(message.content).text);
  if (texts.size() > platform::text_parts)
    return invalid_argument("text", "the text would take " + std::to_string(texts.size()) + " messages; send at most " +
                                        std::to_string(platform::text_parts) + " at a time, or send it as a file");
  std::vector<OutgoingMessage> parts;
  for (std::string& text : texts) {
    OutgoingMessage& part = parts.emplace_back(Text{std::move(text)});
    part.persona = message.persona;
    part.notification = message.notification;
  }
  if (parts.empty()) {
    parts.push_back(std::move(message));
  } else {
    parts.front().reply_to = std::move(message.reply_to);
    parts.back().quick_replies = std::move(message.quick_replies);
  }
  for (const OutgoingMessage& part : parts)
    if (auto valid = validate(part); !valid) return valid.error();
  return parts;
}

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
