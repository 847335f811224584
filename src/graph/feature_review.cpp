#include "pagebridge/graph/feature_review.hpp"

#include "graph/request.hpp"
#include "open_words.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

constexpr Word<ReviewStatus> statuses[] = {{"pending", ReviewStatus::pending},
                                           {"rejected", ReviewStatus::rejected},
                                           {"approved", ReviewStatus::approved},
                                           {"limited", ReviewStatus::limited}};

} // namespace

HttpRequest to_http(const GetFeatureReviews& /*call*/, const Access& access) {
  return get(access, "/me/messaging_feature_review");
}

Result<std::vector<FeatureReview>> from_http(const GetFeatureReviews& /*call*/, const HttpResponse& response) {
  return answer(response, CallKind::read, [&](const json::Value& root) -> Result<std::vector<FeatureReview>> {
    if (!root["data"].is_array()) return missing(response, "list of features", CallKind::read);
    std::vector<FeatureReview> reviews;
    for (const json::Value& row : root["data"])
      if (row.is_object()) reviews.push_back({copy(row["feature"].text()), open_enum(statuses, row["status"].text())});
    return reviews;
  });
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
