// Who may not write: https://developers.facebook.com/documentation/business-messaging/messenger-platform/moderate-conversations-api
#include <algorithm>
#include <iterator>

#include "testing/ascii.hpp"
#include "testing/graph_settings.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

constexpr std::string_view known_actions[] = {"block_user", "unblock_user", "ban_user", "unban_user", "move_to_spam"};

struct Moderation {
  std::vector<std::string> people;
  std::vector<std::string> actions;

  [[nodiscard]] bool has(std::string_view action) const {
    return std::find(actions.begin(), actions.end(), action) != actions.end();
  }
};

Refused read_moderation(const GraphCall& call, Moderation& wanted) {
  constexpr std::size_t most_people = 10;
  constexpr std::size_t most_actions = 2;
  for (const json::Value person : call.parameters["user_ids"])
    wanted.people.emplace_back(person.is_object() ? person["id"].id() : person.id());
  wanted.actions = name_list(call.parameters["actions"]);
  for (std::string& action : wanted.actions)
    action = ascii::lower(action); // the platform's specification has upper case
  if (wanted.people.empty() || wanted.people.size() > most_people)
    return parameter_error("Param user_ids must have 1 to 10 elements");
  if (wanted.actions.empty() || wanted.actions.size() > most_actions)
    return parameter_error("Param actions must have 1 to 2 elements");
  for (const std::string& action : wanted.actions)
    if (std::find(std::begin(known_actions), std::end(known_actions), action) == std::end(known_actions))
      return parameter_error(
          "Param actions must be one of {block_user, unblock_user, ban_user, unban_user, move_to_spam}");
  if ((wanted.has("block_user") && wanted.has("unblock_user")) || (wanted.has("ban_user") && wanted.has("unban_user")))
    return parameter_error("The actions undo each other");
  return std::nullopt;
}

/// Why an action fails for this person. That it fails with code 1 is documented; the rules come from code.
Refused check_action(const PageSettings& settings, const std::string& action, const Psid& psid, Timestamp now) {
  constexpr std::chrono::hours before_next_ban{48};
  if (action == "unblock_user" && settings.banned.count(psid) > 0)
    return SandboxRefusal{1, 0, "(#1) A banned user must be unbanned", 0};
  const auto unbanned = settings.unbanned.find(psid);
  if (action == "ban_user" && unbanned != settings.unbanned.end() && now - unbanned->second < before_next_ban)
    return SandboxRefusal{1, 0, "(#1) A user who was unbanned cannot be banned for 48 hours", 0};
  return std::nullopt;
}

void apply(PageSettings& settings, const std::string& action, const Psid& psid, Timestamp now) {
  if (action == "block_user") settings.blocked.insert(psid);
  if (action == "unblock_user") settings.blocked.erase(psid);
  if (action == "ban_user") settings.banned.insert(psid);
  if (action == "unban_user" && settings.banned.erase(psid) > 0) settings.unbanned[psid] = now;
  if (action == "move_to_spam") settings.spam.insert(psid);
}

} // namespace

HttpResponse answer_moderation(const GraphCall& call) {
  if (call.request.method != "POST")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  Moderation wanted;
  if (auto refused = read_moderation(call, wanted)) return graph_error(call.context, *refused);
  const Timestamp now = call.core.now();
  return call.core.locked([&](World& world) {
    PageSettings& settings = page_concerned(call, world)->settings;
    for (const std::string& id : wanted.people) {
      if (person_known(call, world, id) == nullptr)
        return graph_error(call.context, parameter_error("Param user_ids must hold people who wrote to the Page"));
      for (const std::string& action : wanted.actions)
        if (auto refused = check_action(settings, action, Psid(id), now)) return graph_error(call.context, *refused);
    }
    for (const std::string& id : wanted.people)
      for (const std::string& action : wanted.actions) apply(settings, action, Psid(id), now);
    return graph_done(call.context);
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
