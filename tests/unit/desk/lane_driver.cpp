#include "unit/desk/lane_driver.hpp"

#include <algorithm>
#include <set>

#include "support/catch.hpp"

using namespace pagebridge; // NOLINT(google-build-using-namespace)

LaneDriver::LaneDriver() {
  view.lane = 7;
  view.subject.service = ServiceId("service-1");
  view.subject.psid = Psid("5794982867201265");
  view.service =
      desk::ServiceView{"Shop", AppId("1517776481860111"), PageId("682498302938465"), "#1877f2", {"shop"}, {"it"}};
}

void LaneDriver::step(desk::FactBody body) {
  const desk::ParsedFact fact = desk::parse_fact(desk::Fact{now, std::move(body)});
  const desk::Touch touch = desk::touches(view, state, fact);
  std::vector<desk::MessageRecord> touched;
  for (const auto& [id, record] : records) {
    const auto named = [&](const std::string& name) {
      return std::find(touch.keys.begin(), touch.keys.end(), name) != touch.keys.end();
    };
    const bool open = touch.open_until && record.echoed_at && to_unix_ms(*record.echoed_at) <= *touch.open_until &&
                      record.message.direction == Direction::outbound;
    if (named(id) || (!record.mid.empty() && named(desk::mid_key(record.mid))) || open) touched.push_back(record);
  }
  // Through their stored bytes, as between two nodes.
  state = *desk::decode_state(desk::encode(state));
  last = desk::step(view, state, std::move(touched), fact);
  state = last.state;
  for (const desk::MessageRecord& record : last.messages)
    records[record.message.id.text()] = *desk::decode_record(desk::encode(record));
  for (const desk::Effect& effect : last.effects) {
    const auto body_again = desk::decode_effect(desk::encode(effect.body));
    REQUIRE(body_again);
    if (const auto* deliver = std::get_if<desk::DeliverToDesk>(&*body_again)) {
      CHECK(deliver->seq == shown.size() + 1);
      shown.push_back(deliver->event);
    } else {
      const bool is_send = std::holds_alternative<desk::SendToGraph>(effect.body);
      const bool is_profile = std::holds_alternative<desk::LookUpProfile>(effect.body);
      (is_send ? sends : is_profile ? lookups : thread_lookups).push_back({effect.id, *body_again});
    }
  }
  if (last.dead_letter) dead_letters.push_back(*last.dead_letter);
}

void LaneDriver::webhook(const std::string& element, Channel channel) {
  desk::WebhookFact fact;
  fact.envelope.object = {WebhookObject::page, "page"};
  fact.envelope.page = PageId("682498302938465");
  fact.envelope.sent_at = now;
  fact.envelope.channel = channel;
  fact.raw_json = element;
  step(std::move(fact));
}

void LaneDriver::settle() {
  for (int i = 0; i < 100; ++i) {
    const bool due = last.wake_at && *last.wake_at <= now;
    if (!due && !last.turn) return;
    step(desk::Due{last.turn.has_value()});
  }
}

void LaneDriver::thread_holds(const std::vector<Mid>& candidates) {
  REQUIRE_FALSE(thread_lookups.empty());
  const desk::Effect& asked = thread_lookups.back();
  step(desk::ThreadLookedUp{asked.id, std::get<desk::LookUpThread>(asked.body).message, candidates});
  settle();
}

void LaneDriver::pass(milliseconds time) {
  now += time;
  settle();
}

namespace {
std::string people(bool swapped) {
  const std::string person = R"({"id":"5794982867201265"})";
  const std::string page = R"({"id":"682498302938465"})";
  return R"("sender":)" + (swapped ? page : person) + R"(,"recipient":)" + (swapped ? person : page);
}
} // namespace

void LaneDriver::text(const std::string& mid, const std::string& text) {
  webhook("{" + people(false) + R"(,"timestamp":)" + std::to_string(to_unix_ms(now)) + R"(,"message":{"mid":")" + mid +
          R"(","text":")" + text + R"("}})");
}

