#include <string>
#include <vector>

#include "pagebridge/graph/graph_error.hpp"
#include "support/catch.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using Class = GraphErrorClass;
using Fate = SendFate;

namespace {

/// What a code and each of some subcodes (0: none) means, and what became of a send that ended in it.
struct Row {
  int code;
  std::vector<int> subcodes;
  Class error_class;
  Fate fate;
};

/// The platform's list, row by row.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes
const std::vector<Row> table = {
    {0, {0}, Class::token, Fate::unknown},
    {1, {0}, Class::transient, Fate::unknown},
    {1, {99}, Class::permission, Fate::refused},
    {1, {1357046}, Class::informational, Fate::unknown},
    {2, {0}, Class::transient, Fate::unknown},
    {2, {2018344}, Class::permission, Fate::refused},
    {3, {0}, Class::permission, Fate::refused},
    {4, {0, 2018022, 2018354}, Class::rate_limited, Fate::not_sent},
    {9, {2018352}, Class::rate_limited, Fate::not_sent},
    {10, {0, 2534077}, Class::permission, Fate::refused},
    {10, {2018278, 2018065, 2534022}, Class::window, Fate::refused},
    {10, {2018108, 1893015}, Class::blocked, Fate::refused},
    {10, {1893063, 1404170}, Class::policy, Fate::refused},
    {10, {2018336}, Class::informational, Fate::refused},
    {17, {0}, Class::rate_limited, Fate::not_sent},
    {32, {0}, Class::rate_limited, Fate::not_sent},
    {100, {0, 33, 2018001, 2018014, 2018145, 2018164, 2018320, 2018328}, Class::parameter, Fate::refused},
    {100, {2534013, 2534014, 2534015, 2534025}, Class::parameter, Fate::refused},
    {100, {2018008, 2018047, 2018074, 2018109, 2018173, 2018294}, Class::media, Fate::refused},
    {100, {2018175, 2018182, 2018183, 2018184, 2018185, 2018186, 2018187, 2018188}, Class::media, Fate::refused},
    {100, {2534029}, Class::policy, Fate::refused},
    {100, {2534037}, Class::routing, Fate::refused},
    {102, {0}, Class::token, Fate::refused},
    {190, {0, 458, 459, 460, 463, 464, 467, 492}, Class::token, Fate::refused},
    {200, {0, 2018021, 2018027, 2018028, 2534041}, Class::permission, Fate::refused},
    {200, {1545041}, Class::blocked, Fate::refused},
    {201, {0}, Class::permission, Fate::refused},
    {210, {0}, Class::parameter, Fate::refused},
    {230, {0}, Class::permission, Fate::refused},
    {298, {0}, Class::permission, Fate::refused},
    {299, {0}, Class::permission, Fate::refused},
    {341, {0}, Class::rate_limited, Fate::not_sent},
    {368, {0}, Class::policy, Fate::refused},
    {450, {0}, Class::token, Fate::refused},
    {452, {0}, Class::token, Fate::refused},
    {506, {0}, Class::parameter, Fate::refused},
    {551, {0, 1545041}, Class::blocked, Fate::refused},
    {613, {0, 2534040}, Class::rate_limited, Fate::not_sent},
    {613, {1893016}, Class::parameter, Fate::refused},
    {613, {2018338}, Class::policy, Fate::refused},
    {1200, {0}, Class::transient, Fate::unknown},
    {2022, {0}, Class::policy, Fate::refused},
    {2200, {0}, Class::parameter, Fate::refused},
    {2500, {0}, Class::parameter, Fate::refused},
    {10303, {0}, Class::parameter, Fate::refused},
    {24001, {0}, Class::parameter, Fate::refused},
    {24002, {0}, Class::parameter, Fate::refused},
    {24005, {0}, Class::parameter, Fate::refused},
    {36000, {0}, Class::media, Fate::refused},
    {36103, {0}, Class::permission, Fate::refused},
    {80000, {0}, Class::rate_limited, Fate::not_sent},
    {80001, {0}, Class::rate_limited, Fate::not_sent},
    {80002, {0}, Class::rate_limited, Fate::not_sent},
    {80006, {0}, Class::rate_limited, Fate::not_sent},
    {80014, {0}, Class::rate_limited, Fate::not_sent},
    {1609005, {0}, Class::parameter, Fate::refused},
    {9000001, {0}, Class::parameter, Fate::refused},
};

/// Subcodes that the list has without a code.
struct Lone {
  std::vector<int> subcodes;
  Class error_class;
};
const std::vector<Lone> lone = {
    {{1545041}, Class::blocked},
    {{2018144}, Class::policy},
    {{2018154, 2018163, 2018166}, Class::parameter},
    {{2018171, 2018300, 2018321, 2534037}, Class::routing},
    {{2018173}, Class::media},
    {{2018218}, Class::informational},
    {{2018234, 2018247}, Class::permission},
    {{2018389, 2018390, 2018391, 2018392, 2018393, 2018394, 2018395, 2018396}, Class::parameter},
    {{2071010, 2071011, 2071012, 2071013, 2071014, 2071015, 2071016, 2071017}, Class::parameter},
    {{2071018, 2071019, 2071020, 2071021, 2071022, 2071023, 2071024, 2071025}, Class::parameter},
    {{2534068}, Class::parameter},
};

Error error_with(const std::string& members, int status = 400, CallKind kind = CallKind::once) {
  const auto error = error_in({status, {}, "{\"error\":{" + members + "}}"}, kind);
  REQUIRE(error);
  REQUIRE(error->graph);
  return *error;
}

std::string members(int code, int subcode) {
  return "\"code\":" + std::to_string(code) + (subcode == 0 ? "" : ",\"error_subcode\":" + std::to_string(subcode));
}

} // namespace

