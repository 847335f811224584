#include "pagebridge/graph/conversations.hpp"

#include <string>

#include "unit/graph/calls.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using calls::check_errors;
using calls::ok;
using calls::wire;

namespace {

const std::string thread_fields =
    "id,link,snippet,updated_time,message_count,unread_count,participants,senders,can_reply,is_subscribed";
const std::string message_fields =
    "id,created_time,from,to,message,attachments,shares,reactions,reply_to,tags,sticker,is_unsupported";

ConversationMessage message_of(const std::string& members) {
  return from_http(GetConversationMessage{Mid("m")},
                   ok("{\"id\":\"m_1\"" + (members.empty() ? "" : "," + members) + "}"))
      .value();
}

std::optional<std::int64_t> time_of(const std::string& json) {
  const auto time = message_of("\"created_time\":" + json).created_at;
  if (!time) return std::nullopt;
  return to_unix_ms(*time);
}

} // namespace

TEST_CASE("conversations are asked for by person, folder, part and fields", "[graph][conversations]") {
  CHECK(wire(ListConversations{}) == "GET /me/conversations?platform=messenger&fields=" + thread_fields);
  ListConversations call;
  call.person = Psid("7310452989011646");
  call.folder = "page done";
  call.cursor = {25, "QVFI=", "Q&b"};
  call.fields = "id,messages.limit(2){id,message}";
  CHECK(wire(call) ==
        "GET /me/conversations?platform=messenger&user_id=7310452989011646&folder=page%20done"
        "&fields=id,messages.limit%282%29%7Bid,message%7D&limit=25&after=QVFI%3D&before=Q%26b");
  CHECK(wire(GetConversation{ConversationId("t_1"), ""}) == "GET /t_1?fields=" + thread_fields);
  CHECK(wire(ListConversationMessages{ConversationId("t_1"), {5, "A", ""}, "id"}) ==
        "GET /t_1/messages?fields=id&limit=5&after=A");
  CHECK(wire(ListConversationMessages{ConversationId("t_1"), {}, ""}) == "GET /t_1/messages?fields=" + message_fields);
  CHECK(wire(GetConversationMessage{Mid("m_a-B_9"), ""}) == "GET /m_a-B_9?fields=" + message_fields);
}

TEST_CASE("ids and cursors of conversations cannot break out of the URL", "[graph][conversations]") {
  const std::string odd = "../me?x=1&y#z";
  const std::string safe = "..%2Fme%3Fx%3D1%26y%23z";
  CHECK(wire(GetConversation{ConversationId(odd), "id"}) == "GET /" + safe + "?fields=id");
  CHECK(wire(ListConversationMessages{ConversationId(odd), {0, odd, odd}, "id"}) ==
        "GET /" + safe + "/messages?fields=id&after=" + safe + "&before=" + safe);
  CHECK(wire(GetConversationMessage{Mid(odd), "id&x"}) == "GET /" + safe + "?fields=id%26x");
  CHECK(wire(FindThreadMessages{Psid(odd), 1}) ==
        "GET /me/conversations?platform=messenger&user_id=" + safe +
            "&fields=messages.limit%281%29%7Bid,created_time,from,message%7D");
}

TEST_CASE("a thread's newest messages are found in one request of 1 to 20", "[graph][conversations]") {
  const std::string head = "GET /me/conversations?platform=messenger&user_id=7310452989011646&fields=messages.limit%28";
  const std::string tail = "%29%7Bid,created_time,from,message%7D";
  CHECK(wire(FindThreadMessages{Psid("7310452989011646")}) == head + "20" + tail);
  CHECK(wire(FindThreadMessages{Psid("7310452989011646"), 3}) == head + "3" + tail);
  CHECK(wire(FindThreadMessages{Psid("7310452989011646"), 0}) == head + "1" + tail);
  CHECK(wire(FindThreadMessages{Psid("7310452989011646"), 500}) == head + "20" + tail);
}

