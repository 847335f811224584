#include <utility>

#include "bridge/lane_worker.hpp"
#include "host_guard.hpp"
#include "pagebridge/graph/conversations.hpp"
#include "pagebridge/graph/send.hpp"
#include "pagebridge/graph/user_profile.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace bridge {

namespace {

/// How long to wait for a desk that threw, or that dropped the completion.
constexpr milliseconds desk_retry = std::chrono::seconds(1);
/// A desk that says "later, after 0 ms" must not keep a processor busy.
constexpr milliseconds least_desk_retry{10};

Failure failure_of(const Error& error) {
  Failure failure;
  failure.code = error.code;
  failure.text = error.message;
  if (error.graph) {
    failure.error_class = error.graph->error_class;
    failure.platform_code = error.graph->code;
    failure.platform_subcode = error.graph->subcode;
    failure.fbtrace_id = error.graph->fbtrace_id;
  }
  return failure;
}

desk::SendSettled::Outcome outcome_of(SendFate fate) noexcept {
  switch (fate) {
    case SendFate::not_sent: return desk::SendSettled::Outcome::not_sent;
    case SendFate::refused: return desk::SendSettled::Outcome::refused;
    case SendFate::unknown: return desk::SendSettled::Outcome::unknown;
  }
  return desk::SendSettled::Outcome::unknown;
}

std::string_view name_of(desk::SendSettled::Outcome outcome) noexcept {
  switch (outcome) {
    case desk::SendSettled::Outcome::accepted: return "accepted";
    case desk::SendSettled::Outcome::refused: return "refused";
    case desk::SendSettled::Outcome::not_sent: return "not_sent";
    case desk::SendSettled::Outcome::unknown: return "unknown";
  }
  return "unknown";
}

desk::SendSettled settled_by(MessageId message, std::uint64_t effect, const Result<graph::SendReceipt>& sent) {
  desk::SendSettled settled;
  settled.message = std::move(message);
  settled.effect = effect;
  if (sent) {
    settled.outcome = desk::SendSettled::Outcome::accepted;
    settled.mid = sent->mid;
  } else {
    settled.outcome = outcome_of(sent.error().fate);
    settled.failure = failure_of(sent.error());
    settled.retry_after = sent.error().retry_after.value_or(milliseconds(0));
  }
  return settled;
}

CustomerProfile profile_of(const graph::UserProfile& found) {
  return {found.name, found.first_name, found.last_name, found.picture_url, found.locale, found.time_zone};
}

/// Conversations tell whole seconds.
bool is_since(Timestamp at, Timestamp not_before) { return at + std::chrono::seconds(1) > not_before; }

/// What the Page wrote with that text since then, oldest first.
std::vector<Mid> candidates_of(const std::vector<graph::ThreadMessage>& newest_first, const std::string& page,
                               const desk::LookUpThread& look_up) {
  std::vector<Mid> found;
  for (auto at = newest_first.rbegin(); at != newest_first.rend(); ++at)
    if (at->from_id == page && at->text == look_up.text && is_since(at->created_at, look_up.not_before))
      found.push_back(at->mid);
  return found;
}

bool is_empty(const graph::UserProfile& found) {
  return found.name.empty() && found.first_name.empty() && found.last_name.empty() && found.picture_url.empty() &&
         found.locale.empty() && found.time_zone.empty();
}

} // namespace

void LaneWorker::run_effects() {
  for (const auto& [id, effect] : open_) {
    if (is_over_) return;
    if (begun_.count(id) != 0) continue;
    if (std::holds_alternative<desk::DeliverToDesk>(effect.body)) {
      if (is_delivering_) continue; // one at a time, in order
      is_delivering_ = true;
      begun_.insert(id);
      deliver(effect);
    } else if (const auto* post = std::get_if<desk::SendToGraph>(&effect.body)) {
      begun_.insert(id);
      send(effect, *post);
    } else if (const auto* look_up = std::get_if<desk::LookUpThread>(&effect.body)) {
      begun_.insert(id);
      look_up_thread(effect, *look_up);
    } else {
      begun_.insert(id);
      look_up_profile(effect);
    }
  }
}

void LaneWorker::deliver(const desk::Effect& effect) {
  const auto& delivery = std::get<desk::DeliverToDesk>(effect.body);
  DesktopEvent event;
  event.store_id = store_id_;
  event.stream = std::to_string(lane_);
  event.seq = delivery.seq;
  event.epoch = epoch_;
  event.body = delivery.event;
  desk_strand_->post([self = shared_from_this(), id = effect.id, event = std::move(event)] { self->offer(id, event); });
}

void LaneWorker::offer(std::uint64_t id, const DesktopEvent& event) {
  auto self = shared_from_this();
  Completion<Delivery> done([self, id, event](Result<Delivery> delivery) {
    self->strand_->post([self, id, event, delivery = std::move(delivery)] { self->delivered(id, event, delivery); });
  });
  if (node_->stopped()) return done(not_sent(ErrorCode::cancelled, "stopping"));
  if (!call_host([&] { node_->options().desktop->deliver(event, done); }))
    done(not_sent(ErrorCode::host_failed, "the desktop threw"));
}

