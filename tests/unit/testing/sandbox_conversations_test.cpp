#include "unit/testing/sandbox_stage.hpp"

using namespace sandbox_test;

namespace {

/// A stage where Ada and then Bob have written.
struct Talk : Stage {
  Talk() {
    mid = sandbox->write(Psid(ada), "ciao").value();
    clock->advance(std::chrono::minutes(1));
    REQUIRE(sandbox->write(Psid(bob), "hello"));
  }
  std::string messages(const std::string& fields) const {
    const HttpResponse response =
        get("/v25.0/me/conversations?platform=messenger&user_id=" + ada + "&fields=" + fields);
    CHECK(response.status == 200);
    return response.body;
  }
  std::string conversation() const { return text_after(messages("id"), "id"); }

  Mid mid;
};

const std::string page = R"({"name":"Gelateria Demo","email":"682498302938465@facebook.com","id":"682498302938465"})";
const std::string person =
    R"({"name":"Ada Example","email":"25381719828140932@facebook.com","id":"25381719828140932"})";

} // namespace

TEST_CASE("one person's conversation is found by their PSID, newest message first", "[sandbox][conversations]") {
  Talk talk;
  talk.clock->advance(milliseconds(3000));
  const std::string sent = text_after(talk.send(R"({"text":"e\u0301 \u2603"})").body, "message_id");
  CHECK(talk.messages("messages.limit(5){id,created_time,from,message}") ==
        R"({"data":[{"messages":{"data":[{"created_time":"2026-02-02T02:41:03+0000","from":)" + page +
            R"(,"message":"e\u0301 \u2603","id":")" + sent +
            R"("},{"created_time":"2026-02-02T02:40:00+0000","from":)" + person + R"(,"message":"ciao","id":")" +
            talk.mid.text() + R"("}],"paging":{"cursors":{"before":")" +
            text_after(talk.messages("messages"), "before") + R"(","after":")" +
            text_after(talk.messages("messages"), "after") +
            R"("}}},"id":"t_123904182891718352"}],"paging":{"cursors":)" +
            R"({"before":"dF8xMjM5MDQxODI4OTE3MTgzNTI","after":"dF8xMjM5MDQxODI4OTE3MTgzNTI"}}})");
}

TEST_CASE("the list has the newest conversation first, and nobody who never wrote", "[sandbox][conversations]") {
  const Talk talk;
  REQUIRE(talk.sandbox->add_person({}));
  const std::string list = talk.get("/682498302938465/conversations").body;
  CHECK(list.rfind(R"({"data":[{"updated_time":"2026-02-02T02:41:00+0000","id":"t_15621027682894975"},)"
                   R"({"updated_time":"2026-02-02T02:40:00+0000","id":"t_123904182891718352"}],"paging":)",
                   0) == 0);
  CHECK(talk.get("/me/threads").body == list);
  CHECK(contains(talk.get("/me/conversations?folder=inbox&platform=messenger&limit=1").body,
                 "&folder=inbox&platform=messenger"));
  CHECK(talk.get("/me/conversations?user_id=4711").body == R"({"data":[]})");
  CHECK(talk.get("/me/conversations?platform=instagram").body == R"({"data":[]})");
}

