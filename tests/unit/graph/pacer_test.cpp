#include "pagebridge/graph/pacer.hpp"

#include <map>
#include <random>
#include <tuple>

#include "support/catch.hpp"
#include "unit/graph/pacer_world.hpp"

using namespace pacer_world; // NOLINT(google-build-using-namespace)

namespace {

constexpr milliseconds second{1000};

HttpResponse answer(int status, HttpHeaders headers, std::string body) {
  return {status, std::move(headers), std::move(body)};
}
HttpResponse graph_error(int code, int subcode = 0) {
  return answer(400, {},
                "{\"error\":{\"message\":\"x\",\"type\":\"OAuthException\",\"code\":" + std::to_string(code) +
                    ",\"error_subcode\":" + std::to_string(subcode) + "}}");
}
const HttpResponse fine = answer(200, {}, R"({"message_id":"m_1"})");

} // namespace

TEST_CASE("within the burst everybody is granted at once, then evenly spaced", "[graph][pacer]") {
  PacingOptions options = wide_open();
  options.send = {10, second, 3};
  World world(options);
  for (const char* name : {"a", "b", "c", "d", "e"}) world.ask(name, send(name));
  CHECK(world.answers.empty()); // never inside the caller's call
  world.executor->run_ready();
  CHECK(world.story() == "a@0 b@0 c@0");
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "a@0 b@0 c@0 d@100 e@200");
  CHECK(world.pacer->waiting() == 0);
}

TEST_CASE("each class has its own limit, and sends of all sorts share one", "[graph][pacer]") {
  PacingOptions options = wide_open();
  options.send = {4, second, 1};
  options.media = {1, second, 1};
  options.private_replies = {2, second, 1};
  options.conversations = {5, second, 1};
  options.messenger_profile = {10, second, 1};
  World world(options);
  SECTION("a video uses up a send") {
    world.ask("video", send("1", Priority::human, PacingClass::media));
    world.ask("text", send("2"));
    world.ask("audio", send("3", Priority::human, PacingClass::media));
    world.ask("reply", send("", Priority::human, PacingClass::private_reply));
    world.ask("another reply", send("", Priority::human, PacingClass::private_reply));
    CHECK(world.executor->run_until_idle());
    CHECK(world.story() == "video@0 text@250 reply@500 audio@1000 another reply@1250");
  }
  SECTION("other classes wait for nobody but their own") {
    world.ask("text", send("1"));
    world.ask("list", send("", Priority::human, PacingClass::conversations));
    world.ask("list again", send("", Priority::human, PacingClass::conversations));
    world.ask("profile", send("", Priority::human, PacingClass::messenger_profile));
    world.ask("profile again", send("", Priority::human, PacingClass::messenger_profile));
    for (const char* name : {"x", "y", "z"}) world.ask(name, send("", Priority::human, PacingClass::other));
    CHECK(world.executor->run_until_idle());
    CHECK(world.story() == "text@0 list@0 profile@0 x@0 y@0 z@0 profile again@100 list again@200");
  }
}

TEST_CASE("Pages do not wait for each other", "[graph][pacer]") {
  PacingOptions options = wide_open();
  options.send = {1, second, 1};
  World world(options);
  for (const char* page : {"one", "two"})
    for (const char* name : {"a", "b"})
      world.ask(std::string(page) + name, {page, name, PacingClass::text, Priority::human});
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "onea@0 twoa@0 oneb@1000 twob@1000");
}

TEST_CASE("a thread that must wait keeps its order and holds up nobody", "[graph][pacer]") {
  PacingOptions options = wide_open();
  options.thread = {2, second, 2};
  World world(options);
  for (const char* name : {"a1", "a2", "a3", "a4"}) world.ask(name, send("a"));
  world.ask("b1", send("b"));
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "a1@0 a2@0 b1@0 a3@500 a4@1000");
}

TEST_CASE("a text does not overtake the video before it in its thread", "[graph][pacer]") {
  PacingOptions options = wide_open();
  options.media = {1, second, 1};
  World world(options);
  world.ask("video 1", send("a", Priority::human, PacingClass::media));
  world.ask("video 2", send("a", Priority::human, PacingClass::media));
  world.ask("text", send("a"));
  world.ask("elsewhere", send("b"));
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "video 1@0 elsewhere@0 video 2@1000 text@1000");
}

