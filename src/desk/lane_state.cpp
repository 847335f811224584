#include "desk/lane_state.hpp"

#include "desk/codec.hpp"
#include "desk/desk_fields.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

template <class A>
void fields(A& a, EarlyFact& v) {
  a(v.mid, v.delivered, v.envelope, v.raw_json, v.at);
}
template <class A>
void fields(A& a, InFlight& v) {
  a(v.message, v.effect, v.proof_until);
}
template <class A>
void fields(A& a, LaneState& v) {
  a(v.desk_seq, v.effect, v.sessions, v.contact_open, v.profile, v.profile_known, v.profile_asked, v.profile_asked_at,
    v.session, v.queue, v.in_flight, v.retry_at, v.attempts, v.delivered_until, v.read_until, v.early, v.retry_wait);
}
template <class A>
void fields(A& a, MessageRecord& v) {
  a(v.message, v.mid, v.echoed_at, v.outgoing);
}

std::string encode(const LaneState& state) { return codec::encode(state); }
std::optional<LaneState> decode_state(std::string_view bytes) { return codec::decode<LaneState>(bytes); }
std::string encode(const MessageRecord& record) { return codec::encode(record); }
std::optional<MessageRecord> decode_record(std::string_view bytes) { return codec::decode<MessageRecord>(bytes); }

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
