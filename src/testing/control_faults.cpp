// SandboxFaults as JSON.
#include <algorithm>
#include <iterator>
#include <utility>

#include "testing/control_json.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

struct Flag {
  std::string_view name;
  bool SandboxFaults::*value;
};
constexpr Flag flags[] = {{"lose_answer_before_acceptance", &SandboxFaults::lose_answer_before_acceptance},
                          {"refuse_with_503", &SandboxFaults::refuse_with_503},
                          {"lose_answer_after_acceptance", &SandboxFaults::lose_answer_after_acceptance},
                          {"echo_before_answer", &SandboxFaults::echo_before_answer},
                          {"no_echo", &SandboxFaults::no_echo},
                          {"hide_from_conversations", &SandboxFaults::hide_from_conversations}};

/// Reads a whole number; 0 if the member is absent.
Result<int> read_number(const json::Value& object, const std::string& name) {
  constexpr std::int64_t most = 99999999;
  const json::Value value = object[name];
  if (!value.exists()) return 0;
  const auto number = value.kind() == json::Kind::number ? value.integer() : std::nullopt;
  if (!number || *number < 0 || *number > most) return invalid_argument(name, "must be a whole number, not negative");
  return static_cast<int>(*number);
}

Result<SandboxRefusal> read_refusal(const json::Value& object) {
  constexpr int lowest_status = 100;
  constexpr int highest_status = 599;
  if (!object.is_object()) return invalid_argument("refuse", "must be an object with a code");
  const auto code = read_number(object, "code");
  const auto subcode = read_number(object, "subcode");
  const auto status = read_number(object, "http_status");
  auto message = read_text(object, "message");
  if (!code) return code.error();
  if (!subcode) return subcode.error();
  if (!status) return status.error();
  if (!message) return message.error();
  if (*code == 0) return invalid_argument("code", "a refusal needs a code");
  if (*status != 0 && (*status < lowest_status || *status > highest_status))
    return invalid_argument("http_status", "must be an HTTP status");
  return SandboxRefusal{*code, *subcode, std::move(*message), *status};
}

Result<void> read_fault(const json::Value& object, std::string_view name, SandboxFaults& faults) {
  const json::Value value = object[name];
  if (name == "refuse") {
    auto refusal = read_refusal(value);
    if (!refusal) return refusal.error();
    faults.refuse = std::move(*refusal);
    return {};
  }
  if (name == "sends") {
    const auto sends = read_number(object, "sends");
    if (!sends) return sends.error();
    faults.sends = static_cast<unsigned>(*sends);
    return {};
  }
  const auto* const flag =
      std::find_if(std::begin(flags), std::end(flags), [name](const Flag& known) { return known.name == name; });
  if (flag == std::end(flags)) return invalid_argument(std::string(name), "there is no such fault");
  if (value.kind() != json::Kind::boolean) return invalid_argument(std::string(name), "must be true or false");
  faults.*(flag->value) = value.truth();
  return {};
}

} // namespace

void write_json(json::Writer& writer, const SandboxFaults& faults) {
  writer.begin_object();
  for (const Flag& flag : flags)
    if (faults.*(flag.value)) writer.member(flag.name, true);
  if (faults.refuse) {
    writer.key("refuse").begin_object().member("code", faults.refuse->code).member("subcode", faults.refuse->subcode);
    writer.member("message", faults.refuse->message).member("http_status", faults.refuse->http_status).end_object();
  }
  if (faults.sends > 0) writer.member("sends", static_cast<std::int64_t>(faults.sends));
  writer.end_object();
}

Result<SandboxFaults> read_faults(const json::Value& object) {
  SandboxFaults faults;
  for (auto member = object.begin(); member != object.end(); ++member)
    if (auto read = read_fault(object, member.name(), faults); !read) return read.error();
  return faults;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
