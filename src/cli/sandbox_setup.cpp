#include "cli/sandbox_setup.hpp"

#include <charconv>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

#include "cli/input.hpp"
#include "cli/state_file.hpp"
#include "cli/stepped_time.hpp"
#include "json/tree.hpp"
#include "pagebridge/random.hpp"

namespace pagebridge::cli {

namespace {

/// Reads the secret in the file that the option names; an absent option leaves `secret` as it is.
Result<void> read_secret(const Options& options, std::string_view option, Secret& secret) {
  const auto file = options.value(option);
  if (!file) return {};
  auto read = read_secret_file(*file);
  if (!read) return read.error();
  secret = std::move(*read);
  return {};
}

Result<Secret> control_token(const Options& options) {
  constexpr std::size_t token_bytes = 24;
  const auto file = options.value("--control-token-file");
  std::error_code ignored;
  if (file && std::filesystem::exists(*file, ignored)) return read_secret_file(*file);
  auto made = random_token(*make_system_random(), token_bytes);
  if (!made) return made.error();
  Secret token(std::move(*made));
  if (!file) return token;
  if (auto written = make_secret_file(*file, token); !written) return written.error();
  return token;
}

/// The clock stands where the state was left, or starts now.
Timestamp start_of(const std::string& state) {
  const auto tree = json::Tree::parse(state);
  const auto saved = tree ? tree->root()["time"].integer() : std::nullopt;
  return saved ? from_unix_ms(*saved) : make_system_clock()->wall();
}

Result<void> read_clock(const Options& options, testing::SandboxOptions& sandbox) {
  const std::string kind = options.value_or("--clock", "real");
  if (kind == "real") return {};
  if (kind != "stepped") return invalid_argument("--clock", "--clock must be real or stepped");
  const auto clock = std::make_shared<SteppedClock>(start_of(sandbox.state));
  const auto executor = std::make_shared<SteppedExecutor>(sandbox.executor, clock);
  sandbox.clock = clock;
  sandbox.executor = executor;
  sandbox.advance_clock = [executor](milliseconds by) { executor->advance(by); };
  return {};
}

/// Leaves `number` as it is if the option is absent.
template <class Number>
Result<void> read_number(const Options& options, const std::string& option, Number& number) {
  const auto text = options.value(option);
  if (!text) return {};
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size() || text->front() == '-')
    return invalid_argument(option, option + " must be a number");
  return {};
}

Result<void> read_numbers(const Options& options, testing::SandboxOptions& sandbox) {
  std::int32_t review_ms = 0;
  if (auto read = read_number(options, "--remember", sandbox.most_webhooks); !read) return read.error();
  if (auto read = read_number(options, "--remember-messages", sandbox.most_messages); !read) return read.error();
  if (auto read = read_number(options, "--webhook-batch", sandbox.webhook_batch); !read) return read.error();
  if (sandbox.webhook_batch == 0) return invalid_argument("--webhook-batch", "--webhook-batch must be at least 1");
  if (auto read = read_number(options, "--template-review", review_ms); !read) return read.error();
  sandbox.template_review = milliseconds(review_ms);
  return {};
}

Result<void> read_text_unit(const Options& options, testing::SandboxOptions& sandbox) {
  const std::string unit = options.value_or("--text-unit", "code-point");
  if (unit != "code-point" && unit != "utf16" && unit != "byte")
    return invalid_argument("--text-unit", "--text-unit must be code-point, utf16 or byte");
  if (unit == "utf16") sandbox.text_unit = TextUnit::utf16;
  if (unit == "byte") sandbox.text_unit = TextUnit::byte;
  return {};
}

} // namespace

Result<testing::SandboxOptions> read_sandbox_options(const Options& options, const std::shared_ptr<Executor>& threads) {
  testing::SandboxOptions sandbox;
  sandbox.executor = threads;
  sandbox.app = AppId(options.value_or("--app", ""));
  sandbox.page = PageId(options.value_or("--page", ""));
  sandbox.page_name = options.value_or("--page-name", "");
  sandbox.is_default_app = options.has("--default-app");
  if (auto read = read_secret(options, "--app-secret-file", sandbox.app_secret); !read) return read.error();
  if (auto read = read_secret(options, "--token-file", sandbox.page_access_token); !read) return read.error();
  if (const auto file = options.value("--data")) {
    auto state = read_state_file(*file);
    if (!state) return state.error();
    sandbox.state = std::move(*state);
  }
  if (auto read = read_clock(options, sandbox); !read) return read.error();
  if (auto read = read_numbers(options, sandbox); !read) return read.error();
  if (auto read = read_text_unit(options, sandbox); !read) return read.error();
  auto token = control_token(options);
  if (!token) return token.error();
  sandbox.control_token = std::move(*token);
  return sandbox;
}

} // namespace pagebridge::cli