TEST_CASE("a person's menu has a limit of its own for each person", "[graph][pacer]") {
  PacingOptions options = wide_open();
  options.user_menu = {1, second, 1};
  World world(options);
  for (const char* name : {"a1", "a2"}) world.ask(name, send("a", Priority::human, PacingClass::user_menu));
  world.ask("b1", send("b", Priority::human, PacingClass::user_menu));
  world.ask("text", send("a"));
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "a1@0 b1@0 text@0 a2@1000");
}

TEST_CASE("people come before programs, and programs before the background", "[graph][pacer]") {
  PacingOptions options = wide_open();
  options.send = {10, second, 1};
  World world(options);
  world.ask("first", send("0", Priority::background));
  world.ask("background", send("1", Priority::background));
  world.ask("program", send("2", Priority::automation));
  world.ask("person", send("3", Priority::human));
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "first@0 person@100 program@200 background@300");
}

TEST_CASE("of eight turns one goes to whoever of the others has waited longest", "[graph][pacer]") {
  PacingOptions options = wide_open();
  options.send = {10, second, 1};
  World world(options);
  world.ask("first", send("0"));
  world.ask("background", send("1", Priority::background));
  world.ask("program", send("2", Priority::automation));
  for (int i = 0; i < 20; ++i) world.ask("p", send("p" + std::to_string(i)));
  CHECK(world.executor->run_until_idle());
  REQUIRE(world.answers.size() == 23);
  std::map<std::string, std::size_t> turn;
  for (std::size_t i = 0; i < world.answers.size(); ++i) turn[world.answers[i].name] = i;
  CHECK(turn["background"] == 8);
  CHECK(turn["program"] == 16);
}

TEST_CASE("a throttled Page pauses as a whole, as long as it was told to", "[graph][pacer]") {
  World world;
  SECTION("by Retry-After") {
    CHECK(world.pacer->learn("page", answer(429, {{"Retry-After", "7"}}, "")) == 7 * second);
  }
  SECTION("by the minutes to regain access") {
    CHECK(world.pacer->learn("page", answer(400, {{"X-Business-Use-Case-Usage", R"({"1":[{"type":"messenger",
          "call_count":100,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":1}]})"}},
                                            graph_error(80006).body)) == 60 * second);
  }
  SECTION("a code alone") {
    for (const int code : {4, 17, 32, 341, 613, 80001, 80006}) {
      World fresh;
      INFO("code " << code);
      CHECK(fresh.pacer->learn("page", graph_error(code)) == 30 * second);
    }
    CHECK(world.pacer->learn("page", graph_error(613)) == 30 * second);
  }
  SECTION("usage of a hundred per cent") {
    CHECK(world.pacer->learn("page", answer(200, {{"X-App-Usage", R"({"call_count":100})"}}, fine.body)) ==
          30 * second);
  }
  const milliseconds pause = world.pacer->predicted_wait(send("1"));
  CHECK(pause >= 7 * second);
  CHECK_FALSE(world.pacer->try_acquire(send("1")));
  world.ask("text", send("1"));
  world.ask("other", send("", Priority::human, PacingClass::other));
  world.ask("elsewhere", {"another", "1", PacingClass::text, Priority::human});
  CHECK(world.executor->run_until_idle());
  const std::string end = std::to_string(pause.count());
  CHECK(world.story() == "elsewhere@0 text@" + end + " other@" + end);
}

TEST_CASE("answers that mean no pause cause none", "[graph][pacer]") {
  World world;
  CHECK_FALSE(world.pacer->learn("page", fine));
  CHECK_FALSE(world.pacer->learn("page", graph_error(190)));
  CHECK_FALSE(world.pacer->learn("page", graph_error(10, 2018278)));
  CHECK_FALSE(world.pacer->learn("page", graph_error(4, 2018354)));   // of one person only
  CHECK_FALSE(world.pacer->learn("page", graph_error(613, 2018338))); // likewise
  CHECK_FALSE(world.pacer->learn("page", answer(503, {{"Retry-After", "7"}}, "")));
  CHECK_FALSE(world.pacer->learn("page", answer(200, {{"X-App-Usage", R"({"call_count":99})"}}, fine.body)));
  CHECK_FALSE(world.pacer->learn("page", answer(200, {{"X-Business-Use-Case-Usage", R"({"1":[{"type":"ads_insights",
      "call_count":120,"estimated_time_to_regain_access":9}]})"}},
                                                fine.body)));
  CHECK(world.pacer->try_acquire(send("1")));
}

