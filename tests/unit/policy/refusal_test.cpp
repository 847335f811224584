// Many generated inputs: what must hold of every decision, and that docs/words.md tells what is said.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>

#include "policy/refusal_words.hpp"
#include "support/catch.hpp"
#include "unit/policy/window_world.hpp"

using namespace window_world; // NOLINT(google-build-using-namespace)

namespace {

struct Input {
  ThreadFacts facts;
  Approvals approvals;
  AuthorKind author;
  OutgoingContent content;
  Timestamp now;
};

class Inputs {
 public:
  Input next();

 private:
  std::uint64_t any(std::uint64_t below) { return std::uniform_int_distribution<std::uint64_t>(0, below - 1)(engine_); }
  bool coin() { return any(2) == 0; }
  template <class T, std::size_t Size>
  const T& pick(const std::array<T, Size>& list) {
    return list[static_cast<std::size_t>(any(Size))];
  }
  /// From an hour before to nine days after, often close to where something ends.
  milliseconds around() {
    const milliseconds ends[] = {milliseconds(0), day - early, day, 7 * day - early, 7 * day};
    if (coin()) return ends[any(5)] + milliseconds(static_cast<int>(any(5)) - 2);
    return milliseconds(static_cast<std::int64_t>(any(static_cast<std::uint64_t>((9 * day + hour).count())))) - hour;
  }

  std::mt19937_64 engine_{20260202}; // NOLINT(cert-msc51-cpp): the same inputs in every run
  decltype(contents()) contents_ = contents();
};

Input Inputs::next() {
  Input input{{}, {coin(), coin()}, pick(authors), pick(contents_), acted + around()};
  input.facts.owner = pick(owners);
  input.facts.act = pick(acts);
  if (any(10) > 0) input.facts.acted_at = acted;
  if (any(5) == 0) input.facts.ad_message_at = acted - around();
  return input;
}

struct Documented {
  std::vector<std::string> parameters;
  std::string text;
};

std::vector<std::string> cells(const std::string& row) {
  std::vector<std::string> found;
  for (std::size_t at = 1, bar = row.find(" |", at); bar != std::string::npos; at = bar + 2, bar = row.find(" |", at))
    found.push_back(at < bar ? row.substr(at + 1, bar - at - 1) : "");
  return found;
}

std::map<std::string, Documented> documented() {
  std::ifstream file(PAGEBRIDGE_TEST_DATA "/../../docs/words.md");
  REQUIRE(file);
  std::map<std::string, Documented> found;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> row = line.rfind("| `", 0) == 0 ? cells(line) : std::vector<std::string>();
    if (row.size() != 3) continue;
    Documented one{{}, row[2]};
    for (std::size_t at = row[1].find('`'); at != std::string::npos; at = row[1].find('`', at)) {
      const std::size_t end = row[1].find('`', at + 1);
      one.parameters.push_back(row[1].substr(at + 1, end - at - 1));
      at = end + 1;
    }
    found.emplace(row[0].substr(1, row[0].size() - 2), std::move(one));
  }
  return found;
}

std::string filled(const Documented& one, const Words& words) {
  std::string text = one.text;
  for (const auto& [name, value] : words.parameters) {
    const std::string moment = policy::in_english(from_unix_ms(std::stoll(value)));
    for (auto at = text.find("{" + name + "}"); at != std::string::npos; at = text.find("{" + name + "}"))
      text.replace(at, name.size() + 2, moment);
  }
  return text;
}

} // namespace

