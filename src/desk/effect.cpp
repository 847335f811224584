#include "desk/effect.hpp"

#include "desk/codec.hpp"
#include "desk/desk_fields.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

template <class A>
void fields(A& a, DeliverToDesk& v) {
  a(v.seq, v.event);
}
template <class A>
void fields(A& a, SendToGraph& v) {
  a(v.message, v.json);
}
template <class A>
void fields(A& /*a*/, LookUpProfile& /*v*/) {}
template <class A>
void fields(A& a, LookUpThread& v) {
  a(v.message, v.text, v.not_before);
}

std::string encode(const EffectBody& effect) { return codec::encode(effect); }
std::optional<EffectBody> decode_effect(std::string_view bytes) { return codec::decode<EffectBody>(bytes); }

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
