// Calls to the Page, of which only the webhooks are here.
#include "testing/page_calls.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

Result<std::string> begin_call(SandboxCore& core, const Psid& psid) {
  constexpr std::size_t id_bytes = 28; // as many as in the platform's sample
  auto token = random_token(*core.options().random, id_bytes);
  if (!token) return token.error();
  std::string id = "c_" + *token;
  const auto begun = core.act(psid, [&](PageRecord& page, Person& person, Timestamp at) -> Result<WebhookEvent> {
    if (person.call) return not_sent(ErrorCode::conflict, "this person is calling already");
    return page.threads.begin_call(person, id, at);
  });
  if (!begun) return begun.error();
  return id;
}

Result<void> end_call(SandboxCore& core, const Psid& psid, const std::string& id, const Threads::CallEnd& end) {
  return core.act(psid, [&](PageRecord& page, Person& person, Timestamp at) -> Result<WebhookEvent> {
    if (!person.call || person.call->id != id)
      return not_sent(ErrorCode::not_found, "this person is not on the line with that call");
    return page.threads.end_call(person, end, at);
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
