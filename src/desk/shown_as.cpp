#include "desk/shown_as.hpp"

#include "message/message_json.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

namespace {

/// Words below each other; what is empty makes no line.
class Lines {
 public:
  Lines& add(std::string_view line) {
    if (line.empty()) return *this;
    if (!text_.empty()) text_ += '\n';
    text_ += line;
    return *this;
  }
  Lines& add(const std::vector<Button>& buttons) {
    std::string labels;
    for (const Button& button : buttons) {
      const std::string_view label = std::visit(Label{}, button);
      if (!labels.empty()) labels += ' ';
      labels.append("[").append(label).append("]");
    }
    return add(labels);
  }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  /// Messenger itself labels the buttons for logging in and out, in the customer's language.
  struct Label {
    std::string_view operator()(const LogInButton& /*button*/) const { return "Log In"; }
    std::string_view operator()(const LogOutButton& /*button*/) const { return "Log Out"; }
    template <class Other>
    std::string_view operator()(const Other& button) const {
      return button.title;
    }
  };
  std::string text_;
};

AttachmentType type_of(MediaKind kind) {
  switch (kind) {
    case MediaKind::image: return AttachmentType::image;
    case MediaKind::audio: return AttachmentType::audio;
    case MediaKind::video: return AttachmentType::video;
    case MediaKind::file: return AttachmentType::file;
  }
  return AttachmentType::unknown;
}

Attachment media(MediaKind kind, std::string url, const AttachmentId& id) {
  Attachment shown;
  shown.type = {type_of(kind), std::string(to_string(kind))};
  shown.url = std::move(url);
  shown.id = id.text();
  return shown;
}

Attachment card(const char* template_type, std::string title, std::string url) {
  Attachment shown;
  shown.type = {AttachmentType::template_, "template"};
  shown.template_type = template_type;
  shown.title = std::move(title);
  shown.url = std::move(url);
  return shown;
}

/// The JSON as it is sent, for desks that draw cards themselves.
template <class Template>
JsonText json_of(const Template& content) {
  json::Writer json;
  message::write_attachment(json, content);
  return {json.text()};
}
JsonText json_of(const UtilityTemplate& content) {
  json::Writer json;
  message::write_template(json, content);
  return {json.text()};
}

template <class Template>
MessageBody body(const Template& content, Attachment card, const Lines& lines) {
  card.raw_json = json_of(content);
  MessageBody shown;
  shown.text = lines.text();
  shown.attachments.push_back(std::move(card));
  return shown;
}

std::string amount(const std::string& value, const std::string& currency) { return value + " " + currency; }

struct ShownAs {
  MessageBody operator()(const Text& content) const { return {content.text, {}, {}, {}}; }
  MessageBody operator()(const MediaByUrl& content) const {
    return {{}, {media(content.kind, content.url, {})}, {}, {}};
  }
  MessageBody operator()(const SavedMedia& content) const {
    return {{}, {media(content.kind, {}, content.attachment)}, {}, {}};
  }
  MessageBody operator()(const Images& content) const {
    MessageBody shown;
    for (const Images::Image& image : content.images)
      shown.attachments.push_back(media(MediaKind::image, image.url, image.attachment));
    return shown;
  }
  MessageBody operator()(const Sticker& content) const {
    Attachment shown;
    shown.type = {AttachmentType::sticker, "sticker"};
    shown.sticker_id = content.sticker.text();
    return {{}, {std::move(shown)}, {}, {}};
  }
  MessageBody operator()(const GenericTemplate& content) const {
    Lines lines;
    for (const GenericTemplate::Element& element : content.elements)
      lines.add(element.title).add(element.subtitle).add(element.buttons);
    if (content.elements.empty()) return body(content, card("generic", {}, {}), lines);
    const GenericTemplate::Element& first = content.elements.front();
    return body(content, card("generic", first.title, first.image_url), lines);
  }
  MessageBody operator()(const ButtonTemplate& content) const {
    return body(content, card("button", {}, {}), Lines().add(content.text).add(content.buttons));
  }
  MessageBody operator()(const MediaTemplate& content) const {
    Attachment shown = card("media", {}, content.url);
    shown.id = content.attachment.text();
    return body(content, std::move(shown), Lines().add(content.buttons));
  }
  MessageBody operator()(const ReceiptTemplate& content) const {
    Lines lines;
    lines.add(content.merchant_name).add(content.order_number);
    for (const ReceiptTemplate::Element& element : content.elements) {
      const std::string quantity = element.quantity ? std::to_string(*element.quantity) + " x " : "";
      const std::string& currency = element.currency.empty() ? content.currency : element.currency;
      lines.add(quantity + element.title + ", " + amount(element.price, currency));
    }
    lines.add(amount(content.summary.total_cost, content.currency)).add(content.payment_method);
    return body(content, card("receipt", content.order_number, content.order_url), lines);
  }
  MessageBody operator()(const ProductTemplate& content) const {
    Attachment shown = card("product", {}, {});
    for (const std::string& id : content.product_ids) shown.products.push_back({id, {}, {}, {}, {}});
    return body(content, std::move(shown), {});
  }
  MessageBody operator()(const CouponTemplate& content) const {
    Lines lines;
    lines.add(content.pre_message).add(content.title).add(content.subtitle).add(content.coupon_code);
    return body(content, card("coupon", content.title, content.coupon_url), lines);
  }
  MessageBody operator()(const FeedbackTemplate& content) const {
    Lines lines;
    lines.add(content.title).add(content.subtitle).add(content.question_title);
    return body(content, card("customer_feedback", content.title, {}), lines);
  }
  MessageBody operator()(const ImageGridTemplate& content) const {
    std::string url;
    for (const ImageGridTemplate::Image& image : content.images)
      if (url.empty() || image.is_hero) url = image.url;
    return body(content, card("image_grid", content.title, std::move(url)),
                Lines().add(content.title).add(content.subtitle).add(content.buttons));
  }
  /// The approved words are Meta's to know; here are its name and what was put into them.
  MessageBody operator()(const UtilityTemplate& content) const {
    Lines lines;
    for (const UtilityTemplate::Parameter& parameter : content.header) lines.add(parameter.text);
    for (const UtilityTemplate::Parameter& parameter : content.body) lines.add(parameter.text);
    return body(content, card("utility", content.name, content.header_image_url), lines);
  }
};

} // namespace

MessageBody shown_as(const OutgoingMessage& message) { return std::visit(ShownAs{}, message.content); }

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
