#include "pagebridge/graph/send.hpp"
#include "support/catch.hpp"
#include "unit/bridge/bridge_world.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

namespace {

/// A customer has written, and an agent's answer is awaited.
struct Conversation : BridgeWorld {
  Mid first;

  Conversation() {
    first = sandbox->write(customer, "hello").value();
    pass();
  }
  std::vector<testing::SandboxMessage> from_page() const {
    std::vector<testing::SandboxMessage> found;
    for (auto& message : sandbox->thread(customer))
      if (message.from_page) found.push_back(message);
    return found;
  }
  Result<MessageId> send(OutgoingMessage message, const Author& author = Author::human(AgentId("anna"))) {
    return ask<MessageId>([&](auto done) {
      bridge->reply(session(), author, std::move(message), RequestId("r" + std::to_string(++asked)), done);
    });
  }
  Message shown(const MessageId& id) const {
    std::optional<Message> found;
    for (const auto& event : desk->events) {
      if (const auto* added = std::get_if<MessageAdded>(&event.body); added != nullptr && added->message.id == id)
        found = added->message;
      if (const auto* updated = std::get_if<MessageUpdated>(&event.body);
          updated != nullptr && updated->message.id == id)
        found = updated->message;
    }
    REQUIRE(found);
    return *found;
  }
  MessageId inbound() const {
    for (const MessageAdded& added : desk->all<MessageAdded>())
      if (added.message.direction == Direction::inbound) return added.message.id;
    FAIL("no inbound message");
    return {};
  }
  int asked = 0;
};

} // namespace

TEST_CASE("a text in parts reaches the customer in order, and each part is shown", "[bridge][parts]") {
  Conversation world;
  const std::string text = std::string(1999, 'a') + " " + std::string(1999, 'b') + " end";
  const auto id = world.send(Text{text});
  REQUIRE(id);
  world.pass(std::chrono::seconds(5));
  const auto seen = world.from_page();
  REQUIRE(seen.size() == 3);
  CHECK(seen[0].text + " " + seen[1].text + " " + seen[2].text == text);
  CHECK(world.shown(*id).parts == 3);
  CHECK(world.desk->status(*id) == MessageStatus::delivered);
}

TEST_CASE("a part that the platform refuses stops the rest", "[bridge][parts]") {
  Conversation world;
  testing::SandboxFaults faults;
  faults.refuse = testing::SandboxRefusal{100, 0, "no", 0};
  faults.sends = 1;
  world.sandbox->set_faults(faults);
  REQUIRE(world.send(Text{std::string(4001, 'a')}));
  REQUIRE(world.send(Text{"after it"}));
  world.pass(std::chrono::seconds(5));
  const auto seen = world.from_page();
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].text == "after it");
}

TEST_CASE("a send without answer and echo is looked up in the thread", "[bridge][thread]") {
  Conversation world;
  testing::SandboxFaults faults;
  faults.lose_answer_after_acceptance = true;
  faults.no_echo = true;
  faults.hide_from_conversations = GENERATE(true, false);
  world.sandbox->set_faults(faults);
  const auto id = world.send(Text{"Did you get this?"});
  REQUIRE(id);
  world.pass(std::chrono::seconds(29));
  CHECK(world.desk->status(*id) == MessageStatus::sending);
  world.pass(std::chrono::seconds(5));
  const bool found = !faults.hide_from_conversations;
  CHECK((world.desk->status(*id) == MessageStatus::unknown) == !found);
  CHECK((world.desk->status(*id) >= MessageStatus::accepted) == found);
  CHECK(world.metrics->of("pagebridge_thread_lookups_total", found ? "found" : "missing") == 1);
  CHECK(world.from_page().size() == 1); // never sent again
}

TEST_CASE("what a customer does to a message reaches the desk", "[bridge][change]") {
  Conversation world;
  const MessageId id = world.inbound();
  REQUIRE(world.sandbox->edit(world.customer, world.first, "hello there"));
  world.pass();
  CHECK(world.shown(id).body.text == "hello there");
  CHECK(world.shown(id).history.size() == 1);
  const auto reply = world.send(Text{"Good morning"});
  REQUIRE(reply);
  world.pass();
  REQUIRE(world.sandbox->react(world.customer, world.from_page().at(0).mid, "👍"));
  world.pass();
  CHECK(world.shown(*reply).reaction == "👍");
  REQUIRE(world.sandbox->unsend(world.customer, world.first));
  world.pass();
  CHECK(world.shown(id).unsent_at);
  CHECK(world.shown(id).body.text.empty());
}

