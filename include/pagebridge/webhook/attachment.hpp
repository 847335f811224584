#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/json_text.hpp"
#include "pagebridge/open.hpp"
#include "pagebridge/rare.hpp"
#include "pagebridge/time.hpp"

/// What customers and Pages send beside text. The set of types is open: Meta adds some without warning.
/// Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/messages
PAGEBRIDGE_BEGIN_NAMESPACE

enum class AttachmentType {
  unknown,
  image,
  audio,
  video,
  file,
  location,
  fallback,  ///< a link, or something that Messenger could not attach; often without any usable URL
  template_, ///< a card; `template_type` says which
  sticker,
  reel,
  post,
  ig_reel,
  ig_post,
  appointment_booking,
  share,            ///< Instagram
  story_mention,    ///< Instagram
  ig_story,         ///< Instagram
  story,            ///< Instagram
  like_heart,       ///< Instagram; has no payload
  media,            ///< Instagram
  unsupported_type, ///< Instagram
};

enum class AppointmentStatus { unknown, requested, confirmed, declined, cancelled };

struct Appointment {
  std::string booking_id;
  Open<AppointmentStatus> status;
  std::optional<Timestamp> start_at;
  std::optional<Timestamp> end_at;
  std::string time_zone; ///< an IANA name
};

/// A product of the Page's catalogue that was shared.
struct SharedProduct {
  std::string id;
  std::string retailer_id;
  std::string image_url;
  std::string title;
  std::string subtitle; ///< the price, as text
};

/// One attachment of a message. Links expire: fetch soon.
struct Attachment {
  Open<AttachmentType> type;
  std::string url; ///< mostly a link; Meta writes other things here, too (a path, a file's name)
  std::string title;
  std::string sticker_id;    ///< set for a sticker of any generation, also where it comes as an image
  std::string latitude;      ///< of a location, decimal text
  std::string longitude;     ///< of a location, decimal text
  std::string id;            ///< of a reel or post, or the attachment_id of media in a template
  std::string template_type; ///< "generic", "button", "media", …; empty for shared products
  Rare<Appointment> appointment;
  std::vector<SharedProduct> products;
  JsonText raw_json; ///< the whole element
};

PAGEBRIDGE_END_NAMESPACE
