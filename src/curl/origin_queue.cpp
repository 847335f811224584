#include "curl/origin_queue.hpp"

#include <cstddef>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {
/// Idle origins whose protocol is remembered. A host talks to a handful.
constexpr std::size_t most_idle = 64;
} // namespace

long long OriginQueue::most(const Origin& origin) const noexcept {
  const long long connections = options_.max_connections_per_host;
  return origin.speaks == Speaks::http2 ? connections * options_.max_streams_per_connection : connections;
}

OriginQueue::Speaks OriginQueue::speaks(const std::string& origin) const {
  const auto found = origins_.find(origin);
  return found == origins_.end() ? Speaks::unknown : found->second.speaks;
}

bool OriginQueue::shares_connections(const std::string& origin) const { return speaks(origin) == Speaks::http2; }
bool OriginQueue::one_call_each(const std::string& origin) const { return speaks(origin) == Speaks::http1; }

void OriginQueue::wait(Transfer& transfer) {
  std::list<Transfer*>& line = origins_[transfer.target->origin].line;
  transfer.in_line = line.insert(line.end(), &transfer);
}

Transfer* OriginQueue::next(const std::string& origin) {
  const auto found = origins_.find(origin);
  if (found == origins_.end()) return nullptr;
  Origin& its = found->second;
  if (its.line.empty() || its.gone >= most(its)) return nullptr;
  Transfer* const first = its.line.front();
  its.line.pop_front();
  ++its.gone;
  first->launched = true;
  return first;
}

void OriginQueue::leave(Transfer& transfer) {
  const auto found = origins_.find(transfer.target->origin);
  if (found == origins_.end()) return;
  Origin& its = found->second;
  if (transfer.launched) {
    --its.gone;
  } else {
    its.line.erase(transfer.in_line);
  }
  transfer.launched = false;
  if (its.gone == 0 && its.line.empty() && origins_.size() > most_idle) origins_.erase(found);
}

void OriginQueue::learn(const Transfer& transfer) {
  if (transfer.response.status == 0) return;
  const auto found = origins_.find(transfer.target->origin);
  if (found != origins_.end()) found->second.speaks = transfer.http2 ? Speaks::http2 : Speaks::http1;
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
