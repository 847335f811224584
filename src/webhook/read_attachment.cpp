#include <algorithm>
#include <unordered_set>

#include "open_words.hpp"
#include "webhook/readers.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

namespace {

constexpr Word<AttachmentType> types[] = {{"image", AttachmentType::image},
                                          {"audio", AttachmentType::audio},
                                          {"video", AttachmentType::video},
                                          {"file", AttachmentType::file},
                                          {"location", AttachmentType::location},
                                          {"fallback", AttachmentType::fallback},
                                          {"template", AttachmentType::template_},
                                          {"sticker", AttachmentType::sticker},
                                          {"reel", AttachmentType::reel},
                                          {"post", AttachmentType::post},
                                          {"ig_reel", AttachmentType::ig_reel},
                                          {"ig_post", AttachmentType::ig_post},
                                          {"appointment_booking", AttachmentType::appointment_booking},
                                          {"share", AttachmentType::share},
                                          {"story_mention", AttachmentType::story_mention},
                                          {"ig_story", AttachmentType::ig_story},
                                          {"story", AttachmentType::story},
                                          {"like_heart", AttachmentType::like_heart},
                                          {"media", AttachmentType::media},
                                          {"unsupported_type", AttachmentType::unsupported_type}};

constexpr Word<AppointmentStatus> appointment_states[] = {{"requested", AppointmentStatus::requested},
                                                          {"confirmed", AppointmentStatus::confirmed},
                                                          {"declined", AppointmentStatus::declined},
                                                          {"cancelled", AppointmentStatus::cancelled}};

Appointment appointment_in(const json::Value& payload) {
  return {copy(payload["booking_id"].id()), open_enum(appointment_states, payload["status"].text()),
          timestamp(payload["start_time"]), timestamp(payload["end_time"]), copy(payload["timezone"].text())};
}

std::vector<SharedProduct> products_in(const json::Value& payload) {
  std::vector<SharedProduct> products;
  for (const json::Value& product : elements_in(payload["product"]["elements"]))
    products.push_back({copy(product["id"].id()), copy(product["retailer_id"].id()), copy(product["image_url"].text()),
                        copy(product["title"].text()), copy(product["subtitle"].text())});
  return products;
}

/// The first of them that says anything.
std::string_view first_text_of(std::initializer_list<std::string_view> candidates) {
  for (const std::string_view candidate : candidates)
    if (!candidate.empty()) return candidate;
  return {};
}

/// The first element of an array.
json::Value front_of(const json::Value& array) {
  return array.is_array() && array.begin() != array.end() ? *array.begin() : json::Value();
}

/// Members that moved over the years: in `payload` today, on the element itself before v6.0 (once even as "URL").
Attachment attachment_in(const json::Value& element) {
  const json::Value payload = element["payload"];
  Attachment result;
  result.type = open_enum(types, element["type"].text());
  result.url =
      copy(first_text_of({payload["url"].text(), element["url"].text(), element["URL"].text(), payload.text()}));
  result.title = copy(first_text_of({payload["title"].text(), element["title"].text()}));
  result.sticker_id = copy(payload["sticker_id"].id());
  result.latitude = copy(payload["coordinates"]["lat"].id());
  result.longitude = copy(payload["coordinates"]["long"].id());
  result.id = copy(first_text_of({payload["id"].id(), payload["reel_video_id"].id(), payload["ig_post_media_id"].id(),
                                  payload["attachment_id"].id(), front_of(payload["elements"])["attachment_id"].id()}));
  result.template_type = copy(payload["template_type"].text());
  if (result.type.value == AttachmentType::appointment_booking) result.appointment = appointment_in(payload);
  if (result.type.value == AttachmentType::template_) result.products = products_in(payload);
  result.raw_json.text = copy(element.raw());
  return result;
}

/// From June to August 2026 Meta sent each sticker twice in one message, as an image and as a sticker: the image goes.
void collapse_sticker_twins(std::vector<Attachment>& attachments) {
  std::unordered_set<std::string> stickers; // each is asked for once, however many a hostile body has
  for (const Attachment& attachment : attachments)
    if (attachment.type.value == AttachmentType::sticker) stickers.insert(attachment.sticker_id);
  const auto has_twin = [&](const Attachment& image) {
    return image.type.value == AttachmentType::image && !image.sticker_id.empty() &&
           stickers.count(image.sticker_id) > 0;
  };
  attachments.erase(std::remove_if(attachments.begin(), attachments.end(), has_twin), attachments.end());
}

} // namespace

std::vector<Attachment> attachments_in(const json::Value& message) {
  std::vector<Attachment> attachments;
  bool has_sticker = false;
  for (const json::Value& element : elements_in(message["attachments"])) {
    attachments.push_back(attachment_in(element));
    has_sticker = has_sticker || attachments.back().type.value == AttachmentType::sticker;
  }
  if (has_sticker && attachments.size() > 1) collapse_sticker_twins(attachments);
  // Before v6.0 the id stood on the message.
  if (const auto id = message["sticker_id"].id(); !id.empty() && attachments.size() == 1)
    if (attachments.front().sticker_id.empty()) attachments.front().sticker_id = copy(id);
  return attachments;
}

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