TEST_CASE("a conversation tells its fields", "[sandbox][conversations]") {
  Talk talk;
  const std::string url = "/" + talk.conversation();
  CHECK(talk.get(url).body == R"({"updated_time":"2026-02-02T02:40:00+0000","id":"t_123904182891718352"})");
  CHECK(talk.get(url + "?fields=participants, message_count,can_reply,snippet").body ==
        R"({"participants":{"data":[)" + person + "," + page +
            R"(]},"message_count":1,"can_reply":true,"snippet":"ciao","id":"t_123904182891718352"})");
  talk.clock->advance(std::chrono::hours(24));
  CHECK(contains(talk.get(url + "?fields=can_reply").body, R"("can_reply":false)"));
  CHECK(contains(talk.get(url + "?fields=[\"messages\",\"id\"]").body,
                 R"({"messages":{"data":[{"created_time":"2026-02-02T02:40:00+0000","id":")" + talk.mid.text()));
}

TEST_CASE("a conversation tells what few ask for", "[sandbox][conversations]") {
  const Talk talk;
  REQUIRE(talk.sandbox->write(Psid(ada), "are you there?"));
  const std::string url = "/" + talk.conversation() + "?fields=";
  CHECK(
      talk.get(url + "former_participants,is_subscribed,is_owner,folder,name,scoped_thread_key,wallpaper,linked_group")
          .body ==
      R"({"former_participants":{"data":[]},"is_subscribed":true,"folder":"inbox","id":"t_123904182891718352"})");
  CHECK(contains(talk.get(url + "unread_count").body, R"("unread_count":2,)"));
  CHECK(contains(talk.get("/me?fields=unread_message_count").body, R"("unread_message_count":3,)"));
  CHECK(talk.send(R"({"text":"yes"})").status == 200);
  CHECK(contains(talk.get(url + "unread_count").body, R"("unread_count":0,)"));
  CHECK(contains(talk.get("/me?fields=unread_message_count").body, R"("unread_message_count":1,)"));
  const std::string spam = R"({"user_ids":[{"id":")" + ada + R"("}],"actions":["move_to_spam"]})";
  CHECK(talk.call("POST", "/me/moderate_conversations", spam).status == 200);
  CHECK(contains(talk.get(url + "folder").body, R"("folder":"spam")"));
  CHECK(contains(talk.get("/me/conversations?folder=spam&summary=1").body, R"("summary":{"total_count":1}})"));
  CHECK(contains(talk.get("/me/conversations?folder=inbox").body, R"("id":"t_15621027682894975"}])"));
}

TEST_CASE("only with Conversation Routing a thread says whether it is the App's", "[sandbox][conversations]") {
  const Stage stage(with_default_app());
  REQUIRE(stage.sandbox->write(Psid(ada), "ciao"));
  const std::string url = "/t_123904182891718352?fields=is_owner";
  CHECK(contains(stage.get(url).body, R"("is_owner":true)"));
  CHECK(stage.call("POST", "/me/release_thread_control", R"({"recipient":{"id":")" + ada + "\"}}").status == 200);
  CHECK(contains(stage.get(url).body, R"("is_owner":false)"));
}

TEST_CASE("a list is paged by cursors", "[sandbox][conversations]") {
  Talk talk;
  for (int i = 0; i < 5; ++i) REQUIRE(talk.sandbox->write(Psid(ada), std::to_string(i)));
  const std::string edge = "/v25.0/" + talk.conversation() + "/messages?fields=message&limit=2";
  const std::string first = talk.get("https://graph.example:8443" + edge).body;
  CHECK(contains(first, R"("message":"4")"));
  CHECK(contains(first, R"("message":"3")"));
  CHECK_FALSE(contains(first, R"("message":"2")"));
  CHECK(contains(first, R"("next":"https:\/\/graph.example:8443\/v25.0\/t_123904182891718352\/messages?access_token=)"
                        R"(EAAtoken&fields=message&limit=2&after=)" +
                            text_after(first, "after") + "\""));
  const std::string second = talk.get(edge + "&after=" + text_after(first, "after")).body;
  CHECK(contains(second, R"("message":"2")"));
  CHECK(contains(second, R"(&fields=message&limit=2&before=)" + text_after(second, "before") + "\""));
  CHECK_FALSE(contains(first, "previous"));
  CHECK(contains(second, R"("message":"1")"));
  const std::string third = talk.get(edge + "&after=" + text_after(second, "after")).body;
  CHECK(contains(third, R"("message":"0")"));
  CHECK(contains(third, R"("message":"ciao")"));
  CHECK_FALSE(contains(third, "next"));
  CHECK(talk.get(edge + "&after=" + text_after(third, "after")).body == R"({"data":[]})");
  const std::string counted = talk.get(edge + "&summary=1").body;
  CHECK(contains(counted, R"(&summary=1&limit=2&after=)"));
  CHECK(contains(counted, R"(},"summary":{"total_count":6}})"));
  CHECK(talk.get("/me/personas?summary=true").body == R"({"data":[],"summary":{"total_count":0}})");
  CHECK(talk.get(edge + "&before=" + text_after(second, "before")).body ==
        first.substr(0, first.find("https")) + "https:\\/\\/graph.facebook.com" + first.substr(first.find("\\/v25.0")));
  CHECK(contains(talk.messages("messages.limit(2).after(" + text_after(first, "after") + "){message}"),
                 R"({"data":[{"message":"2",)"));
  CHECK(contains(talk.get("/me/conversations?limit=1").body, R"("next":)"));
}

TEST_CASE("unsent messages are gone, edited ones have the new text", "[sandbox][conversations]") {
  const Talk talk;
  const Mid second = talk.sandbox->write(Psid(ada), "second").value();
  REQUIRE(talk.sandbox->edit(Psid(ada), talk.mid, "ciao!"));
  REQUIRE(talk.sandbox->unsend(Psid(ada), second));
  const std::string list = talk.messages("messages{message}");
  CHECK(contains(list, R"({"data":[{"message":"ciao!",)"));
  CHECK_FALSE(contains(list, second.text()));
  const HttpResponse gone = talk.get("/" + second.text());
  CHECK(is_error(gone, 9000001, 0));
  CHECK(contains(gone.body, "has been deleted"));
}

