// What checkers read: who got what.
#include <algorithm>
#include <charconv>

#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

void write_entry(json::Writer& writer, const Ledger::Entry& entry) {
  const bool is_turn = entry.kind == Ledger::Entry::Kind::turn;
  writer.begin_object().member("number", static_cast<std::int64_t>(entry.number));
  writer.member("kind", is_turn ? "turn" : "webhook").member("at", to_unix_ms(entry.at));
  writer.member("page", entry.page.text()).member("psid", entry.psid.text());
  if (is_turn) {
    writer.member("from", entry.from_page ? "page" : "person").member("mid", entry.mid.text());
    writer.member("text", entry.text);
    if (!entry.attachment_type.empty()) writer.member("attachment_type", entry.attachment_type);
    if (!entry.metadata.empty()) writer.member("metadata", entry.metadata);
  } else {
    writer.member("app", entry.app.text()).member("field", entry.field);
    writer.member("webhook", static_cast<std::int64_t>(entry.webhook)).member("attempts", entry.attempts);
    writer.member("repeated", entry.repeated).key("body").raw(entry.body);
  }
  writer.end_object();
}

/// The number that the query has under this name; nothing if it is none.
std::optional<std::uint64_t> number_of(const ControlCall& call, std::string_view name) {
  for (const auto& [key, value] : call.query) {
    if (key != name) continue;
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size()) return std::nullopt;
    return number;
  }
  return 0;
}

std::string_view name_of(StrangerPolicy policy) { return policy == StrangerPolicy::silent ? "silent" : "inbound_only"; }

HttpResponse answer_settings(SandboxCore& core) {
  const StrangerPolicy strangers = core.locked([](World& world) { return world.strangers; });
  json::Writer writer;
  writer.begin_object().member("strangers", name_of(strangers));
  writer.member("webhook_batch", static_cast<std::int64_t>(core.webhook_batch())).end_object();
  return answer(200, writer);
}

} // namespace

/// All that came after the number `after`. `first` is the oldest number that is still known.
HttpResponse get_ledger(const ControlCall& call) {
  const auto after = number_of(call, "after");
  if (!after) return refusal(400, "must be a number", "after");
  json::Writer writer;
  call.core.read_ledger([&](const Ledger& ledger) {
    const auto& entries = ledger.entries();
    const std::uint64_t last = ledger.last_number();
    writer.begin_object().member("first", static_cast<std::int64_t>(entries.empty() ? last + 1 : entries[0].number));
    writer.member("last", static_cast<std::int64_t>(last)).key("entries").begin_array();
    const auto begin =
        std::find_if(entries.begin(), entries.end(), [&](const Ledger::Entry& entry) { return entry.number > *after; });
    for (auto entry = begin; entry != entries.end(); ++entry) write_entry(writer, *entry);
    writer.end_array().end_object();
  });
  return answer(200, writer);
}

HttpResponse get_settings(const ControlCall& call) { return answer_settings(call.core); }

HttpResponse post_settings(const ControlCall& call) {
  Members members(call.body);
  const std::string strangers = members.text("strangers");
  if (members.has("strangers") && strangers != "silent" && strangers != "inbound_only")
    members.refuse("strangers", "must be silent or inbound_only");
  const auto batch = members.number("webhook_batch");
  if (batch && *batch == 0) members.refuse("webhook_batch", "must be at least 1");
  if (members.is_wrong()) return refusal(members.error());
  if (batch) call.core.set_webhook_batch(static_cast<std::size_t>(*batch));
  if (!strangers.empty())
    call.core.locked([&](World& world) {
      world.strangers = strangers == "silent" ? StrangerPolicy::silent : StrangerPolicy::inbound_only;
    });
  return answer_settings(call.core);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
