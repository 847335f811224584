#include "testing/outbox.hpp"

#include <vector>

#include "support/catch.hpp"
#include "testing/repetition.hpp"
#include "testing/state_apps.hpp"
#include "testing/state_archive.hpp"

using namespace pagebridge; // in tests only
using pagebridge::testing::LaneKey;
using pagebridge::testing::Outbox;
using pagebridge::testing::Taking;

namespace {

const AppId app("1");
const PageId page("2");
const Psid ada("3");
const LaneKey lane{app, ada};

std::uint64_t add(Outbox& outbox, const std::string& text) {
  return outbox.add({"messages", ada, "{\"text\":\"" + text + "\"}"}, app, page);
}

/// The next one of the lane, whose number it must be.
Taking next(Outbox& outbox, std::uint64_t number) {
  const auto taking = outbox.take_next(lane);
  REQUIRE(taking);
  CHECK(taking->number == number);
  return *taking;
}

std::string texts_in(const std::string& body) {
  std::string texts;
  for (std::size_t at = body.find(R"("text":")"); at != std::string::npos; at = body.find(R"("text":")", at + 1))
    texts += body[at + 8];
  return texts;
}

constexpr Timestamp at_first = from_unix_ms(5);

} // namespace

TEST_CASE("a batch that was interrupted goes out once more as a whole", "[sandbox][outbox]") {
  Outbox outbox(100, 2);
  const auto first = add(outbox, "a");
  add(outbox, "b");
  const auto third = add(outbox, "c");
  const Taking before = next(outbox, first);
  const std::string body = outbox.begin_attempt(before, at_first);
  CHECK(outbox.interrupt() == std::vector<LaneKey>{lane});
  CHECK_FALSE(outbox.end_attempt(before, 200, {}, at_first)); // an answer that comes too late
  CHECK(outbox.tally().accepted == 0);
  CHECK(outbox.tally().under_way == 3);
  const Taking after = next(outbox, first);
  CHECK(outbox.begin_attempt(after, from_unix_ms(9)) == body);
  CHECK_FALSE(outbox.take_next(lane));
  CHECK_FALSE(outbox.end_attempt(before, 200, {}, at_first)); // even now
  CHECK(outbox.tally().accepted == 0);
  outbox.end_attempt(after, 200, {}, at_first);
  CHECK(outbox.tally().accepted == 2);
  const Taking last = next(outbox, third);
  outbox.begin_attempt(last, from_unix_ms(9));
  outbox.end_attempt(last, 200, {}, at_first);
  CHECK(outbox.tally().accepted == 3);
  CHECK(outbox.tally().under_way == 0);
  CHECK(outbox.waiting_lanes().empty());
}

TEST_CASE("nothing joins a webhook whose bytes are fixed", "[sandbox][outbox]") {
  Outbox outbox(100, 2);
  const auto first = add(outbox, "a");
  outbox.begin_attempt(next(outbox, first), at_first);
  const auto second = add(outbox, "b");
  outbox.interrupt();
  const Taking again = next(outbox, first);
  CHECK(texts_in(outbox.begin_attempt(again, at_first)) == "a");
  outbox.end_attempt(again, 200, {}, at_first);
  CHECK(outbox.tally().accepted == 1); // the other was never sent
  const Taking other = next(outbox, second);
  CHECK(texts_in(outbox.begin_attempt(other, at_first)) == "b");
}

TEST_CASE("a webhook whose bytes are fixed joins no other", "[sandbox][outbox]") {
  Outbox outbox(100, 1);
  const auto first = add(outbox, "a");
  const auto second = add(outbox, "b");
  const auto third = add(outbox, "c");
  next(outbox, first);
  outbox.begin_attempt(*outbox.take(second), at_first);
  outbox.interrupt();
  outbox.set_batch(3);
  for (const auto& [number, text] :
       {std::make_pair(first, "a"), std::make_pair(second, "b"), std::make_pair(third, "c")}) {
    const Taking alone = next(outbox, number);
    CHECK(texts_in(outbox.begin_attempt(alone, at_first)) == text);
    outbox.end_attempt(alone, 200, {}, at_first);
  }
}

TEST_CASE("what fails in another way, or concerns another Page, shares no POST", "[sandbox][outbox]") {
  Outbox outbox(100, 5);
  const LaneKey nobodys{app, Psid()};
  const auto publish = [&](const char* field, const PageId& of) {
    return outbox.add({field, {}, R"({"field":"x"})", pagebridge::testing::WebhookEvent::Channel::changes}, app, of);
  };
  std::vector<std::uint64_t> leaders = {publish("feed", page)};
  publish("feed", page); // goes with the one before
  leaders.push_back(publish("feed", PageId("9")));
  leaders.push_back(publish("message_template_status_update", PageId("9")));
  for (const std::uint64_t number : leaders) {
    const auto taking = outbox.take_next(nobodys);
    REQUIRE(taking);
    CHECK(taking->number == number);
    outbox.begin_attempt(*taking, at_first);
    outbox.end_attempt(*taking, 200, {}, at_first);
  }
  CHECK(outbox.tally().accepted == 4);
}

