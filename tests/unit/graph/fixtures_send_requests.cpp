// Whole requests: recipients, rules, media, actions, uploads.
#include "unit/graph/fixtures_send.hpp"

namespace fixtures {

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace {

const Access access_{Secret("EAAtesttoken"), Secret(), "v25.0", "https://graph.facebook.com"};
const std::string bottender = "bottenderjs+messaging-apis/";
const std::string messenger4j = "messenger4j+messenger4j/";
const std::string docs = "meta-docs/";

const Psid bottender_psid("1QAZ2WSX");
const Psid user("USER_ID");
const Psid psid("<PSID>");
const Psid docs_psid("{PSID}");

SendMessage update(Recipient to, OutgoingMessage message) {
  return {std::move(to), std::move(message), SendAs::update};
}

void add_texts(Part& part) {
  part.checks[bottender + "sendmessage-should-call-messages-api-with-response-type-when-it-provided-as-mess.json"] =
      same_send({bottender_psid, Text{"Hello!"}});
  part.checks[bottender + "sendrawbody-should-call-messages-api-request.json"] =
      same_send(update(bottender_psid, Text{"Hello!"}));
  part.checks["jgorset+facebook-messenger/deliver-request.json"] = same_send({Psid("123"), Text{"Hello, human!"}});
  part.checks[messenger4j + "shouldsendtextmessage.json"] = same_send({user, Text{"Hello Messenger Platform"}});
  part.checks[docs + "human-agent-request.json"] =
      same_send({docs_psid, Text{"A colleague checked your case."}, SendAs::human_agent});
  part.checks[docs + "reply-to-request.json"] =
      same_send({docs_psid, OutgoingMessage(Text{"Hello, world!"}).in_reply_to(Mid("m_MESSAGE_ID"))});
  part.checks[docs + "thread-control-pass-request.json"] =
      same_send({docs_psid,
                 Text{"Let me transfer you to our live agent"},
                 SendAs::response,
                 {},
                 HandOff{HandOff::Kind::pass, AppId("APPLICATION_ID")}});
}

void add_recipients(Part& part) {
  part.checks[bottender + "sendmessage-can-call-messages-api-using-recipient-with-comment-id-request.json"] =
      same_send(update(CommentId("comment-id"), Text{"Hello!"}));
  part.checks[bottender + "sendmessage-can-call-messages-api-using-recipient-with-user-ref-request.json"] =
      same_send(update(UserRef("ref"), Text{"Hello!"}));
  part.checks[docs + "private-reply-post-request.json"] =
      same_send({PostId("PAGE-POST-ID"), ButtonTemplate{"Of course, what is your budget?",
                                                        {PostbackButton{"LESS THAN $20", "GIFT_BUDGET_20_PAYLOAD"},
                                                         PostbackButton{"MORE THAN $50", "GIFT_BUDGET_50_PAYLOAD"}}}});
}

void add_quick_replies(Part& part) {
  const QuickReply chip{QuickReply::Kind::text, "<TITLE>", "<DEVELOPER_DEFINED_PAYLOAD>", "<PATH_TO_ASSET>"};
  part.checks["fbsamples+messenger-platform-samples/quick-replies-request.json"] =
      same_send({Psid("{{page-scoped-id}}"), OutgoingMessage(Text{"Pick a color:"}).with(chip).with(chip)});
  part.checks[messenger4j + "shouldsendtextmessagewithemailandphonenumberquickreplies.json"] =
      same_send({psid, OutgoingMessage(Text{"Please send us your email or phone number."})
                           .with(QuickReply::ask_email())
                           .with(QuickReply::ask_phone_number())});
}

void add_media(Part& part) {
  part.checks[bottender + "sendfile-can-call-api-with-file-attachment-id-request.json"] =
      same_send(update(bottender_psid, SavedMedia{MediaKind::file, AttachmentId("5566")}));
  part.checks[bottender + "sendvideo-can-call-api-with-video-attachment-id-request.json"] =
      same_send(update(bottender_psid, SavedMedia{MediaKind::video, AttachmentId("5566")}));
  part.checks[messenger4j + "shouldsendimageattachmentmessagewithattachmentid.json"] = same_send(
      {user,
       OutgoingMessage(SavedMedia{MediaKind::image, AttachmentId("1745504518999123")}).notify(Notification::none)});
  part.checks[bottender + "sendaudio-can-call-api-with-audio-url-request.json"] =
      same_send(update(bottender_psid, MediaByUrl{MediaKind::audio, "https://example.com/audio.mp3"}));
  part.checks[bottender + "sendfile-can-call-api-with-file-url-request.json"] =
      same_send(update(bottender_psid, MediaByUrl{MediaKind::file, "https://example.com/word.docx"}));
  part.checks[bottender + "sendvideo-can-call-api-with-video-url-request.json"] =
      same_send(update(bottender_psid, MediaByUrl{MediaKind::video, "https://example.com/video.mp4"}));
  const std::string shirt = "https://petersapparel.com/img/shirt.png";
  part.checks[messenger4j + "shouldsendimageattachmentmessagewithurl.json"] =
      same_send({user, MediaByUrl{MediaKind::image, shirt}});
  part.checks[messenger4j + "shouldsendreusableimageattachmentmessagewithurl.json"] =
      same_send({user, OutgoingMessage(MediaByUrl{MediaKind::image, shirt, true}).notify(Notification::none)});
  part.checks[docs + "multi-image-3-request.json"] =
      same_send({docs_psid, Images{{{"https://example.test/0.png", {}},
                                    {"https://example.test/1.png", {}},
                                    {"https://example.test/2.png", {}}}}});
  part.checks[docs + "sticker-like-request.json"] = same_send({docs_psid, Sticker{StickerId("369239263222822")}});
}

void add_actions(Part& part) {
  part.checks[bottender + "markseen-should-call-messages-api-with-mark-seen-sender-action-request.json"] =
      same_request(to_http(SenderAction{bottender_psid, SenderActionKind::mark_seen}, access_));
  part.checks[messenger4j + "shouldsendsenderaction.json"] =
      same_request(to_http(SenderAction{user, SenderActionKind::mark_seen}, access_));
  part.checks[docs + "react-request.json"] =
      same_request(to_http(React{docs_psid, Mid("m_MESSAGE_ID"), "\xf0\x9f\x98\x8a"}, access_));
  part.checks[docs + "unreact-request.json"] =
      same_request(to_http(React{docs_psid, Mid("m_MESSAGE_ID"), {}}, access_));
}

void add_uploads(Part& part) {
  const auto upload = [](MediaKind kind, const char* url) {
    return to_http(UploadAttachment{MediaByUrl{kind, url}}, access_);
  };
  part.checks[bottender + "uploadattachment-can-upload-reusable-attachment-request.json"] =
      same_request(upload(MediaKind::image, "http://www.yoctol-rocks.com/image.jpg"));
  part.checks[bottender + "uploadaudio-should-call-messages-api-to-upload-audio-request.json"] =
      same_but_reusable(upload(MediaKind::audio, "http://www.yoctol-rocks.com/audio.mp3"));
  part.checks[bottender + "uploadfile-should-call-messages-api-to-upload-file-request.json"] =
      same_but_reusable(upload(MediaKind::file, "http://www.yoctol-rocks.com/file.pdf"));
  part.checks[bottender + "uploadvideo-should-call-messages-api-to-upload-video-request.json"] =
      same_but_reusable(upload(MediaKind::video, "http://www.yoctol-rocks.com/video.mp4"));
}

} // namespace

void add_requests(Part& part) {
  add_texts(part);
  add_recipients(part);
  add_quick_replies(part);
  add_media(part);
  add_actions(part);
  add_uploads(part);
}

} // namespace fixtures
