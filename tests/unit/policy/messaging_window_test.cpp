#include "support/catch.hpp"
#include "unit/policy/window_world.hpp"

using namespace window_world; // NOLINT(google-build-using-namespace)

namespace {

std::string decided(const ThreadFacts& facts, const Approvals& approvals, AuthorKind author, Timestamp now,
                    const OutgoingContent& content = Text{"Hello"}) {
  return said(decide_send(facts, approvals, author, content, now));
}

const Timestamp day_end = acted + day - early;
const Timestamp week_end = acted + 7 * day - early;

} // namespace

TEST_CASE("every act opens the window for a day less a minute, for people and programs and any content", "[policy]") {
  for (const CustomerAct act :
       {CustomerAct::message, CustomerAct::postback, CustomerAct::reaction, CustomerAct::referral})
    for (const AuthorKind author : authors)
      for (const OutgoingContent& content : contents()) {
        if (!is_ordinary(content)) continue;
        INFO("act " << to_string(act) << ", author " << to_string(author) << ", content " << content.index());
        CHECK(decided(thread(act), none, author, acted, content) == until("response", day_end));
        CHECK(decided(thread(act), none, author, day_end - tick, content) == until("response", day_end));
        CHECK(decided(thread(act), none, author, day_end, content).rfind("refused: ", 0) == 0);
        CHECK(decided(thread(act), human, author, day_end - tick, content) == until("response", day_end));
      }
}

TEST_CASE("after the window people write as human agents, if the App has that, until a week is over", "[policy]") {
  CHECK(decided(thread(), human, AuthorKind::agent, day_end) == until("human_agent", week_end));
  CHECK(decided(thread(), human, AuthorKind::agent, day_end + tick) == until("human_agent", week_end));
  CHECK(decided(thread(), human, AuthorKind::agent, week_end - tick) == until("human_agent", week_end));
  CHECK(decided(thread(), human, AuthorKind::agent, week_end) == "refused: window_closed");
  CHECK(decided(thread(), human, AuthorKind::agent, week_end + tick) == "refused: window_closed");
  CHECK(decided(thread(), none, AuthorKind::agent, day_end) == "refused: human_agent_missing");
  CHECK(decided(thread(), none, AuthorKind::agent, week_end - tick) == "refused: human_agent_missing");
  CHECK(decided(thread(), utility, AuthorKind::agent, week_end) == "refused: window_closed");
}

TEST_CASE("after the window programs are told of people only if people may write", "[policy]") {
  for (const AuthorKind author : authors) {
    if (author == AuthorKind::agent) continue;
    CHECK(decided(thread(), human, author, day_end) == "refused: window_closed_for_automation");
    CHECK(decided(thread(), human, author, week_end - tick) == "refused: window_closed_for_automation");
    CHECK(decided(thread(), human, author, week_end) == "refused: window_closed");
    CHECK(decided(thread(), none, author, day_end) == "refused: window_closed");
  }
}

TEST_CASE("the message of an ad opens the window for a week", "[policy]") {
  const ThreadFacts ad = thread(CustomerAct::ad_message);
  CHECK(decided(ad, none, AuthorKind::automation, acted) == until("response", week_end));
  CHECK(decided(ad, none, AuthorKind::automation, week_end - tick) == until("response", week_end));
  CHECK(decided(ad, none, AuthorKind::automation, week_end) == "refused: window_closed");
  CHECK(decided(ad, none, AuthorKind::agent, week_end - tick) == until("response", week_end));
  CHECK(decided(ad, none, AuthorKind::agent, week_end) == "refused: window_closed");
}

TEST_CASE("the longer window of an ad may be refused, so a person's tag is used where there is one", "[policy]") {
  const ThreadFacts ad = thread(CustomerAct::ad_message);
  CHECK(decided(ad, human, AuthorKind::agent, day_end - tick) == until("response", day_end));
  CHECK(decided(ad, human, AuthorKind::agent, day_end) == until("human_agent", week_end));
  CHECK(decided(ad, human, AuthorKind::automation, day_end) == until("response", week_end));
}

TEST_CASE("the window of an ad goes on behind a later act", "[policy]") {
  ThreadFacts facts = thread();
  facts.ad_message_at = acted - 2 * day;
  const Timestamp ad_end = acted + 5 * day - early;
  CHECK(decided(facts, none, AuthorKind::automation, day_end) == until("response", ad_end));
  CHECK(decided(facts, none, AuthorKind::automation, ad_end) == "refused: window_closed");
  CHECK(decided(facts, human, AuthorKind::agent, ad_end) == until("human_agent", week_end));
  facts.ad_message_at = acted - 6 * day - hour;
  CHECK(decided(facts, none, AuthorKind::automation, acted) == until("response", day_end));
  facts.acted_at.reset();
  CHECK(decided(facts, none, AuthorKind::automation, acted) == until("response", acted + 23 * hour - early));
}

