#include "message/message_json.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace message {

namespace {

/// `"attachment":` or an element of `attachments`; `write_payload` writes the payload's members.
template <class WritePayload>
void attachment(json::Writer& json, MediaKind kind, const WritePayload& write_payload) {
  json.begin_object().member("type", to_string(kind)).key("payload").begin_object();
  write_payload();
  json.end_object().end_object();
}

/// The Sticker API's ids are numbers, and the Send API takes them as such; 18 digits fit into what any reader uses.
void sticker_id(json::Writer& json, std::string_view id) {
  const bool is_number = !id.empty() && id.size() <= 18 && id.front() != '0' &&
                         id.find_first_not_of("0123456789") == std::string_view::npos;
  json.key("sticker_id");
  is_number ? json.raw(id) : json.string(id);
}

struct ContentWriter {
  json::Writer& json;

  void operator()(const Text& content) const { json.member("text", content.text); }
  void operator()(const SavedMedia& content) const {
    json.key("attachment");
    attachment(json, content.kind, [&] { json.member("attachment_id", content.attachment.text()); });
  }
  void operator()(const Images& content) const {
    json.key("attachments").begin_array();
    for (const Images::Image& image : content.images) {
      attachment(json, MediaKind::image, [&] {
        image.attachment.empty() ? json.member("url", image.url)
                                 : json.member("attachment_id", image.attachment.text());
      });
    }
    json.end_array();
  }
  void operator()(const Sticker& content) const { sticker_id(json, content.sticker.text()); }
  void operator()(const UtilityTemplate& content) const {
    json.key("template");
    write_template(json, content);
  }
  template <class Other>
  void operator()(const Other& content) const {
    json.key("attachment");
    write_attachment(json, content);
  }
};

void write_quick_reply(json::Writer& json, const QuickReply& reply) {
  json.begin_object();
  switch (reply.kind) {
    case QuickReply::Kind::phone_number: json.member("content_type", "user_phone_number"); break;
    case QuickReply::Kind::email: json.member("content_type", "user_email"); break;
    case QuickReply::Kind::text:
      json.member("content_type", "text").member("title", reply.title).member("payload", reply.payload);
      optional_text(json, "image_url", reply.image_url);
      break;
  }
  json.end_object();
}

} // namespace

void write_attachment(json::Writer& json, const MediaByUrl& media) {
  attachment(json, media.kind, [&] {
    json.member("url", media.url);
    optional_flag(json, "is_reusable", media.is_reusable);
  });
}

void write_message(json::Writer& json, const OutgoingMessage& message, std::string_view metadata) {
  json.begin_object();
  std::visit(ContentWriter{json}, message.content);
  if (!message.quick_replies.empty()) {
    json.key("quick_replies").begin_array();
    for (const QuickReply& reply : message.quick_replies) write_quick_reply(json, reply);
    json.end_array();
  }
  optional_text(json, "metadata", metadata);
  json.end_object();
}

void write_upload(json::Writer& json, MediaKind kind, bool is_reusable, std::string_view metadata) {
  json.begin_object().key("attachment");
  attachment(json, kind, [&] { optional_flag(json, "is_reusable", is_reusable); });
  optional_text(json, "metadata", metadata);
  json.end_object();
}

} // namespace message
PAGEBRIDGE_END_NAMESPACE
