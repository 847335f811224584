#include "testing/standby_copy.hpp"

#include <algorithm>
#include <string_view>

#include "json/tree.hpp"
#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Echoes are in the page's example, and not in its list.
/// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/standby
constexpr std::string_view standby_fields[] = {"messages", "message_echoes", "message_reads", "message_deliveries",
                                               "messaging_postbacks"};

/// The payload is for the App that made the button.
std::string without_payload(const std::string& element) {
  const auto tree = json::Tree::parse(element);
  if (!tree) return element;
  json::Writer writer;
  writer.begin_object();
  const json::Value root = tree->root();
  for (auto member = root.begin(); member != root.end(); ++member) {
    writer.key(member.name());
    if (member.name() != "postback") {
      writer.raw((*member).raw());
      continue;
    }
    writer.begin_object();
    const json::Value postback = *member;
    for (auto part = postback.begin(); part != postback.end(); ++part)
      if (part.name() != "payload") writer.key(part.name()).raw((*part).raw());
    writer.end_object();
  }
  writer.end_object();
  return writer.text();
}

} // namespace

std::optional<WebhookEvent> standby_copy(const WebhookEvent& event) {
  if (std::find(std::begin(standby_fields), std::end(standby_fields), event.field) == std::end(standby_fields))
    return std::nullopt;
  WebhookEvent copy = event;
  copy.channel = WebhookEvent::Channel::standby;
  if (copy.field == "messaging_postbacks") copy.element = without_payload(event.element);
  return copy;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
