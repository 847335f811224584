// A contact centre in small: what a host writes around pagebridge. Its agents use the page at its address; the Facebook Page
// is one more channel of theirs. It serves this machine only and forgets everything when it ends.

#include <algorithm>
#include <chrono>
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/http_server.hpp"
#include "cli/options.hpp"
#include "cli/stop_signal.hpp"
#include "contact_center/api.hpp"
#include "contact_center/counters.hpp"
#include "contact_center/desk.hpp"
#include "json/writer.hpp"
#include "pagebridge/bridge/bridge.hpp"
#include "pagebridge/curl/curl_transport.hpp"
#include "pagebridge/store/memory_store.hpp"

namespace {

using pagebridge::cli::ExitCode;
using pagebridge::cli::HttpServer;
using pagebridge::cli::Options;

constexpr const char* help = R"(usage: contact_center [OPTION...]

The demo contact centre. Prints one line of JSON with its address, and serves until it gets SIGINT or SIGTERM.

  --port N             the port to listen on, on 127.0.0.1; 0, the default, takes any that is free
  --base-url URL       where Meta reaches the webhooks; default: this server's own address, which a sandbox can reach
  --graph-origin URL   the Graph API to call; default: Meta's own
)";

ExitCode fail(ExitCode code, const pagebridge::Error& error) {
  std::cerr << "contact_center: " << error.message << '\n';
  return code;
}

void log_to_stderr(const pagebridge::LogRecord& record) {
  std::string line(to_string(record.level));
  line += ' ';
  line += record.event;
  for (const auto& [name, value] : record.fields) line.append(" ").append(name).append("=").append(value);
  std::cerr << line + '\n';
}

std::string announcement(const std::string& origin, const std::string& base_url) {
  pagebridge::json::Writer out;
  out.begin_object().member("origin", origin).member("base_url", base_url).end_object();
  return out.text();
}

ExitCode run(const Options& given) {
  const auto port = pagebridge::cli::parse_port("--port", given.value_or("--port", "0"));
  if (!port) return fail(ExitCode::usage, port.error());
  pagebridge::cli::StopSignal stop_signal;
  pagebridge::cli::HttpServerOptions server_options;
  server_options.port = *port;
  auto server = HttpServer::listen(server_options);
  if (!server) return fail(ExitCode::io, server.error());
  auto transport = pagebridge::curl::make_transport();
  if (!transport) return fail(ExitCode::internal, transport.error());

  const auto executor = pagebridge::make_thread_executor(2);
  const auto store = pagebridge::open_memory_store();
  const auto desk = std::make_shared<demo::Desk>();
  const auto counters = std::make_shared<demo::Counters>();
  pagebridge::BridgeOptions options;
  options.base_url = given.value_or("--base-url", (*server)->origin() + "/messenger");
  options.graph_origin = given.value_or("--graph-origin", options.graph_origin);
  options.store = store;
  options.transport = *transport;
  options.executor = executor;
  options.desktop = desk;
  options.metrics = counters;
  options.log = log_to_stderr;
  const std::string base_url = options.base_url;
  auto bridge = pagebridge::Bridge::create(std::move(options));
  if (!bridge) return fail(ExitCode::configuration, bridge.error());
  (*bridge)->start();

  demo::Api api(**bridge, *desk, *counters, *store);
  (*server)->serve([&api](pagebridge::HttpRequest request, const HttpServer::Respond& respond) {
    api.handle(std::move(request), respond);
  });
  std::cout << announcement((*server)->origin(), base_url) << std::endl;
  stop_signal.wait();

  // Nothing new comes in; what is under way gets a moment. What is not done then would be done after the next start, if the
  // store were one that lasts.
  (*server)->stop();
  const auto drained = pagebridge::wait<void>(
      [&](const pagebridge::Completion<void>& done) { (*bridge)->drain(std::chrono::seconds(2), done); });
  if (!drained) std::cerr << "contact_center: stopped over unfinished work: " << drained.error().message << '\n';
  (*bridge)->stop();
  executor->stop();
  return ExitCode::done;
}

} // namespace

int main(int argc, char** argv) {
  try {
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    for (const std::string& argument : arguments)
      if (argument == "--help") return std::cout << help, static_cast<int>(ExitCode::done);
    const auto options = Options::parse(arguments, {{"--port"}, {"--base-url"}, {"--graph-origin"}});
    return static_cast<int>(options ? run(*options) : fail(ExitCode::usage, options.error()));
  } catch (const std::exception& error) {
    std::cerr << "contact_center: a defect: " << error.what() << '\n';
    return static_cast<int>(ExitCode::internal);
  }
}
