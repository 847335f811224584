#include "cli/sandbox_setup.hpp"

#include <filesystem>
#include <string>
#include <utility>

#include "cli/input.hpp"
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

} // namespace

Result<testing::SandboxOptions> read_sandbox_options(const Options& options) {
  testing::SandboxOptions sandbox;
  sandbox.app = AppId(options.value_or("--app", ""));
  sandbox.page = PageId(options.value_or("--page", ""));
  sandbox.page_name = options.value_or("--page-name", "");
  if (auto read = read_secret(options, "--app-secret-file", sandbox.app_secret); !read) return read.error();
  if (auto read = read_secret(options, "--token-file", sandbox.page_access_token); !read) return read.error();
  auto token = control_token(options);
  if (!token) return token.error();
  sandbox.control_token = std::move(*token);
  return sandbox;
}

} // namespace pagebridge::cli
