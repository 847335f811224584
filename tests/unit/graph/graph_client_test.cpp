#include "pagebridge/graph/graph_client.hpp"

#include <stdexcept>

#include "pagebridge/graph/page.hpp"
#include "pagebridge/graph/send.hpp"
#include "pagebridge/graph/user_profile.hpp"
#include "support/catch.hpp"
#include "unit/graph/client_world.hpp"

using namespace client_world; // NOLINT(google-build-using-namespace)

TEST_CASE("a call is made at once and answered on the executor", "[graph][client]") {
  World world;
  world.transport->will_answer(fine());
  world.call("said", Say{Psid("1"), "Hello"});
  CHECK(world.sent() == 1);
  CHECK(world.answers.empty()); // though the transport answered inside start()
  world.executor->run_ready();
  CHECK(world.story() == "said@0");
  CHECK(world.transport->requests()[0].request.body == "Hello");
  CHECK(world.transport->requests()[0].context.deadline == world.begin + 30 * second);
  CHECK(world.counters->counted["pagebridge_graph_calls_total ok"] == 1);
  CHECK(world.log.empty());
}

TEST_CASE("the library's own calls go through it, with and without an answer", "[graph][client]") {
  World world;
  world.transport->will_answer(HttpResponse{200, {}, R"({"id":"77","name":"A Page"})"});
  graph::PageIdentity page;
  world.client->call(graph::GetPageIdentity{}, world.access, {},
                     [&](Result<graph::PageIdentity> result) { page = std::move(result).value(); });
  world.transport->will_answer(HttpResponse{200, {}, R"({"recipient_id":"1"})"});
  bool is_done = false;
  world.client->call(graph::SenderAction{Psid("1"), graph::SenderActionKind::typing_on}, world.access, {},
                     [&](const Result<void>& result) { is_done = result.has_value(); });
  world.executor->run_ready();
  CHECK(page.page == PageId("77"));
  CHECK(is_done);
  CHECK(single_header(world.transport->requests()[0].request.headers, "Authorization") == "Bearer EAAtoken");
}

TEST_CASE("blocking is one adapter away", "[graph][client]") {
  const auto executor = make_thread_executor(1);
  const auto transport = std::make_shared<testing::FakeTransport>();
  GraphClientOptions options;
  options.transport = transport;
  options.executor = executor;
  const auto client = GraphClient::create(options).value();
  transport->will_answer(fine());
  const auto answer = wait<std::string>(
      [&](const Completion<std::string>& done) { client->call(Ask{}, std::make_shared<Access>(), {}, done); });
  CHECK(answer.value() == R"({"fine":true})");
  executor->stop();
}

TEST_CASE("what waits for its turn is the call; the request is made when the turn has come", "[graph][client]") {
  World world;
  for (const char* name : {"a", "b", "c"}) {
    world.transport->will_answer(fine());
    world.call(name, Ask{});
  }
  CHECK(world.sent() == 1);
  world.access->origin = "https://later";
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "a@0 b@500 c@1000");
  CHECK(world.transport->requests()[1].request.url == "https://later/ask");
}

TEST_CASE("a send is paced by its content and its thread, and people come first", "[graph][client]") {
  graph::PacingOptions pacing;
  pacing.send = {2, second, 1};
  pacing.thread = {1, second, 1};
  World world(pacing);
  for (int i = 0; i < 6; ++i) world.transport->will_answer(fine());
  CallOptions human;
  human.priority = Priority::human;
  world.call("a1", Say{Psid("a"), "1"});
  world.call("a2", Say{Psid("a"), "2"});
  world.call("b1", Say{Psid("b"), "1"});
  world.call("c1", Say{Psid("c"), "1"}, human);
  world.call("labelled", Label{Psid("a")});
  CHECK(world.client->predicted_wait(Say{Psid("d"), "1"}, *world.access, Priority::automation) == milliseconds(2000));
  CHECK(world.client->predicted_wait(Label{Psid("d")}, *world.access, Priority::automation) == milliseconds(0));
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "a1@0 labelled@0 c1@500 a2@1000 b1@1500");
}

TEST_CASE("a Page's limits are kept over all its tokens, and a token's without a Page", "[graph][client]") {
  World world;
  for (int i = 0; i < 8; ++i) world.transport->will_answer(fine());
  const auto access = [](const char* token, const char* page) {
    auto made = std::make_shared<Access>();
    made->access_token = Secret(token);
    made->page = PageId(page);
    return made;
  };
  const auto is_immediate = [&](const char* token, const char* page) {
    return world.client->predicted_wait(Ask{}, *access(token, page), Priority::human) == milliseconds(0);
  };
  world.client->call(Ask{}, access("one", "7"), {}, [](const Result<std::string>&) {});
  CHECK_FALSE(is_immediate("two", "7"));
  CHECK(is_immediate("one", ""));
  world.client->call(Ask{}, access("one", ""), {}, [](const Result<std::string>&) {});
  CHECK_FALSE(is_immediate("one", ""));
  CHECK(is_immediate("two", ""));
  CHECK(world.executor->run_until_idle());
}

