#include <string>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

namespace {

/// The echo in a payload, after a look at who is who: the Page sent it, so the customer is the recipient.
MessageEchoed echo(const std::string& name) {
  const Event event = only(name);
  CHECK(kind_of(event.body) == "echo");
  CHECK(customer(event) == anna);
  CHECK(event.envelope.page.text() == page);
  CHECK(at(event) == happened);
  return body_as<MessageEchoed>(event);
}

} // namespace

TEST_CASE("the echo of our own message brings our metadata back", "[webhook][parse]") {
  const MessageEchoed own = echo("echo_own");
  CHECK(own.app.text() == our_app);
  CHECK(own.metadata == "pb:0123456789abcdef");
  CHECK(own.content.mid.text() == mid("echo-own"));
  CHECK(own.content.text == "Guten Tag!");
}

TEST_CASE("what is typed in the Page's inbox is an echo of the inbox's App", "[webhook][parse]") {
  const MessageEchoed inbox = echo("echo_page_inbox");
  CHECK(inbox.app.text() == "263902037430900");
  CHECK(inbox.metadata.empty());
  CHECK(inbox.content.text == "Hier ist die Zentrale");
}

TEST_CASE("another app's echo is its own, also with its id as text", "[webhook][parse]") {
  const MessageEchoed other = echo("echo_other_app");
  CHECK(other.app.text() == "551200934417760");
  CHECK(other.metadata == "order:42");
  CHECK(other.content.text.empty());
  REQUIRE(other.content.attachments.size() == 1);
  CHECK(other.content.attachments[0].type.value == AttachmentType::image);
}

TEST_CASE("an echo may hide who sent it", "[webhook][parse]") {
  const MessageEchoed nobody = echo("echo_without_app");
  CHECK(nobody.app.empty());
  CHECK(nobody.content.mid.text() == mid("echo-without-app"));
}

TEST_CASE("an echo keeps the template that was sent", "[webhook][parse]") {
  const MessageEchoed sent_template = echo("echo_template");
  REQUIRE(sent_template.content.attachments.size() == 1);
  CHECK(sent_template.content.attachments[0].type.value == AttachmentType::template_);
  CHECK(sent_template.content.attachments[0].raw_json.text.find("\"attachment_id\": 1857777774821032") !=
        std::string::npos);
  CHECK(sent_template.content.attachments[0].template_type == "media");
  CHECK(sent_template.content.attachments[0].id == "1857777774821032");
}

TEST_CASE("an echo has all that a message may have", "[webhook][parse]") {
  const MessageEchoed full = echo("echo_full");
  CHECK(full.app.text() == our_app);
  CHECK(full.metadata == "order:43");
  CHECK(full.content.text == "Blau oder rot?");
  CHECK(full.content.quick_reply.value_or("") == "ASK");
  CHECK(full.content.reply_to.text() == mid("message-text"));
  REQUIRE(full.content.attachments.size() == 1);
  CHECK(full.content.attachments[0].type.value == AttachmentType::fallback);
  CHECK(full.content.attachments[0].title == "Angebot");
  CHECK(full.content.attachments[0].url == "https://l.example.com/l.php?u=x");
  const MessageEchoed booked = echo("echo_appointment");
  REQUIRE(booked.content.attachments.size() == 1);
  CHECK(booked.content.attachments[0].appointment->status.value == AppointmentStatus::confirmed);
}

TEST_CASE("the Page is never a customer, even if an echo's author forgot to swap the sides", "[webhook][parse]") {
  CHECK(echo("echo_not_swapped").content.text == "Falsch herum");
}

TEST_CASE("an echo in standby is an echo in standby", "[webhook][parse]") {
  const Event event = only("standby_echo");
  CHECK(event.envelope.channel == Channel::standby);
  CHECK(customer(event) == anna);
  CHECK(body_as<MessageEchoed>(event).app.text() == "551200934417760");
}

TEST_CASE("without an entry id, an echo's Page is its sender and a message's Page its recipient", "[webhook][parse]") {
  const Webhook webhook =
      parsed_text(R"({"object":"page","entry":[{"messaging":[)"
                  R"({"sender":{"id":"11"},"recipient":{"id":"22"},"message":{"is_echo":true,"mid":"m_1"}},)"
                  R"({"sender":{"id":"22"},"recipient":{"id":"11"},"message":{"mid":"m_2"}}]}]})");
  REQUIRE(webhook.events.size() == 2);
  for (const Event& event : webhook.events) {
    CHECK(event.envelope.page.text() == "11");
    CHECK(customer(event) == "22");
  }
}
