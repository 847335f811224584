#include <filesystem>
#include <set>
#include <string>
#include <variant>

#include "pagebridge/webhook/dedupe_key.hpp"
#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"
#include "webhook/parse_element.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("an event that is parsed again from its own bytes is the same event", "[webhook][journal]") {
  int events = 0;
  std::set<std::string> kinds;
  for (const auto& file : std::filesystem::directory_iterator(PAGEBRIDGE_TEST_DATA "/webhooks")) {
    const std::string name = file.path().stem().string();
    const Webhook webhook = parsed(name);
    for (const Event& event : webhook.events) {
      CAPTURE(name, event.raw_json);
      ++events;
      kinds.emplace(kind_of(event.body));
      const Event again = webhook::parse_again(event.raw_json, event.envelope);
      CHECK(kind_of(again.body) == kind_of(event.body));
      CHECK(again.raw_json == event.raw_json);
      CHECK(again.customer == event.customer);
      CHECK(again.at == event.at);
      CHECK(again.user_ref == event.user_ref);
      CHECK(again.envelope.object.text == event.envelope.object.text);
      CHECK(again.envelope.page == event.envelope.page);
      CHECK(again.envelope.channel == event.envelope.channel);
      CHECK(dedupe_key(ServiceId("s"), again) == dedupe_key(ServiceId("s"), event));
      // A name that stood beside the bytes is not in them.
      const auto* unknown = std::get_if<UnknownEvent>(&event.body);
      if (unknown != nullptr && event.envelope.channel != Channel::entry)
        CHECK(std::get<UnknownEvent>(again.body).name == unknown->name);
    }
  }
  CHECK(events > 390);
  CHECK(kinds.size() == std::variant_size_v<EventBody>);
}

TEST_CASE("a journal row that is no JSON any more is kept as it is", "[webhook][journal]") {
  EventEnvelope envelope;
  envelope.page = PageId(page);
  const Event event = webhook::parse_again("{\"message\":", envelope);
  CHECK(kind_of(event.body) == "unknown");
  CHECK(event.raw_json == "{\"message\":");
  CHECK(event.envelope.page.text() == page);
}

TEST_CASE("a change is never taken for a message when it is parsed again", "[webhook][journal]") {
  EventEnvelope envelope;
  envelope.channel = Channel::changes;
  const Event change = webhook::parse_again(R"({"field":"messages","message":{"mid":"m_1"}})", envelope);
  CHECK(body_as<FieldChanged>(change).field == "messages");
  envelope.channel = Channel::calls;
  const Event call = webhook::parse_again(R"({"event":"connect","message":{"mid":"m_1"}})", envelope);
  CHECK(body_as<CallChanged>(call).phase.value == CallPhase::connect);
}