TEST_CASE("an agent's reaction shows at the customer's", "[bridge][change]") {
  Conversation world;
  const auto react = [&](const MessageId& message, const std::string& emoji) {
    return world.ask<void>([&](auto done) { world.bridge->react(message, emoji, done); });
  };
  REQUIRE(react(world.inbound(), "❤️"));
  REQUIRE(world.sandbox->thread(world.customer).at(0).reactions.size() == 1);
  CHECK(world.sandbox->thread(world.customer).at(0).reactions[0].emoji == "❤️");
  REQUIRE(react(world.inbound(), ""));
  CHECK(world.sandbox->thread(world.customer).at(0).reactions.empty());
  CHECK(react(MessageId("1.none"), "❤️").error().code == ErrorCode::not_found);
  CHECK(react(MessageId("none"), "❤️").error().code == ErrorCode::not_found);
}

TEST_CASE("a reply after the window is refused with words, and goes as a human agent where that is granted",
          "[bridge][window]") {
  Conversation world;
  world.pass(std::chrono::hours(24));
  const auto refused = world.send(Text{"too late"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::refused);
  CHECK(refused.error().fate == SendFate::not_sent);
  REQUIRE(refused.error().refusal);
  CHECK(refused.error().refusal->words.code == "human_agent_missing");
  CHECK(world.from_page().empty());

  ServiceDraft draft = world.draft();
  draft.approvals.human_agent = true;
  CHECK_FALSE(world.send(Text{"still"}, Author::automation()));
}

TEST_CASE("an upload is sent by its id", "[bridge][upload]") {
  Conversation world;
  graph::MediaUpload media;
  media.kind = MediaKind::file;
  media.file_name = "offer.pdf";
  media.content_type = "application/pdf";
  media.content = std::make_shared<const BodyStream>(stream_text("%PDF-1.7 and so on"));
  const auto id = world.ask<AttachmentId>(
      [&](auto done) { world.bridge->call(world.service.id, graph::UploadAttachment{media}, {}, done); });
  INFO((id ? "" : id.error().message));
  REQUIRE(id);
  REQUIRE(world.sandbox->attachments().size() == 1);
  CHECK(world.sandbox->attachments()[0].file_name == "offer.pdf");
  REQUIRE(world.send(SavedMedia{MediaKind::file, *id}));
  world.pass();
  REQUIRE(world.from_page().size() == 1);
  CHECK(world.from_page()[0].attachments.at(0).id == *id);
  CHECK(world
            .ask<AttachmentId>(
                [&](auto done) { world.bridge->call(ServiceId("none"), graph::UploadAttachment{media}, {}, done); })
            .error()
            .code == ErrorCode::not_found);
}

TEST_CASE("every kind of content is kept, sent and shown", "[bridge][content]") {
  Conversation world;
  ButtonTemplate buttons{"Which size?", {PostbackButton{"Small", "S"}, UrlButton{"All sizes", "https://example.com"}}};
  GenericTemplate::Element card;
  card.title = "A card";
  card.subtitle = "With a subtitle";
  const std::vector<OutgoingMessage> messages = {
      OutgoingMessage(Text{"Shall we ring you?"}).with(QuickReply::with("Yes", "YES")).in_reply_to(world.first),
      MediaByUrl{MediaKind::image, "https://cdn.example.com/a.png"},
      Images{{{"https://cdn.example.com/a.png", {}}}},
      Sticker{StickerId("369239263222822")},
      buttons,
      GenericTemplate{{card}}};
  for (const OutgoingMessage& message : messages) {
    const auto id = world.send(message);
    REQUIRE(id);
    world.pass(std::chrono::seconds(1));
    CHECK(world.desk->status(*id) == MessageStatus::delivered);
  }
  const auto seen = world.from_page();
  REQUIRE(seen.size() == messages.size());
  CHECK(seen[0].reply_to == world.first);
  CHECK(seen[0].raw_json.find("quick_replies") != std::string::npos);
  for (const auto& message : seen) CHECK(message.messaging_type == "RESPONSE");
}

TEST_CASE("people's replies leave before programs', when a Page's limit is reached", "[bridge][pacing]") {
  Conversation world;
  for (int i = 0; i < 100; ++i) {
    const Psid psid = world.sandbox->add_person({}).value();
    REQUIRE(world.sandbox->write(psid, "hello"));
  }
  world.pass();
  std::vector<SessionId> sessions;
  for (const SessionOpened& opened : world.desk->all<SessionOpened>()) sessions.push_back(opened.session.id);
  REQUIRE(sessions.size() == 101);
  for (std::size_t i = 1; i < sessions.size(); ++i)
    world.bridge->reply(sessions[i], Author::automation(), Text{"We will be with you soon"},
                        RequestId("bot" + std::to_string(i)), [](const Result<MessageId>& queued) { CHECK(queued); });
  world.bridge->reply(sessions[0], Author::human(AgentId("anna")), Text{"Good morning"}, RequestId("anna's"),
                      [](const Result<MessageId>& queued) { CHECK(queued); });
  world.pass(milliseconds(250));
  CHECK(world.from_page().size() == 1);
  world.pass(std::chrono::seconds(5));
  std::size_t sent = 0;
  for (const auto& person : world.sandbox->people())
    for (const auto& message : world.sandbox->thread(person.psid)) sent += message.from_page ? 1 : 0;
  CHECK(sent == 101);
}