TEST_CASE("being throttled again doubles the pause, answers from before it do not, success starts anew",
          "[graph][pacer]") {
  World world;
  CHECK(world.pacer->learn("page", graph_error(613)) == 30 * second);
  world.clock->advance(second);
  CHECK(world.pacer->learn("page", graph_error(613)) == 60 * second); // the pause that the row has earned so far
  CHECK_FALSE(world.pacer->learn("page", fine));                      // left before the pause
  world.clock->advance(60 * second);
  CHECK(world.pacer->learn("page", graph_error(613)) == 60 * second);
  world.clock->advance(60 * second);
  CHECK(world.pacer->learn("page", graph_error(613)) == 120 * second);
  for (int i = 0; i < 10; ++i) {
    world.clock->advance(900 * second);
    static_cast<void>(world.pacer->learn("page", graph_error(613)));
  }
  world.clock->advance(900 * second);
  CHECK(world.pacer->learn("page", graph_error(613)) == 900 * second);
  world.clock->advance(900 * second);
  CHECK_FALSE(world.pacer->learn("page", fine));
  CHECK(world.pacer->learn("page", graph_error(613)) == 30 * second);
}

TEST_CASE("a turn that does not come in time is a timeout, and nothing was sent", "[graph][pacer]") {
  PacingOptions options = wide_open();
  options.send = {1, second, 1};
  World world(options);
  world.ask("a", send("1"));
  world.ask("late", send("2"), milliseconds(900));
  world.ask("b", send("3"), milliseconds(1001));
  world.ask("c", send("4"));
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "a@0 late@900:timeout b@1000 c@2000");
  world.pacer->acquire(send("5"), world.clock->steady(), {}, [&](const Result<void>& result) {
    world.answers.push_back({"past", world.since(), std::string(to_string(result.error().code))});
  });
  CHECK(world.executor->run_until_idle());
  CHECK(world.answers.back().result == "timeout");
}

TEST_CASE("a cancelled call leaves the queue at once", "[graph][pacer]") {
  PacingOptions options = wide_open();
  options.send = {1, second, 1};
  World world(options);
  const CancelSource source;
  world.ask("a", send("1"));
  world.ask("b", send("2"), milliseconds(0), source.token());
  world.ask("c", send("3"));
  world.executor->run_ready();
  CHECK(world.pacer->waiting() == 2);
  source.cancel();
  CHECK(world.pacer->waiting() == 1);
  CHECK(world.story() == "a@0"); // not inside cancel()
  world.ask("d", send("4"), milliseconds(0), source.token());
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "a@0 b@0:cancelled d@0:cancelled c@1000");
}

TEST_CASE("a cancelled call in the middle of its thread leaves the others their order", "[graph][pacer]") {
  PacingOptions options = wide_open();
  options.send = {1, second, 1};
  World world(options);
  const CancelSource source;
  for (const char* name : {"a", "b", "c", "d"})
    world.ask(name, send("1"), milliseconds(0), std::string(name) == "c" ? source.token() : CancelToken());
  world.executor->run_ready();
  source.cancel();
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "a@0 c@0:cancelled b@1000 d@2000");
}

TEST_CASE("calls that wait when the pacer dies are cancelled", "[graph][pacer]") {
  PacingOptions options = wide_open();
  options.send = {1, second, 1};
  World world(options);
  const CancelSource source;
  for (const char* name : {"a", "b", "c"}) world.ask(name, send(name), second, source.token());
  world.pacer.reset();
  CHECK(world.answers.empty());
  world.executor->run_ready();
  CHECK(world.story() == "a@0 b@0:cancelled c@0:cancelled");
  source.cancel();
  CHECK(world.executor->run_until_idle());
  CHECK(world.answers.size() == 3);
}

TEST_CASE("no more calls wait than may", "[graph][pacer]") {
  PacingOptions options = wide_open();
  options.send = {1, second, 1};
  options.most_waiting = 1;
  World world(options);
  for (const char* name : {"a", "b", "c"}) world.ask(name, send(name));
  CHECK(world.executor->run_until_idle());
  CHECK(world.story() == "a@0 c@0:connection b@1000");
}

