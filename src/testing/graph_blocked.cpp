// The older edge for blocking: https://developers.facebook.com/docs/graph-api/reference/page/blocked. Its parameters are those of
// the platform's specification; what they mean, and that the answer is a map, is recalled.
#include "testing/app_scoped_id.hpp"
#include "testing/graph_list.hpp"
#include "testing/graph_settings.hpp"
#include "testing/send_reading.hpp"
#include "testing/send_refusals.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

/// Somebody as the call names them.
struct Named {
  std::string_view
      by; ///< "psid": as the Page knows them; "asid": as the App does; "uid": their account; "user": any of these
  std::string id;
};
constexpr const char* names[] = {"psid", "asid", "uid", "user"};

std::vector<Named> people_named(const GraphCall& call) {
  std::vector<Named> people;
  for (const char* name : names) {
    const json::Value value = call.parameters[name];
    if (value.kind() == json::Kind::number) people.push_back({name, std::string(value.id())});
    for (std::string& one : name_list(value)) people.push_back({name, std::move(one)});
  }
  return people;
}

/// Empty: the Page does not know them. By their account they are known who only commented, too.
Psid psid_of(const GraphCall& call, World& world, const Named& named) {
  const bool may_be_psid = named.by == "psid" || named.by == "user";
  if (may_be_psid && person_known(call, world, named.id) != nullptr) return Psid(named.id);
  const UserRecord* user = nullptr;
  if (named.by == "asid" || named.by == "user") user = user_known_as(world, call.caller.app, named.id);
  if (user == nullptr && (named.by == "uid" || named.by == "user")) user = world.user(UserId(named.id));
  if (user == nullptr) return {};
  const auto known = user->psids.find(page_concerned(call, world)->id);
  return known == user->psids.end() ? Psid() : known->second;
}

HttpResponse list(const GraphCall& call) {
  const std::vector<Named> wanted = people_named(call);
  return call.core.locked([&](World& world) {
    PageRecord& page = *page_concerned(call, world);
    std::set<Psid> shown = page.settings.blocked;
    if (!wanted.empty()) {
      shown.clear();
      for (const Named& one : wanted)
        if (const Psid psid = psid_of(call, world, one); page.settings.blocked.count(psid) > 0) shown.insert(psid);
    }
    std::vector<std::string> ids;
    for (const Psid& one : shown) ids.push_back(one.text());
    return answer_edge(call, ids, {"psid", "asid", "uid", "user"}, [&](json::Writer& writer, std::size_t index) {
      const SandboxPerson& person = page.threads.find(Psid(ids[index]))->profile;
      writer.begin_object().member("name", full_name(person)).member("id", ids[index]).end_object();
    });
  });
}

HttpResponse change(const GraphCall& call, bool blocks) {
  const std::vector<Named> wanted = people_named(call);
  if (wanted.empty()) return graph_error(call.context, parameter_error("The parameter user is required"));
  return call.core.locked([&](World& world) {
    std::vector<Psid> people;
    for (const Named& one : wanted) {
      people.push_back(psid_of(call, world, one));
      if (people.back().empty()) return graph_error(call.context, no_matching_user());
    }
    std::set<Psid>& blocked = page_concerned(call, world)->settings.blocked;
    json::Writer writer;
    writer.begin_object();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (blocks) {
        blocked.insert(people[i]);
      } else {
        blocked.erase(people[i]);
      }
      writer.member(wanted[i].id, true);
    }
    return graph_success(call.context, writer.end_object().text());
  });
}

} // namespace

HttpResponse answer_blocked(const GraphCall& call) {
  const std::string& method = call.request.method;
  if (method == "GET") return list(call);
  if (method == "POST" || method == "DELETE") return change(call, method == "POST");
  return unsupported_request(call.context, method, call.request.path.front());
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
