#include <string>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("times are read in milliseconds and seconds, as numbers and as text", "[webhook][parse]") {
  const Webhook webhook = parsed("odd_times");
  // From the sixth on: 0, -5, a word, an empty text, a fraction, a number beyond all time, true. Then the entry's counts.
  const std::int64_t times[] = {1770000000123, 1770000000000, 1770000000000, 999999999999000,
                                1000000000000, sent,          sent,          sent,
                                sent,          sent,          sent,          sent};
  REQUIRE(webhook.events.size() == 12);
  for (std::size_t i = 0; i < 12; ++i) {
    CAPTURE(i);
    CHECK(at(webhook.events[i]) == times[i]);
  }
}

TEST_CASE("without any time an event happened in 1970", "[webhook][parse]") {
  const Webhook webhook = parsed_text(R"({"entry":[{"messaging":[{"message":{"text":"x"}}]}]})");
  REQUIRE(webhook.events.size() == 1);
  CHECK(at(webhook.events[0]) == 0);
  CHECK(!webhook.events[0].envelope.sent_at);
}

TEST_CASE("no time overflows", "[webhook][parse]") {
  const std::string number =
      GENERATE(as<std::string>{}, "999999999999999999", "-999999999999999999", "9999999999999999", "10000000000000000",
               "9223372036854775807", "18446744073709551616");
  const Webhook webhook = parsed_text(R"({"entry":[{"time":)" + number + R"(,"messaging":[{"timestamp":)" + number +
                                      R"(,"read":{"watermark":)" + number + "}}]}]}");
  REQUIRE(webhook.events.size() == 1);
  const bool is_time = number == "9999999999999999";
  CHECK(at(webhook.events[0]) == (is_time ? 9999999999999999 : 0));
  CHECK(body_as<MessageRead>(webhook.events[0]).watermark.has_value() == is_time);
}