void LaneDriver::echo(const std::string& mid, const std::string& app, const std::string& metadata, std::int64_t at_ms,
                      const std::string& text) {
  webhook("{" + people(true) + R"(,"timestamp":)" + std::to_string(at_ms) + R"(,"message":{"is_echo":true,"app_id":)" +
          (app.empty() ? "null" : app) + R"(,"metadata":")" + metadata + R"(","mid":")" + mid + R"(","text":")" + text +
          R"("}})");
}

void LaneDriver::delivered(const std::vector<std::string>& mids, std::int64_t watermark) {
  std::string list;
  for (const std::string& mid : mids) list += (list.empty() ? "\"" : ",\"") + mid + "\"";
  webhook("{" + people(false) + R"(,"delivery":{"mids":[)" + list + R"(],"watermark":)" + std::to_string(watermark) +
          "}}");
}

void LaneDriver::read(std::int64_t watermark) {
  webhook("{" + people(false) + R"(,"read":{"watermark":)" + std::to_string(watermark) + "}}");
}

void LaneDriver::edit(const std::string& mid, const std::string& text, int count) {
  webhook("{" + people(false) + R"(,"timestamp":)" + std::to_string(to_unix_ms(now)) + R"(,"message_edit":{"mid":")" +
          mid + R"(","text":")" + text + R"(","num_edit":)" + std::to_string(count) + "}}");
}

void LaneDriver::unsend(const std::string& mid) {
  webhook("{" + people(false) + R"(,"timestamp":)" + std::to_string(to_unix_ms(now)) + R"(,"message":{"mid":")" + mid +
          R"(","is_deleted":true}})");
}

void LaneDriver::react(const std::string& mid, const std::string& emoji, std::int64_t at_ms) {
  const std::string action = emoji.empty() ? R"("unreact")" : R"("react","emoji":")" + emoji + '"';
  webhook("{" + people(false) + R"(,"timestamp":)" + std::to_string(at_ms) + R"(,"reaction":{"mid":")" + mid +
          R"(","action":)" + action + "}}");
}

MessageId LaneDriver::reply(const std::string& request, const std::string& text) {
  step(desk::ReplyAsked{session(), Author::human(AgentId("anna")), Text{text}, RequestId(request)});
  REQUIRE(last.answer);
  REQUIRE(last.answer->ok);
  const MessageId id(last.answer->value);
  settle();
  return id;
}

desk::SendSettled LaneDriver::settled(desk::SendSettled::Outcome outcome, const std::string& mid) const {
  REQUIRE_FALSE(sends.empty());
  desk::SendSettled settled;
  settled.effect = sends.back().id;
  settled.message = std::get<desk::SendToGraph>(sends.back().body).message;
  settled.outcome = outcome;
  settled.mid = Mid(mid);
  settled.failure.code = ErrorCode::graph;
  settled.failure.text = "why";
  return settled;
}

SessionId LaneDriver::session() const {
  REQUIRE(state.session);
  return state.session->id;
}

MessageStatus LaneDriver::status(const MessageId& id) const { return records.at(id.text()).message.status; }

const Message& LaneDriver::message(const MessageId& id) const { return records.at(id.text()).message; }

const Message& LaneDriver::message_of(const std::string& mid) const {
  const auto found =
      std::find_if(records.begin(), records.end(), [&](const auto& entry) { return entry.second.mid.text() == mid; });
  REQUIRE(found != records.end());
  return found->second.message;
}

std::vector<std::string> LaneDriver::names() const {
  std::vector<std::string> names;
  for (const DesktopEventBody& event : shown) names.emplace_back(name_of(event));
  return names;
}

std::size_t LaneDriver::count(const std::string& name) const {
  const auto all = names();
  return static_cast<std::size_t>(std::count(all.begin(), all.end(), name));
}