TEST_CASE("a batch that was put together, and not sent, may grow", "[sandbox][outbox]") {
  Outbox outbox(100, 2);
  const auto first = add(outbox, "a");
  add(outbox, "b");
  add(outbox, "c");
  add(outbox, "d");
  next(outbox, first);
  outbox.interrupt();
  outbox.set_batch(3);
  const Taking whole = next(outbox, first);
  CHECK(texts_in(outbox.begin_attempt(whole, at_first)) == "abc");
  outbox.end_attempt(whole, 200, {}, at_first);
  CHECK(outbox.tally().accepted == 3);
}

TEST_CASE("one that fails leaves its lane and is repeated beside it", "[sandbox][outbox]") {
  Outbox outbox(100, 1);
  const auto first = add(outbox, "a");
  const auto second = add(outbox, "b");
  const Taking failing = next(outbox, first);
  outbox.begin_attempt(failing, at_first);
  CHECK_FALSE(outbox.take_next(lane));
  CHECK(outbox.end_attempt(failing, 500, "x", at_first) == milliseconds(0));
  const Taking other = next(outbox, second);
  outbox.begin_attempt(other, at_first);
  outbox.end_attempt(other, 200, {}, at_first);
  CHECK(outbox.tally().under_way == 1);
  CHECK(outbox.is_current(failing));
  outbox.begin_attempt(failing, at_first);
  CHECK_FALSE(outbox.end_attempt(failing, 200, {}, at_first));
  CHECK(outbox.tally().accepted == 2);
}

TEST_CASE("gaps grow until the hour is over, and for the Graph API's own fields until 36 hours are",
          "[sandbox][outbox]") {
  const auto after = [](const std::string& field) {
    Timestamp now = at_first;
    for (int failures = 1;; ++failures) {
      const auto gap = testing::next_repetition(field, failures, at_first, now);
      if (!gap) return std::make_pair(failures, now - at_first);
      now += *gap;
    }
  };
  CHECK(after("messages") == std::make_pair(10, milliseconds(std::chrono::hours(1))));
  CHECK(after("feed") == std::make_pair(45, milliseconds(std::chrono::hours(36))));
}

TEST_CASE("what is given up is not sent any more, wherever it was", "[sandbox][outbox]") {
  Outbox outbox(100, 1);
  const auto first = add(outbox, "a");
  add(outbox, "b");
  const Taking failing = next(outbox, first);
  outbox.begin_attempt(failing, at_first);
  outbox.end_attempt(failing, 500, "x", at_first);
  const auto elsewhere = outbox.add({"feed", {}, "{}"}, app, PageId("4"));
  outbox.give_up(app, page, "gone");
  CHECK_FALSE(outbox.is_current(failing));
  CHECK(outbox.begin_attempt(failing, at_first).empty());
  CHECK(outbox.record(first)->last_error == "gone");
  CHECK(outbox.tally().given_up == 2);
  CHECK(outbox.tally().under_way == 1);
  outbox.give_up(app, std::nullopt, "all gone");
  CHECK(outbox.record(elsewhere)->last_error == "all gone");
  CHECK(outbox.tally().under_way == 0);
}

TEST_CASE("those that fail count among those that wait", "[sandbox][outbox]") {
  Outbox outbox(10, 1);
  for (std::size_t i = 0; i < Outbox::most_waiting; ++i) {
    const auto number = add(outbox, "x");
    const Taking failing = next(outbox, number);
    outbox.begin_attempt(failing, at_first);
    outbox.end_attempt(failing, 500, "x", at_first);
  }
  CHECK(outbox.record(add(outbox, "x"))->last_error == "too many webhooks wait");
}

TEST_CASE("nothing is sent before it happens", "[sandbox][outbox]") {
  Outbox outbox(100, 1);
  testing::WebhookEvent event{"messages", ada, "{}"};
  event.at = from_unix_ms(2000);
  const auto number = outbox.add(event, app, page);
  CHECK(outbox.begin_attempt(next(outbox, number), from_unix_ms(1000)).find("\"time\":2000,") != std::string::npos);
}

TEST_CASE("a state whose batches do not fit together is told from one whose do", "[sandbox][outbox][state]") {
  Outbox outbox(100, 2);
  const auto first = add(outbox, "a");
  add(outbox, "b");
  next(outbox, first);
  json::Writer writer;
  writer.begin_object();
  testing::state::Saver saver(writer);
  saver("outbox", outbox);
  writer.end_object();
  const std::string saved = writer.text();
  const auto is_sound = [&](const std::string& from, const std::string& to) {
    std::string text = saved;
    REQUIRE(text.find(from) != std::string::npos);
    text.replace(text.find(from), from.size(), to);
    const auto tree = json::Tree::parse(text);
    REQUIRE(tree);
    Outbox read(100, 2);
    testing::state::Loader loader(tree->root());
    loader("outbox", read);
    return loader.is_right() && read.is_sound();
  };
  CHECK(is_sound(R"("followers":[2])", R"("followers":[2])"));
  CHECK_FALSE(is_sound(R"("followers":[2])", R"("followers":[7])"));
  CHECK_FALSE(is_sound(R"("followers":[2])", R"("followers":[1])"));
  CHECK_FALSE(is_sound(R"("followers":[2])", R"("followers":[2,2])"));
  CHECK_FALSE(is_sound(R"("followers":[2])", R"("followers":[])"));
  CHECK_FALSE(is_sound(R"("number":1)", R"("number":9)"));
}