/// Unless the lane is somebody else's by now: they offer it, under a greater epoch.
void LaneWorker::offer_again(std::uint64_t id, const DesktopEvent& event) {
  strand_->post([self = shared_from_this(), id, event] {
    if (self->is_over_ || event.epoch != self->epoch_) return;
    self->desk_strand_->post([self, id, event] { self->offer(id, event); });
  });
}

void LaneWorker::delivered(std::uint64_t id, const DesktopEvent& event, Result<Delivery> delivery) {
  if (is_over_ || event.epoch != epoch_) return;
  const Delivery answer = delivery ? *delivery : Delivery::later(desk_retry);
  if (!delivery) node_->log(LogLevel::error, "desk_failed", {{"code", std::string(to_string(delivery.error().code))}});
  if (answer.outcome == Delivery::Outcome::later) {
    node_->count("pagebridge_desk_events_total", "result", "later");
    const milliseconds after = std::max(answer.after, least_desk_retry);
    return node_->post_after(after, [self = shared_from_this(), id, event] { self->offer_again(id, event); });
  }
  is_delivering_ = false;
  if (answer.outcome == Delivery::Outcome::rejected) {
    node_->count("pagebridge_desk_events_total", "result", "rejected");
    node_->append(lane_, desk::DeskRejected{id, to_json(event), answer.reason});
  } else {
    node_->count("pagebridge_desk_events_total", "result", "accepted");
    to_settle_.push_back(id);
  }
  run_effects();
  advance();
}

void LaneWorker::send(const desk::Effect& effect, const desk::SendToGraph& send) {
  auto self = shared_from_this();
  const auto settle = [self, message = send.message, id = effect.id](const Result<graph::SendReceipt>& sent) {
    desk::SendSettled settled = settled_by(message, id, sent);
    self->node_->count("pagebridge_sends_total", "result", name_of(settled.outcome));
    self->node_->append(self->lane_, std::move(settled));
  };
  const auto subject = desk::lane_subject(lane_key_).value_or(desk::LaneSubject{});
  const auto access = node_->access(subject.service);
  if (!access) {
    Error gone = access.error();
    gone.fate = SendFate::refused;
    gone.message = "the Messenger service was removed";
    return settle(gone);
  }
  CallContext context = node_->call_context();
  context.send_before = leased_until_.load(); // an epoch fences the store, but not the platform
  HttpRequest request = graph::send_request(send.json, *access);
  node_->post([self, settle, context, page = access->page.text(), request = std::move(request)]() mutable {
    const auto read = [self, settle, page](Result<HttpResponse> response) {
      if (response) self->node_->pacer().learn(page, *response);
      settle(response ? graph::read_send_answer(*response) : Result<graph::SendReceipt>(response.error()));
    };
    self->node_->options().transport->start(std::move(request), context, read);
  });
}

void LaneWorker::look_up_thread(const desk::Effect& effect, const desk::LookUpThread& look_up) {
  auto self = shared_from_this();
  const desk::LaneView view = node_->view_of(lane_, lane_key_);
  const std::string page = view.service ? view.service->page.text() : std::string();
  const auto settle = [self, page, look_up, id = effect.id](const Result<std::vector<graph::ThreadMessage>>& found) {
    desk::ThreadLookedUp looked_up{id, look_up.message, {}};
    if (found) looked_up.candidates = candidates_of(*found, page, look_up);
    const bool proved = !looked_up.candidates.empty();
    self->node_->count("pagebridge_thread_lookups_total", "result", proved ? "found" : found ? "missing" : "failed");
    self->node_->append(self->lane_, std::move(looked_up));
  };
  const auto access = node_->access(view.subject.service);
  if (!access) return settle(access.error());
  node_->call(graph::FindThreadMessages{view.subject.psid}, *access, graph::Priority::automation, settle);
}

void LaneWorker::look_up_profile(const desk::Effect& effect) {
  auto self = shared_from_this();
  const auto settle = [self, id = effect.id](const Result<graph::UserProfile>& found) {
    desk::ProfileLookedUp looked_up{id, std::nullopt};
    if (found && !is_empty(*found)) looked_up.profile = profile_of(*found);
    self->node_->count("pagebridge_profiles_total", "result", looked_up.profile ? "found" : "missing");
    self->node_->append(self->lane_, std::move(looked_up));
  };
  const auto subject = desk::lane_subject(lane_key_).value_or(desk::LaneSubject{});
  const auto access = node_->access(subject.service);
  if (!access) return settle(access.error());
  const graph::GetUserProfile call{subject.psid};
  node_->call(call, *access, graph::Priority::background, settle);
}

} // namespace bridge
PAGEBRIDGE_END_NAMESPACE
