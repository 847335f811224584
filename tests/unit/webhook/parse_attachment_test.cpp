#include <iterator>
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

TEST_CASE("every type of attachment has a word, and what it brings in its place", "[webhook][parse]") {
  struct Row {
    AttachmentType type;
    const char* text;
    std::string url;
    const char* title;
    const char* id;
  };
  const std::string web = "https://www.example.com/";
  const Row rows[] = {{AttachmentType::image, "image", cdn + "1.gif", "", ""},
                      {AttachmentType::audio, "audio", cdn + "2.mp4", "", ""},
                      {AttachmentType::video, "video", cdn + "3.mp4", "", ""},
                      {AttachmentType::file, "file", cdn + "4.pdf", "", ""},
                      {AttachmentType::location, "location", "", "", ""},
                      {AttachmentType::fallback, "fallback", "Dokumente/Angebot.doc", "Angebot", ""},
                      {AttachmentType::template_, "template", "", "", ""},
                      {AttachmentType::sticker, "sticker", cdn + "8.png", "", ""},
                      {AttachmentType::reel, "reel", web + "reel/9", "Reel", "915517943012345"},
                      {AttachmentType::post, "post", web + "p/10", "Beitrag", "122104881920331234"},
                      {AttachmentType::ig_reel, "ig_reel", web + "ig/reel/11", "IG-Reel", "17900000000000011"},
                      {AttachmentType::ig_post, "ig_post", web + "ig/p/12", "IG-Beitrag", "17900000000000012"},
                      {AttachmentType::appointment_booking, "appointment_booking", "", "", ""},
                      {AttachmentType::share, "share", "/reel/14/", "", ""},
                      {AttachmentType::story_mention, "story_mention", cdn + "15.jpg", "", ""},
                      {AttachmentType::ig_story, "ig_story", cdn + "16.jpg", "", ""},
                      {AttachmentType::story, "story", cdn + "17.jpg", "", ""},
                      {AttachmentType::like_heart, "like_heart", "", "", ""},
                      {AttachmentType::media, "media", cdn + "19.jpg", "", ""},
                      {AttachmentType::unsupported_type, "unsupported_type", "", "", ""}};
  const std::vector<Attachment> all = attachments("message_every_attachment");
  REQUIRE(all.size() == std::size(rows));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Row& row = rows[i];
    CAPTURE(row.text);
    CHECK(says(all[i].type, row.type, row.text));
    CHECK(all[i].url == row.url);
    CHECK(all[i].title == row.title);
    CHECK(all[i].id == row.id);
    CHECK(all[i].template_type == (row.type == AttachmentType::template_ ? "button" : ""));
    CHECK(all[i].latitude == (row.type == AttachmentType::location ? "46.4983" : ""));
    CHECK(all[i].longitude == (row.type == AttachmentType::location ? "11.3548" : ""));
    CHECK(all[i].sticker_id == (row.type == AttachmentType::sticker ? "369239343222814" : ""));
    CHECK(all[i].appointment.has_value() == (row.type == AttachmentType::appointment_booking));
    CHECK(all[i].products.empty());
    CHECK(all[i].raw_json.text.find("\"type\":\"" + std::string(row.text) + "\"") == 1);
  }
  CHECK(all[17].raw_json.text == R"({"type":"like_heart"})");
}

TEST_CASE("an appointment has its booking, state, times and zone", "[webhook][parse]") {
  const Appointment requested = *attachment("message_appointment").appointment;
  CHECK(requested.booking_id == "1029384700");
  CHECK(says(requested.status, AppointmentStatus::requested, "requested"));
  CHECK(ms(requested.start_at) == 1770612400000);
  CHECK(ms(requested.end_at) == 1770616000000);
  CHECK(requested.time_zone == "Europe/Rome");
  const std::vector<Attachment> all = attachments("message_appointments");
  REQUIRE(all.size() == 6);
  CHECK(says(all[0].appointment->status, AppointmentStatus::requested, "requested"));
  CHECK(says(all[1].appointment->status, AppointmentStatus::confirmed, "confirmed"));
  CHECK(says(all[2].appointment->status, AppointmentStatus::declined, "declined"));
  CHECK(says(all[3].appointment->status, AppointmentStatus::cancelled, "cancelled"));
  CHECK(says(all[4].appointment->status, AppointmentStatus::unknown, "postponed"));
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(all[i].appointment->booking_id == "1029384702");
    CHECK(ms(all[i].appointment->end_at) == 1770616000000);
  }
  CHECK(all[5].appointment->booking_id.empty());
  CHECK(!all[5].appointment->start_at);
}

TEST_CASE("shared products have what the catalogue says", "[webhook][parse]") {
  const Attachment shared = attachment("message_products");
  CHECK(shared.type.value == AttachmentType::template_);
  CHECK(shared.template_type.empty());
  REQUIRE(shared.products.size() == 2);
  CHECK(shared.products[0].id == "4411223344556677");
  CHECK(shared.products[0].retailer_id == "SKU-1");
  CHECK(shared.products[0].image_url == cdn + "hut.jpg");
  CHECK(shared.products[0].title == "Hut");
  CHECK(shared.products[0].subtitle == "40 €");
  CHECK(shared.products[1].id == "4411223344556678");
  CHECK(shared.products[1].title == "Schal");
  CHECK(shared.products[1].retailer_id.empty());
  CHECK(attachment("message_template_generic").products.empty());
  CHECK(attachment("message_template_generic").template_type == "generic");
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
