// What stands around the message in a request; actions and reactions; what may be asked for, and which limit it counts
// against.
#include <string>

#include "pagebridge/graph/send.hpp"
#include "support/catch.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace {

const Access access_{Secret("EAAtesttoken"), Secret(), "v25.0", "https://graph.facebook.com"};
const std::string no_utf8 = "\xff";

/// What follows the message.
std::string after_message(const SendMessage& call) {
  const std::string body = to_json(call);
  const std::string before = R"("message":{"text":"x"})";
  const std::size_t at = body.find(before);
  REQUIRE(at != std::string::npos);
  return body.substr(at + before.size());
}

template <class Call>
std::string refused_field(const Call& call) {
  const Result<void> valid = validate(call);
  if (valid) return {};
  CHECK(valid.error().code == ErrorCode::invalid_argument);
  CHECK(valid.error().fate == SendFate::not_sent);
  return valid.error().field;
}

} // namespace

TEST_CASE("each kind of recipient has its own key", "[graph][send]") {
  const auto recipient = [](Recipient to) {
    const std::string body = to_json(SendMessage{std::move(to), Text{"x"}});
    return body.substr(0, body.find(",\"messaging_type\""));
  };
  CHECK(recipient(Psid("1")) == R"({"recipient":{"id":"1"})");
  CHECK(recipient(UserRef("1")) == R"({"recipient":{"user_ref":"1"})");
  CHECK(recipient(CommentId("1_2")) == R"({"recipient":{"comment_id":"1_2"})");
  CHECK(recipient(PostId("1_2")) == R"({"recipient":{"post_id":"1_2"})");
}

TEST_CASE("how it is sent is a type and perhaps a tag", "[graph][send]") {
  const auto type = [](SendAs as) {
    const std::string body = to_json(SendMessage{Psid("1"), Text{"x"}, as});
    const std::size_t begin = body.find("\"messaging_type\"");
    return body.substr(begin, body.find(",\"message\"") - begin);
  };
  CHECK(type(SendAs::response) == R"("messaging_type":"RESPONSE")");
  CHECK(type(SendAs::update) == R"("messaging_type":"UPDATE")");
  CHECK(type(SendAs::human_agent) == R"("messaging_type":"MESSAGE_TAG","tag":"HUMAN_AGENT")");
  CHECK(type(SendAs::customer_feedback) == R"("messaging_type":"MESSAGE_TAG","tag":"CUSTOMER_FEEDBACK")");
  CHECK(type(SendAs::utility) == R"("messaging_type":"UTILITY")");
}

TEST_CASE("what goes with a message stands beside it", "[graph][send]") {
  CHECK(after_message({Psid("1"), Text{"x"}}) == "}");
  CHECK(after_message({Psid("1"), OutgoingMessage(Text{"x"}).notify(Notification::silent)}) ==
        R"(,"notification_type":"SILENT_PUSH"})");
  CHECK(after_message({Psid("1"), OutgoingMessage(Text{"x"}).notify(Notification::none)}) ==
        R"(,"notification_type":"NO_PUSH"})");
  CHECK(after_message({Psid("1"), OutgoingMessage(Text{"x"}).as(PersonaId("47")).in_reply_to(Mid("m_1"))}) ==
        R"(,"persona_id":"47","reply_to":{"mid":"m_1"}})");
}

TEST_CASE("a message can take the conversation with it", "[graph][send]") {
  const auto handing = [](HandOff hand_off) {
    return after_message({Psid("1"), Text{"x"}, SendAs::response, {}, std::move(hand_off)});
  };
  CHECK(handing({HandOff::Kind::release, {}}) == R"(,"thread_control":{"control_type":"release"}})");
  CHECK(handing({HandOff::Kind::release, AppId("1")}) == R"(,"thread_control":{"control_type":"release"}})");
  CHECK(handing({HandOff::Kind::pass, {}}) == R"(,"thread_control":{"control_type":"pass"}})");
  CHECK(handing({HandOff::Kind::pass, AppId("263902037430900")}) ==
        R"(,"thread_control":{"control_type":"pass","app_id":"263902037430900"}})");
}

