#pragma once

#include <string>

#include "pagebridge/http/http_message.hpp"
#include "unit/graph/fixtures.hpp"

/// The sources that talk_part() is made of.
namespace fixtures {

void add_errors(Part& part);
void add_conversations(Part& part);
void add_batches(Part& part);

inline pagebridge::HttpResponse answered(const std::string& body, int status = 200) { return {status, {}, body}; }

} // namespace fixtures
