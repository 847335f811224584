#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/command.hpp"
#include "cli/http_server.hpp"
#include "cli/same_site.hpp"
#include "cli/sandbox_setup.hpp"
#include "cli/state_file.hpp"
#include "cli/stop_signal.hpp"
#include "cli/web_files.hpp"
#include "json/writer.hpp"
#include "pagebridge/curl/curl_transport.hpp"
#include "pagebridge/executor.hpp"
#include "pagebridge/testing/sandbox.hpp"

namespace pagebridge::cli {

namespace {

constexpr std::string_view name = "sandbox";
constexpr std::string_view help = R"(usage: pagebridge sandbox [OPTION...]

Serves a local stand-in for the Messenger platform: the Graph API, webhooks to the URLs that are connected, and at its
address a page to play the customers on. It begins with one App and one Page; control requests make more, and Apps, Pages
and people are kept apart as on the platform. Serves until it gets SIGINT or SIGTERM.

  --port N               the port to listen on; 0, the default, takes any that is free
  --host ADDRESS         the address to listen on; default: 127.0.0.1
  --public               allow an address that other machines reach: whoever has the control token there controls the
                         sandbox, and nothing is encrypted
  --json                 print one line of JSON: origin, control_token, app_id, app_secret, page_id, page_name,
                         page_access_token
  --control-token-file FILE
                         a file that holds the token for the control requests below /sandbox; if there is no such file,
                         it is made, with a token that is made up
  --data FILE            keep everything in this file, and go on from it: Apps, Pages, people, threads, webhooks
  --clock real|stepped   the machine's clock, or one that stands still until POST /sandbox/clock moves it; default: real
  --remember N           how many webhooks and entries of the ledger are kept that have ended, and of each Page how many
                         posts and uploads; default: 1000
  --remember-messages N  how many messages of each thread are kept; 0, the default: all
  --webhook-batch N      how many events of one person may share a POST, if they wait; default: 1
  --text-unit UNIT       what a text's 2000 characters are counted in: code-point (the default), utf16 or byte
  --template-review MS   how long a utility template is PENDING; 0, the default: it is APPROVED in the answer
  --app ID               the first App's ID
  --page ID              the first Page's ID
  --page-name NAME       its name
  --default-app          the App is the Page's default one of Conversation Routing; else every App may answer
  --app-secret-file FILE a file that holds the App Secret
  --token-file FILE      a file that holds the Page Access Token

What is not given is made up, and only --json shows the App's secrets; the address that is printed without it holds the
control token, which the page needs. Exit codes: 0 done, 2 usage, 74 a file cannot be read or
the address not be listened on, 78 what was given makes no sense.
)";

std::string announcement(const std::string& origin, const testing::Sandbox& sandbox, const Secret& control_token,
                         bool as_json) {
  const std::string token(control_token.reveal());
  if (!as_json)
    return "sandbox of App " + sandbox.app().text() + " and Page " + sandbox.page().text() + " at " + origin +
           "\nthe customers' side, with the control token: " + origin + "/#token=" + token + "\n";
  json::Writer out;
  out.begin_object().member("origin", origin).member("control_token", token);
  out.member("app_id", sandbox.app().text()).member("app_secret", sandbox.app_secret().reveal());
  out.member("page_id", sandbox.page().text()).member("page_name", sandbox.page_name());
  out.member("page_access_token", sandbox.page_access_token().reveal()).end_object();
  return out.text() + "\n";
}

ExitCode serve(const Options& options, const HttpServerOptions& server_options) {
  const auto executor = make_thread_executor(2);
  auto sandbox_options = read_sandbox_options(options, executor);
  if (!sandbox_options) return fail(name, code_of(sandbox_options.error()), sandbox_options.error().message);
  auto transport = curl::make_transport();
  if (!transport) return fail(name, ExitCode::internal, transport.error().message);
  sandbox_options->webhook_transport = std::move(*transport);
  const Secret control_token = sandbox_options->control_token;

  StopSignal stop_signal;
  const auto server = HttpServer::listen(server_options);
  if (!server && server.error().code == ErrorCode::invalid_argument) return fail_usage(name, server.error().message);
  if (!server) return fail(name, ExitCode::io, server.error().message);
  // Only now: a sandbox that has a state sends what waits in it.
  const auto sandbox = testing::Sandbox::create(std::move(*sandbox_options));
  if (!sandbox) return fail(name, ExitCode::configuration, sandbox.error().message);
  const bool loopback_only = is_loopback(server_options.host);
  (*server)->serve([sandbox = *sandbox, loopback_only](const HttpRequest& request, const HttpServer::Respond& respond) {
    if (!is_same_site(request, loopback_only)) return respond(refuse_other_site());
    if (auto file = serve_web_file(request)) return respond(std::move(*file));
    sandbox->handle(request, respond);
  });
  std::optional<StateFile> state_file;
  if (const auto path = options.value("--data")) state_file.emplace(*path, **sandbox);
  if (!print(announcement((*server)->origin(), **sandbox, control_token, options.has("--json"))))
    return fail(name, ExitCode::io, "the address cannot be written");
  stop_signal.wait();
  (*server)->stop();
  executor->stop();
  const Result<void> kept = state_file ? state_file->stop() : Result<void>();
  return kept ? ExitCode::done : fail(name, ExitCode::io, kept.error().message);
}

bool is_control(std::string_view path) { return path.substr(0, 8) == "/sandbox"; }

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// Whether a file may come to this path: with a message, by itself, or in a batch.
bool takes_uploads(std::string_view target) {
  std::string_view path = target.substr(0, target.find('?'));
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1); // the sandbox makes nothing of it
  const bool is_root = path == "/" || (path.substr(0, 2) == "/v" && path.find('/', 1) >= path.size() - 1);
  return !is_control(path) && (is_root || ends_with(path, "/messages") || ends_with(path, "/message_attachments"));
}

ExitCode run(const Options& options) {
  HttpServerOptions server;
  server.max_upload_bytes = 32U << 20U; // an upload has up to 25 MB; the sandbox itself tells a larger one so
  server.is_upload = takes_uploads;
  const auto port = parse_port("--port", options.value_or("--port", "0"));
  if (!port) return fail_usage(name, port.error().message);
  server.port = *port;
  server.host = options.value_or("--host", server.host);
  if (!is_loopback(server.host) && !options.has("--public"))
    return fail_usage(name, "--host " + server.host + " is not this machine's loopback; with --public it is allowed");
  return serve(options, server);
}

} // namespace

Command sandbox_command() {
  return {name,
          "serve a stand-in for the Messenger platform",
          help,
          {{"--port"},
           {"--host"},
           {"--public", false},
           {"--json", false},
           {"--control-token-file"},
           {"--data"},
           {"--clock"},
           {"--remember"},
           {"--remember-messages"},
           {"--webhook-batch"},
           {"--text-unit"},
           {"--template-review"},
           {"--app"},
           {"--page"},
           {"--page-name"},
           {"--default-app", false},
           {"--app-secret-file"},
           {"--token-file"}},
          run};
}

} // namespace pagebridge::cli
