// Keys of events as they come off the wire.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "pagebridge/webhook/dedupe_key.hpp"
#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

namespace {

std::string key(const Event& event) { return dedupe_key(ServiceId("service-1"), event); }

std::vector<std::string> keys_of(const Webhook& webhook) {
  std::vector<std::string> keys;
  for (const Event& event : webhook.events) keys.push_back(key(event));
  return keys;
}

/// An element of Anna's that carries `event`.
std::string element(const std::string& event) {
  return R"({"sender":{"id":")" + anna + R"("},"recipient":{"id":")" + page + R"("},"timestamp":1770000000123,)" +
         event + "}";
}

/// Everything that may happen to one message, each naming its mid.
std::vector<std::string> elements_of_one_mid() {
  return {element(R"("message":{"mid":"m_1","text":"x"})"),
          element(R"("message":{"mid":"m_1","is_echo":true,"text":"x"})"),
          element(R"("message":{"mid":"m_1","is_deleted":true})"),
          element(R"("message_edit":{"mid":"m_1","text":"y","num_edit":1})"),
          element(R"("message_edit":{"mid":"m_1","text":"z","num_edit":2})"),
          element(R"("reaction":{"mid":"m_1","action":"react","reaction":"love","emoji":"x"})"),
          element(R"("reaction":{"mid":"m_1","action":"unreact"})"),
          element(R"("postback":{"mid":"m_1","title":"x","payload":"y"})"),
          element(R"("response_feedback":{"mid":"m_1","feedback":"Good response"})"),
          element(R"("read":{"mid":"m_1"})"),
          element(R"("delivery":{"mids":["m_1"],"watermark":1770000000123})")};
}

std::string joined(const std::vector<std::string>& elements) {
  std::string all;
  for (const std::string& one : elements) all += (all.empty() ? "" : ",") + one;
  return all;
}

/// The only event of an entry of that time, which holds `array`.
Event only_of(const std::string& array, std::int64_t time) {
  const Webhook webhook = parsed_text(R"({"object":"page","entry":[{"id":")" + page + R"(","time":)" +
                                      std::to_string(time) + "," + array + "}]}");
  REQUIRE(webhook.events.size() == 1);
  return webhook.events.front();
}

} // namespace

TEST_CASE("all that may happen to one message has its own key, in whatever order it comes", "[webhook][dedupe]") {
  std::vector<std::string> elements = elements_of_one_mid();
  std::map<std::string, std::string> keys; // by the event's bytes
  for (const Event& event : parsed_text(envelope_of(joined(elements))).events) keys[event.raw_json] = key(event);
  REQUIRE(keys.size() == elements.size());
  std::set<std::string> different;
  for (const auto& [bytes, one] : keys) different.insert(one);
  CHECK(different.size() == elements.size());
  // All 5040 orders of the seven that come first, and the rest behind them.
  const auto middle = elements.begin() + 7;
  std::sort(elements.begin(), middle);
  int orders = 0;
  do {
    ++orders;
    const Webhook webhook = parsed_text(envelope_of(joined(elements)));
    bool all_same = webhook.events.size() == elements.size();
    for (const Event& event : webhook.events) all_same = all_same && keys[event.raw_json] == key(event);
    REQUIRE(all_same);
  } while (std::next_permutation(elements.begin(), middle));
  CHECK(orders == 5040);
}

TEST_CASE("the same event twice in one body has the same key", "[webhook][dedupe]") {
  for (const std::string& one : elements_of_one_mid()) {
    CAPTURE(one);
    const std::vector<std::string> keys = keys_of(parsed_text(envelope_of(one + "," + one)));
    REQUIRE(keys.size() == 2);
    CHECK(keys[0] == keys[1]);
  }
}

TEST_CASE("the same event in standby and in messaging has two keys", "[webhook][dedupe]") {
  for (const std::string& one : elements_of_one_mid()) {
    CAPTURE(one);
    CHECK(key(only_of("\"messaging\":[" + one + "]", sent)) != key(only_of("\"standby\":[" + one + "]", sent)));
  }
}

TEST_CASE("what has no time of its own is told apart by when Meta sent it", "[webhook][dedupe]") {
  const std::string array =
      GENERATE(as<std::string>{}, R"("changes":[{"field":"hours"}])", R"("changes":[{"field":"parking","value":"x"}])",
               R"("changed_fields":["name"])", R"("changes":[{"field":"feed","value":{"item":"like","verb":"add"}}])",
               R"("changes":[{"field":"inbox_labels","value":{"user":{"id":"7"},"action":"add","label":{"id":"8"}}}])",
               R"("messaging":[{"sender":{"id":"7"},"message_edit":{"text":"x"}}])", R"("hologram":{"depth":1})");
  CHECK(key(only_of(array, sent)) == key(only_of(array, sent)));
  CHECK(key(only_of(array, sent)) != key(only_of(array, sent + 1)));
}

TEST_CASE("what has a key or a time of its own is the same whenever Meta sends it", "[webhook][dedupe]") {
  const std::string array =
      GENERATE(as<std::string>{}, R"("messaging":[{"sender":{"id":"7"},"message":{"mid":"m_1"}}])",
               R"("messaging":[{"sender":{"id":"7"},"read":{"mid":"m_1"}}])",
               R"("messaging":[{"sender":{"id":"7"},"read":{"watermark":1770000000000}}])",
               R"("messaging":[{"sender":{"id":"7"},"timestamp":1770000000123,"referral":{"ref":"x"}}])",
               R"("changes":[{"field":"feed","value":{"item":"like","verb":"add","created_time":1770000001}}])");
  CHECK(key(only_of(array, sent)) == key(only_of(array, sent + 1)));
}

TEST_CASE("a read on Instagram is told apart by its message and its reader", "[webhook][dedupe]") {
  const auto read = [](const std::string& person, const std::string& body) {
    return key(only_of(R"("messaging":[{"sender":{"id":")" + person + R"("},"read":)" + body + "}]", sent));
  };
  CHECK(read(anna, R"({"mid":"m_1"})") == read(anna, R"({"mid":"m_1","seq":3})"));
  CHECK(read(anna, R"({"mid":"m_1"})") != read(anna, R"({"mid":"m_2"})"));
  CHECK(read(anna, R"({"mid":"m_1"})") != read(bela, R"({"mid":"m_1"})"));
  CHECK(read(anna, R"({"mid":"m_1"})") != read(anna, R"({"watermark":1770000000123})"));
}

TEST_CASE("calls and carts that look alike are told apart by their bytes", "[webhook][dedupe]") {
  for (const char* name : {"calls", "calls_by_business", "lead_form", "feed_comments", "handover_pass_ids",
                           "game_plays", "inbox_labels", "dashboard_samples", "entry_mixed"}) {
    CAPTURE(name);
    const std::vector<std::string> first = keys_of(parsed(name));
    CHECK(first == keys_of(parsed(name)));
    CHECK(std::set<std::string>(first.begin(), first.end()).size() == first.size());
  }
}
