#include <algorithm>
#include <iostream>
#include <string>
#include <utility>

#include "cli/command.hpp"
#include "cli/event_json.hpp"
#include "cli/event_kinds.hpp"
#include "cli/input.hpp"
#include "pagebridge/webhook/parse.hpp"
#include "pagebridge/webhook/verified_body.hpp"

namespace pagebridge::cli {

namespace {

constexpr std::string_view name = "events";
constexpr std::string_view help = R"(usage: pagebridge events [--secret-file FILE --signature VALUE] <body.json
       pagebridge events --kinds

Reads a webhook body from standard input and prints its events, one JSON object a line: kind, page, customer, user_ref,
at_ms (when it happened), channel, object (if it is not "page"), sample (sent with the App Dashboard's Test button), then
what the kind says. What is absent is left out; bool members stand there only when true. An event of no known kind has the
kind "unknown", its name if it has one, and its own JSON. docs/events.md describes every kind.

  --secret-file FILE  a file that holds the App Secret
  --signature VALUE   the X-Hub-Signature-256 header that came with the body
  --kinds             reads nothing; prints what every event has, then each kind with the members that it can have

With both of the first options, the body is read only if the signature was made over these very bytes; without them,
nothing is verified. The lines hold all that the body says, secrets and customers' words, too. Exit codes: 0 done, 1 the
signature is refused, 2 usage, 65 no webhook body, 74 something cannot be read or written, 78 the secret file holds no
secret.
)";

/// The value alone, or the whole header as `pagebridge sign` prints it.
std::string_view header_value(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return text;
  text.remove_prefix(colon + 1);
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

ExitCode print_events(const VerifiedBody& body) {
  const Webhook webhook = parse(body);
  if (!webhook.is_envelope)
    return fail(name, ExitCode::data, "the input is no webhook body: no JSON, no entry in it, or far too many");
  std::string lines;
  for (const Event& event : webhook.events) lines += to_json(event) + '\n';
  return print(lines) ? ExitCode::done : fail(name, ExitCode::io, "the events cannot be written");
}

ExitCode run(const Options& options) {
  const auto secret_file = options.value("--secret-file");
  const auto signature = options.value("--signature");
  if (secret_file.has_value() != signature.has_value())
    return fail_usage(name, "--secret-file and --signature need each other");
  if (options.has("--kinds")) {
    if (secret_file) return fail_usage(name, "--kinds takes no other option");
    return print(event_kinds()) ? ExitCode::done : fail(name, ExitCode::io, "the kinds cannot be written");
  }

  Secret secret;
  if (secret_file) {
    auto read = read_secret_file(*secret_file);
    if (!read) return fail(name, code_of(read.error()), read.error().message);
    secret = std::move(*read);
  }
  auto body = read_all(std::cin, max_input_bytes);
  if (!body) return fail(name, code_of(body.error()), body.error().message);
  if (!secret_file) return print_events(VerifiedBody::trust(std::move(*body)));

  const auto verifier = WebhookVerifier::create({secret});
  if (!verifier) return fail(name, code_of(verifier.error()), verifier.error().message);
  const auto verified = verifier->verify(std::move(*body), header_value(*signature));
  if (!verified) return fail(name, ExitCode::refused, "refused: " + verified.error().message);
  return print_events(*verified);
}

} // namespace

Command events_command() {
  return {
      name, "print the events of a webhook body", help, {{"--secret-file"}, {"--signature"}, {"--kinds", false}}, run};
}

} // namespace pagebridge::cli