TEST_CASE("whatever is asked, the answer keeps its promises", "[policy]") {
  const std::map<std::string, Documented> known = documented();
  Inputs inputs;
  std::set<std::string> codes;
  std::map<SendAs, int> ways;
  for (int i = 0; i < 200000; ++i) {
    const Input input = inputs.next();
    const SendDecision decision = decide_send(input.facts, input.approvals, input.author, input.content, input.now);
    if (const auto* permit = std::get_if<Permit>(&decision)) {
      ++ways[permit->as];
      const bool fits =
          (permit->as != SendAs::human_agent || (input.author == AuthorKind::agent && input.approvals.human_agent)) &&
          (permit->as == SendAs::utility) == std::holds_alternative<UtilityTemplate>(input.content) &&
          (permit->as == SendAs::customer_feedback) == std::holds_alternative<FeedbackTemplate>(input.content) &&
          permit->until.has_value() != (permit->as == SendAs::utility) &&
          (!permit->until || *permit->until > input.now) && input.facts.owner != ThreadOwner::other_app;
      if (!fits) FAIL("permit " << said(decision) << " to " << to_string(input.author));
      continue;
    }
    const Refusal& refusal = std::get<Refusal>(decision);
    codes.insert(refusal.words.code);
    const auto row = known.find(refusal.words.code);
    if (row == known.end()) FAIL("docs/words.md does not have " << refusal.words.code);
    std::vector<std::string> names;
    for (const auto& [name, value] : refusal.words.parameters) {
      names.push_back(name);
      if (value.empty() || value.find_first_not_of("0123456789") != std::string::npos) FAIL(name << " is " << value);
    }
    if (names != row->second.parameters || filled(row->second, refusal.words) != refusal.words.text ||
        refusal.words.text.empty() || refusal.words.text.find_first_of("{}") != std::string::npos || refusal.until)
      FAIL("not as in docs/words.md: " << refusal.words.code << ": " << refusal.words.text);
  }
  std::set<std::string> listed;
  for (const auto& [code, row] : known) listed.insert(code);
  CHECK(codes == listed);
  CHECK(codes.size() == 7);
  CHECK(ways.size() == 4);
}

TEST_CASE("closed windows closed in the past, and what is still open is in the future", "[policy]") {
  Inputs inputs;
  for (int i = 0; i < 50000; ++i) {
    const Input input = inputs.next();
    const SendDecision decision = decide_send(input.facts, input.approvals, input.author, input.content, input.now);
    const auto* refusal = std::get_if<Refusal>(&decision);
    if (refusal == nullptr) continue;
    for (const auto& [name, value] : refusal->words.parameters) {
      const Timestamp moment = from_unix_ms(std::stoll(value));
      if (name == "people_until" ? moment <= input.now : moment > input.now)
        FAIL(refusal->words.code << " has " << name << " " << value << " at " << to_unix_ms(input.now));
    }
  }
}

TEST_CASE("a refusal reads as a sentence with its times in it", "[policy]") {
  const auto decision = decide_send(thread(), human, AuthorKind::automation, Text{"Hello"}, acted + day);
  CHECK(std::get<Refusal>(decision).words.text ==
        "Automatic messages could be sent until 2026-02-03 02:39 UTC. An agent may still answer until 2026-02-09 02:39 "
        "UTC: hand the conversation to a person, or send an approved utility template.");
}

TEST_CASE("moments are written in the calendar that people use", "[policy]") {
  using policy::in_english;
  CHECK(in_english(from_unix_ms(0)) == "1970-01-01 00:00 UTC");
  CHECK(in_english(from_unix_ms(-1)) == "1969-12-31 23:59 UTC");
  CHECK(in_english(from_unix_ms(951782399999)) == "2000-02-28 23:59 UTC");
  CHECK(in_english(from_unix_ms(951782400000)) == "2000-02-29 00:00 UTC");
  CHECK(in_english(from_unix_ms(951868800000)) == "2000-03-01 00:00 UTC");
  CHECK(in_english(from_unix_ms(4107542400000)) == "2100-03-01 00:00 UTC");
  CHECK(in_english(from_unix_ms(4107542399999)) == "2100-02-28 23:59 UTC");
  CHECK(in_english(from_unix_ms(1798761599999)) == "2026-12-31 23:59 UTC");
}
