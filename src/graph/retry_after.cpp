#include <chrono>

#include "graph/wire_time.hpp"
#include "pagebridge/graph/graph_error.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

constexpr std::size_t most_digits = 5;
constexpr std::chrono::seconds most{99999};

std::optional<std::chrono::seconds> whole_seconds(std::string_view text) noexcept {
  if (text.empty() || text.size() > most_digits) return std::nullopt;
  int seconds = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    seconds = seconds * 10 + (c - '0');
  }
  return std::chrono::seconds(seconds);
}

} // namespace

std::optional<milliseconds> retry_after(const HttpResponse& response, std::optional<Timestamp> now) {
  const auto header = single_header(response.headers, "Retry-After");
  if (!header) return std::nullopt;
  if (const auto seconds = whole_seconds(*header)) return *seconds;
  const auto until = http_date(*header);
  if (!until) return std::nullopt;
  const auto answered_at = http_date(single_header(response.headers, "Date").value_or(""));
  if (!answered_at && !now) return std::nullopt;
  const milliseconds wait = *until - answered_at.value_or(now.value_or(Timestamp()));
  if (wait > most) return std::nullopt;
  return wait < milliseconds(0) ? milliseconds(0) : wait;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
