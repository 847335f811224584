// A person calls the Page, and the call ends.
#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"
#include "testing/page_calls.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

HttpResponse post_call(const ControlCall& call) {
  const auto id = begin_call(call.core, Psid(call.path[1]));
  return id ? made("id", *id) : refusal(id.error());
}

/// No App can answer here; `answered` says that somebody did, and so that the call had a duration.
HttpResponse post_call_end(const ControlCall& call) {
  Members members(call.body);
  Threads::CallEnd end;
  end.status = members.has("status") ? members.text("status") : "Completed";
  end.was_answered = members.flag("answered");
  if (end.status != "Completed" && end.status != "Failed") members.refuse("status", "must be Completed or Failed");
  if (members.is_wrong()) return refusal(members.error());
  return answer_to(end_call(call.core, Psid(call.path[1]), call.path[3], end));
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
