#include "testing/samples.hpp"

#include <string_view>

#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

struct Sample {
  std::string_view field;
  std::string_view member; ///< empty: the JSON is the whole value
  std::string_view json;
  bool has_sender = true;
};

// In the dashboard's form, with words of our own.
constexpr Sample samples[] = {
    {"messages", "message", R"({"mid":"sample_mid","text":"a sample","commands":[{"name":"help"},{"name":"stop"}]})"},
    {"message_echoes", "message", R"({"is_echo":true,"mid":"sample_mid","text":"a sample"})"},
    {"message_deliveries", "delivery", R"({"watermark":"1527459824000","mids":["sample_mid"]})"},
    {"message_reads", "read", R"({"watermark":"1527459824000"})"},
    // The dashboard's own emoji is broken in just this way.
    {"message_reactions", "reaction",
     R"({"mid":"sample_mid","action":"react","emoji":"ud83dudc4d","reaction":"like"})"},
    {"message_edits", "message_edit", R"({"mid":"sample_mid","text":"a sample, edited"})"},
    {"messaging_postbacks", "postback", R"({"mid":"sample_mid","title":"A button","payload":"SAMPLE_PAYLOAD"})"},
    {"messaging_referrals", "referral",
     R"({"ref":"sample_ref","source":"SHORTLINK","type":"OPEN_THREAD","ads_context_data":{"ad_title":"A title",)"
     R"("photo_url":"A URL","video_url":"A URL","post_id":"A post","product_id":"A product"}})"},
    {"messaging_optins", "optin",
     R"({"type":"notification_messages","payload":"SAMPLE_PAYLOAD","notification_messages_token":"1234567890",)"
     R"("notification_messages_frequency":"daily","token_expiry_timestamp":2592000000})"},
    {"messaging_account_linking", "account_linking", R"({"status":"linked","authorization_code":"SAMPLE_CODE"})"},
    {"messaging_policy_enforcement", "policy_enforcement", R"({"action":"warning","reason":"A sample of a reason"})",
     false},
    {"messaging_customer_information", "messaging_customer_information",
     R"({"screens":[{"screen_id":"1","responses":[{"key":"name","value":"A name"},{"key":"email","value":"e-mail"}]}]})"},
    {"messaging_in_thread_lead_form_submit", "form", R"({"id":"789"})"},
    {"send_cart", "order",
     R"({"products":[{"id":123,"retailer_id":"r1","name":"A product","unit_price":11,"currency":"EUR","quantity":2}],)"
     R"("note":"A note","source":"live_shopping","source_id":"123456789"})"},
    {"message_context", "message_context",
     R"({"detections":[{"type":"PURCHASE","id":"1","mid":"2","event_name":"payment_received","model":"model-0"}],)"
     R"("suggestions":[]})"},
    // Seen in public code: of all numbers, which are which is a guess.
    {"marketing_message_echoes", "",
     R"({"field":"marketing_message_echoes","recipient_id":12334,"page_id":23245,"app_id":67890,"timestamp":1527459824,)"
     R"("mid":"sample_mid","marketing_message_tracking_id":123,"messenger_subscription_token":456,"message_id":789})"},
    {"marketing_message_deliveries", "",
     R"({"field":"marketing_message_deliveries","recipient_id":12334,"page_id":23245,"app_id":67890,)"
     R"("timestamp":1527459824,"mid":"sample_mid","marketing_message_tracking_id":123,)"
     R"("messenger_subscription_token":456,"message_id":789})"},
    {"inbox_labels", "", R"({"user":{"id":"12334"},"action":"add","label":{"id":"567","name":"A label"}})"},
    {"message_template_status_update", "",
     R"({"business_id":123,"timestamp":1527459824,"changes":[{"field":"message_template_status_update","value":)"
     R"({"event":"REJECTED","message_template_id":456,"message_template_name":"A template",)"
     R"("message_template_language":"en-US","reason":"ABUSIVE_CONTENT"}}]})"}};

void write_value(json::Writer& writer, const Sample& sample) {
  writer.begin_object();
  if (sample.has_sender) writer.key("sender").begin_object().member("id", "12334").end_object();
  writer.key("recipient").begin_object().member("id", "23245").end_object();
  writer.member("timestamp", "1527459824").key(sample.member).raw(sample.json).end_object();
}

} // namespace

WebhookEvent sample_event(const std::string& field) {
  json::Writer writer;
  writer.begin_object().member("field", field);
  for (const Sample& sample : samples) {
    if (sample.field != field) continue;
    writer.key("value");
    if (sample.member.empty()) {
      writer.raw(sample.json);
    } else {
      write_value(writer, sample);
    }
  }
  writer.end_object();
  return {field, {}, writer.text(), WebhookEvent::Channel::changes};
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
