#include "pagebridge/graph/feature_review.hpp"

#include <string>

#include "unit/graph/calls.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using calls::check_errors;
using calls::ok;
using calls::wire;

TEST_CASE("features that went through review have a status", "[graph][feature_review]") {
  CHECK(wire(GetFeatureReviews{}) == "GET /me/messaging_feature_review");
  const auto reviews = from_http(
      GetFeatureReviews{},
      ok(R"({"data":[{"feature":"a","status":"approved"},{"feature":"b","status":"pending"},{"feature":"c","status":"rejected"},
        {"feature":"d","status":"limited"},{"feature":"e","status":"on_hold"},{},null]})"));
  REQUIRE(reviews);
  REQUIRE(reviews->size() == 6);
  CHECK(reviews->at(0).feature == "a");
  CHECK(reviews->at(0).status.value == ReviewStatus::approved);
  CHECK(reviews->at(1).status.value == ReviewStatus::pending);
  CHECK(reviews->at(2).status.value == ReviewStatus::rejected);
  CHECK(reviews->at(3).status.value == ReviewStatus::limited);
  CHECK(reviews->at(4).status.value == ReviewStatus::unknown);
  CHECK(reviews->at(4).status.text == "on_hold");
  CHECK(reviews->at(5).feature.empty());
  CHECK(from_http(GetFeatureReviews{}, ok("{}")).error().code == ErrorCode::bad_response);
  check_errors(GetFeatureReviews{});
}
