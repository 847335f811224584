#include "desk/lane_state.hpp"

#include "desk/codec.hpp"
#include "desk/desk_fields.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
template <class A>
void fields(A& a, ThreadFacts& v) {
  a(v.acted_at, v.act, v.owner, v.ad_message_at);
}

namespace desk {

template <class A>
void fields(A& a, EarlyFact& v) {
  a(v.mid, v.delivered, v.envelope, v.raw_json, v.at, v.is_change);
}
template <class A>
void fields(A& a, Queued& v) {
  a(v.message, v.first_part, v.human, v.pacing);
}
template <class A>
void fields(A& a, InFlight& v) {
  a(v.message, v.effect, v.proof_until, v.first_part, v.sent_at, v.is_looked_up);
}
template <class A>
void fields(A& a, LaneState& v) {
  a(v.desk_seq, v.effect, v.sessions, v.contact_open, v.profile, v.profile_known, v.profile_asked, v.profile_asked_at,
    v.session, v.queue, v.in_flight, v.retry_at, v.attempts, v.delivered_until, v.read_until, v.early, v.retry_wait,
    v.thread, v.owned_since, v.ad_clicked, v.shown_window);
}
template <class A>
void fields(A& a, MessageRecord& v) {
  a(v.message, v.mid, v.echoed_at, v.outgoing, v.edits, v.reacted_at);
}

std::string encode(const LaneState& state) { return codec::encode(state); }
std::optional<LaneState> decode_state(std::string_view bytes) { return codec::decode<LaneState>(bytes); }
std::string encode(const MessageRecord& record) { return codec::encode(record); }
std::optional<MessageRecord> decode_record(std::string_view bytes) { return codec::decode<MessageRecord>(bytes); }

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
