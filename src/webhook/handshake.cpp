#include "pagebridge/webhook/handshake.hpp"

#include <optional>

#include "crypto.hpp"
#include "pagebridge/http/http_message.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

constexpr std::size_t max_challenge = 256;

Error refused(std::string message) { return not_sent(ErrorCode::verify_refused, std::move(message)); }

/// The one parameter of that name, or nothing. PHP turns the dots of names into underscores, and some proxies are PHP.
std::optional<std::string> parameter(const std::vector<std::pair<std::string, std::string>>& parameters,
                                     std::string_view dotted, std::string_view underscored) {
  std::optional<std::string> found;
  for (const auto& [name, value] : parameters) {
    if (name != dotted && name != underscored) continue;
    if (found) return std::nullopt;
    found = value;
  }
  return found;
}

/// The challenge goes back to whoever asked, so it must not be able to carry a script.
bool is_harmless(std::string_view challenge) noexcept {
  if (challenge.empty() || challenge.size() > max_challenge) return false;
  for (const char c : challenge)
    if (c <= ' ' || c > '~' || c == '<' || c == '>' || c == '&' || c == '"' || c == '\'') return false;
  return true;
}

} // namespace

Result<std::string> answer_handshake(std::string_view url, const Secret& verify_token) {
  const auto parameters = query_parameters(url);
  const auto mode = parameter(parameters, "hub.mode", "hub_mode");
  const auto token = parameter(parameters, "hub.verify_token", "hub_verify_token");
  auto challenge = parameter(parameters, "hub.challenge", "hub_challenge");
  if (!mode || *mode != "subscribe") return refused("hub.mode is not \"subscribe\"");
  if (verify_token.empty() || !token) return refused("hub.verify_token is missing");
  // Digests of both sides are compared, so that not even the token's length shows in the time it takes.
  const auto given = crypto::sha256(*token);
  const auto wanted = crypto::sha256(verify_token.reveal());
  if (!crypto::equal({reinterpret_cast<const char*>(given.data()), given.size()},
                     {reinterpret_cast<const char*>(wanted.data()), wanted.size()})) {
    return refused("hub.verify_token is not this service's; copy the verify token into the App Dashboard again");
  }
  if (!challenge || !is_harmless(*challenge)) return refused("hub.challenge is missing or not a plain word");
  return std::move(*challenge);
}

PAGEBRIDGE_END_NAMESPACE
