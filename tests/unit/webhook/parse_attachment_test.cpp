#include <string>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

namespace {

std::vector<Attachment> attachments(const std::string& name) {
  return body_as<MessageReceived>(only(name)).content.attachments;
}

Attachment attachment(const std::string& name) {
  const std::vector<Attachment> all = attachments(name);
  REQUIRE(all.size() == 1);
  return all.front();
}

const std::string cdn = "https://scontent.example.net/v/t1.15752-9/";

} // namespace

TEST_CASE("media attachments have a type and a link", "[webhook][parse]") {
  struct Row {
    const char* name;
    const char* text;
    AttachmentType type;
    std::string url;
  };
  const Row row = GENERATE(
      values<Row>({{"message_image", "image", AttachmentType::image, cdn + "1.jpg?_nc_cat=1&oh=00_Af"},
                   {"message_audio", "audio", AttachmentType::audio, "https://cdn.example.net/v/audioclip-1.mp4"},
                   {"message_video", "video", AttachmentType::video, "https://video.example.net/v/clip.mp4"},
                   {"message_file", "file", AttachmentType::file, "https://cdn.example.net/v/Rechnung.pdf"}}));
  const Attachment one = attachment(row.name);
  CHECK(one.type.value == row.type);
  CHECK(one.type.text == row.text);
  CHECK(one.url == row.url);
  CHECK(one.title.empty());
  CHECK(one.sticker_id.empty());
  CHECK(one.latitude.empty());
  CHECK(one.longitude.empty());
  CHECK(!one.raw_json.empty());
}

TEST_CASE("an album is one message with its attachments in order", "[webhook][parse]") {
  const Event event = only("message_album");
  const MessageContent& content = body_as<MessageReceived>(event).content;
  CHECK(content.text == "drei auf einmal");
  REQUIRE(content.attachments.size() == 3);
  CHECK(content.attachments[0].url == cdn + "1.jpg");
  CHECK(content.attachments[1].url == cdn + "2.jpg");
  CHECK(content.attachments[2].url == cdn + "3.mp4");
  CHECK(content.attachments[2].type.value == AttachmentType::video);
  CHECK(content.attachments[1].raw_json.text ==
        R"({"type":"image","payload":{"url":"https:\/\/scontent.example.net\/v\/t1.15752-9\/2.jpg"}})");
}

TEST_CASE("a location's coordinates stay decimal text", "[webhook][parse]") {
  const Attachment one = attachment("message_location");
  CHECK(one.type.value == AttachmentType::location);
  CHECK(one.latitude == "52.37");
  CHECK(one.longitude == "-9.73");
  CHECK(one.title == "Anna's Location");
  CHECK(one.url == "https://l.example.com/l.php?u=https%3A%2F%2Fmaps");
  const Attachment whole = attachment("message_location_whole_degrees");
  CHECK(whole.latitude == "0");
  CHECK(whole.longitude == "180");
}

TEST_CASE("a fallback's link and title are found wherever they stood over the years", "[webhook][parse]") {
  struct Row {
    const char* name;
    const char* url;
    const char* title;
  };
  const Row row =
      GENERATE(values<Row>({{"message_fallback", "https://l.example.com/l.php?u=x", "Ein Video"},
                            {"message_fallback_before_v6", "https://v.example.org/alt", "Ein altes Video"},
                            {"message_fallback_capital_url", "https://v.example.org/gross", "Noch ein Video"},
                            {"message_fallback_payload_text", "https://v.example.org/nur-text", ""},
                            {"message_fallback_wave", "", "Anna is waving at you!"}}));
  const Attachment one = attachment(row.name);
  CHECK(one.type.value == AttachmentType::fallback);
  CHECK(one.type.text == "fallback");
  CHECK(one.url == row.url);
  CHECK(one.title == row.title);
}

TEST_CASE("templates keep their JSON", "[webhook][parse]") {
  const Attachment product = attachment("message_template_product");
  CHECK(product.type.value == AttachmentType::template_);
  CHECK(product.type.text == "template");
  CHECK(product.raw_json.text.find("\"retailer_id\": \"SKU-1\"") != std::string::npos);
  const Attachment generic = attachment("message_template_generic");
  CHECK(generic.type.value == AttachmentType::template_);
  CHECK(generic.title.empty());
  CHECK(generic.url.empty());
  CHECK(generic.raw_json.text.find(R"("template_type":"generic")") != std::string::npos);
}

TEST_CASE("reels and posts have link and title", "[webhook][parse]") {
  const Attachment reel = attachment("message_reel");
  CHECK(reel.type.value == AttachmentType::reel);
  CHECK(reel.url == "https://www.example.com/reel/1");
  CHECK(reel.title == "Ein Reel");
  CHECK(reel.raw_json.text.find(R"("reel_video_id":915517943012345)") != std::string::npos);
  const Attachment post = attachment("message_post");
  CHECK(post.type.value == AttachmentType::post);
  CHECK(post.url == "https://www.example.com/p/1");
  CHECK(post.title == "Ein Beitrag");
  CHECK(post.raw_json.text.find(R"("id":122104881920331234)") != std::string::npos);
}

TEST_CASE("an unknown attachment keeps its neighbours", "[webhook][parse][forward]") {
  const Webhook webhook = parsed("odd_unknown_attachment");
  REQUIRE(webhook.events.size() == 3);
  CHECK(body_as<MessageReceived>(webhook.events[0]).content.text == "vorher");
  CHECK(body_as<MessageReceived>(webhook.events[2]).content.text == "nachher");
  const MessageContent& between = body_as<MessageReceived>(webhook.events[1]).content;
  CHECK(between.text == "dazwischen");
  REQUIRE(between.attachments.size() == 3);
  CHECK(between.attachments[0].type.value == AttachmentType::image);
  CHECK(between.attachments[1].type.value == AttachmentType::unknown);
  CHECK(between.attachments[1].type.text == "hologram");
  CHECK(between.attachments[1].url == cdn + "h.holo");
  CHECK(between.attachments[2].url == cdn + "2.pdf");
}

TEST_CASE("attachments that are none cost nothing", "[webhook][parse]") {
  const Webhook webhook = parsed("odd_attachments_not_a_list");
  REQUIRE(webhook.events.size() == 3);
  CHECK(body_as<MessageReceived>(webhook.events[0]).content.attachments.empty());
  CHECK(body_as<MessageReceived>(webhook.events[1]).content.attachments.empty());
  const std::vector<Attachment>& odd = body_as<MessageReceived>(webhook.events[2]).content.attachments;
  REQUIRE(odd.size() == 4);
  const std::string raws[] = {"7", "\"x\"", "[]", "{}"};
  for (std::size_t i = 0; i < odd.size(); ++i) {
    CHECK(odd[i].type.value == AttachmentType::unknown);
    CHECK(odd[i].type.text.empty());
    CHECK(odd[i].url.empty());
    CHECK(odd[i].raw_json.text == raws[i]);
  }
}
