// How fast the sandbox is in process, and that it does not grow: people write, a host answers, all in one thread.
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <utility>

#include "heap.hpp"
#include "pagebridge/graph/send.hpp"
#include "pagebridge/testing/loopback_transport.hpp"
#include "pagebridge/testing/manual_clock.hpp"
#include "pagebridge/testing/manual_executor.hpp"
#include "pagebridge/testing/sandbox.hpp"
#include "pagebridge/webhook/verified_body.hpp"
#include "report.hpp"
#include "subcommand.hpp"

namespace bench {
namespace {

using namespace pagebridge; // NOLINT(google-build-using-namespace)
using testing::LoopbackTransport;
using testing::ManualClock;
using testing::ManualExecutor;
using testing::Sandbox;
using testing::SandboxOptions;

constexpr unsigned most_growth_percent = 10; ///< of the heap, from the second tenth of the messages to the last

/// The host: takes webhooks as a host does, and counts them.
class Host {
 public:
  explicit Host(const Secret& app_secret) : app_secret_(app_secret) {}

  void handle(const HttpRequest& request, const LoopbackTransport::Respond& respond) {
    if (request.method == "GET") return respond({200, {}, challenge_of(request)});
    const auto signature = single_header(request.headers, "X-Hub-Signature-256");
    const bool is_right = signature && signature_256(request.body, app_secret_) == *signature;
    ++(is_right ? webhooks : forged);
    respond({is_right ? 200 : 403, {}, {}});
  }

  std::uint64_t webhooks = 0;
  std::uint64_t forged = 0;

 private:
  static std::string challenge_of(const HttpRequest& request) {
    for (auto& [name, value] : query_parameters(request.url))
      if (name == "hub.challenge") return value;
    return {};
  }
  Secret app_secret_;
};

struct Stage {
  std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
  std::shared_ptr<ManualExecutor> executor = std::make_shared<ManualExecutor>(clock);
  std::shared_ptr<Host> host = std::make_shared<Host>(Secret("bench-app-secret"));
  std::shared_ptr<Sandbox> sandbox;
  graph::Access access;
  std::vector<Psid> people;

  explicit Stage(std::size_t how_many) {
    SandboxOptions options;
    options.app_secret = Secret("bench-app-secret");
    options.executor = executor;
    options.clock = clock;
    options.most_messages = 100;
    options.webhook_transport = std::make_shared<LoopbackTransport>(
        executor, clock, [to = host](const HttpRequest& request, const LoopbackTransport::Respond& respond) {
          to->handle(request, respond);
        });
    sandbox = Sandbox::create(std::move(options)).value();
    sandbox->connect_webhook("https://host.example/webhook", Secret("verify"),
                             {"messages", "message_echoes", "message_deliveries"}, {});
    executor->run_ready();
    access.access_token = sandbox->page_access_token();
    access.page = sandbox->page();
    for (std::size_t i = 0; i < how_many; ++i) {
      testing::SandboxPerson person;
      person.first_name = "Customer";
      people.push_back(sandbox->add_person(std::move(person)).value());
    }
  }

  /// One person writes and is answered; false if anything went wrong.
  bool exchange(std::uint64_t number) {
    const Psid& psid = people[static_cast<std::size_t>(number % people.size())];
    if (!sandbox->write(psid, "Where is my order " + std::to_string(number) + "?")) return false;
    executor->run_ready();
    const graph::SendMessage answer{psid, Text{"It left our warehouse this morning."}};
    const HttpResponse sent = sandbox->handle(to_http(answer, access));
    clock->advance(milliseconds(500)); // within what the platform allows a Page, in a second and in a day
    executor->run_ready();
    return sent.status == 200;
  }
};

int run(std::uint64_t messages, std::size_t people) {
  Stage stage(people);
  const std::uint64_t exchanges = messages / 2;
  const std::uint64_t settled = exchanges / 5;
  std::uint64_t heap_settled = 0;
  const auto begin = std::chrono::steady_clock::now();
  for (std::uint64_t i = 0; i < exchanges; ++i) {
    if (!stage.exchange(i)) {
      std::fprintf(stderr, "pagebridge_bench: exchange %llu went wrong\n", static_cast<unsigned long long>(i));
      return failed;
    }
    if (i == settled) heap_settled = heap_bytes();
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const std::uint64_t heap_at_end = heap_bytes();
  const std::uint64_t wanted = 3 * exchanges; // the message, the echo, the delivery
  if (stage.host->webhooks != wanted || stage.host->forged != 0) {
    std::fprintf(stderr, "pagebridge_bench: %llu webhooks of %llu arrived\n",
                 static_cast<unsigned long long>(stage.host->webhooks), static_cast<unsigned long long>(wanted));
    return failed;
  }
  print_build();
  std::printf("%llu messages of %zu people and of the Page, %llu webhooks, one thread: %.0f messages/s\n",
              static_cast<unsigned long long>(2 * exchanges), people, static_cast<unsigned long long>(wanted),
              static_cast<double>(2 * exchanges) / seconds);
  std::printf("heap after a fifth of them %.1f MB, at the end %.1f MB\n", static_cast<double>(heap_settled) * 1e-6,
              static_cast<double>(heap_at_end) * 1e-6);
  const bool has_grown = heap_at_end > heap_settled + heap_settled * most_growth_percent / 100;
  if (has_grown) std::fputs("pagebridge_bench: the sandbox grows\n", stderr);
  std::printf("\nRESULT sandbox messages %llu rps %.0f heap_mb %.1f\n", static_cast<unsigned long long>(2 * exchanges),
              static_cast<double>(2 * exchanges) / seconds, static_cast<double>(heap_at_end) * 1e-6);
  return has_grown || std::fflush(stdout) != 0 ? failed : done;
}

bool read_number(const std::string& text, std::uint64_t& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() && number > 0;
}

} // namespace

int sandbox_bench(const std::vector<std::string>& arguments) {
  std::uint64_t messages = 100000;
  std::uint64_t people = 200;
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    std::uint64_t* const value = arguments[i] == "--messages" ? &messages
                                 : arguments[i] == "--people" ? &people
                                                              : nullptr;
    if (value == nullptr || i + 1 == arguments.size() || !read_number(arguments[i + 1], *value)) return wrong_usage;
  }
  return run(messages, static_cast<std::size_t>(people));
}

} // namespace bench
