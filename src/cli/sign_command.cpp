#include <iostream>
#include <string>

#include "cli/command.hpp"
#include "cli/input.hpp"
#include "pagebridge/webhook/verified_body.hpp"

namespace pagebridge::cli {

namespace {

constexpr std::string_view name = "sign";
constexpr std::string_view help = R"(usage: pagebridge sign --secret-file FILE <body.json

Reads a webhook body from standard input and prints the header that Meta would send with it, fit for curl -H.
What is sent must be the same bytes: curl --data-binary @body.json.

  --secret-file FILE  a file that holds the App Secret

Exit codes: 0 done, 2 usage, 65 the input is too long, 74 something cannot be read or written, 78 the secret file
holds no secret.
)";

ExitCode run(const Options& options) {
  const auto secret_file = options.value("--secret-file");
  if (!secret_file) return fail_usage(name, "--secret-file is missing");
  const auto secret = read_secret_file(*secret_file);
  if (!secret) return fail(name, code_of(secret.error()), secret.error().message);
  const auto body = read_all(std::cin, max_input_bytes);
  if (!body) return fail(name, code_of(body.error()), body.error().message);
  const std::string header = "X-Hub-Signature-256: " + signature_256(*body, *secret) + '\n';
  return print(header) ? ExitCode::done : fail(name, ExitCode::io, "the header cannot be written");
}

} // namespace

Command sign_command() { return {name, "sign a webhook body as Meta does", help, {{"--secret-file"}}, run}; }

} // namespace pagebridge::cli
