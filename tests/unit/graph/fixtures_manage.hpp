#pragma once

#include <string>
#include <utility>

#include "pagebridge/graph/access.hpp"
#include "pagebridge/http/http_message.hpp"
#include "support/catch.hpp"
#include "unit/graph/fixtures.hpp"

/// How the payloads of set-up and management are looked at.
namespace fixtures {

using pagebridge::graph::Access;

/// The call's JSON body means the same as the payload.
template <class Call>
Check sends(const Call& call) {
  return same_json(to_http(call, Access{}).body);
}

/// `look(value)` at what the call makes of the payload.
template <class Call, class Look>
Check reads(const Call& call, Look look) {
  return [call, look](const std::string& theirs) {
    const auto result = from_http(call, {200, {}, theirs});
    INFO((result ? std::string() : result.error().message));
    REQUIRE(result);
    look(*result);
  };
}

template <class Call>
Check is_done(const Call& call) {
  return [call](const std::string& theirs) { CHECK(from_http(call, {200, {}, theirs})); };
}

/// Some payloads are one element of the list, or the inside of `data`, without what is around it.
inline Check inside(const std::string& before, const std::string& after, Check check) {
  return [=](const std::string& theirs) { check(before + theirs + after); };
}
inline Check as_element(Check check) { return inside("{\"data\":[", "]}", std::move(check)); }
inline Check as_data(Check check) { return inside("{\"data\":", "}", std::move(check)); }

/// Messenger profiles and menus: the rest of manage_part() that has a file of its own.
void add_profiles(Part& part);

} // namespace fixtures
