#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("a delivery names messages and a watermark", "[webhook][parse]") {
  const Event event = only("delivery");
  CHECK(kind_of(event.body) == "delivery");
  CHECK(customer(event) == anna);
  CHECK(at(event) == happened);
  const MessageDelivered& delivery = body_as<MessageDelivered>(event);
  REQUIRE(delivery.mids.size() == 2);
  CHECK(delivery.mids[0].text() == mid("echo-own"));
  CHECK(delivery.mids[1].text() == mid("echo-template"));
  REQUIRE(delivery.watermark);
  CHECK(to_unix_ms(*delivery.watermark) == 1770000000253);
}

TEST_CASE("a delivery may name no messages, and no time of its own", "[webhook][parse]") {
  const Event event = only("delivery_without_mids");
  CHECK(at(event) == sent);
  const MessageDelivered& delivery = body_as<MessageDelivered>(event);
  CHECK(delivery.mids.empty());
  REQUIRE(delivery.watermark);
  CHECK(to_unix_ms(*delivery.watermark) == 1770000000253);
}

TEST_CASE("a read brings its watermark", "[webhook][parse]") {
  const Event event = only("read");
  CHECK(kind_of(event.body) == "read");
  CHECK(customer(event) == anna);
  REQUIRE(body_as<MessageRead>(event).watermark);
  CHECK(to_unix_ms(*body_as<MessageRead>(event).watermark) == 1770000000999);
}

TEST_CASE("a watermark in seconds and as text is the same moment", "[webhook][parse]") {
  const Event event = only("read_watermark_as_text");
  CHECK(at(event) == 1770000001000);
  REQUIRE(body_as<MessageRead>(event).watermark);
  CHECK(to_unix_ms(*body_as<MessageRead>(event).watermark) == 1770000000000);
}

TEST_CASE("on Instagram a read names a message instead of a time", "[webhook][parse]") {
  const MessageRead read = body_as<MessageRead>(only("instagram_read"));
  CHECK(!read.watermark);
  CHECK(read.mid.text() == "aWdfZAG1faXRlbToz");
  CHECK(!body_as<MessageRead>(only("read_mid_instead_of_watermark")).watermark);
  CHECK(!body_as<MessageRead>(only("read_mid_instead_of_watermark")).mid.empty());
  CHECK(body_as<MessageRead>(only("read")).mid.empty());
}
