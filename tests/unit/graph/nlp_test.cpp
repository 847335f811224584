#include "pagebridge/graph/nlp.hpp"

#include <string>

#include "unit/graph/calls.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using calls::check_errors;
using calls::ok;
using calls::wire;

TEST_CASE("guessing is set in the body, where the token of Wit.ai belongs", "[graph][nlp]") {
  CHECK(wire(SetNlpConfig{false, {}, Secret(), {}, {}}) == R"(POST /me/nlp_configs {"nlp_enabled":false})");
  SetNlpConfig call;
  call.model = NlpModel::custom;
  call.custom_token = Secret("WIT-CANARY");
  call.verbose = false;
  call.n_best = 3;
  CHECK(
      wire(call) ==
      R"(POST /me/nlp_configs {"nlp_enabled":true,"model":"CUSTOM","custom_token":"WIT-CANARY","verbose":false,"n_best":3})");
  CHECK(to_http(call, calls::plain).url.find("CANARY") == std::string::npos);
  CHECK(from_http(call, ok(R"({"success":true})")));
  CHECK(!from_http(call, ok(R"({"success":false})")));
  check_errors(call);
}

TEST_CASE("every model has Meta's word", "[graph][nlp]") {
  CHECK(to_string(NlpModel::custom) == "CUSTOM");
  CHECK(to_string(NlpModel::english) == "ENGLISH");
  CHECK(to_string(NlpModel::french_standard) == "FRENCH_STANDARD");
  CHECK(to_string(NlpModel::german_standard) == "GERMAN_STANDARD");
  CHECK(to_string(NlpModel::italian_standard) == "ITALIAN_STANDARD");
  CHECK(to_string(NlpModel::norwegian_bokmal) == "NORWEGIAN_BOKMAL");
  CHECK(to_string(NlpModel::polish) == "POLISH");
  CHECK(to_string(NlpModel::vietnamese) == "VIETNAMESE");
}
