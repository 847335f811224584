#include <string>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

namespace {

/// "type sticker" of each attachment.
std::vector<std::string> stickers(const std::string& name) {
  std::vector<std::string> all;
  const Event event = only(name);
  for (const Attachment& one : body_as<MessageReceived>(event).content.attachments)
    all.push_back(one.type.text + " " + one.sticker_id);
  return all;
}

using Stickers = std::vector<std::string>;
const std::string thumb = "369239263222822";
const std::string heart = "369239383222810";

} // namespace

TEST_CASE("a sticker has its number as text and stands once, in every generation", "[webhook][parse]") {
  CHECK(stickers("message_sticker_before_v6") == Stickers{"image " + thumb});
  CHECK(stickers("message_sticker_on_message_only") == Stickers{"image " + thumb});
  CHECK(stickers("message_sticker_as_image") == Stickers{"image " + thumb});
  CHECK(stickers("message_sticker_twins") == Stickers{"sticker " + thumb});
  CHECK(stickers("message_sticker") == Stickers{"sticker " + thumb});
}

TEST_CASE("a sticker keeps its link and its JSON", "[webhook][parse]") {
  for (const char* name : {"message_sticker", "message_sticker_twins"}) {
    const MessageReceived message = body_as<MessageReceived>(only(name));
    REQUIRE(message.content.attachments.size() == 1);
    const Attachment& sticker = message.content.attachments.front();
    CHECK(sticker.type.value == AttachmentType::sticker);
    CHECK(sticker.url == "https://scontent.example.net/v/t1.15752-9/daumen.png");
    CHECK(sticker.raw_json.text.find(R"("type":"sticker")") != std::string::npos);
  }
}

TEST_CASE("two stickers are two, and only a sticker's own twin goes", "[webhook][parse]") {
  CHECK(stickers("message_sticker_two") == Stickers{"sticker " + thumb, "sticker " + heart});
  CHECK(stickers("message_sticker_twins_and_image") == Stickers{"image ", "sticker " + thumb, "image " + heart});
}

TEST_CASE("the number on the message is that of its only attachment, never of one among many", "[webhook][parse]") {
  const Webhook webhook = parsed_text(envelope_of(
      R"({"message":{"sticker_id":7,"attachments":[{"type":"image","payload":{}},{"type":"image","payload":{}}]}},)"
      R"({"message":{"sticker_id":7,"attachments":[{"type":"image","payload":{"sticker_id":"8"}}]}},)"
      R"({"message":{"sticker_id":7}})"));
  REQUIRE(webhook.events.size() == 3);
  const auto attachments = [&](std::size_t i) {
    return body_as<MessageReceived>(webhook.events[i]).content.attachments;
  };
  REQUIRE(attachments(0).size() == 2);
  CHECK(attachments(0)[0].sticker_id.empty());
  CHECK(attachments(0)[1].sticker_id.empty());
  REQUIRE(attachments(1).size() == 1);
  CHECK(attachments(1)[0].sticker_id == "8");
  CHECK(attachments(2).empty());
}

TEST_CASE("of many twins the stickers stay, in their order", "[webhook][parse]") {
  std::string elements;
  for (int i = 0; i < 100; ++i) {
    const std::string number = std::to_string(i);
    elements += (i == 0 ? "" : ",") + std::string(R"({"type":"image","payload":{"sticker_id":)") + number +
                R"(}},{"type":"sticker","payload":{"sticker_id":)" + number + "}}";
  }
  const Webhook webhook = parsed_text(envelope_of(R"({"message":{"attachments":[)" + elements + "]}}"));
  REQUIRE(webhook.events.size() == 1);
  const auto& attachments = body_as<MessageReceived>(webhook.events[0]).content.attachments;
  REQUIRE(attachments.size() == 100);
  bool in_order = true;
  for (std::size_t i = 0; i < attachments.size(); ++i)
    in_order = in_order && attachments[i].type.value == AttachmentType::sticker &&
               attachments[i].sticker_id == std::to_string(i);
  CHECK(in_order);
}
