#include <string>

#include "json/tree.hpp"
#include "pagebridge/graph/conversations.hpp"
#include "support/catch.hpp"
#include "unit/graph/fixtures_talk.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace fixtures {

namespace {

ConversationMessage message_in(const std::string& json) {
  return from_http(GetConversationMessage{}, answered(json)).value();
}

/// Each element or member of `contents` by itself: several messages were read at once there.
std::vector<std::string> parts_of(const std::string& contents) {
  const auto tree = json::Tree::parse(contents);
  REQUIRE(tree);
  std::vector<std::string> parts;
  for (const json::Value& value : tree->root()) parts.emplace_back(value.raw());
  return parts;
}

std::optional<std::int64_t> ms(const std::optional<Timestamp>& time) {
  if (!time) return std::nullopt;
  return to_unix_ms(*time);
}

void quick_start(const std::string& contents) {
  const auto list = from_http(ListConversations{}, answered(contents)).value();
  REQUIRE(list.items.size() == 1);
  CHECK(!list.has_more);
  const Conversation& thread = list.items[0];
  CHECK(thread.id.text() == "t_10224...");
  REQUIRE(thread.participants.size() == 2);
  CHECK(thread.participants[0].name == "CUSTOMER-NAME");
  CHECK(thread.participants[0].email == "PSID@facebook.com");
  CHECK(thread.participants[1].id == "PAGE-ID");
  REQUIRE(thread.messages.items.size() == 2);
  CHECK(thread.messages.items[0].mid.text() == "m_MeS2...");
  CHECK(thread.messages.items[1].text == "hi");

  const auto found = from_http(FindThreadMessages{Psid("PSID")}, answered(contents)).value();
  REQUIRE(found.size() == 2);
  CHECK(found[0].mid.text() == "m_MeS2...");
  CHECK(found[0].text == "hello");
}

void whole_thread(const std::string& contents) {
  const Conversation thread = from_http(GetConversation{}, answered(contents)).value();
  CHECK(thread.id.text() == "t_id.378684585488220");
  CHECK(thread.snippet == "This is a test conversation.");
  CHECK(ms(thread.updated_at) == 1334079670000);
  CHECK(thread.message_count == 2);
  CHECK(thread.unread_count == 2);
  CHECK(thread.tags == std::vector<std::string>{"inbox", "read", "seen", "sent", "source:web"});
  CHECK(thread.participants.size() == 2);
  CHECK(thread.senders.size() == 2);
  CHECK(thread.senders.at(1).id == "120042743874449");
  CHECK(thread.can_reply == true);
  CHECK(thread.is_subscribed == true);
  CHECK(!thread.is_owner);
  CHECK(thread.link == "http://www.facebook.com/messages/?action=read&tid=id.378684585434124");
  REQUIRE(thread.messages.items.size() == 2);
  CHECK(thread.messages.has_more);
  CHECK(thread.messages.after.empty());
  const ConversationMessage& first = thread.messages.items[0];
  CHECK(first.mid.text() == "m_id.291856400815314");
  CHECK(ms(first.created_at) == 1334079670000);
  CHECK(first.from.name == "Participant One");
  CHECK(first.to.size() == 2);
  CHECK(first.text == "Well, well.");
  CHECK(first.tags.size() == 4);
  REQUIRE(first.attachments.size() == 2);
  CHECK(first.attachments[0].mime_type == "application/pdf");
  CHECK(first.attachments[0].size == 28824);
  CHECK(first.attachments[1].image->width == 800);
  CHECK(!first.attachments[1].size);
}

void several_threads(const std::string& contents) {
  const auto parts = parts_of(contents);
  REQUIRE(parts.size() == 2);
  const Conversation first = from_http(GetConversation{}, answered(parts[0])).value();
  CHECK(first.id.text() == "t_587956915396498");
  CHECK(first.link == "/2121008874780932/inbox/2582605345287947/");
  CHECK(first.message_count == 94);
  CHECK(first.unread_count == 1);
  CHECK(first.snippet == "hello");
  CHECK(ms(first.updated_at) == 1627032530000);
  CHECK(from_http(GetConversation{}, answered(parts[1])).value().snippet == "hehe");
}

void image(const ConversationMessage& message) {
  CHECK(message.mid.text() ==
        "m_ToF35NI1OImBjyUIgplSaBMylUFmkYY4bHogy9C1otLISU6SGhccB5NK-THX_W4EdVQiKVv5SgCW9m-_C78mRA");
  CHECK(ms(message.created_at) == 1627033848000);
  CHECK(message.from.id == "2711636948859886");
  CHECK(message.to.at(0).name == "MyLife");
  CHECK(message.text.empty());
  CHECK(message.tags == std::vector<std::string>{"inbox", "source:mobile"});
  REQUIRE(message.attachments.size() == 1);
  const MessageAttachment& attachment = message.attachments[0];
  CHECK(attachment.id == "651143212510248");
  CHECK(attachment.mime_type == "image/jpeg");
  CHECK(attachment.name == "image-651143212510248");
  CHECK(attachment.size == 54542);
  CHECK(attachment.image->width == 1920);
  CHECK(attachment.image->height == 1213);
  CHECK(attachment.image->max_width == 1920);
  CHECK(attachment.image->max_height == 1213);
  CHECK(attachment.image->url.rfind("https://scontent-gmp1-1.xx.fbcdn.net/", 0) == 0);
  CHECK(attachment.image->preview_url.find("p280x280") != std::string::npos);
  CHECK(!attachment.image->is_sticker);
}

void several_messages(const std::string& contents) {
  const auto parts = parts_of(contents);
  REQUIRE(parts.size() == 2);
  image(message_in(parts[0]));
  const ConversationMessage second = message_in(parts[1]);
  CHECK(ms(second.created_at) == 1627035863000);
  const MessageAttachment& attachment = second.attachments.at(0);
  CHECK(attachment.mime_type == "video/mp4");
  CHECK(attachment.video->length == 11);
  CHECK(attachment.video->width == 960);
  CHECK(!attachment.image.has_value());
}

void attachments_of_old(const std::string& contents) {
  const auto parts = parts_of(contents);
  REQUIRE(parts.size() == 5);
  const auto attachment = [&](std::size_t i) { return message_in(parts.at(i)).attachments.at(0); };
  CHECK(attachment(0).image->animated_url == "https://cdn.fbsbx.com/12345678900_animated_gif.gif");
  CHECK(attachment(0).image->max_width == 244);
  CHECK(!attachment(0).size);
  CHECK(attachment(1).image->animated_url.empty());
  CHECK(attachment(2).file_url == "https://cdn.fbsbx.com/94627237835.txt");
  CHECK(attachment(2).size == 324);
  CHECK(attachment(3).mime_type == "application/octet-stream");
  CHECK(attachment(4).video->length == 5);
  CHECK(attachment(4).image->height == 720);
}

void share(const std::string& contents) {
  const ConversationMessage message = message_in(contents);
  CHECK(message.mid.text() == "m_mid.46348462:357234723feb");
  REQUIRE(message.shares.size() == 1);
  CHECK(message.shares[0].link == "https://example.org/sample.png");
  CHECK(message.shares[0].id.empty());
  CHECK(message.shares[0].type.value == ShareType::unknown);
  CHECK(message.from.name == "Test User");
}

void generic_template(const std::string& contents) {
  const MessageAttachment attachment = message_in(contents).attachments.at(0);
  CHECK(attachment.id == "<ATTACHMENT_ID>");
  CHECK(attachment.content->title == "Featured product");
  CHECK(attachment.content->subtitle == "Limited edition release");
  CHECK(attachment.content->media_url == "https://example.org/item.png");
  CHECK(attachment.content->button_title == "View item");
  CHECK(attachment.content->button_type == "web_url");
  CHECK(attachment.content->button_url == "https://example.org/item");
}

void hidden_medium(const std::string& contents) {
  const MessageAttachment attachment = message_in(contents).attachments.at(0);
  CHECK(attachment.id == "1234");
  CHECK(attachment.name.rfind("Media not available due to new privacy rules in Europe", 0) == 0);
  CHECK(!attachment.image.has_value());
}

} // namespace

void add_conversations(Part& part) {
  part.checks["meta-docs/quickstart-conversations-response.json"] = quick_start;
  part.checks["restfb+restfb/conversation.json"] = whole_thread;
  part.checks["sns-sdks+python-facebook/conversations-cvses-info.json"] = several_threads;
  part.checks["sns-sdks+python-facebook/messages-message-info.json"] = [](const std::string& contents) {
    image(message_in(contents));
  };
  part.checks["sns-sdks+python-facebook/messages-messages-info.json"] = several_messages;
  part.checks["restfb+restfb/v2-5-messages-with-attachments.json"] = attachments_of_old;
  part.checks["restfb+restfb/v2-5-message-with-share.json"] = share;
  part.checks["restfb+restfb/v10-0-message-with-generic-template.json"] = generic_template;
  part.checks["restfb+restfb/v7-0-message-eu.json"] = hidden_medium;
}

} // namespace fixtures
