#include "testing/fault_script.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace pagebridge;          // NOLINT(google-build-using-namespace)
using namespace pagebridge::testing; // NOLINT(google-build-using-namespace)

namespace {

constexpr FaultOccasion occasions[] = {FaultOccasion::webhook, FaultOccasion::send, FaultOccasion::call,
                                       FaultOccasion::tick};

/// A little of everything.
FaultScript mixed(std::uint64_t seed) {
  FaultScript script;
  script.seed = seed;
  for (const FaultRow& row : fault_rows) script.rates.*(row.rate) = 0.05;
  script.rates.duplicate = 0.001;
  script.rates.delay = 0.25;
  return script;
}

std::string told(const Fault& fault) {
  return std::string(to_string(fault.kind)) + " " + std::to_string(fault.delay.count()) + " " +
         std::to_string(fault.percent) + " " + std::to_string(fault.http_status);
}

std::vector<std::string> replay(const FaultScript& script) {
  std::vector<std::string> all;
  for (std::uint64_t number = 0; number < 2000; ++number)
    for (const FaultOccasion occasion : occasions) all.push_back(told(decide(script, occasion, number)));
  return all;
}

std::map<FaultKind, int> counts(const FaultScript& script, FaultOccasion occasion, std::uint64_t occasions_met) {
  std::map<FaultKind, int> found;
  for (std::uint64_t number = 0; number < occasions_met; ++number) ++found[decide(script, occasion, number).kind];
  return found;
}

} // namespace

TEST_CASE("the same seed replays the same faults, another seed others", "[testing][faults]") {
  CHECK(replay(mixed(7)) == replay(mixed(7)));
  CHECK(replay(mixed(7)) != replay(mixed(8)));
}

TEST_CASE("a seed means the same on every machine", "[testing][faults]") {
  std::string story;
  for (std::uint64_t number = 0; number < 12; ++number)
    for (const FaultOccasion occasion : occasions) {
      const Fault fault = decide(mixed(7), occasion, number);
      if (fault.kind != FaultKind::none) story += told(fault) + "\n";
    }
  CHECK(story ==
        "delay 9413 0 0\n"
        "drop 0 0 0\n"
        "lose_answer_after_acceptance 0 0 0\n"
        "delay 5272 0 0\n"
        "lose_answer_after_acceptance 0 0 0\n"
        "permission_loss 0 0 0\n"
        "delay 2601 0 0\n"
        "secret_reset 0 0 0\n"
        "echo_before_answer 0 0 0\n"
        "delay 5267 0 0\n"
        "echo_before_answer 0 0 0\n"
        "lose_answer_after_acceptance 0 0 0\n"
        "restart 0 0 0\n"
        "reorder 0 0 0\n"
        "echo_before_answer 0 0 0\n"
        "delay 2285 0 0\n"
        "permission_loss 0 0 0\n"
        "lose_answer_before_acceptance 0 0 0\n"
        "gateway_error 0 0 504\n"
        "lose_answer_before_acceptance 0 0 0\n"
        "secret_reset 0 0 0\n");
}

TEST_CASE("an answer does not depend on what was asked before", "[testing][faults]") {
  const FaultScript script = mixed(3);
  std::vector<std::string> backwards;
  for (int number = 499; number >= 0; --number)
    backwards.push_back(told(decide(script, FaultOccasion::send, static_cast<std::uint64_t>(number))));
  for (std::size_t i = 0; i < 500; ++i) CHECK(backwards[499 - i] == told(decide(script, FaultOccasion::send, i)));
}

TEST_CASE("each kind comes as often as its rate says, at its own occasions only", "[testing][faults]") {
  constexpr std::uint64_t met = 100'000;
  const FaultScript script = mixed(11);
  for (const FaultOccasion occasion : occasions) {
    const auto found = counts(script, occasion, met);
    for (const FaultRow& row : fault_rows) {
      const double rate = row.is_at(occasion) ? script.rates.*(row.rate) : 0;
      const double expected = rate * static_cast<double>(met);
      const double deviation = std::sqrt(expected * (1 - rate));
      const auto at = found.find(row.kind);
      const double count = at == found.end() ? 0 : at->second;
      INFO(row.name << ": " << count << " of " << expected);
      CHECK(std::abs(count - expected) <= 4 * deviation);
    }
  }
}

TEST_CASE("a rate of zero is never, a rate of one always", "[testing][faults]") {
  for (const FaultRow& row : fault_rows) {
    FaultScript script;
    script.rates.*(row.rate) = 1;
    CHECK_FALSE(wrong_script(script));
    for (const FaultOccasion occasion : occasions) {
      const auto found = counts(script, occasion, 5000);
      INFO(row.name);
      CHECK(found.size() == 1);
      CHECK(found.begin()->first == (row.is_at(occasion) ? row.kind : FaultKind::none));
    }
  }
}

TEST_CASE("what a fault needs to know is within its bounds, and varies", "[testing][faults]") {
  FaultScript script;
  script.longest_delay = milliseconds(20);
  script.rates.delay = 1;
  script.rates.half_answer = 0.5;
  script.rates.gateway_error = 0.5;
  std::map<std::int64_t, int> delays;
  std::map<int, int> percents;
  std::map<int, int> statuses;
  for (std::uint64_t number = 0; number < 4000; ++number) {
    ++delays[decide(script, FaultOccasion::webhook, number).delay.count()];
    const Fault fault = decide(script, FaultOccasion::call, number);
    ++(fault.kind == FaultKind::half_answer ? percents[fault.percent] : statuses[fault.http_status]);
  }
  CHECK(delays.begin()->first == 1);
  CHECK(delays.rbegin()->first == 20);
  CHECK(delays.size() == 20);
  CHECK(percents.begin()->first == 0);
  CHECK(percents.rbegin()->first == 99);
  CHECK(statuses.size() == 4);
  CHECK(statuses.begin()->first == 500);
  CHECK(statuses.rbegin()->first == 504);
}

TEST_CASE("from `until` on nothing goes wrong", "[testing][faults]") {
  FaultScript script;
  script.rates.drop = 1;
  script.until = 10;
  CHECK(decide(script, FaultOccasion::webhook, 9).kind == FaultKind::drop);
  CHECK(decide(script, FaultOccasion::webhook, 10).kind == FaultKind::none);
}

TEST_CASE("a script that makes no sense is refused by name", "[testing][faults]") {
  const auto field = [](const FaultScript& script) {
    const auto wrong = wrong_script(script);
    return wrong ? wrong->field : std::string();
  };
  FaultScript script;
  script.rates.drop = 1.01;
  CHECK(field(script) == "drop");
  script.rates.drop = std::numeric_limits<double>::quiet_NaN();
  CHECK(field(script) == "drop");
  script.rates.drop = 0.6;
  script.rates.delay = 0.6;
  CHECK(field(script) == "rates");
  script.rates.delay = 0;
  script.rates.half_answer = 0.6; // of another occasion
  CHECK(field(script).empty());
  script.rates.half_answer = 0;
  script.rates.delay = 0.1;
  script.rates.reorder = 0.3; // 0.6, 0.1 and 0.3 are none of them exact
  CHECK(field(script).empty());
  script.longest_delay = milliseconds(0);
  CHECK(field(script) == "longest_delay_ms");
}
