#include "desk/fact.hpp"

#include "desk/codec.hpp"
#include "desk/desk_fields.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

template <class A>
void fields(A& a, WebhookFact& v) {
  a(v.envelope, v.raw_json, v.is_envelope, v.name);
}
template <class A>
void fields(A& a, AcceptAsked& v) {
  a(v.session, v.agent);
}
template <class A>
void fields(A& a, ReplyAsked& v) {
  a(v.session, v.author, v.message, v.request);
}
template <class A>
void fields(A& a, CloseAsked& v) {
  a(v.session, v.reason);
}
template <class A>
void fields(A& a, SendSettled& v) {
  a(v.message, v.effect, v.outcome, v.mid, v.failure, v.retry_after);
}
template <class A>
void fields(A& a, DeskRejected& v) {
  a(v.effect, v.event_json, v.reason);
}
template <class A>
void fields(A& a, ProfileLookedUp& v) {
  a(v.effect, v.profile);
}
template <class A>
void fields(A& a, Due& v) {
  a(v.may_send);
}
template <class A>
void fields(A& a, ThreadLookedUp& v) {
  a(v.effect, v.message, v.candidates);
}
template <class A>
void fields(A& a, Fact& v) {
  a(v.at, v.body);
}
template <class A>
void fields(A& a, Answer& v) {
  a(v.ok, v.value, v.code, v.message, v.field, v.refusal);
}

std::string encode(const Fact& fact) { return codec::encode(fact); }
std::optional<Fact> decode_fact(std::string_view bytes) { return codec::decode<Fact>(bytes); }
std::string encode(const Answer& answer) { return codec::encode(answer); }
std::optional<Answer> decode_answer(std::string_view bytes) { return codec::decode<Answer>(bytes); }

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
