#include <algorithm>
#include <set>

#include "support/catch.hpp"
#include "unit/bridge/bridge_world.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

TEST_CASE("a conversation from the first message to the close", "[bridge]") {
  BridgeWorld world;
  CHECK(world.service.page == world.sandbox->page());
  CHECK(world.service.page_name == "Example Shop");
  REQUIRE(world.sandbox->write(world.customer, "Ciao, è aperto? 🎉"));
  world.pass();

  const auto contacts = world.desk->all<ContactOpened>();
  REQUIRE(contacts.size() == 1);
  CHECK(contacts[0].contact.customer.psid == world.customer);
  CHECK(contacts[0].contact.colour == "#1877f2");
  const auto updated = world.desk->all<ContactUpdated>();
  REQUIRE(updated.size() == 1);
  CHECK(updated[0].contact.profile.first_name == "Ada");
  CHECK(updated[0].contact.profile.locale == "en_GB");
  const auto added = world.desk->all<MessageAdded>();
  REQUIRE(added.size() == 1);
  CHECK(added[0].message.body.text == "Ciao, è aperto? 🎉");

  const auto winner = world.ask<AgentId>(
      [&](auto done) { world.bridge->accept(world.session(), AgentId("anna"), RequestId("a1"), done); });
  REQUIRE(winner);
  CHECK(*winner == AgentId("anna"));
  const auto message = world.reply("Sì, fino alle 18 😀", "r1");
  REQUIRE(message);
  world.pass();
  const auto thread = world.sandbox->thread(world.customer);
  REQUIRE(thread.size() == 2);
  CHECK(thread[1].text == "Sì, fino alle 18 😀");
  CHECK(world.desk->status(*message) == MessageStatus::delivered);
  REQUIRE(world.sandbox->read(world.customer));
  world.pass();
  CHECK(world.desk->status(*message) == MessageStatus::read);
  CHECK(world.desk->all<MessageAdded>().size() == 2);

  REQUIRE(world.ask<void>([&](auto done) { world.bridge->close(world.session(), "solved", RequestId("c1"), done); }));
  world.pass();
  CHECK(world.desk->all<SessionClosed>().size() == 1);
  REQUIRE(world.sandbox->tap(world.customer, "Get Started", "GET_STARTED"));
  world.pass();
  CHECK(world.desk->all<SessionOpened>().size() == 2);
  CHECK(world.desk->all<ContactOpened>().size() == 1);
}

TEST_CASE("desktop events are numbered without gaps, in order, under one store id", "[bridge]") {
  BridgeWorld world;
  for (const char* text : {"one", "two", "three"}) REQUIRE(world.sandbox->write(world.customer, text));
  world.pass();
  REQUIRE(world.reply("answer", "r1"));
  world.pass();
  std::uint64_t seq = 0;
  std::uint64_t epoch = 0;
  for (const DesktopEvent& event : world.desk->events) {
    CHECK(event.seq == ++seq);
    CHECK(event.epoch >= epoch);
    CHECK(event.store_id == world.desk->events[0].store_id);
    CHECK(event.stream == world.desk->events[0].stream);
    epoch = event.epoch;
    CHECK(to_json(event).find("\"event\":\"" + std::string(name_of(event.body)) + "\"") != std::string::npos);
  }
}

TEST_CASE("a webhook that comes again changes nothing", "[bridge]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "hello"));
  world.pass();
  const std::size_t before = world.desk->events.size();
  for (int i = 0; i < 5; ++i) REQUIRE(world.sandbox->repeat_last_webhook());
  world.pass();
  CHECK(world.desk->events.size() == before);
  CHECK(world.metrics->of("pagebridge_events_kept_total", "duplicate") == 5);
}

TEST_CASE("the own echo before the answer shows nothing twice", "[bridge]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "hello"));
  world.pass();
  testing::SandboxFaults faults;
  faults.echo_before_answer = true;
  world.sandbox->set_faults(faults);
  const auto message = world.reply("answer", "r1");
  REQUIRE(message);
  world.pass();
  CHECK(world.desk->all<MessageAdded>().size() == 2);
  CHECK(world.desk->status(*message) == MessageStatus::delivered);
}

TEST_CASE("an answer that gets lost after the platform accepted is proved by the echo; the customer sees one",
          "[bridge]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "hello"));
  world.pass();
  testing::SandboxFaults faults;
  faults.lose_answer_after_acceptance = true;
  world.sandbox->set_faults(faults);
  const auto message = world.reply("answer", "r1");
  REQUIRE(message);
  world.pass(std::chrono::minutes(2));
  CHECK(world.sandbox->thread(world.customer).size() == 2);
  const auto status = world.desk->status(*message);
  CHECK((status == MessageStatus::accepted || status == MessageStatus::delivered));
}

