#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pagebridge/config.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/testing/sandbox_faults.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// What every answer to one Graph call carries.
struct GraphContext {
  std::string version; ///< that serves the call; empty if the path had none: the newest
  std::string trace_id;
};

/// `json` with the headers of the platform's successes.
HttpResponse graph_success(const GraphContext& context, std::string_view json);
/// {"success":true}
HttpResponse graph_done(const GraphContext& context);
/// The platform's error of type OAuthException.
HttpResponse graph_error(const GraphContext& context, const SandboxRefusal& refusal);
/// The same of another type: GraphMethodException for unknown objects and proofs.
HttpResponse graph_error(const GraphContext& context, const SandboxRefusal& refusal, std::string_view type);
/// What a gateway in front of the platform answers when the platform does not: no JSON.
HttpResponse gateway_page(int status);
/// A connection that breaks after `percent` of the answer's body: status 0, and as body the bytes that leave before.
HttpResponse broken_off(const HttpResponse& answer, int percent);
/// What an error may carry besides.
struct ErrorDetails {
  std::string_view type = "OAuthException";
  std::optional<bool> is_transient{}; ///< none: with code 2 it is, with 1 it is not, and other errors do not say
  std::string user_title{};           ///< for people; empty: none
  std::string user_message{};
};
HttpResponse graph_error(const GraphContext& context, const SandboxRefusal& refusal, const ErrorDetails& details);
/// What an error repeats of the request: at most 200 characters of it.
std::string shortened(std::string_view text);
/// The node is unknown, not to be seen, or does not know the method.
HttpResponse unsupported_request(const GraphContext& context, std::string_view method, std::string_view node);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