TEST_CASE("a persona can be shown typing", "[graph][send]") {
  CHECK(to_http(SenderAction{Psid("1"), SenderActionKind::typing_on, PersonaId("47")}, access_).body ==
        R"({"recipient":{"id":"1"},"sender_action":"typing_on","persona_id":"47"})");
}

TEST_CASE("a reaction is set, and taken back without an emoji", "[graph][send]") {
  const HttpRequest request = to_http(React{Psid("1"), Mid("m_1"), "\xf0\x9f\x98\x8a"}, access_);
  CHECK(request.method == "POST");
  CHECK(request.url == "https://graph.facebook.com/v25.0/me/messages");
  CHECK(request.body ==
        "{\"recipient\":{\"id\":\"1\"},\"sender_action\":\"react\",\"payload\":{\"message_id\":\"m_1\","
        "\"reaction\":\"\xf0\x9f\x98\x8a\"}}");
  CHECK(to_http(React{Psid("1"), Mid("m_1"), {}}, access_).body ==
        R"({"recipient":{"id":"1"},"sender_action":"unreact","payload":{"message_id":"m_1"}})");
}

TEST_CASE("the answer to an action names no message, and that is fine", "[graph][send]") {
  const HttpResponse good{200, {}, R"({"recipient_id":"1"})"};
  CHECK(from_http(SenderAction{}, good));
  CHECK(from_http(React{}, good));
  const HttpResponse bad{400, {}, R"({"error":{"message":"x","code":100}})"};
  CHECK(from_http(SenderAction{}, bad).error().code == ErrorCode::graph);
  CHECK(from_http(React{}, bad).error().code == ErrorCode::graph);
}

TEST_CASE("audio and video, and private replies, count against limits of their own", "[graph][send]") {
  const auto pacing = [](OutgoingContent content, Recipient to = Psid("1")) {
    return pacing_of(SendMessage{std::move(to), OutgoingMessage(std::move(content))});
  };
  CHECK(pacing(Text{"x"}) == PacingClass::text);
  CHECK(pacing(MediaByUrl{MediaKind::image, "https://x.example"}) == PacingClass::text);
  CHECK(pacing(MediaByUrl{MediaKind::file, "https://x.example"}) == PacingClass::text);
  CHECK(pacing(MediaByUrl{MediaKind::audio, "https://x.example"}) == PacingClass::media);
  CHECK(pacing(MediaByUrl{MediaKind::video, "https://x.example"}) == PacingClass::media);
  CHECK(pacing(SavedMedia{MediaKind::audio, AttachmentId("1")}) == PacingClass::media);
  CHECK(pacing(SavedMedia{MediaKind::image, AttachmentId("1")}) == PacingClass::text);
  CHECK(pacing(MediaTemplate{MediaKind::video, AttachmentId("1")}) == PacingClass::media);
  CHECK(pacing(Sticker{StickerId("1")}) == PacingClass::text);
  CHECK(pacing(Text{"x"}, UserRef("1")) == PacingClass::text);
  CHECK(pacing(Text{"x"}, CommentId("1")) == PacingClass::private_reply);
  CHECK(pacing(MediaByUrl{MediaKind::video, "https://x.example"}, PostId("1")) == PacingClass::private_reply);
  SendUpload upload{Psid("1"), {MediaKind::video, "a.mp4", "video/mp4", nullptr}};
  CHECK(pacing_of(upload) == PacingClass::media);
  upload.media.kind = MediaKind::file;
  CHECK(pacing_of(upload) == PacingClass::text);
  upload.recipient = CommentId("1");
  CHECK(pacing_of(upload) == PacingClass::private_reply);
}