TEST_CASE("found messages come newest first, and in the platform's order within a second", "[graph][conversations]") {
  const auto found = from_http(FindThreadMessages{Psid("1")}, ok(R"({"data":[{"messages":{"data":[
        {"id":"m_2","created_time":"2026-11-20T10:00:01+0000","from":{"id":7310452989011646},"message":"Gr\u00fc\u00df"},
        {"id":"m_4","created_time":"2026-11-20T12:00:03+0200","from":{"id":"108231704662015","name":"x"}},
        {"id":"m_3","created_time":"2026-11-20T10:00:01+0000","message":null},
        {"created_time":"2026-11-20T10:00:09+0000","message":"no id"},
        {"id":"m_0"}]}, "id":"t_1"}]})"));
  REQUIRE(found);
  REQUIRE(found->size() == 4);
  CHECK(found->at(0).mid.text() == "m_4");
  CHECK(to_unix_ms(found->at(0).created_at) == 1795168803000);
  CHECK(found->at(0).from_id == "108231704662015");
  CHECK(found->at(0).text.empty());
  CHECK(found->at(1).mid.text() == "m_2");
  CHECK(found->at(1).from_id == "7310452989011646");
  CHECK(found->at(1).text == "Grüß");
  CHECK(found->at(2).mid.text() == "m_3");
  CHECK(found->at(3).mid.text() == "m_0");
  CHECK(to_unix_ms(found->at(3).created_at) == 0);
}

TEST_CASE("a person without a conversation has no messages", "[graph][conversations]") {
  for (const char* body : {R"({"data":[]})", R"({"data":[{"id":"t_1"}]})", R"({"data":[{"messages":{"data":[]}}]})",
                           R"({"data":[{"messages":null}]})", R"({"data":[7]})"})
    CHECK(from_http(FindThreadMessages{Psid("1")}, ok(body)).value().empty());
}

TEST_CASE("an answer that is not about this person alone proves nothing", "[graph][conversations]") {
  for (const char* body : {R"({"data":[{"messages":{"data":[{"id":"m_1"}]}},{"messages":{"data":[{"id":"m_2"}]}}]})",
                           "{}", "[]", R"({"data":{}})", "null"}) {
    const auto found = from_http(FindThreadMessages{Psid("1")}, ok(body));
    REQUIRE(!found);
    CHECK(found.error().code == ErrorCode::bad_response);
    CHECK(found.error().fate == SendFate::refused);
  }
}

TEST_CASE("a conversation has all that was asked for", "[graph][conversations]") {
  const auto list = from_http(
      ListConversations{},
      ok(R"({"data":[{"id":"t_1","link":"\/1\/inbox\/2\/","snippet":"hello","updated_time":"2021-07-23T09:28:50+0000",
        "message_count":94,"unread_count":"1","can_reply":true,"is_subscribed":"false","is_owner":false,
        "tags":{"data":[{"name":"inbox"},{"name":"source:web"}]},
        "participants":{"data":[{"name":"Anna","email":"7@facebook.com","id":7},{"id":"108"}]},
        "senders":{"data":[{"id":"7"}]},
        "messages":{"data":[{"id":"m_1","message":"x"}],
          "paging":{"cursors":{"before":"B","after":"A"},"next":"https:\/\/graph.facebook.com\/?access_token=T"}}},
        {"id":"t_2"}, null, "t_3"],
        "paging":{"cursors":{"before":"MQ==","after":"Mg=="}}})"));
  REQUIRE(list);
  REQUIRE(list->items.size() == 2);
  CHECK(list->after == "Mg==");
  CHECK(list->before == "MQ==");
  CHECK(!list->has_more);
  const Conversation& first = list->items[0];
  CHECK(first.id.text() == "t_1");
  CHECK(first.link == "/1/inbox/2/");
  CHECK(first.snippet == "hello");
  CHECK(to_unix_ms(first.updated_at.value()) == 1627032530000);
  CHECK(first.message_count == 94);
  CHECK(first.unread_count == 1);
  CHECK(first.can_reply == true);
  CHECK(first.is_subscribed == false);
  CHECK(first.is_owner == false);
  CHECK(first.tags == std::vector<std::string>{"inbox", "source:web"});
  REQUIRE(first.participants.size() == 2);
  CHECK(first.participants[0].id == "7");
  CHECK(first.participants[0].name == "Anna");
  CHECK(first.participants[0].email == "7@facebook.com");
  CHECK(first.participants[1].id == "108");
  REQUIRE(first.senders.size() == 1);
  REQUIRE(first.messages.items.size() == 1);
  CHECK(first.messages.items[0].mid.text() == "m_1");
  CHECK(first.messages.after == "A");
  CHECK(first.messages.has_more);
  const Conversation& second = list->items[1];
  CHECK(!second.can_reply);
  CHECK(!second.message_count);
  CHECK(!second.updated_at);
  CHECK(second.participants.empty());
  CHECK(from_http(GetConversation{ConversationId("t_1"), ""}, ok(R"({"id":"t_1","message_count":3000000000})"))
            ->message_count == std::nullopt);
}

