// What the desk is shown of what customers send.
#include <functional>

#include "support/catch.hpp"
#include "unit/desk/lane_driver.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

/// A customer's message with these members beside its mid.
std::string message(const std::string& members) {
  return R"({"sender":{"id":"5794982867201265"},"recipient":{"id":"682498302938465"},"timestamp":1770000000123,)"
         R"("message":{"mid":"m_1",)" +
         members + "}}";
}

std::vector<Message> messages(const LaneDriver& lane) {
  std::vector<Message> found;
  for (const DesktopEventBody& event : lane.shown)
    if (const auto* added = std::get_if<MessageAdded>(&event)) found.push_back(added->message);
  return found;
}

Message shown(const std::string& members) {
  LaneDriver lane;
  lane.webhook(message(members));
  const std::vector<Message> all = messages(lane);
  REQUIRE(all.size() == 1);
  return all.front();
}

std::string json(const Message& message) {
  DesktopEvent event;
  event.body = MessageAdded{message};
  return to_json(event);
}

} // namespace

TEST_CASE("what Messenger cannot pass on is shown as such", "[desk][inbound]") {
  const Message unsupported = shown(R"("is_unsupported":true)");
  CHECK(unsupported.body.unsupported);
  CHECK(json(unsupported).find(R"("unsupported":true)") != std::string::npos);
  const Message usual = shown(R"("text":"hello")");
  CHECK(!usual.body.unsupported);
  CHECK(json(usual).find("unsupported") == std::string::npos);
}

TEST_CASE("a sticker that comes in two forms is shown once", "[desk][inbound]") {
  const std::string sticker = R"("payload":{"url":"https://cdn.example.net/s.png","sticker_id":369239263222822}})";
  const Message twins =
      shown(R"("attachments":[{"type":"image",)" + sticker + R"(,{"type":"sticker",)" + sticker + "]");
  REQUIRE(twins.body.attachments.size() == 1);
  CHECK(twins.body.attachments[0].type.value == AttachmentType::sticker);
  CHECK(twins.body.attachments[0].sticker_id == "369239263222822");
}

TEST_CASE("appointments and products reach the desk through the store with all their members", "[desk][inbound]") {
  const Message booked = shown(R"("attachments":[{"type":"appointment_booking","payload":{"booking_id":"1029",)"
                               R"("status":"requested","start_time":1770612400,"end_time":1770616000,)"
                               R"("timezone":"Europe/Rome"}}])");
  REQUIRE(booked.body.attachments.size() == 1);
  REQUIRE(booked.body.attachments[0].appointment);
  CHECK(booked.body.attachments[0].appointment->status.value == AppointmentStatus::requested);
  CHECK(json(booked).find(R"("appointment":{"booking_id":"1029","status":"requested","start_at_ms":1770612400000,)"
                          R"("end_at_ms":1770616000000,"time_zone":"Europe/Rome"})") != std::string::npos);

  const Message shared = shown(R"("attachments":[{"type":"template","payload":{"product":{"elements":[{"id":"47",)"
                               R"("retailer_id":"SKU-1","image_url":"https://cdn.example.net/hat.jpg","title":"Hat",)"
                               R"("subtitle":"$40"}]}}}])");
  REQUIRE(shared.body.attachments.size() == 1);
  CHECK(json(shared).find(R"("products":[{"id":"47","retailer_id":"SKU-1",)"
                          R"("image_url":"https://cdn.example.net/hat.jpg","title":"Hat","subtitle":"$40"}])") !=
        std::string::npos);
  CHECK(!shared.body.attachments[0].appointment);
}

TEST_CASE("who wrote an echo is told by its App", "[desk][inbound]") {
  struct Row {
    const char* app;
    AuthorKind kind;
  };
  const Row row = GENERATE(values<Row>({{"263902037430900", AuthorKind::page_inbox},
                                        {"", AuthorKind::page_inbox},
                                        {"551200934417760", AuthorKind::other_app},
                                        {"1517776481860111", AuthorKind::automation}}));
  CAPTURE(row.app);
  LaneDriver lane;
  lane.echo("m_echo", row.app, "", 1770000000200);
  const std::vector<Message> all = messages(lane);
  REQUIRE(all.size() == 1);
  CHECK(all[0].author.kind == row.kind);
  CHECK(all[0].direction == Direction::outbound);
}

TEST_CASE("an event that is no message is passed on under its kind's name", "[desk][inbound]") {
  LaneDriver lane;
  lane.webhook(R"({"sender":{"id":"5794982867201265"},"recipient":{"id":"682498302938465"},"timestamp":1770000000123,)"
               R"("account_linking":{"status":"linked","authorization_code":"AUTH-1"}})");
  lane.webhook(R"({"id":"c_1","to":"682498302938465","from":"5794982867201265","event":"connect",)"
               R"("timestamp":1770000000,"call_direction":"user_initiated"})",
               Channel::calls);
  CHECK(lane.names() == std::vector<std::string>{"platform_event_received", "platform_event_received"});
  CHECK(std::get<PlatformEventReceived>(lane.shown[0]).kind == "account_link");
  CHECK(std::get<PlatformEventReceived>(lane.shown[1]).kind == "call");
}

TEST_CASE("a sample of the App Dashboard's is a dead letter that says the webhook works", "[desk][inbound]") {
  const auto reason_for = [](const char* page) {
    LaneDriver lane;
    lane.view.subject = {};
    lane.view.subject.app = AppId("1517776481860111");
    desk::WebhookFact fact;
    fact.envelope.object = {WebhookObject::page, "page"};
    fact.envelope.page = PageId(page);
    fact.envelope.channel = Channel::changes;
    fact.raw_json = R"({"field":"messages","value":{"sender":{"id":"12334"},"recipient":{"id":"23245"},)"
                    R"("timestamp":"1527459824","message":{"mid":"test_message_id","text":"test_message"}}})";
    lane.step(std::move(fact));
    CHECK(lane.shown.empty());
    REQUIRE(lane.dead_letters.size() == 1);
    return lane.dead_letters.front().reason;
  };
  CHECK(reason_for("0").find("the webhook works") != std::string::npos);
  CHECK(reason_for("109977530021148").find("belongs to no service") != std::string::npos);
}

TEST_CASE("an unknown event keeps the name that stood outside of its bytes, and reaches the desk as text",
          "[desk][inbound][forward]") {
  LaneDriver lane;
  desk::WebhookFact fact;
  fact.envelope.page = PageId("682498302938465");
  fact.envelope.channel = Channel::entry;
  fact.raw_json = "{\"note\":\"caf\xFF\"}";
  fact.name = "tomorrow";
  lane.step(fact);
  REQUIRE(lane.shown.size() == 1);
  const auto& passed_on = std::get<PlatformEventReceived>(lane.shown[0]);
  CHECK(passed_on.kind == "unknown");
  CHECK(passed_on.name == "tomorrow");
  CHECK(passed_on.raw_json.text == fact.raw_json);
  DesktopEvent event;
  event.body = passed_on;
  CHECK(to_json(event).find(R"("name":"tomorrow","json":"{\"note\":\"caf?\"}")") != std::string::npos);
}
