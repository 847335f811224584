// Templates under review, and what comes out of it.
#include "testing/page_templates.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>

#include "json/writer.hpp"
#include "testing/sandbox_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::string_view known_statuses[] = {"APPROVED",       "ARCHIVED", "DELETED", "DISABLED",         "IN_APPEAL",
                                               "LIMIT_EXCEEDED", "PAUSED",   "PENDING", "PENDING_DELETION", "REJECTED"};

template <class Is>
TemplateRecord* find(PageSettings& settings, Is&& is) {
  const auto found = std::find_if(settings.templates.begin(), settings.templates.end(), is);
  return found == settings.templates.end() ? nullptr : &*found;
}

/// The nested form with numbers, which the platform's specification has.
/// https://developers.facebook.com/docs/graph-api/webhooks/reference/page/
WebhookEvent status_event(const PageRecord& page, const TemplateRecord& record, const std::string& reason,
                          Timestamp now) {
  json::Writer writer;
  writer.begin_object().member("field", "message_template_status_update").key("value").begin_object();
  if (!page.business.empty()) writer.key("business_id").raw(page.business);
  writer.member("timestamp", to_unix_ms(now) / 1000).key("changes").begin_array().begin_object();
  writer.member("field", "message_template_status_update").key("value").begin_object();
  writer.member("event", record.status).key("message_template_id").raw(record.id);
  writer.member("message_template_name", record.name).member("message_template_language", record.language);
  if (!reason.empty()) writer.member("reason", reason);
  writer.end_object().end_object().end_array().end_object().end_object();
  return {"message_template_status_update", Psid(), writer.text(), WebhookEvent::Channel::changes};
}

} // namespace

TemplateRecord* find_template(PageSettings& settings, std::string_view name, std::string_view language) {
  return find(settings, [&](const TemplateRecord& one) { return one.name == name && one.language == language; });
}

TemplateRecord* find_template(PageSettings& settings, std::string_view id) {
  return find(settings, [&](const TemplateRecord& one) { return one.id == id; });
}

std::string status_of(const TemplateRecord& record, Timestamp now) {
  const bool is_due = record.approved_at && *record.approved_at <= now;
  return record.status == "PENDING" && is_due ? "APPROVED" : record.status;
}

/// The documented answer is APPROVED. That Apps hear of it then, too, is a guess.
void SandboxCore::submit_template(PageRecord& page, TemplateRecord& record, Timestamp now) {
  const bool waits = options_.template_review > milliseconds(0);
  record.status = waits ? "PENDING" : "APPROVED";
  record.approved_at.reset();
  if (waits) record.approved_at = now + options_.template_review;
  if (!waits) publish(page, status_event(page, record, {}, now));
}

void SandboxCore::review_template_soon(const PageId& page, const std::string& id) {
  const Timestamp now = this->now();
  const auto approved_at = locked([&](World& world) {
    PageRecord* const its = world.page(page);
    const TemplateRecord* const record = its == nullptr ? nullptr : find_template(its->settings, id);
    return record == nullptr ? std::nullopt : record->approved_at;
  });
  if (!approved_at) return;
  const milliseconds left = std::chrono::ceil<milliseconds>(std::max(*approved_at, now) - now);
  options_.executor->post_after(left, [weak = weak_from_this(), page, id] {
    const auto core = weak.lock();
    if (!core) return;
    const Timestamp at = core->now();
    const bool is_early = core->locked([&](World& world) {
      PageRecord* const its = world.page(page);
      TemplateRecord* const record = its == nullptr ? nullptr : find_template(its->settings, id);
      // Deleted, or judged otherwise.
      if (record == nullptr || !record->approved_at || record->status != "PENDING") return false;
      if (*record->approved_at > at) return true;
      record->status = "APPROVED";
      record->approved_at.reset();
      core->publish(*its, status_event(*its, *record, {}, at));
      return false;
    });
    // Changed once more, or the clock was set back.
    if (is_early) core->review_template_soon(page, id);
  });
}

Result<void> SandboxCore::set_template_status(const PageId& page, const std::string& id, const std::string& status,
                                              const std::string& reason) {
  const Timestamp at = now();
  if (std::find(std::begin(known_statuses), std::end(known_statuses), status) == std::end(known_statuses))
    return invalid_argument("status", "a template's status is APPROVED, PENDING, REJECTED, PAUSED, DISABLED and so on");
  return locked([&](World& world) -> Result<void> {
    PageRecord* const its = world.page(page);
    TemplateRecord* const record = its == nullptr ? nullptr : find_template(its->settings, id);
    if (record == nullptr) return not_sent(ErrorCode::not_found, "the Page has no template with this id");
    record->status = status;
    record->approved_at.reset();
    publish(*its, status_event(*its, *record, reason, at));
    return {};
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
