#include "cli/event_json.hpp"

#include <optional>
#include <string_view>
#include <vector>

#include "cli/compact_json.hpp"
#include "json/writer.hpp"

namespace pagebridge::cli {

namespace {

class EventWriter {
 public:
  explicit EventWriter(const Event& event) : event_(event) {}

  std::string write() {
    out_.begin_object();
    out_.member("kind", kind_of(event_.body));
    text("page", event_.envelope.page.text());
    if (event_.customer) text("customer", event_.customer->text());
    if (event_.at != Timestamp{}) out_.member("at_ms", to_unix_ms(event_.at));
    out_.member("channel", to_string(event_.envelope.channel));
    std::visit(*this, event_.body);
    out_.end_object();
    return out_.text();
  }

  void operator()(const UnknownEvent& body) {
    text("name", body.name);
    whole();
  }
  void operator()(const MessageReceived& body) { content(body.content); }
  void operator()(const PostbackReceived& body) {
    text("mid", body.mid.text());
    text("title", body.title);
    if (body.payload) out_.member("payload", *body.payload);
    referral(body.referral);
  }
  void operator()(const MessageEchoed& body) {
    content(body.content);
    text("app", body.app.text());
    text("metadata", body.metadata);
  }
  void operator()(const MessageDelivered& body) {
    if (!body.mids.empty()) {
      out_.key("mids").begin_array();
      for (const Mid& mid : body.mids) out_.string(mid.text());
      out_.end_array();
    }
    watermark(body.watermark);
  }
  void operator()(const MessageRead& body) { watermark(body.watermark); }
  void operator()(const ReactionChanged& body) {
    text("mid", body.mid.text());
    text("action", body.action);
    text("reaction", body.reaction);
    text("emoji", body.emoji);
  }
  void operator()(const MessageEdited& body) {
    text("mid", body.mid.text());
    text("text", body.text);
    text("edit_count", body.edit_count);
  }
  void operator()(const MessageUnsent& body) { text("mid", body.mid.text()); }
  void operator()(const ReferralReceived& body) { referral(body.referral); }
  void operator()(const OptInReceived& body) {
    text("type", body.type);
    text("ref", body.ref);
    text("payload", body.payload);
    text("user_ref", body.user_ref);
  }
  /// A kind that came with a newer library.
  template <class Other>
  void operator()(const Other& /*body*/) {
    whole();
  }

 private:
  void text(std::string_view name, const std::string& value) {
    if (!value.empty()) out_.member(name, value);
  }
  void whole() { out_.key("json").raw(compact_json(event_.raw_json)); }

  void watermark(const std::optional<Timestamp>& value) {
    if (value) out_.member("watermark_ms", to_unix_ms(*value));
  }

  void content(const MessageContent& value) {
    text("mid", value.mid.text());
    text("text", value.text);
    if (!value.attachments.empty()) {
      out_.key("attachments").begin_array();
      for (const Attachment& one : value.attachments) attachment(one);
      out_.end_array();
    }
    if (value.quick_reply) out_.member("quick_reply", *value.quick_reply);
    text("reply_to", value.reply_to.text());
    referral(value.referral);
  }

  void attachment(const Attachment& value) {
    out_.begin_object();
    text("type", value.type.text);
    text("url", value.url);
    text("title", value.title);
    text("sticker_id", value.sticker_id);
    text("latitude", value.latitude);
    text("longitude", value.longitude);
    out_.end_object();
  }

  void referral(const std::optional<Referral>& value) {
    if (!value) return;
    out_.key("referral").begin_object();
    text("ref", value->ref);
    text("source", value->source);
    text("type", value->type);
    text("ad_id", value->ad_id);
    out_.end_object();
  }

  const Event& event_;
  json::Writer out_;
};

} // namespace

std::string to_json(const Event& event) { return EventWriter(event).write(); }

} // namespace pagebridge::cli
