#include "testing/repetition.hpp"

#include <algorithm>
#include <iterator>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// The Page's fields that have nothing to do with messages: https://developers.facebook.com/docs/graph-api/webhooks/reference/page/
constexpr std::string_view graph_fields[] = {"about",   "category",    "description", "email",   "feed",   "hours",
                                             "leadgen", "live_videos", "location",    "mention", "name",   "phone",
                                             "picture", "ratings",     "user_action", "videos",  "website"};

/// "At once, then a few more times with growing gaps"; the exact schedule is not documented. The last gap recurs.
/// https://developers.facebook.com/docs/graph-api/webhooks/getting-started
constexpr milliseconds gaps[] = {milliseconds(0),      milliseconds(1000),    milliseconds(5000),
                                 milliseconds(30000),  milliseconds(120000),  milliseconds(300000),
                                 milliseconds(600000), milliseconds(1200000), milliseconds(3600000)};

/// Messenger unsubscribes the App after an hour; that one webhook, amid others that are accepted, has no more than that hour
/// either is a guess. The Graph API drops an update after 36 hours.
milliseconds repeated_for(const std::string& field) {
  constexpr milliseconds of_graph = std::chrono::hours(36);
  return is_messengers(field) ? disabled_after : of_graph;
}

} // namespace

bool is_messengers(const std::string& field) {
  return std::find(std::begin(graph_fields), std::end(graph_fields), field) == std::end(graph_fields);
}

std::optional<milliseconds> next_repetition(const std::string& field, int failures, Timestamp since, Timestamp now) {
  const milliseconds left = since + repeated_for(field) - now;
  if (left <= milliseconds(0)) return std::nullopt;
  const auto done = static_cast<std::size_t>(std::max(failures, 1)) - 1;
  return std::min(gaps[std::min(done, std::size(gaps) - 1)], left); // the last time is at the end
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
