#pragma once

#include <string>

#include "json/tree.hpp"
#include "json/writer.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/result.hpp"
#include "testing/sandbox_core.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

// How the control API writes and reads what the Sandbox knows. An error names the member that is wrong.

void write_json(json::Writer& writer, const SandboxPerson& person);
void write_json(json::Writer& writer, const SandboxMessage& message);
void write_json(json::Writer& writer, const SandboxAttachment& attachment);
void write_json(json::Writer& writer, const SandboxWebhook& webhook);
void write_json(json::Writer& writer, const SandboxFaults& faults);
void write_json(json::Writer& writer, const WebhookStatus& status);
/// The members only, for an object that has more.
void write_members(json::Writer& writer, const SandboxTally& tally);

/// A text; empty if the member is absent.
Result<std::string> read_text(const json::Value& object, const std::string& name);
Result<SandboxPerson> read_person(const json::Value& object);
/// A member that no fault has is an error: a test with a misspelt fault would test nothing.
Result<SandboxFaults> read_faults(const json::Value& object);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
