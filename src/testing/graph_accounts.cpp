// People, and the Pages that are theirs: https://developers.facebook.com/docs/graph-api/reference/user/accounts
#include <algorithm>

#include "testing/app_scoped_id.hpp"
#include "testing/graph_app.hpp"
#include "testing/graph_list.hpp"
#include "testing/page_tasks.hpp"
#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

bool is_person(const TokenRecord& caller) {
  return caller.kind == TokenRecord::Kind::user || caller.kind == TokenRecord::Kind::system;
}

/// Whether `name` is asked for; with nothing asked for, all of the usual ones are.
bool asks(const std::vector<std::string>& fields, std::string_view name) {
  return fields.empty() || std::find(fields.begin(), fields.end(), name) != fields.end();
}

std::optional<HttpResponse> unknown_account_field(const GraphCall& call, const std::vector<std::string>& fields) {
  for (const std::string& field : fields)
    if (!is_node_field_of_page(field) && field != "tasks") return no_such_field(call, field, "Page");
  return std::nullopt;
}

void write_account(json::Writer& writer, const GraphCall& call, World& world, const PageRecord& page,
                   const std::vector<std::string>& fields) {
  writer.begin_object();
  static constexpr std::string_view usual[] = {"access_token", "category", "category_list", "name"};
  if (fields.empty()) {
    for (const std::string_view field : usual) write_page_field(writer, call, world, page, field);
  } else {
    for (const std::string& field : fields)
      if (field != "tasks" && field != "id") write_page_field(writer, call, world, page, field);
  }
  writer.member("id", page.id.text());
  if (asks(fields, "tasks")) {
    writer.key("tasks").begin_array();
    for (const std::string& task : page.tasks.at(call.caller.user)) writer.string(task);
    writer.end_array();
  }
  writer.end_object();
}

/// One field of a person; what they did not tell is left out. False if there is no such field.
bool write_user_field(json::Writer& writer, const SandboxPerson& person, std::string_view field) {
  const std::string name = full_name(person);
  if (field == "name" || field == "short_name") {
    if (!name.empty()) writer.member(field, field == "name" ? name : person.first_name);
  } else if (field == "first_name") {
    if (!person.first_name.empty()) writer.member(field, person.first_name);
  } else if (field == "last_name") {
    if (!person.last_name.empty()) writer.member(field, person.last_name);
  } else if (field == "name_format") {
    writer.member(field, "{first} {last}");
  } else if (field == "picture") {
    if (person.profile_pic.empty()) return true;
    writer.key(field).begin_object().key("data").begin_object();
    writer.member("url", person.profile_pic).end_object().end_object();
  } else {
    return field == "id" || field == "middle_name" || field == "email"; // nobody told us those
  }
  return true;
}

} // namespace

HttpResponse answer_accounts(const GraphCall& call) {
  const std::string& node = call.request.path.front();
  if (names_its_app(call, node)) return answer_test_users(call); // its `type` can only be test-users
  if (call.request.method != "GET" || !is_person(call.caller))
    return unsupported_request(call.context, call.request.method, node);
  if (auto refused = lacks(call, "pages_show_list")) return std::move(*refused);
  const std::vector<std::string> fields = name_list(call.parameters["fields"]);
  if (auto wrong = unknown_account_field(call, fields)) return std::move(*wrong);
  return call.core.locked([&](World& world) {
    const UserRecord* const user = world.user(call.caller.user);
    if (user == nullptr || (node != "me" && app_scoped_id(*user, call.caller.app) != node))
      return unsupported_request(call.context, call.request.method, node);
    std::vector<std::string> ids;
    for (const auto& [id, page] : world.pages)
      if (covers(call.caller, id) && has_page_role(*page, user->id)) ids.push_back(id.text());
    return answer_edge(call, ids, {}, [&](json::Writer& writer, std::size_t i) {
      write_account(writer, call, world, *world.page(PageId(ids[i])), fields);
    });
  });
}

std::optional<HttpResponse> answer_user(const GraphCall& call, const std::string& node) {
  std::vector<std::string> fields = name_list(call.parameters["fields"]);
  if (fields.empty()) fields = {"name"};
  return call.core.locked([&](World& world) -> std::optional<HttpResponse> {
    const bool is_me = node == "me" && is_person(call.caller);
    const UserRecord* const user = is_me ? world.user(call.caller.user) : user_known_as(world, call.caller.app, node);
    if (user == nullptr) return std::nullopt;
    // An App reads those who are its users; a person only themselves.
    const bool may_read = call.caller.kind == TokenRecord::Kind::app || user->id == call.caller.user;
    if (call.request.method != "GET" || !may_read) return std::nullopt;
    json::Writer writer;
    writer.begin_object();
    for (const std::string& field : fields)
      if (!write_user_field(writer, user->profile, field)) return no_such_field(call, field, "User");
    writer.member("id", app_scoped_id(*user, call.caller.app)).end_object();
    return graph_success(call.context, writer.text());
  });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