TEST_CASE("a message has everything that the platform shows of it", "[graph][conversations]") {
  const ConversationMessage message = message_of(
      R"("from":{"id":"7","name":"Anna"},"to":{"data":[{"id":"108"}]},"message":"Hi","sticker":"https:\/\/s","is_unsupported":"true",
      "tags":{"data":[{"name":"inbox"}]},"reply_to":{"mid":"m_0","is_self_reply":true},
      "reactions":{"data":[{"reaction":"\u2764","users":[{"id":"7","name":"Anna"}]},{"reaction":"love","users":{"data":[{"id":8}]}}]},
      "shares":{"data":[{"id":null,"type":"ig_reel","link":"https:\/\/l","name":"N","description":"D","picture":"https:\/\/p"},{"type":"tale"}]},
      "attachments":{"data":[{"id":6511,"mime_type":"video\/mp4","name":"v.mp4","size":54542,
        "video_data":{"url":"https:\/\/v","preview_url":"https:\/\/vp","width":640,"height":360,"length":12}},
        {"id":"1","size":null,"file_url":"https:\/\/f"}]},
      "story":{"id":"s"},"appointment_booking":{"status":"confirmed"})");
  CHECK(message.from.name == "Anna");
  CHECK(message.to.at(0).id == "108");
  CHECK(message.text == "Hi");
  CHECK(message.sticker_url == "https://s");
  CHECK(message.is_unsupported);
  CHECK(message.tags == std::vector<std::string>{"inbox"});
  REQUIRE(message.reply_to.has_value());
  CHECK(message.reply_to->mid.text() == "m_0");
  CHECK(message.reply_to->is_self_reply);
  REQUIRE(message.reactions.size() == 2);
  CHECK(message.reactions[0].reaction == "❤");
  CHECK(message.reactions[0].users.at(0).name == "Anna");
  CHECK(message.reactions[1].users.at(0).id == "8");
  REQUIRE(message.shares.size() == 2);
  CHECK(message.shares[0].type.value == ShareType::ig_reel);
  CHECK(message.shares[0].id.empty());
  CHECK(message.shares[0].link == "https://l");
  CHECK(message.shares[0].name == "N");
  CHECK(message.shares[0].description == "D");
  CHECK(message.shares[0].picture_url == "https://p");
  CHECK(message.shares[1].type.value == ShareType::unknown);
  CHECK(message.shares[1].type.text == "tale");
  CHECK(message.shares[1].raw.text == R"({"type":"tale"})");
  REQUIRE(message.attachments.size() == 2);
  CHECK(message.attachments[0].id == "6511");
  CHECK(message.attachments[0].size == 54542);
  CHECK(message.attachments[0].video->url == "https://v");
  CHECK(message.attachments[0].video->preview_url == "https://vp");
  CHECK(message.attachments[0].video->width == 640);
  CHECK(message.attachments[0].video->height == 360);
  CHECK(message.attachments[0].video->length == 12);
  CHECK(!message.attachments[0].image.has_value());
  CHECK(!message.attachments[1].size);
  CHECK(message.attachments[1].file_url == "https://f");
  CHECK(message.story.text == R"({"id":"s"})");
  CHECK(message.appointment.text == R"({"status":"confirmed"})");
}

TEST_CASE("every type of share is known", "[graph][conversations]") {
  const std::pair<const char*, ShareType> types[] = {{"post", ShareType::post},
                                                     {"ig_post", ShareType::ig_post},
                                                     {"reel", ShareType::reel},
                                                     {"ig_reel", ShareType::ig_reel}};
  for (const auto& [word, type] : types)
    CHECK(message_of(R"("shares":{"data":[{"type":")" + std::string(word) + "\"}]}").shares.at(0).type.value == type);
}

TEST_CASE("any part of a message may be missing or odd", "[graph][conversations]") {
  const std::string members = GENERATE(
      as<std::string>{}, "", R"("from":7,"to":null,"attachments":[],"shares":{"data":[1,null]},"reactions":"x")",
      R"("tags":{"data":{}},"reply_to":null,"sticker":7,"story":null,"created_time":{},"message":["x"],"is_unsupported":null)");
  const ConversationMessage message = message_of(members);
  CHECK(message.mid.text() == "m_1");
  CHECK(!message.created_at);
  CHECK(message.from.id.empty());
  CHECK(message.to.empty());
  CHECK(message.text.empty());
  CHECK(message.attachments.empty());
  CHECK(message.shares.empty());
  CHECK(message.reactions.empty());
  CHECK(!message.reply_to.has_value());
  CHECK(message.tags.empty());
  CHECK(message.sticker_url.empty());
  CHECK(!message.is_unsupported);
  CHECK(message.story.empty());
}