TEST_CASE("a message tells its fields", "[sandbox][conversations]") {
  const Talk talk;
  const HttpResponse sent =
      talk.send(R"({"attachment":{"type":"image","payload":{"url":"https://m.example/a","is_reusable":true}}})",
                R"(,"reply_to":{"mid":")" + talk.mid.text() + "\"}");
  const std::string mid = text_after(sent.body, "message_id");
  REQUIRE(talk.sandbox->react(Psid(ada), Mid(mid), "\xe2\x9d\xa4"));
  CHECK(talk.get("/" + mid).body == R"({"created_time":"2026-02-02T02:41:00+0000","id":")" + mid + "\"}");
  const std::string all = talk.get("/" + mid + "?fields=id,to,message,attachments,reactions,reply_to,tags,shares").body;
  CHECK(contains(all, R"({"to":{"data":[)" + person + R"(]},"message":"","attachments":{"data":[{"id":")" +
                          text_after(sent.body, "attachment_id") + R"(","mime_type":"image\/jpeg","name":"image-)"));
  CHECK(contains(all, R"("image_data":{"url":"https:\/\/m.example\/a",)"));
  CHECK(contains(all, R"("reactions":{"data":[{"reaction":"\u2764","users":[{"id":"25381719828140932"}]}]})"));
  CHECK(contains(all, R"("reply_to":{"mid":")" + talk.mid.text() + R"(","is_self_reply":false})"));
  const std::string own =
      text_after(talk.send(R"({"text":"and"})", R"(,"reply_to":{"mid":")" + mid + "\"}").body, "message_id");
  CHECK(contains(talk.get("/" + own + "?fields=reply_to,appointment_booking").body,
                 R"({"reply_to":{"mid":")" + mid + R"(","is_self_reply":true},"id":)"));
}