TEST_CASE("every documented pair of code and subcode has its class, and a send its fate", "[graph][error]") {
  std::size_t pairs = 0;
  for (const Row& row : table) {
    for (const int subcode : row.subcodes) {
      CAPTURE(row.code, subcode);
      CHECK(to_string(classify(row.code, subcode)) == to_string(row.error_class));
      const Error error = error_with(members(row.code, subcode));
      CHECK(error.graph->code == row.code);
      CHECK(error.graph->subcode == subcode);
      CHECK(to_string(error.graph->error_class) == to_string(row.error_class));
      CHECK(to_string(error.fate) == to_string(row.fate));
      // The status changes nothing about the class, and of a send only that 429 is throttling and 5xx uncertain.
      CHECK(error_with(members(row.code, subcode), 200).fate == row.fate);
      CHECK(error_with(members(row.code, subcode), 403).fate == row.fate);
      CHECK(error_with(members(row.code, subcode), 429).fate == Fate::not_sent);
      CHECK(error_with(members(row.code, subcode), 500).fate ==
            (row.fate == Fate::not_sent ? Fate::not_sent : Fate::unknown));
      ++pairs;
    }
  }
  CHECK(pairs == 99);
}

TEST_CASE("a call that may be done twice is never of unknown fate", "[graph][error]") {
  const CallKind kind = GENERATE(CallKind::read, CallKind::idempotent);
  for (const Row& row : table) {
    for (const int subcode : row.subcodes) {
      CAPTURE(row.code, subcode);
      const Fate fate = row.fate == Fate::not_sent ? Fate::not_sent : Fate::refused;
      CHECK(error_with(members(row.code, subcode), 400, kind).fate == fate);
      CHECK(error_with(members(row.code, subcode), 503, kind).fate == fate);
    }
  }
}

TEST_CASE("subcodes that are documented without a code count with any, and as the code itself", "[graph][error]") {
  std::size_t subcodes = 0;
  for (const Lone& row : lone) {
    for (const int subcode : row.subcodes) {
      CAPTURE(subcode);
      for (const int code : {0, -1, 10, 100, 200, 551, 4711})
        CHECK(to_string(classify(code, subcode)) == to_string(row.error_class));
      CHECK(to_string(classify(subcode, 0)) == to_string(row.error_class));
      for (const std::string& written :
           {members(100, subcode), members(subcode, 0), "\"error_subcode\":" + std::to_string(subcode)}) {
        const Error error = error_with(written);
        CHECK(to_string(error.graph->error_class) == to_string(row.error_class));
        CHECK(error.fate == Fate::refused);
      }
      ++subcodes;
    }
  }
  CHECK(subcodes == 38);
}

TEST_CASE("the neighbours of a range do not belong to it", "[graph][error]") {
  for (const int number : {2018388, 2018397, 2071009, 2071026, 2018172, 2018174})
    CHECK(classify(number, 0) == Class::unknown);
  for (const int subcode : {2018181, 2018189, 2018174, 2018176}) CHECK(classify(100, subcode) == Class::parameter);
  for (const int code : {33, 79999, 80015, 24003, 24004, 199, 300, 5}) CHECK(classify(code, 0) == Class::unknown);
}

TEST_CASE("a subcode that is not known leaves the code's class", "[graph][error]") {
  CHECK(classify(10, 4711) == Class::permission);
  CHECK(classify(190, 4711) == Class::token);
  CHECK(classify(551, 4711) == Class::blocked);
  CHECK(classify(1, 4711) == Class::transient);
  CHECK(classify(9, 0) == Class::rate_limited);
  CHECK(classify(250, 4711) == Class::permission);
}

TEST_CASE("a subcode of one code means nothing with another", "[graph][error]") {
  CHECK(classify(100, 2018278) == Class::parameter);
  CHECK(classify(2, 99) == Class::transient);
  CHECK(classify(1, 2018344) == Class::transient);
  CHECK(classify(4, 1893016) == Class::rate_limited);
  CHECK(classify(10, 2018008) == Class::permission);
}

TEST_CASE("a code that is not known has no class, and a send that ended in it may be out", "[graph][error]") {
  for (const int code : {-1, 5, 33, 199, 300, 460, 4711, 79999, 80015, 2018278, 2147483647})
    CHECK(classify(code, 0) == Class::unknown);
  CHECK(classify(4711, 2018278) == Class::unknown);
  CHECK(classify(-1, -1) == Class::unknown);
  CHECK(error_with(members(4711, 0)).fate == Fate::unknown);
  CHECK(error_with(members(4711, 0), 400, CallKind::idempotent).fate == Fate::refused);
}

TEST_CASE("an error without a code is of no class, though code 0 is", "[graph][error]") {
  for (const char* odd :
       {"", R"("code":null)", R"("code":"CANARY")", R"("code":[])", R"("code":-1)", R"("code":4294967486)"}) {
    const Error error = error_with(odd);
    CHECK(error.graph->code == 0);
    CHECK(error.graph->error_class == Class::unknown);
    CHECK(error.fate == Fate::unknown);
  }
  CHECK(error_with(R"("code":"0")").graph->error_class == Class::token);
}