TEST_CASE("times are read with an offset in each of its spellings", "[graph][conversations]") {
  CHECK(time_of(R"("2021-07-23T09:50:48+0000")") == 1627033848000);
  CHECK(time_of(R"("2021-07-23T09:50:48+00:00")") == 1627033848000);
  CHECK(time_of(R"("2021-07-23T09:50:48Z")") == 1627033848000);
  CHECK(time_of(R"("2021-07-23T11:50:48+0200")") == 1627033848000);
  CHECK(time_of(R"("2021-07-23T04:20:48-0530")") == 1627033848000);
  CHECK(time_of(R"("2021-07-23T09:50:48.5+0000")") == 1627033848500);
  CHECK(time_of(R"("2021-07-23T09:50:48.123456+0000")") == 1627033848123);
  CHECK(time_of("1627033848") == 1627033848000);
  CHECK(time_of("\"1627033848\"") == 1627033848000);
  CHECK(time_of(R"("1970-01-01T00:00:00+0000")") == 0);
  CHECK(time_of(R"("1969-12-31T23:59:59+0000")") == -1000);
  CHECK(time_of(R"("2024-02-29T00:00:00+0000")") == 1709164800000);
  CHECK(time_of(R"("2000-02-29T12:00:00+0000")") == 951825600000);
  CHECK(time_of(R"("2100-03-01T00:00:00+0000")") == 4107542400000);
  CHECK(time_of(R"("2016-12-31T23:59:60+0000")") == 1483228800000);
}

TEST_CASE("what is no time is no time", "[graph][conversations]") {
  for (const char* odd : {R"("")",
                          R"("2021-07-23")",
                          R"("2021-07-23T09:50:48")",
                          R"("2021-07-23 09:50:48+0000")",
                          R"("2021-02-29T00:00:00+0000")",
                          R"("2100-02-29T00:00:00+0000")",
                          R"("2021-13-01T00:00:00+0000")",
                          R"("2021-00-01T00:00:00+0000")",
                          R"("2021-01-00T00:00:00+0000")",
                          R"("2021-04-31T00:00:00+0000")",
                          R"("2021-07-23T24:00:00+0000")",
                          R"("2021-07-23T09:60:00+0000")",
                          R"("2021-07-23T09:50:61+0000")",
                          R"("2021-07-23T09:50:48+00")",
                          R"("2021-07-23T09:50:48+2400")",
                          R"("2021-07-23T09:50:48+0060")",
                          R"("2021-07-23T09:50:48+0000x")",
                          R"("2021-07-23T09:50:48.+0000")",
                          R"("2021-7-23T09:50:48+0000")",
                          R"("x021-07-23T09:50:48+0000")",
                          R"(" 2021-07-23T09:50:48+0000")",
                          R"("2021-07-23T-9:50:48+0000")",
                          "0",
                          "-1",
                          "99999999999999",
                          "true",
                          "[]",
                          "null",
                          "1.5"}) {
    CAPTURE(odd);
    CHECK(!time_of(odd));
  }
}

TEST_CASE("an answer about no conversation and no message is a bad response", "[graph][conversations]") {
  for (const char* body : {"{}", "[]", R"({"id":""})", R"({"id":null})", "7"}) {
    CHECK(from_http(GetConversation{}, ok(body)).error().code == ErrorCode::bad_response);
    CHECK(from_http(GetConversationMessage{}, ok(body)).error().code == ErrorCode::bad_response);
    CHECK(from_http(ListConversations{}, ok(body)).error().code == ErrorCode::bad_response);
    CHECK(from_http(ListConversationMessages{}, ok(body)).error().code == ErrorCode::bad_response);
  }
}

TEST_CASE("errors of conversation calls are those of reads that count against the limit of conversations",
          "[graph][conversations]") {
  check_errors(ListConversations{});
  check_errors(GetConversation{});
  check_errors(ListConversationMessages{});
  check_errors(GetConversationMessage{});
  check_errors(FindThreadMessages{});
  CHECK(FindThreadMessages::pacing == PacingClass::conversations);
  CHECK(GetConversationMessage::pacing == PacingClass::conversations);
}
