#include "bridge/fact_sink.hpp"

#include <utility>

#include "desk/lane_key.hpp"
#include "pagebridge/webhook/dedupe_key.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace bridge {

namespace {

/// What belongs to no service is deduplicated by App and Page. A sample of the App Dashboard's has the same ids each time,
/// and somebody who sends it again wants to see it again.
ServiceId scope_of_strays(const AppId& app, const EventEnvelope& envelope) {
  std::string scope = "app/" + app.text() + "/" + envelope.page.text();
  if (is_dashboard_sample(envelope) && envelope.sent_at) scope += "/" + std::to_string(to_unix_ms(*envelope.sent_at));
  return ServiceId(scope);
}

AppendRow row_of(const AppId& app, ReceivedEvent received, bool is_envelope, Timestamp now) {
  desk::LaneSubject subject;
  if (received.service) {
    subject.service = *received.service;
    subject.psid = received.event.customer.value_or(Psid());
  } else {
    subject.app = app;
  }
  AppendRow row;
  row.lane_key = desk::lane_key(subject);
  row.dedupe_key = dedupe_key(received.service.value_or(scope_of_strays(app, received.event.envelope)), received.event);
  const auto* unknown = std::get_if<UnknownEvent>(&received.event.body);
  const std::string name = unknown != nullptr ? unknown->name : std::string();
  row.fact = desk::encode(desk::Fact{now, desk::WebhookFact{std::move(received.event.envelope),
                                                            std::move(received.event.raw_json), is_envelope, name}});
  return row;
}

} // namespace

void FactSink::accept(ReceivedWebhook webhook, Completion<void> done) {
  if (node_->draining()) return done(not_sent(ErrorCode::cancelled, "this node is stopping; another one takes it"));
  if (webhook.events.empty()) return done(Result<void>());
  std::vector<AppendRow> rows;
  rows.reserve(webhook.events.size());
  const Timestamp now = node_->now();
  for (ReceivedEvent& received : webhook.events) {
    node_->count("pagebridge_events_total", "kind", kind_of(received.event.body));
    rows.push_back(row_of(webhook.app, std::move(received), webhook.is_envelope, now));
  }
  node_->options().store->append(std::move(rows), [node = node_, done](Result<std::vector<Appended>> appended) {
    if (!appended) return done(appended.error());
    std::uint64_t duplicates = 0;
    for (const Appended& row : *appended) duplicates += row.status == Appended::Status::duplicate ? 1 : 0;
    node->count("pagebridge_events_kept_total", "result", "new", appended->size() - duplicates);
    node->count("pagebridge_events_kept_total", "result", "duplicate", duplicates);
    node->kick();
    done(Result<void>());
  });
}

} // namespace bridge
PAGEBRIDGE_END_NAMESPACE