TEST_CASE("an answer that gets lost without an echo is unknown after 30 s, and never sent again", "[bridge]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "hello"));
  world.pass();
  testing::SandboxFaults faults;
  faults.lose_answer_before_acceptance = true;
  world.sandbox->set_faults(faults);
  const auto message = world.reply("answer", "r1");
  REQUIRE(message);
  world.sandbox->set_faults({});
  world.pass(std::chrono::seconds(25));
  CHECK(world.desk->status(*message) == MessageStatus::sending);
  world.pass(std::chrono::seconds(10));
  CHECK(world.desk->status(*message) == MessageStatus::unknown);
  world.pass(std::chrono::hours(1));
  CHECK(world.sandbox->thread(world.customer).size() == 1);
}

TEST_CASE("the platform's refusal is shown with its codes", "[bridge]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "hello"));
  world.pass();
  testing::SandboxFaults faults;
  faults.refuse = testing::SandboxRefusal{551, 1545041, "(#551) This person isn't available right now", 0};
  world.sandbox->set_faults(faults);
  const auto message = world.reply("hello?", "r1");
  REQUIRE(message);
  world.pass();
  CHECK(world.desk->status(*message) == MessageStatus::failed);
  const auto changed = world.desk->all<MessageStatusChanged>();
  CHECK(changed.back().failure.platform_code == 551);
  CHECK(changed.back().failure.platform_subcode == 1545041);
  CHECK(changed.back().failure.error_class == GraphErrorClass::blocked);
}

TEST_CASE("asking again with the same RequestId does nothing and gets the same answer", "[bridge]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "hello"));
  world.pass();
  const auto first = world.reply("answer", "r1");
  const auto second = world.reply("answer", "r1");
  REQUIRE(first);
  REQUIRE(second);
  CHECK(*first == *second);
  world.pass();
  CHECK(world.sandbox->thread(world.customer).size() == 2);
}

TEST_CASE("a profile that is missing costs no message", "[bridge]") {
  BridgeWorld world;
  testing::SandboxPerson nobody;
  nobody.has_profile = false;
  const Psid stranger = world.sandbox->add_person(nobody).value();
  REQUIRE(world.sandbox->write(stranger, "hello"));
  world.pass();
  CHECK(world.desk->all<MessageAdded>().size() == 1);
  CHECK(world.desk->all<ContactUpdated>().empty());
  CHECK(world.desk->all<ContactOpened>()[0].contact.profile.name.empty());
}

TEST_CASE("typing and seen go out at once, for existing sessions only", "[bridge]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "hello"));
  world.pass();
  CHECK(world.ask<void>([&](auto done) { world.bridge->set_typing(world.session(), true, done); }));
  CHECK(world.ask<void>([&](auto done) { world.bridge->mark_seen(world.session(), done); }));
  for (const char* id : {"4711.1", "nonsense", ""}) {
    const auto nobody = world.ask<void>([&](auto done) { world.bridge->mark_seen(SessionId(id), done); });
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().code == ErrorCode::not_found);
  }
}

TEST_CASE("commands that make no sense are refused with the field, and nothing happens", "[bridge]") {
  BridgeWorld world;
  REQUIRE(world.sandbox->write(world.customer, "hello"));
  world.pass();
  const std::size_t before = world.desk->events.size();
  const auto too_long = world.reply(std::string(40001, 'x'), "r1");
  REQUIRE_FALSE(too_long);
  CHECK(too_long.error().field == "text");
  const auto no_request = world.reply("x", "");
  REQUIRE_FALSE(no_request);
  CHECK(no_request.error().field == "request");
  const auto nobody =
      world.ask<AgentId>([&](auto done) { world.bridge->accept(world.session(), AgentId(), RequestId("r"), done); });
  REQUIRE_FALSE(nobody);
  CHECK(nobody.error().field == "agent");
  const auto as_customer = world.ask<MessageId>(
      [&](auto done) { world.bridge->reply(world.session(), Author{}, Text{"x"}, RequestId("r"), done); });
  REQUIRE_FALSE(as_customer);
  CHECK(as_customer.error().field == "author");
  const auto unknown =
      world.ask<void>([&](auto done) { world.bridge->close(SessionId("4711.1"), "x", RequestId("r"), done); });
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == ErrorCode::not_found);
  CHECK(world.desk->events.size() == before);
}
