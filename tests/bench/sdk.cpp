#include "sdk.hpp"

#include <variant>

namespace bench {
namespace {

std::int64_t ms(const std::optional<pagebridge::Timestamp>& time) { return time ? pagebridge::to_unix_ms(*time) : 0; }

class View {
 public:
  explicit View(EventView& view) : view_(view) {}

  void operator()(const pagebridge::MessageReceived& event) {
    view_.kind = event.content.attachments.empty() ? Kind::text : Kind::attachment;
    content(event.content);
  }
  void operator()(const pagebridge::MessageEchoed& event) {
    view_.kind = Kind::echo;
    content(event.content);
  }
  void operator()(const pagebridge::PostbackReceived& event) {
    view_.kind = Kind::postback;
    view_.mid = event.mid.text();
    view_.text = event.title;
    if (event.payload) view_.payload = *event.payload;
  }
  void operator()(const pagebridge::MessageDelivered& event) {
    view_.kind = Kind::delivery;
    if (!event.mids.empty()) view_.mid = event.mids.back().text();
    view_.watermark = ms(event.watermark);
  }
  void operator()(const pagebridge::MessageRead& event) {
    view_.kind = Kind::read;
    view_.watermark = ms(event.watermark);
  }
  template <class Other>
  void operator()(const Other& /*event*/) {}

 private:
  void content(const pagebridge::MessageContent& content) {
    view_.mid = content.mid.text();
    view_.text = content.text;
    view_.reply_to = content.reply_to.text();
    if (content.quick_reply) view_.payload = *content.quick_reply;
    view_.attachments = content.attachments.size();
    if (!content.attachments.empty()) view_.url = content.attachments.back().url;
  }

  EventView& view_;
};

} // namespace

void dispatch(Tally& tally, const pagebridge::Webhook& webhook) {
  for (const pagebridge::Event& event : webhook.events) {
    EventView view;
    view.page = event.envelope.page.text();
    view.sent_at = ms(event.envelope.sent_at);
    if (event.customer) view.customer = event.customer->text();
    view.at = pagebridge::to_unix_ms(event.at);
    std::visit(View(view), event.body);
    dispatch(tally, view);
  }
}

} // namespace bench
