// The rarer webhooks, as they are given, and the App Dashboard's samples.
#include <utility>

#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"
#include "testing/samples.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

bool is_name(const std::string& text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_-") == std::string::npos;
}

struct GivenEvent {
  std::string field;
  std::string member; ///< empty: a change, which has only a value
  std::string value;
};

Result<GivenEvent> read_event(const json::Value& body, bool needs_member) {
  Members members(body);
  GivenEvent event;
  event.field = members.needed_text("field");
  event.member = members.text("member");
  event.value = body["value"].raw();
  if (!is_page_field(event.field)) members.refuse("field", "the platform knows no such field of a Page");
  const bool may_lack = !needs_member && event.member.empty();
  if (!may_lack && !is_name(event.member)) members.refuse("member", "must be the name of the event's member");
  if (event.value.empty()) members.refuse("value", "is needed: the member's JSON");
  if (members.is_wrong()) return members.error();
  return event;
}

/// About the Page and no one person: a change, or an element without a sender.
std::string element_of(const GivenEvent& event, const PageRecord& page, Timestamp at) {
  json::Writer writer;
  writer.begin_object();
  if (event.member.empty()) {
    writer.member("field", event.field).key("value").raw(event.value);
  } else {
    writer.key("recipient").begin_object().member("id", page.id.text()).end_object();
    writer.member("timestamp", to_unix_ms(at)).key(event.member).raw(event.value);
  }
  writer.end_object();
  return writer.text();
}

} // namespace

HttpResponse post_person_event(const ControlCall& call) {
  const auto event = read_event(call.body, true);
  if (!event) return refusal(event.error());
  const auto happened = call.core.happen(Psid(call.path[1]), event->field, event->member, event->value);
  return happened ? done(200) : refusal(happened.error());
}

HttpResponse post_page_event(const ControlCall& call) {
  const auto event = read_event(call.body, false);
  if (!event) return refusal(event.error());
  const Timestamp at = call.core.now();
  return call.core.locked([&](World& world) {
    PageRecord* const page = world.page(PageId(call.path[1]));
    if (page == nullptr) return refusal(404, "there is no such Page", {});
    const auto channel = event->member.empty() ? WebhookEvent::Channel::changes : WebhookEvent::Channel::messaging;
    call.core.publish(*page, {event->field, {}, element_of(*event, *page, page->threads.stamp(at)), channel});
    return done(200);
  });
}

/// What the button "Test" beside a field sends to the App's callback, whatever is subscribed.
HttpResponse post_sample(const ControlCall& call) {
  Members members(call.body);
  const std::string field = members.needed_text("field");
  if (!is_page_field(field)) members.refuse("field", "the platform knows no such field of a Page");
  if (members.is_wrong()) return refusal(members.error());
  return call.core.locked([&](World& world) {
    const AppRecord* const app = world.app(AppId(call.path[1]));
    if (app == nullptr) return refusal(404, "there is no such App", {});
    if (app->webhook.url.empty()) return refusal(409, "the App has no webhook yet", "callback_url");
    call.core.publish_to(*app, PageId("0"), sample_event(field));
    return done(202);
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
