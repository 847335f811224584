#pragma once

#include <string>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/open.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// How far Meta's review of a messaging feature has come.
enum class ReviewStatus { unknown, pending, rejected, approved, limited };
struct FeatureReview {
  std::string feature; ///< "subscription_messaging"
  Open<ReviewStatus> status;
};

/// The Page's messaging features that went through review.
/// Source: https://developers.facebook.com/docs/graph-api/reference/page/messaging_feature_review
struct GetFeatureReviews {
  using Answer = std::vector<FeatureReview>;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetFeatureReviews& call, const Access& access);
PAGEBRIDGE_EXPORT Result<std::vector<FeatureReview>> from_http(const GetFeatureReviews& call,
                                                               const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
