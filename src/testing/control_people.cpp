#include <utility>

#include "testing/control_members.hpp"
#include "testing/control_routes.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

HttpResponse get_people(const ControlCall& call) { return answer_list("people", call.core.people()); }

HttpResponse post_people(const ControlCall& call) {
  auto person = read_person(call.body);
  if (!person) return refusal(person.error());
  Members members(call.body);
  Newcomer newcomer{std::move(*person)};
  newcomer.page = PageId(members.id("page"));
  newcomer.user = UserId(members.id("user"));
  newcomer.app = AppId(members.id("app"));
  newcomer.role = members.text("role");
  newcomer.phone_number = members.phone("phone_number");
  if (!newcomer.role.empty() && !is_app_role(newcomer.role))
    members.refuse("role", "a role is one of administrators, developers, testers");
  if (members.is_wrong()) return refusal(members.error());
  const auto introduced = call.core.introduce(std::move(newcomer));
  if (!introduced) return refusal(introduced.error());
  json::Writer writer;
  writer.begin_object().member("psid", introduced->psid.text()).member("user", introduced->user.text()).end_object();
  return answer(201, writer);
}

// Paths: people/{psid}/messages/{mid}/edit and so on.

HttpResponse post_edit(const ControlCall& call) {
  auto text = read_text(call.body, "text");
  if (!text) return refusal(text.error());
  const auto edited = call.core.edit(Psid(call.path[1]), Mid(call.path[3]), std::move(*text));
  return edited ? done(200) : refusal(edited.error());
}

HttpResponse post_unsend(const ControlCall& call) {
  const auto unsent = call.core.unsend(Psid(call.path[1]), Mid(call.path[3]));
  return unsent ? done(200) : refusal(unsent.error());
}

HttpResponse post_react(const ControlCall& call) {
  auto emoji = read_text(call.body, "emoji");
  if (!emoji) return refusal(emoji.error());
  const auto reacted = call.core.react(Psid(call.path[1]), Mid(call.path[3]), std::move(*emoji));
  return reacted ? done(200) : refusal(reacted.error());
}

HttpResponse post_unreact(const ControlCall& call) {
  const auto taken = call.core.unreact(Psid(call.path[1]), Mid(call.path[3]));
  return taken ? done(200) : refusal(taken.error());
}

HttpResponse post_tap(const ControlCall& call) {
  auto title = read_text(call.body, "title");
  auto payload = read_text(call.body, "payload");
  if (!title) return refusal(title.error());
  if (!payload) return refusal(payload.error());
  const auto mid = call.core.tap(Psid(call.path[1]), std::move(*title), std::move(*payload));
  return mid ? made("mid", mid->text()) : refusal(mid.error());
}

HttpResponse post_read(const ControlCall& call) {
  const auto read = call.core.read(Psid(call.path[1]));
  return read ? done(200) : refusal(read.error());
}

HttpResponse get_thread(const ControlCall& call) {
  const Psid psid(call.path[1]);
  if (!call.core.profile(psid)) return refusal(404, "there is no person with this PSID", {});
  return answer_list("messages", call.core.thread(psid));
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
