#include "testing/standby_copy.hpp"

#include <algorithm>
#include <string_view>

#include "testing/copy_object.hpp"

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
  copy_object(writer, tree->root(), [&](std::string_view name, const json::Value& postback) {
    if (name != "postback") return false;
    writer.key(name);
    copy_object(writer, postback,
                [](std::string_view part, const json::Value& /*value*/) { return part == "payload"; });
    return true;
  });
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