TEST_CASE("clients that share a pacer keep the limits together", "[graph][client]") {
  World world;
  World other;
  other.options.pacer = world.client->pacer();
  other.make();
  world.transport->will_answer(fine());
  world.call("a", Ask{});
  CHECK(other.client->predicted_wait(Ask{}, *world.access, Priority::human) == milliseconds(500));
}

TEST_CASE("a read is repeated after the platform's hiccups, longer apart each time", "[graph][client]") {
  World world;
  for (int i = 0; i < 2; ++i) world.transport->will_answer(graph_error(2, 500));
  world.transport->will_answer(broken(SendFate::unknown));
  world.transport->will_answer(fine());
  world.call("asked", Ask{});
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "asked@3500"); // 500 + 1,000 + 2,000
  CHECK(world.sent() == 4);
  CHECK(world.counters->counted["pagebridge_graph_repetitions_total transient"] == 2);
  CHECK(world.counters->counted["pagebridge_graph_repetitions_total connection"] == 1);
}

TEST_CASE("an error tells how often it was tried and what came last", "[graph][client]") {
  World world;
  for (int i = 0; i < 4; ++i) world.transport->will_answer(graph_error(2, 500));
  world.call("asked", Ask{});
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "asked@3500:graph/refused");
  CHECK(world.error().attempts == 4);
  CHECK(world.error().http_status == 500);
  CHECK(world.error().graph->code == 2);
  CHECK(world.error().message.find("after 4 attempts") != std::string::npos);
  CHECK(world.counters->counted["pagebridge_graph_calls_total refused"] == 1);
  REQUIRE(world.log.size() == 1);
  CHECK(world.log[0] ==
        "graph_call_failed code=graph fate=refused attempts=4 status=500 class=transient graph_code=2 "
        "graph_subcode=0 fbtrace_id=");
}

TEST_CASE("a send that may have arrived is never made again", "[graph][client]") {
  World world;
  SECTION("a broken connection") { world.transport->will_answer(broken(SendFate::unknown)); }
  SECTION("a hiccup of the platform's") { world.transport->will_answer(graph_error(1, 500)); }
  SECTION("an answer that is none") { world.transport->will_answer(HttpResponse{200, {}, "<html>"}); }
  SECTION("a gateway's page") { world.transport->will_answer(HttpResponse{502, {}, "<html>"}); }
  SECTION("a time-out") { world.transport->will_answer(Error{ErrorCode::timeout, "late", SendFate::unknown, {}}); }
  world.call("said", Say{Psid("1"), "Hello"});
  CHECK(world.executor->run_until_idle());
  CHECK(world.sent() == 1);
  CHECK(world.error().fate == SendFate::unknown);
  CHECK(world.error().attempts == 1);
  CHECK(world.error().message.find("Hello") == std::string::npos);
  CHECK(world.counters->counted["pagebridge_graph_calls_total unknown"] == 1);
}

TEST_CASE("a send that surely did not leave is made again", "[graph][client]") {
  World world;
  world.transport->will_answer(broken(SendFate::not_sent));
  world.transport->will_answer(fine());
  world.call("said", Say{Psid("1"), "Hello"});
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "said@500");
  CHECK(world.transport->requests()[1].request.body == "Hello");
}

TEST_CASE("what the platform refused is not asked again", "[graph][client]") {
  for (const int code : {10, 100, 190, 200, 368, 551}) {
    World world;
    INFO("code " << code);
    world.transport->will_answer(graph_error(code));
    world.call("asked", Ask{});
    CHECK(world.executor->run_until_idle());
    CHECK(world.sent() == 1);
    CHECK(world.error().graph->code == code);
  }
}

TEST_CASE("a throttled Page pauses with all its calls, and then they go on", "[graph][client]") {
  World world;
  world.transport->will_answer(graph_error(613, 400, {{"Retry-After", "10"}}));
  for (int i = 0; i < 3; ++i) world.transport->will_answer(fine());
  world.call("said", Say{Psid("1"), "Hello"});
  world.executor->run_ready();
  world.call("labelled", Label{Psid("1")});
  CHECK(world.sent() == 1);
  CHECK(world.client->predicted_wait(Label{}, *world.access, Priority::human) == 10 * second);
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "labelled@10000 said@10500");
  CHECK(world.counters->counted["pagebridge_page_pauses_total throttled"] == 1);
  CHECK(world.log == std::vector<std::string>{"page_paused page=1234 milliseconds=10000"});
}