TEST_CASE("a send without a recipient is refused", "[graph][send]") {
  const Recipient nobody =
      GENERATE(Recipient(Psid()), Recipient(UserRef()), Recipient(CommentId()), Recipient(PostId()));
  CHECK(refused_field(SendMessage{nobody, Text{"x"}}) == "recipient");
  CHECK(refused_field(SendMessage{Psid(no_utf8), Text{"x"}}) == "recipient");
  CHECK(refused_field(SenderAction{}) == "recipient");
  CHECK(refused_field(React{{}, Mid("m_1"), "x"}) == "recipient");
}

TEST_CASE("a send's message is checked below its name", "[graph][send]") {
  const SendMessage long_title{Psid("1"), OutgoingMessage(Text{"x"}).with(QuickReply::with(std::string(21, 'x'), "P"))};
  CHECK(refused_field(SendMessage{Psid("1"), Text{}}) == "message.text");
  CHECK(refused_field(SendMessage{Psid("1"), OutgoingMessage(Text{"x"}).with(QuickReply{})}) ==
        "message.quick_replies[0].title");
  CHECK(refused_field(long_title).empty());
  CHECK(validate(long_title, Checks::strict).error().field == "message.quick_replies[0].title");
}

TEST_CASE("metadata are UTF-8, and strictly 1,000 characters long", "[graph][send]") {
  SendMessage call{Psid("1"), Text{"x"}, SendAs::response, std::string(1001, 'x')};
  CHECK(validate(call));
  CHECK(validate(call, Checks::strict).error().field == "metadata");
  call.metadata.pop_back();
  CHECK(validate(call, Checks::strict));
  call.metadata = no_utf8;
  CHECK(refused_field(call) == "metadata");
}

TEST_CASE("surveys and utility messages are sent as such", "[graph][send]") {
  FeedbackTemplate survey;
  survey.title = "Rate us";
  survey.business_privacy_url = "https://x.example";
  survey.question_id = "q";
  const UtilityTemplate utility{"order", "en_US"};
  const auto field = [](OutgoingContent content, SendAs as) {
    return refused_field(SendMessage{Psid("1"), OutgoingMessage(std::move(content)), as});
  };
  CHECK(field(survey, SendAs::customer_feedback).empty());
  CHECK(field(survey, SendAs::response).empty());
  CHECK(field(Text{"x"}, SendAs::customer_feedback) == "as");
  CHECK(field(utility, SendAs::utility).empty());
  CHECK(field(utility, SendAs::response) == "as");
  CHECK(field(Text{"x"}, SendAs::utility) == "as");
  CHECK(field(Text{"x"}, SendAs::human_agent).empty());
}

TEST_CASE("only who passes a conversation on names an app", "[graph][send]") {
  const auto field = [](HandOff hand_off) {
    return refused_field(SendMessage{Psid("1"), Text{"x"}, SendAs::response, {}, std::move(hand_off)});
  };
  CHECK(field({HandOff::Kind::pass, AppId("1")}).empty());
  CHECK(field({HandOff::Kind::release, {}}).empty());
  CHECK(field({HandOff::Kind::release, AppId("1")}) == "hand_off.app");
  CHECK(field({HandOff::Kind::pass, AppId(no_utf8)}) == "hand_off.app");
}

TEST_CASE("actions and reactions are checked, too", "[graph][send]") {
  CHECK(refused_field(SenderAction{Psid("1"), SenderActionKind::typing_off, PersonaId("1")}).empty());
  CHECK(refused_field(SenderAction{Psid("1"), SenderActionKind::mark_seen, PersonaId("1")}) == "persona");
  CHECK(refused_field(SenderAction{Psid("1"), SenderActionKind::typing_on, PersonaId(no_utf8)}) == "persona");
  CHECK(refused_field(React{Psid("1"), Mid("m_1"), {}}).empty());
  CHECK(refused_field(React{Psid("1"), Mid(), "x"}) == "message");
  CHECK(refused_field(React{Psid("1"), Mid("m_1"), no_utf8}) == "emoji");
}