TEST_CASE("the predicted wait is the wait", "[graph][pacer]") {
  PacingOptions options;
  options.thread = {2, second, 3};
  World world(options);
  const PacingClass classes[] = {PacingClass::text,          PacingClass::text,
                                 PacingClass::media,         PacingClass::conversations,
                                 PacingClass::private_reply, PacingClass::messenger_profile};
  const auto fill = [&](World& one) {
    for (int i = 0; i < 300; ++i) {
      const PacingClass pacing = classes[i % 6];
      const bool in_thread = pacing == PacingClass::text || pacing == PacingClass::media;
      one.ask("x", send(in_thread ? std::to_string(i % 50) : "", Priority::human, pacing));
    }
  };
  fill(world);
  world.executor->run_ready();
  const Priority priority = GENERATE(Priority::human, Priority::background);
  for (const PacingClass pacing : classes) {
    INFO("class " << static_cast<int>(pacing) << ", " << to_string(priority));
    const PacedCall call = send("new", priority, pacing);
    const milliseconds predicted = world.pacer->predicted_wait(call);
    World again(options);
    fill(again);
    again.ask("asked", call);
    REQUIRE(again.executor->run_until_idle(std::chrono::hours(3)));
    milliseconds waited{-1};
    for (const auto& one : again.answers)
      if (one.name == "asked") waited = one.at;
    INFO("predicted " << predicted.count() << ", waited " << waited.count());
    REQUIRE(waited >= milliseconds(0));
    CHECK(std::chrono::abs(waited - predicted).count() <= predicted.count() / 8 + 1);
  }
  CHECK(world.pacer->predicted_wait({"unknown", "1", PacingClass::text, Priority::human}) == milliseconds(0));
  PacingOptions slow = wide_open();
  slow.thread = {1, second, 1};
  World thread(slow);
  for (int i = 0; i < 3; ++i) thread.ask("x", send("1"));
  thread.executor->run_ready();
  CHECK(thread.pacer->predicted_wait(send("1")) == 3 * second);
  CHECK(thread.pacer->predicted_wait(send("2")) == milliseconds(0));
}

TEST_CASE("what is kept of an idle Page is dropped", "[graph][pacer]") {
  World world;
  for (int i = 0; i < 1000; ++i)
    CHECK(world.pacer->try_acquire({"page" + std::to_string(i), "1", PacingClass::text, {}}));
  CHECK(world.pacer->pages() == 1000);
  world.clock->advance(10 * second);
  for (int i = 0; i < 1000; ++i) world.pacer->try_acquire({"busy", std::to_string(i), PacingClass::conversations, {}});
  CHECK(world.pacer->pages() == 1);
}

TEST_CASE("an idle Page that pauses is remembered", "[graph][pacer]") {
  World world;
  static_cast<void>(world.pacer->learn("page", graph_error(613)));
  for (int i = 0; i < 100; ++i) world.pacer->try_acquire({"busy", "1", PacingClass::other, {}});
  CHECK_FALSE(world.pacer->try_acquire(send("1")));
}

TEST_CASE("options that make no sense are refused by name", "[graph][pacer]") {
  World world;
  const auto field = [&](const PacingOptions& options) {
    const auto made = Pacer::create(world.executor, world.clock, options);
    return made ? std::string() : made.error().field;
  };
  PacingOptions options;
  CHECK(field(options).empty());
  CHECK(Pacer::create(nullptr, world.clock, options).error().field == "executor");
  CHECK(Pacer::create(world.executor, nullptr, options).has_value());
  options.send.burst = 0;
  CHECK(field(options) == "send");
  options = {};
  options.media.per = milliseconds(0);
  CHECK(field(options) == "media");
  options = {};
  options.conversations.calls = -1;
  CHECK(field(options) == "conversations");
  options = {};
  options.turns_before_yielding = 1;
  CHECK(field(options) == "turns_before_yielding");
  options = {};
  options.longest_pause = milliseconds(1);
  CHECK(field(options) == "first_pause");
  options = {};
  options.most_waiting = 0;
  CHECK(field(options) == "most_waiting");
}

TEST_CASE("the defaults keep within the platform's limits in any stretch of time", "[graph][pacer]") {
  const PacingOptions defaults;
  /// In a stretch that is longer than the limit's by the difference that the ways to the platform may have.
  const auto most = [](const Allowance& allowance, const platform::CallLimit& limit) {
    const milliseconds stretch = limit.per + platform::arrival_spread;
    return allowance.burst + (allowance.calls * stretch + allowance.per - milliseconds(1)) / allowance.per - 1;
  };
  CHECK(most(defaults.send, platform::inbox_safe_limit) == platform::inbox_safe_limit.calls);
  CHECK(most(defaults.media, platform::media_limit) == platform::media_limit.calls);
  CHECK(most(defaults.conversations, platform::conversations_limit) == platform::conversations_limit.calls);
  CHECK(most(defaults.private_replies, platform::private_reply_limit) == platform::private_reply_limit.calls);
  CHECK(most(defaults.messenger_profile, platform::messenger_profile_limit) == platform::messenger_profile_limit.calls);
  CHECK(most(defaults.user_menu, platform::user_menu_limit) == platform::user_menu_limit.calls);
}