TEST_CASE("a closed window closed when the longest one of the asker's did", "[policy]") {
  const auto closed_at = [](const Approvals& approvals, AuthorKind author) {
    const auto decision = decide_send(thread(), approvals, author, Text{"Hello"}, acted + 8 * day);
    return std::get<Refusal>(decision).words.parameters.at(0);
  };
  using Parameter = std::pair<std::string, std::string>;
  CHECK(closed_at(human, AuthorKind::agent) == Parameter("closed_at", std::to_string(to_unix_ms(week_end))));
  CHECK(closed_at(none, AuthorKind::agent) == Parameter("closed_at", std::to_string(to_unix_ms(day_end))));
  CHECK(closed_at(human, AuthorKind::automation) == Parameter("closed_at", std::to_string(to_unix_ms(day_end))));
}

TEST_CASE("a survey goes with its tag for a week, whoever asks", "[policy]") {
  for (const AuthorKind author : authors) {
    CHECK(decided(thread(), none, author, acted, FeedbackTemplate{}) == until("customer_feedback", week_end));
    CHECK(decided(thread(), none, author, week_end - tick, FeedbackTemplate{}) == until("customer_feedback", week_end));
    CHECK(decided(thread(), both, author, week_end, FeedbackTemplate{}) == "refused: survey_window_closed");
  }
  CHECK(decided({}, both, AuthorKind::agent, acted, FeedbackTemplate{}) == "refused: never_written");
}

TEST_CASE("a utility template goes at any time with the permission, and never without", "[policy]") {
  for (const AuthorKind author : authors)
    for (const Timestamp now : {acted, day_end, week_end, acted + 1000 * day}) {
      CHECK(decided(thread(), utility, author, now, UtilityTemplate{}) == "utility at any time");
      CHECK(decided({}, utility, author, now, UtilityTemplate{}) == "utility at any time");
      CHECK(decided(thread(), human, author, now, UtilityTemplate{}) == "refused: utility_missing");
    }
}

TEST_CASE("nothing else goes to somebody who never wrote", "[policy]") {
  for (const AuthorKind author : authors) CHECK(decided({}, both, author, acted) == "refused: never_written");
}

TEST_CASE("nothing goes into another app's thread, and everything into anybody else's", "[policy]") {
  for (const OutgoingContent& content : contents())
    for (const AuthorKind author : authors)
      for (const Timestamp now : {acted, day_end}) {
        const std::string ours = decided(thread(CustomerAct::message), both, author, now, content);
        for (const ThreadOwner owner : {ThreadOwner::unknown, ThreadOwner::nobody})
          CHECK(decided(thread(CustomerAct::message, owner), both, author, now, content) == ours);
        const std::string theirs =
            decided(thread(CustomerAct::message, ThreadOwner::other_app), both, author, now, content);
        // Of two reasons the one is told that taking the thread over would not mend.
        CHECK(theirs == (ours.rfind("refused", 0) == 0 ? ours : "refused: thread_elsewhere"));
      }
}

TEST_CASE("a clock that is behind the platform's finds the window open", "[policy]") {
  CHECK(decided(thread(), none, AuthorKind::automation, acted - hour) == until("response", day_end));
}

TEST_CASE("times at the end of what can be counted stay there", "[policy]") {
  ThreadFacts facts;
  facts.acted_at = Timestamp::max() - hour;
  CHECK(decided(facts, none, AuthorKind::automation, acted) == until("response", Timestamp::max()));
  facts.acted_at = Timestamp::min();
  CHECK(decided(facts, none, AuthorKind::automation, acted) == "refused: window_closed");
}

TEST_CASE("the window is known as a whole", "[policy]") {
  const MessagingWindow window = messaging_window(thread(CustomerAct::postback, ThreadOwner::nobody), human);
  CHECK(window.anybody_until == day_end);
  CHECK(window.people_until == week_end);
  CHECK(window.survey_until == week_end);
  CHECK(window.owner == ThreadOwner::nobody);
  CHECK_FALSE(messaging_window(thread(), none).people_until);
  const MessagingWindow never = messaging_window({}, both);
  CHECK_FALSE(never.anybody_until);
  CHECK_FALSE(never.people_until);
  CHECK_FALSE(never.survey_until);
  CHECK(messaging_window(thread(CustomerAct::ad_message), none).anybody_until == week_end);
}

TEST_CASE("acts, owners and ways to send have names", "[policy]") {
  CHECK(to_string(CustomerAct::ad_message) == "ad_message");
  CHECK(to_string(ThreadOwner::other_app) == "other_app");
  CHECK(to_string(SendAs::customer_feedback) == "customer_feedback");
  CHECK(to_string(SendAs::update) == "update");
}
