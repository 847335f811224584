// Parts of requests: messages, attachments, payloads, buttons, recipients.
#include "unit/graph/fixtures_send.hpp"

namespace fixtures {

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace {

const std::string ker0x = "ker0x+messenger/";
const std::string restfb = "restfb+restfb/sendapitest-";
const std::string bot = "microsoft+botbuilder-dotnet/primarytestbot-";

void add_buttons(Part& part) {
  part.checks[ker0x + "button-account-link.json"] = same_button(LogInButton{"https://www.example.com/authorize"});
  part.checks[ker0x + "button-phone-number.json"] = same_button(PhoneButton{"Call Representative", "+15105551234"});
  part.checks[ker0x + "button-postback.json"] =
      same_button(PostbackButton{"Bookmark Item", "DEVELOPER_DEFINED_PAYLOAD"});
  part.checks[ker0x + "button-weburl.json"] =
      same_button(UrlButton{"Select Criteria", "https://petersfancyapparel.com/criteria_selector", WebviewHeight::full,
                            true, "https://petersfancyapparel.com/fallback", true});
}

void add_attachments(Part& part) {
  const std::string bin = "https://petersapparel.com/bin/";
  part.checks[ker0x + "message-template-audio.json"] = same_attachment(MediaByUrl{MediaKind::audio, bin + "clip.mp3"});
  part.checks[ker0x + "message-template-video.json"] = same_attachment(MediaByUrl{MediaKind::video, bin + "clip.mp4"});
  part.checks[ker0x + "message-template-file.json"] =
      same_attachment(MediaByUrl{MediaKind::file, bin + "receipt.pdf", true});
  part.checks[ker0x + "message-template-file-attachment.json"] =
      same_attachment(SavedMedia{MediaKind::file, AttachmentId("1745504518999123")});
  part.checks[ker0x + "message-template-image.json"] =
      same_attachment(MediaByUrl{MediaKind::image, "https://petersapparel.com/img/shirt.png"});
  part.checks[ker0x + "message-template-button.json"] =
      same_attachment(ButtonTemplate{"What do you want to do next?",
                                     {UrlButton{"Show Website", "https://petersapparel.parseapp.com"},
                                      PostbackButton{"Start Chatting", "USER_DEFINED_PAYLOAD"}},
                                     true});
  part.checks[ker0x + "message-template-media.json"] =
      same_attachment(MediaTemplate{MediaKind::video,
                                    {},
                                    "https://www.facebook.com/ker0x/videos/1234567890/",
                                    {UrlButton{"Learn More", "https://en.wikipedia.org/wiki/Rickrolling"}}});
  part.checks[ker0x + "message-template-product.json"] =
      same_attachment(ProductTemplate{{"<PRODUCT_ID_1>", "<PRODUCT_ID_2>"}});
}

void add_messages(Part& part) {
  part.checks[ker0x + "message-text.json"] = same_message(Text{"hello, world!"});
  part.checks[restfb + "messageaudioattachmentreuseid.json"] =
      same_message(SavedMedia{MediaKind::audio, AttachmentId("123456789")});
  part.checks[restfb + "messageimageattachment.json"] = same_message(MediaByUrl{MediaKind::image, "IMAGE_URL"});
  part.checks[restfb + "messagevideoattachment.json"] = same_message(MediaByUrl{MediaKind::video, "VIDEO_URL"});
  part.checks[restfb + "messageuploadattachment.json"] = same_upload(MediaKind::image, false);
  part.checks[restfb + "messageuploadattachmentreusable.json"] = same_upload(MediaKind::image, true);
  part.checks[restfb + "messagewithmultiplequickrepliesaddedatonce.json"] =
      same_message(OutgoingMessage(Text{"message text"})
                       .with(QuickReply::with("title1", "payload 1"))
                       .with(QuickReply::with("title2", "payload 2")));
  part.checks[restfb + "messagewithquickrepliesandmetadata.json"] =
      same_message(OutgoingMessage(Text{"message text"})
                       .with(QuickReply::with("title 1", "payload 1"))
                       .with({QuickReply::Kind::text, "title 2", "payload 2", "http://example.org/test.jpg"})
                       .with(QuickReply::ask_email())
                       .with(QuickReply::ask_phone_number()),
                   "metadata payload");
}

void add_template_messages(Part& part) {
  const UrlButton check_this{"Check this", "http://www.google.com"};
  const PostbackButton postback{"My Postback", "POSTBACK"};
  const PhoneButton call{"Call Support", "+1234567890"};
  part.checks[restfb + "messagegenericattachment.json"] = same_message(ButtonTemplate{"TITLE", {}});
  part.checks[restfb + "messagegenericbuttonattachment.json"] = same_message(ButtonTemplate{"MY TEXT", {check_this}});
  part.checks[restfb + "messagegenericbuttonsattachment.json"] = same_message(ButtonTemplate{
      "TITLE", {check_this, UrlButton{"Check this", "http://www.google.com", WebviewHeight::compact}, postback, call}});
  part.checks[restfb + "accountunlink.json"] =
      same_message(GenericTemplate{{{"Link Bubble", {}, {}, {}, {LogOutButton{}}}}});
  const GenericTemplate bubble{{{"My Bubble", {}, {}, {}, {check_this, postback, call}}}};
  part.checks[restfb + "messagebuttonsattachment.json"] = same_message(bubble);
  part.checks[restfb + "messagebuttonsattachmentnonsharable.json"] = same_message(bubble);
  const std::string page = "https://business.facebook.com/<PAGE_NAME>/";
  part.checks[restfb + "messagemediaattachment-imageurl.json"] =
      same_message(MediaTemplate{MediaKind::image, {}, page + "photos/<NUMERIC_ID>"});
  part.checks[restfb + "messagemediaattachment-videourl.json"] =
      same_message(MediaTemplate{MediaKind::video, {}, page + "videos/<NUMERIC_ID>"});
  part.checks[restfb + "messagemediaattachment-videoattachment.json"] =
      same_message(MediaTemplate{MediaKind::video, AttachmentId("<ATTACHMENT_ID>")});
}

void add_payloads(Part& part) {
  part.checks[bot + "buttontemplatepayload.json"] = same_payload(
      ButtonTemplate{"What do you want to do next?",
                     {UrlButton{"Visit Messenger", "https://www.messenger.com"},
                      PostbackButton{"Say Hello", "Hello button"}, PostbackButton{"Say Goodbye", "Goodbye button"}}});
  part.checks[bot + "handovertemplatepayload.json"] =
      same_payload(ButtonTemplate{"You can contact with a live agent.", {PostbackButton{"Contact", "Handover"}}});
  part.checks[bot + "generictemplatepayload.json"] = same_payload(GenericTemplate{
      {{"Welcome to BotFramework!",
        "Know more about Bots.",
        "https://encrypted-tbn0.gstatic.com/"
        "images?q=tbn:ANd9GcQtB3AwMUeNoq4gUBGe6Ocj8kyh3bXa9ZbV7u1fVKQoyKFHdkqU",
        UrlButton{{}, "https://dev.botframework.com/", WebviewHeight::compact},
        {UrlButton{"View Website", "https://dev.botframework.com/"}, PostbackButton{"Start Chatting", "Chatting"}}}}});
}

} // namespace

void add_objects(Part& part) {
  add_buttons(part);
  add_attachments(part);
  add_messages(part);
  add_template_messages(part);
  add_payloads(part);
  part.checks[restfb + "recipientwithid.json"] = same_recipient(Psid("12345"));
}

} // namespace fixtures