TEST_CASE("a pause beyond the deadline is not waited for, and the error says when it ends", "[graph][client]") {
  World world;
  world.transport->will_answer(graph_error(613));
  world.call("said", Say{Psid("1"), "Hello"}, within(world, 20 * second));
  world.executor->run_ready();
  CHECK(world.story() == "said@0:graph/not_sent");
  CHECK(world.error().retry_after == 30 * second);
  world.call("another", Say{Psid("1"), "Hello"}, within(world, 20 * second));
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "said@0:graph/not_sent another@20000:timeout/not_sent");
  CHECK(world.answers[1].error->attempts == 0);
}

TEST_CASE("usage that is used up pauses the Page, though the call was answered", "[graph][client]") {
  World world;
  world.transport->will_answer(HttpResponse{200, {{"X-App-Usage", R"({"call_count":100})"}}, "{}"});
  world.call("said", Say{Psid("1"), "Hello"});
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "said@0");
  CHECK(world.counters->counted["pagebridge_page_pauses_total used_up"] == 1);
}

TEST_CASE("the deadline bounds all attempts and waits together", "[graph][client]") {
  World world;
  for (int i = 0; i < 4; ++i) world.transport->will_answer(graph_error(2, 500));
  SECTION("no repetition begins after it") {
    world.call("asked", Ask{}, within(world, milliseconds(1500)));
    CHECK(world.executor->run_until_idle());
    CHECK(world.story() == "asked@500:graph/refused");
    CHECK(world.error().attempts == 2);
    CHECK(world.transport->requests()[1].context.deadline == world.begin + milliseconds(1500));
  }
  SECTION("a turn that comes too late is a time-out") {
    for (const char* name : {"a", "b", "c"}) world.call(name, Ask{}, within(world, milliseconds(600)));
    CHECK(world.executor->run_until_idle());
    CHECK(world.story().find("c@600:timeout/not_sent") != std::string::npos);
  }
  SECTION("one that is over already sends nothing") {
    world.call("late", Label{}, within(world, milliseconds(-1)));
    world.call("late, too", Ask{}, within(world, milliseconds(-1)));
    CHECK(world.executor->run_until_idle());
    CHECK(world.story() == "late@0:timeout/not_sent late, too@0:timeout/not_sent");
    CHECK(world.sent() == 0);
  }
}

TEST_CASE("a repetition that gets no turn in time ends with the reason of the attempt before", "[graph][client]") {
  graph::PacingOptions pacing;
  pacing.conversations = {1, 5 * second, 1};
  World world(pacing);
  world.transport->will_answer(graph_error(2, 500));
  world.call("asked", Ask{}, within(world, 3 * second));
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "asked@3000:graph/refused");
  CHECK(world.error().attempts == 1);
}

TEST_CASE("a write that may have happened once may have happened, whatever came after", "[graph][client]") {
  World world;
  world.transport->will_answer(broken(SendFate::unknown));
  world.transport->will_answer(graph_error(190));
  world.call("labelled", Label{Psid("1")});
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "labelled@500:graph/unknown");
}

TEST_CASE("client options that make no sense are refused by name", "[graph][client]") {
  World world;
  const auto field = [](const GraphClientOptions& options) {
    const auto made = GraphClient::create(options);
    return made ? std::string() : made.error().field;
  };
  GraphClientOptions options = world.options;
  CHECK(field(options).empty());
  options.transport = nullptr;
  CHECK(field(options) == "transport");
  options = world.options;
  options.executor = nullptr;
  CHECK(field(options) == "executor");
  options = world.options;
  options.retry.most_attempts = 0;
  CHECK(field(options) == "retry");
  options = world.options;
  options.retry.longest = milliseconds(1);
  CHECK(field(options) == "retry");
  options = world.options;
  options.timeout = milliseconds(0);
  CHECK(field(options) == "timeout");
  options = world.options;
  options.pacing.send.burst = 0;
  CHECK(field(options) == "send");
}

TEST_CASE("a call without an access is refused, on the executor", "[graph][client]") {
  World world;
  world.access = nullptr;
  world.call("said", Say{Psid("1"), "Hello"});
  CHECK(world.answers.empty());
  world.executor->run_ready();
  CHECK(world.story() == "said@0:invalid_argument/not_sent");
  CHECK(world.error().field == "access");
}