TEST_CASE("files, stickers and templates are told each in its way", "[sandbox][conversations]") {
  const Talk talk;
  const auto told = [&](const std::string& message) {
    const HttpResponse sent = talk.send(message);
    CHECK(sent.status == 200);
    return talk.get("/" + text_after(sent.body, "message_id") + "?fields=attachments,sticker").body;
  };
  CHECK(contains(told(R"({"attachment":{"type":"file","payload":{"url":"https://m.example/f"}}})"),
                 R"("file_url":"https:\/\/m.example\/f"}]})"));
  CHECK(
      contains(told(R"({"attachment":{"type":"video","payload":{"url":"https://m.example/v"}}})"), R"("video_data":)"));
  CHECK(contains(told(R"({"sticker_id":369239263222822})"), R"({"sticker":"https:)"));
  CHECK(contains(
      told(R"({"attachment":{"type":"template","payload":{"template_type":"generic","elements":[{"title":"Hat",)"
           R"("subtitle":"40","buttons":[{"type":"postback","title":"Buy","payload":"B"}]}]}}})"),
      R"("generic_template":{"title":"Hat","subtitle":"40","cta":{"type":"postback","title":"Buy","payload":"B"}}})"));
  CHECK(contains(told(R"({"attachment":{"type":"template","payload":{"template_type":"button","text":"Hat?",)"
                      R"("buttons":[{"type":"account_unlink"}]}}})"),
                 R"("generic_template":{"title":"Hat?")"));
}

TEST_CASE("only the twenty newest messages tell more than id and time", "[sandbox][conversations]") {
  const Talk talk;
  for (int i = 1; i < 20; ++i) REQUIRE(talk.sandbox->write(Psid(ada), std::to_string(i)));
  CHECK(contains(talk.get("/" + talk.mid.text() + "?fields=message").body, R"("message":"ciao")"));
  const Mid newest = talk.sandbox->write(Psid(ada), "20").value();
  const HttpResponse old = talk.get("/" + talk.mid.text() + "?fields=message");
  CHECK(is_error(old, 9000001, 0));
  CHECK(contains(old.body, "has been deleted"));
  const std::string list = talk.messages("messages.limit(50){message,created_time}");
  CHECK(contains(list, R"({"created_time":"2026-02-02T02:40:00+0000","id":")" + talk.mid.text() + "\"}"));
  REQUIRE(talk.sandbox->unsend(Psid(ada), newest));
  CHECK(talk.get("/" + talk.mid.text()).status == 200);
}

TEST_CASE("what cannot be read is an error", "[sandbox][conversations]") {
  const Talk talk;
  const std::string url = "/" + talk.conversation();
  for (const std::string fields : {"messages{", "messages{id", "messages{}", "messages.limit(2", "messages.limit",
                                   "messages}", "a,,b", "{id}", "messages.(1)"}) {
    CAPTURE(fields);
    CHECK(is_error(talk.get(url + "?fields=" + fields), 2500, 0));
    CHECK(is_error(talk.get("/me/conversations?fields=" + fields), 2500, 0));
    CHECK(is_error(talk.get("/" + talk.mid.text() + "?fields=" + fields), 2500, 0));
  }
  std::string deep = "messages";
  for (int i = 0; i < 100000; ++i) deep += "{a";
  CHECK(is_error(talk.get(url + "?fields=" + deep), 2500, 0));
  for (const std::string fields : {"shoe_size", "messages{shoe_size}", "messages.limit(0)", "messages.limit(x)"})
    CHECK(is_error(talk.get(url + "?fields=" + fields), 100, 0));
  CHECK(is_error(talk.get("/me/conversations?limit=-1"), 100, 0));
  CHECK(is_error(talk.get("/" + talk.mid.text() + "?fields=shoe_size"), 100, 0));
  CHECK(is_error(talk.get("/t_4711"), 100, 33));
  CHECK(is_error(talk.get("/t_4711/messages"), 100, 33));
  CHECK(is_error(talk.get("/m_nothing"), 100, 33));
  CHECK(is_error(talk.call("POST", url + "/messages", "{}"), 100, 33));
  CHECK(is_error(talk.call("POST", "/me/conversations", "{}"), 100, 33));
  CHECK(is_error(talk.call("DELETE", "/" + talk.mid.text()), 100, 33));
  CHECK(is_error(talk.get("/" + ada + "/conversations"), 100, 33));
}

TEST_CASE("a send whose answer and echo are lost is in the conversation", "[sandbox][conversations][faults]") {
  Talk talk;
  REQUIRE_FALSE(talk.connect({"message_echoes"}));
  SandboxFaults faults;
  faults.lose_answer_after_acceptance = true;
  faults.no_echo = true;
  faults.sends = 1;
  talk.sandbox->set_faults(faults);
  CHECK(talk.send(R"({"text":"did it arrive?"})").status == 0);
  talk.executor->run_ready();
  CHECK(talk.callback->posts.empty());
  CHECK(contains(talk.messages("messages{message}"), "did it arrive?"));
}

TEST_CASE("a message can be hidden from conversations until the faults are set again",
          "[sandbox][conversations][faults]") {
  Talk talk;
  const HttpResponse set = talk.sandbox->handle(
      {"POST",
       "/sandbox/faults",
       {},
       R"({"lose_answer_after_acceptance":true,"no_echo":true,"hide_from_conversations":true,"sends":1})"});
  CHECK(contains(set.body, R"("hide_from_conversations":true)"));
  CHECK(talk.send(R"({"text":"did it arrive?"})").status == 0);
  const SandboxMessage hidden = talk.sandbox->thread(Psid(ada)).back();
  CHECK(hidden.text == "did it arrive?");
  CHECK(hidden.hidden_from_conversations);
  CHECK(is_error(talk.get("/" + hidden.mid.text()), 100, 33));
  const std::string before = talk.messages("messages{message},message_count,snippet,updated_time");
  CHECK_FALSE(contains(before, "did it arrive?"));
  CHECK(contains(before, R"("message_count":1,"snippet":"ciao","updated_time":"2026-02-02T02:40:00+0000")"));
  CHECK(talk.send(R"({"text":"seen"})").status == 200);
  CHECK(contains(talk.messages("messages{message}"), "seen"));
  talk.sandbox->set_faults({});
  CHECK(contains(talk.messages("messages{message}"), "did it arrive?"));
  CHECK(talk.get("/" + hidden.mid.text()).status == 200);
}

TEST_CASE("the times of conversations are right on odd days", "[sandbox][conversations]") {
  Stage stage;
  struct Case {
    std::int64_t seconds;
    const char* text;
  };
  const Case one = GENERATE(Case{951782399, "2000-02-28T23:59:59+0000"}, Case{951782400, "2000-02-29T00:00:00+0000"},
                            Case{951868800, "2000-03-01T00:00:00+0000"}, Case{1767225599, "2025-12-31T23:59:59+0000"},
                            Case{1767225600, "2026-01-01T00:00:00+0000"}, Case{4107542400, "2100-03-01T00:00:00+0000"});
  stage.clock->correct_wall(from_unix_ms(one.seconds * 1000 + 999) - stage.clock->wall());
  const auto mid = stage.sandbox->write(Psid(ada), "ciao");
  CHECK(text_after(stage.get("/" + mid->text()).body, "created_time") == one.text);
}
