#include "contact_center/api.hpp"

#include <charconv>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/same_site.hpp"
#include "cli/web_files.hpp"
#include "contact_center/desk_json.hpp"
#include "contact_center/json_http.hpp"
#include "contact_center/service_json.hpp"
#include "json/writer.hpp"

namespace demo {

using pagebridge::AgentId;
using pagebridge::ErrorCode;
using pagebridge::HttpRequest;
using pagebridge::HttpResponse;
using pagebridge::MessageId;
using pagebridge::RequestId;
using pagebridge::Result;
using pagebridge::SessionId;

namespace {

constexpr std::string_view webhook_prefix = "/messenger/";
constexpr std::string_view sessions_prefix = "/api/sessions/";
constexpr std::size_t most_dead_letters = 1000;

bool starts_with(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

HttpResponse not_found() { return json_answer(pagebridge::not_sent(ErrorCode::not_found, "there is nothing here")); }

HttpResponse wrong_method() {
  HttpResponse answer = json_answer(pagebridge::invalid_argument("", "this is for another method"));
  answer.status = 405;
  return answer;
}

/// {"name":"value"}, or the error.
HttpResponse one_member(int status, std::string_view name, const Result<std::string>& value) {
  if (!value) return json_answer(value.error());
  return json_answer(status, pagebridge::json::Writer().begin_object().member(name, *value).end_object().text());
}

HttpResponse empty_object(const Result<void>& done) {
  return done ? json_answer(200, "{}") : json_answer(done.error());
}

std::string query_value(std::string_view url, std::string_view name) {
  for (auto& [key, value] : pagebridge::query_parameters(url))
    if (key == name) return value;
  return {};
}

} // namespace

void Api::handle(HttpRequest request, const Respond& respond) {
  const std::string_view path = pagebridge::path_of(request.url);
  if (starts_with(path, webhook_prefix)) return bridge_.handle(std::move(request), respond);
  if (!pagebridge::cli::is_same_site(request, true)) return respond(pagebridge::cli::refuse_other_site());
  if (auto file = pagebridge::cli::serve_web_file(request)) return respond(std::move(*file));
  if (request.method == "GET" || request.method == "HEAD") return get(request, respond);
  if (request.method == "POST") return post(request, respond);
  respond(wrong_method());
}

void Api::get(const HttpRequest& request, const Respond& respond) {
  const std::string_view path = pagebridge::path_of(request.url);
  if (path == "/api/contacts") return respond(json_answer(200, contacts_json(desk_)));
  if (path == "/api/services") return respond(json_answer(200, services_json(bridge_.services().list())));
  if (path == "/api/stats") return tell_stats(respond);
  if (path == "/api/events") {
    const std::string text = query_value(request.url, "after");
    std::uint64_t after = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), after);
    if (!text.empty() && (error != std::errc() || end != text.data() + text.size()))
      return respond(
          json_answer(pagebridge::invalid_argument("after", "must be the number `next` of an earlier answer")));
    return respond(json_answer(200, events_json(desk_, after)));
  }
  respond(not_found());
}

void Api::post(const HttpRequest& request, const Respond& respond) {
  const std::string_view path = pagebridge::path_of(request.url);
  if (path == "/api/services") return create_service(request, respond);
  const std::size_t slash = path.rfind('/');
  if (!starts_with(path, sessions_prefix) || slash <= sessions_prefix.size()) return respond(not_found());
  const std::string_view session = path.substr(sessions_prefix.size(), slash - sessions_prefix.size());
  act(std::string(session), std::string(path.substr(slash + 1)), request, respond);
}

void Api::create_service(const HttpRequest& request, const Respond& respond) {
  const auto body = JsonBody::read(request);
  if (!body) return respond(json_answer(body.error()));
  auto draft = read_draft(*body);
  if (!draft) return respond(json_answer(draft.error()));
  bridge_.services().create(std::move(*draft), [respond](Result<pagebridge::Service> created) {
    respond(created ? json_answer(201, created_json(*created)) : json_answer(in_our_words(created.error())));
  });
}

void Api::act(const std::string& session_text, const std::string& act, const HttpRequest& request,
              const Respond& respond) {
  const auto body = JsonBody::read(request);
  if (!body) return respond(json_answer(body.error()));
  const SessionId session(session_text);
  if (act == "typing")
    return bridge_.set_typing(session, body->truth("on"),
                              [respond](const Result<void>& done) { respond(empty_object(done)); });
  if (act == "seen")
    return bridge_.mark_seen(session, [respond](const Result<void>& done) { respond(empty_object(done)); });

  // The caller chooses it, and repeats it when it repeats a call: so nothing is done twice.
  const RequestId request_id(body->text("request_id"));
  const AgentId agent(body->text("agent"));
  if (request_id.empty())
    return respond(json_answer(pagebridge::invalid_argument("request_id", "choose one for each act")));
  if (act == "close")
    return bridge_.close(session, body->text("reason"), request_id,
                         [respond](const Result<void>& done) { respond(empty_object(done)); });
  if (agent.empty()) return respond(json_answer(pagebridge::invalid_argument("agent", "say which agent acts")));
  if (act == "accept")
    return bridge_.accept(session, agent, request_id, [respond](Result<AgentId> winner) {
      respond(one_member(200, "agent", std::move(winner).transform([](const AgentId& id) { return id.text(); })));
    });
  if (act == "reply")
    return bridge_.reply(session, pagebridge::Author::human(agent), pagebridge::Text{body->text("text")}, request_id,
                         [respond](Result<MessageId> queued) {
                           respond(one_member(202, "message_id", std::move(queued).transform([](const MessageId& id) {
                             return id.text();
                           })));
                         });
  respond(not_found());
}

void Api::tell_stats(const Respond& respond) {
  dead_letters_.list(most_dead_letters, [this, respond](Result<std::vector<pagebridge::StoredDeadLetter>> letters) {
    if (!letters) return respond(json_answer(letters.error()));
    const auto number = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
    pagebridge::json::Writer out;
    out.begin_object().key("counters").begin_object();
    for (const auto& [name, values] : counters_.all()) {
      out.key(name).begin_object();
      for (const auto& [value, count] : values) out.member(value, number(count));
      out.end_object();
    }
    const DeskTally tally = desk_.tally();
    out.end_object().member("dead_letters", number(letters->size()));
    out.key("desk").begin_object().member("shown", number(tally.shown)).member("repeated", number(tally.repeated));
    out.member("stale", number(tally.stale)).end_object().end_object();
    respond(json_answer(200, out.text()));
  });
}

} // namespace demo
