// Level 2: make Graph calls over a transport. Each waits for its Page's turn, is made, and is repeated where that is safe.
// This program calls the sandbox, in process; with pagebridge::curl's transport it would call Messenger.
#include <iostream>
#include <memory>
#include <string>

#include "pagebridge/graph/graph_client.hpp"
#include "pagebridge/graph/send.hpp"
#include "pagebridge/graph/user_profile.hpp"
#include "pagebridge/testing/sandbox.hpp"

namespace {

int run() {
  const auto executor = pagebridge::make_thread_executor(1);
  const std::shared_ptr<void> at_the_end(nullptr, [executor](void*) { executor->stop(); });
  pagebridge::testing::SandboxOptions world;
  world.executor = executor;
  const auto sandbox = pagebridge::testing::Sandbox::create(std::move(world)).value();
  pagebridge::testing::SandboxPerson person;
  person.first_name = "Giulia";
  const pagebridge::Psid psid = sandbox->add_person(person).value();
  sandbox->write(psid, "Siete aperti?").value();

  // README begin
  pagebridge::graph::GraphClientOptions options;
  options.transport = sandbox->graph_transport(); // or pagebridge::curl::make_transport()
  options.executor = executor;
  const auto client = pagebridge::graph::GraphClient::create(std::move(options)).value();

  pagebridge::graph::Access access; // in whose name
  access.access_token = sandbox->page_access_token();
  access.app_secret = sandbox->app_secret(); // each call then carries its proof
  access.page = sandbox->page();             // whose limits the calls count against
  const auto shared_access = std::make_shared<const pagebridge::graph::Access>(access);

  // Blocking, for tests and tools; a server gives a completion in place of `done`.
  const auto profile = pagebridge::wait<pagebridge::graph::UserProfile>(
      [&](auto done) { client->call(pagebridge::graph::GetUserProfile{psid}, shared_access, {}, done); });
  pagebridge::graph::CallOptions by_a_person;
  by_a_person.priority = pagebridge::graph::Priority::human;
  const auto sent = pagebridge::wait<pagebridge::graph::SendReceipt>([&](auto done) {
    client->call(pagebridge::graph::SendMessage{psid, pagebridge::Text{"Fino alle 18!"}}, shared_access, by_a_person,
                 done);
  });
  if (!sent && sent.error().fate == pagebridge::SendFate::unknown)
    std::cout << "It may have arrived: ask before you send it again.\n";
  // README end
  if (!profile || !sent) {
    std::cerr << (profile ? sent.error().message : profile.error().message) << '\n';
    return 1;
  }
  std::cout << profile->first_name << " has " << sandbox->thread(psid).back().text << '\n';
  return 0;
}

} // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
