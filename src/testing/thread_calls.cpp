// A person calls the Page: https://developers.facebook.com/documentation/business-messaging/messenger-platform/calling/webhooks
#include <utility>

#include "json/writer.hpp"
#include "testing/threads.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// All times of calls are in seconds.
std::int64_t seconds(Timestamp at) { return to_unix_ms(at) / 1000; }

WebhookEvent call_event(const Person& person, json::Writer& writer) {
  return {"calls", person.profile.psid, writer.end_object().text(), WebhookEvent::Channel::calls};
}

} // namespace

WebhookEvent Threads::begin_call(Person& person, std::string id, Timestamp now) {
  json::Writer writer;
  writer.begin_object().member("id", id).member("to", page_.text()).member("from", person.profile.psid.text());
  writer.member("event", "connect").member("timestamp", seconds(now)).member("call_direction", "user_initiated");
  person.call = OpenCall{std::move(id), now};
  return call_event(person, writer);
}

/// Nothing in it names the person. Without an answer there is no duration.
WebhookEvent Threads::end_call(Person& person, const CallEnd& end, Timestamp now) {
  const OpenCall& call = *person.call;
  json::Writer writer;
  writer.begin_object().member("id", call.id).member("event", "terminate").member("timestamp", seconds(now));
  writer.member("status", end.status).member("start_time", seconds(call.began)).member("end_time", seconds(now));
  if (end.was_answered) writer.member("duration", seconds(now) - seconds(call.began));
  person.call.reset();
  return call_event(person, writer);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
