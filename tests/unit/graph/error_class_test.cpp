#include <string>
#include <vector>

#include "pagebridge/graph/graph_error.hpp"
#include "support/catch.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using Class = GraphErrorClass;

namespace {

struct Row {
  int code;
  std::vector<int> subcodes; ///< 0: none
  Class error_class;
};

/// The documented pairs. https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes
const std::vector<Row> table = {
    {1, {0}, Class::transient},
    {1, {99}, Class::permission},
    {1, {1357046}, Class::informational},
    {2, {0}, Class::transient},
    {2, {2018344}, Class::permission},
    {3, {0}, Class::permission},
    {4, {0, 2018022, 2018354}, Class::rate_limited},
    {9, {0, 2018352}, Class::rate_limited},
    {10, {0, 2534077}, Class::permission},
    {10, {2018278, 2018065, 2534022}, Class::window},
    {10, {2018108, 1893015}, Class::blocked},
    {10, {1893063, 1404170}, Class::policy},
    {10, {2018336}, Class::informational},
    {17, {0}, Class::rate_limited},
    {32, {0}, Class::rate_limited},
    {100, {0, 33, 2018001, 2018014, 2018145, 2018164, 2018320, 2018328}, Class::parameter},
    {100, {2534013, 2534014, 2534015, 2534025}, Class::parameter},
    {100, {2018008, 2018047, 2018074, 2018109, 2018173, 2018294}, Class::media},
    {100, {2018175, 2018182, 2018183, 2018184, 2018185, 2018186, 2018187, 2018188}, Class::media},
    {100, {2534029}, Class::policy},
    {100, {2534037}, Class::routing},
    {102, {0}, Class::token},
    {190, {0, 458, 459, 460, 463, 464, 467, 492}, Class::token},
    {200, {0, 2018021, 2018027, 2018028, 2534041}, Class::permission},
    {200, {1545041}, Class::blocked},
    {201, {0}, Class::permission},
    {210, {0}, Class::parameter},
    {230, {0}, Class::permission},
    {298, {0}, Class::permission},
    {299, {0}, Class::permission},
    {341, {0}, Class::rate_limited},
    {368, {0}, Class::policy},
    {450, {0}, Class::token},
    {452, {0}, Class::token},
    {506, {0}, Class::parameter},
    {551, {0, 1545041}, Class::blocked},
    {613, {0, 2018338, 2534040}, Class::rate_limited},
    {613, {1893016}, Class::parameter},
    {1200, {0}, Class::transient},
    {2022, {0}, Class::policy},
    {2200, {0}, Class::parameter},
    {2500, {0}, Class::parameter},
    {10303, {0}, Class::parameter},
    {24001, {0}, Class::parameter},
    {24002, {0}, Class::parameter},
    {24005, {0}, Class::parameter},
    {36000, {0}, Class::media},
    {36103, {0}, Class::permission},
    {80000, {0}, Class::rate_limited},
    {80001, {0}, Class::rate_limited},
    {80002, {0}, Class::rate_limited},
    {80006, {0}, Class::rate_limited},
    {80014, {0}, Class::rate_limited},
    {1609005, {0}, Class::parameter},
    {9000001, {0}, Class::parameter},
};

} // namespace

TEST_CASE("every documented pair of code and subcode has its class", "[graph][error]") {
  std::size_t pairs = 0;
  for (const Row& row : table) {
    for (const int subcode : row.subcodes) {
      CAPTURE(row.code, subcode);
      CHECK(to_string(classify(row.code, subcode)) == to_string(row.error_class));
      ++pairs;
    }
  }
  CHECK(pairs == 99);
}

TEST_CASE("subcodes that are documented without a code count with any, and as the code itself", "[graph][error]") {
  struct Lone {
    int subcode;
    Class error_class;
  };
  for (const Lone& lone :
       {Lone{1545041, Class::blocked}, Lone{2018173, Class::media}, Lone{2018247, Class::permission},
        Lone{2018300, Class::routing}, Lone{2018321, Class::routing}, Lone{2534037, Class::routing}}) {
    CAPTURE(lone.subcode);
    for (const int code : {0, 10, 100, 200, 551, 4711})
      CHECK(to_string(classify(code, lone.subcode)) == to_string(lone.error_class));
    CHECK(to_string(classify(lone.subcode, 0)) == to_string(lone.error_class));
  }
}

TEST_CASE("a subcode that is not known leaves the code's class", "[graph][error]") {
  CHECK(classify(10, 4711) == Class::permission);
  CHECK(classify(190, 4711) == Class::token);
  CHECK(classify(551, 4711) == Class::blocked);
  CHECK(classify(1, 4711) == Class::transient);
  CHECK(classify(250, 4711) == Class::permission);
}

TEST_CASE("a code that is not known has no class", "[graph][error]") {
  for (const int code : {0, -1, 5, 33, 199, 300, 460, 4711, 79999, 80015, 2018278, 2147483647})
    CHECK(classify(code, 0) == Class::unknown);
  CHECK(classify(0, 0) == Class::unknown);
  CHECK(classify(4711, 2018278) == Class::unknown);
  CHECK(classify(-1, -1) == Class::unknown);
}
