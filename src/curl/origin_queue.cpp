#include "curl/origin_queue.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {

/// Idle origins whose protocol is remembered. A host talks to a handful.
constexpr std::size_t most_idle = 64;

/// How long the answer on a new connection is waited for: the server's limits come long before a slow answer.
constexpr std::chrono::seconds long_enough{1};

bool has_settled(const Transfer& transfer) {
  if (transfer.headers_complete) return true;
  if (!transfer.request_begun) return false;
  return !transfer.socket_opened || std::chrono::steady_clock::now() >= transfer.begun_at + long_enough;
}

} // namespace

bool OriginQueue::is_led(const Origin& origin, const Transfer& transfer) const noexcept {
  return transfer.target->tls && options_.http2 && origin.speaks != Speaks::http1 && !origin.in_trouble;
}

const OriginQueue::Origin* OriginQueue::find(const Transfer& transfer) const {
  const auto found = origins_.find(transfer.target->origin);
  return found == origins_.end() ? nullptr : &found->second;
}

bool OriginQueue::shares_connections(const Transfer& transfer) const {
  const Origin* const origin = find(transfer);
  return origin != nullptr && origin->speaks == Speaks::http2;
}

bool OriginQueue::one_call_each(const Transfer& transfer) const {
  const Origin* const origin = find(transfer);
  return origin != nullptr && origin->speaks == Speaks::http1;
}

void OriginQueue::wait(Transfer& transfer) {
  Origin& its = origins_[transfer.target->origin];
  transfer.ahead = its.last;
  (its.last == nullptr ? its.first : its.last->behind) = &transfer;
  its.last = &transfer;
}

void OriginQueue::leave_line(Origin& origin, Transfer& transfer) noexcept {
  (transfer.ahead == nullptr ? origin.first : transfer.ahead->behind) = transfer.behind;
  (transfer.behind == nullptr ? origin.last : transfer.behind->ahead) = transfer.ahead;
  transfer.ahead = nullptr;
  transfer.behind = nullptr;
}

bool OriginQueue::may_go(Origin& origin, const Transfer& transfer) const {
  const long long connections = options_.max_connections_per_host;
  if (!is_led(origin, transfer)) return origin.gone < connections;
  if (origin.trial != nullptr && has_settled(*origin.trial)) {
    origin.trial = nullptr;
    origin.seen = std::max(origin.seen, origin.gone);
  }
  if (origin.gone < origin.seen) return true;
  const long long most =
      origin.speaks == Speaks::http2 ? connections * options_.max_streams_per_connection : connections;
  return origin.trial == nullptr && origin.gone < most;
}

Transfer* OriginQueue::next(const std::string& origin) {
  const auto found = origins_.find(origin);
  if (found == origins_.end() || found->second.first == nullptr) return nullptr;
  Origin& its = found->second;
  // Connections end when they are idle.
  if (its.gone == 0 && std::chrono::steady_clock::now() - its.idle_since > long_enough) its.seen = 0;
  Transfer* const first = its.first;
  if (!may_go(its, *first)) return nullptr;
  leave_line(its, *first);
  first->launched = true;
  if (++its.gone > its.seen && is_led(its, *first)) its.trial = first;
  return first;
}

void OriginQueue::leave(Transfer& transfer, bool good) {
  const auto found = origins_.find(transfer.target->origin);
  if (found == origins_.end()) return;
  Origin& its = found->second;
  if (!transfer.launched) {
    leave_line(its, transfer);
  } else {
    if (its.trial == &transfer) {
      its.trial = nullptr;
      if (good) its.seen = std::max(its.seen, its.gone);
      its.in_trouble = !good && !transfer.request_begun && transfer.stop == Stop::none;
    }
    --its.gone;
    transfer.launched = false;
    if (!good) its.seen = std::min(its.seen, its.gone); // its connection may be gone, and others with it
    if (its.gone == 0) its.idle_since = std::chrono::steady_clock::now();
  }
  if (transfer.response.status > 0) {
    its.speaks = transfer.http2 ? Speaks::http2 : Speaks::http1;
    its.in_trouble = false;
  }
  if (its.gone == 0 && its.first == nullptr && origins_.size() > most_idle) origins_.erase(found);
}

std::vector<std::string> OriginQueue::held_back() const {
  std::vector<std::string> names;
  for (const auto& [name, origin] : origins_)
    if (origin.trial != nullptr && origin.first != nullptr) names.push_back(name);
  return names;
}

SteadyTime OriginQueue::look_again() const {
  SteadyTime earliest = SteadyTime::max();
  for (const auto& [name, origin] : origins_)
    if (origin.trial != nullptr && origin.first != nullptr && origin.trial->request_begun)
      earliest = std::min<SteadyTime>(earliest, origin.trial->begun_at + long_enough);
  return earliest;
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
