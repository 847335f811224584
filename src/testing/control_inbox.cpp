// What humans do by hand in the Page's own inbox.
#include <utility>

#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"
#include "testing/page_inbox.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

HttpResponse post_inbox(const ControlCall& call) {
  Members members(call.body);
  const Psid psid(members.needed_id("psid"));
  std::string text = members.needed_text("text");
  if (members.is_wrong()) return refusal(members.error());
  const auto mid = answer_in_inbox(call.core, PageId(call.path[1]), psid, std::move(text));
  return mid ? made("mid", mid->text()) : refusal(mid.error());
}

HttpResponse post_inbox_take(const ControlCall& call) {
  Members members(call.body);
  const Psid psid(members.needed_id("psid"));
  const std::string metadata = members.text("metadata");
  if (members.is_wrong()) return refusal(members.error());
  return answer_to(take_to_inbox(call.core, PageId(call.path[1]), psid, metadata));
}

HttpResponse post_inbox_pass(const ControlCall& call) {
  Members members(call.body);
  const Psid psid(members.needed_id("psid"));
  const AppId wanted(members.id("app"));
  const std::string metadata = members.text("metadata");
  if (members.is_wrong()) return refusal(members.error());
  const AppId& target = wanted.empty() ? call.core.options().app : wanted;
  return answer_to(pass_from_inbox(call.core, PageId(call.path[1]), psid, target, metadata));
}

HttpResponse post_inbox_release(const ControlCall& call) {
  Members members(call.body);
  const Psid psid(members.needed_id("psid"));
  if (members.is_wrong()) return refusal(members.error());
  return answer_to(pass_from_inbox(call.core, PageId(call.path[1]), psid, {}, {}));
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