namespace {

/// Of times in their order: how many at most fall into one stretch (half open) of that length.
std::size_t busiest(const std::vector<milliseconds>& times, milliseconds length) {
  std::size_t most = 0;
  std::size_t begin = 0;
  for (std::size_t end = 0; end < times.size(); ++end) {
    while (times[end] - times[begin] >= length) ++begin;
    most = std::max(most, end - begin + 1);
  }
  return most;
}

} // namespace

TEST_CASE("whoever asks and leaves when, limits, order and turns are kept and everybody is answered",
          "[graph][pacer]") {
  const auto seed = GENERATE(range(1, 21));
  std::mt19937_64 engine(static_cast<std::uint64_t>(seed)); // NOLINT(cert-msc51-cpp)
  const auto any = [&](std::uint64_t below) {
    return std::uniform_int_distribution<std::uint64_t>(0, below - 1)(engine);
  };
  PacingOptions options;
  options.thread = {2, second, 3};
  World world(options);
  std::vector<CancelSource> sources(8);
  std::map<std::string, std::tuple<PacingClass, Priority, std::string>> asked;
  const PacingClass classes[] = {PacingClass::text,          PacingClass::text,          PacingClass::media,
                                 PacingClass::conversations, PacingClass::private_reply, PacingClass::user_menu,
                                 PacingClass::other};
  for (int i = 0; i < 1500; ++i) {
    const PacingClass pacing = classes[any(7)];
    const bool in_thread =
        pacing == PacingClass::text || pacing == PacingClass::media || pacing == PacingClass::user_menu;
    PacedCall call = send(in_thread ? std::to_string(any(20)) : "", static_cast<Priority>(any(3)), pacing);
    const std::string name = std::to_string(i);
    asked[name] = {pacing, call.priority, call.thread};
    const milliseconds within(any(4) == 0 ? static_cast<std::int64_t>(any(3000)) : 0);
    world.ask(name, std::move(call), within, any(10) == 0 ? sources[any(8)].token() : CancelToken());
    if (any(3) == 0) world.executor->advance(milliseconds(static_cast<std::int64_t>(any(30))));
    if (any(200) == 0) sources[any(8)].cancel();
    if (any(400) == 0) static_cast<void>(world.pacer->learn("page", answer(429, {{"Retry-After", "1"}}, "")));
  }
  CHECK(world.executor->run_until_idle(std::chrono::hours(48)));
  CHECK(world.answers.size() == asked.size());
  CHECK(world.pacer->waiting() == 0);

  std::map<std::string, std::vector<milliseconds>> granted;
  std::map<std::tuple<bool, PacingClass, Priority, std::string>, int> last;
  for (const auto& one : world.answers) {
    REQUIRE(asked.count(one.name) == 1);
    if (one.result != "granted") continue;
    const auto& [pacing, priority, thread] = asked[one.name];
    const bool is_send =
        pacing == PacingClass::text || pacing == PacingClass::media || pacing == PacingClass::private_reply;
    granted["class " + std::to_string(static_cast<int>(pacing))].push_back(one.at);
    if (is_send) granted["send"].push_back(one.at);
    if (is_send && !thread.empty()) granted["thread " + thread].push_back(one.at);
    if (pacing == PacingClass::user_menu) granted["menu " + thread].push_back(one.at);
    int& before = last[{is_send, is_send ? PacingClass::text : pacing, priority, thread}];
    CHECK(std::stoi(one.name) >= before);
    before = std::stoi(one.name);
  }
  CHECK(busiest(granted["send"], second) <= 40);
  CHECK(busiest(granted["class " + std::to_string(static_cast<int>(PacingClass::media))], second) <= 10);
  CHECK(busiest(granted["class " + std::to_string(static_cast<int>(PacingClass::conversations))], second) <= 2);
  CHECK(busiest(granted["class " + std::to_string(static_cast<int>(PacingClass::private_reply))],
                std::chrono::hours(1)) <= 750);
  for (const auto& [what, times] : granted) {
    INFO(what);
    if (what.rfind("thread ", 0) == 0) CHECK(busiest(times, second) <= 5);
    if (what.rfind("menu ", 0) == 0) CHECK(busiest(times, std::chrono::minutes(10)) <= 10);
  }
}
