#include "pagebridge/graph/graph_error.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using Class = GraphErrorClass;

/// The platform's list, pairs first: the first row that fits decides.
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes (2026-06-25)
struct Pair {
  int code;
  int first; ///< subcodes from here …
  int last;  ///< … to here
  Class error_class;
};
constexpr Pair pairs[] = {
    {1, 1357046, 1357046, Class::informational}, // the answer got lost, the send did not
    {1, 99, 99, Class::permission},
    {2, 2018344, 2018344, Class::permission}, // the Page has to accept the terms of labels
    {10, 2018278, 2018278, Class::window},
    {10, 2018065, 2018065, Class::window},
    {10, 2534022, 2534022, Class::window},
    {10, 2018108, 2018108, Class::blocked},
    {10, 1893015, 1893015, Class::blocked},
    {10, 1893063, 1893063, Class::policy},
    {10, 1404170, 1404170, Class::policy},
    {10, 2018336, 2018336, Class::informational},
    {100, 2534029, 2534029, Class::policy},
    {100, 2018008, 2018008, Class::media},
    {100, 2018047, 2018047, Class::media},
    {100, 2018074, 2018074, Class::media},
    {100, 2018109, 2018109, Class::media},
    {100, 2018175, 2018175, Class::media},
    {100, 2018182, 2018188, Class::media},
    {100, 2018294, 2018294, Class::media},
    {613, 1893016, 1893016, Class::parameter},
    {613, 2018338, 2018338, Class::policy}, // a warning: to repeat would be the abuse that it warns of
};

/// Subcodes that the list has without a code, or with several. They may come as the code itself.
struct Lone {
  int first;
  int last;
  Class error_class;
};
constexpr Lone lone[] = {
    {1545041, 1545041, Class::blocked},       // with 200 and with 551
    {2018144, 2018144, Class::policy},        // limit of Instant Games
    {2018154, 2018154, Class::parameter},     // Messenger Extensions
    {2018163, 2018163, Class::parameter},     //
    {2018166, 2018166, Class::parameter},     //
    {2018171, 2018171, Class::routing},       // roles of the former Handover Protocol
    {2018173, 2018173, Class::media},         //
    {2018218, 2018218, Class::informational}, // this person has no profile
    {2018234, 2018234, Class::permission},    // this app may not see whose the thread is
    {2018247, 2018247, Class::permission},    //
    {2018300, 2018300, Class::routing},       //
    {2018321, 2018321, Class::routing},       // automated questions are going on
    {2018389, 2018396, Class::parameter},     // calls
    {2071010, 2071025, Class::parameter},     // web views
    {2534037, 2534037, Class::routing},       //
    {2534068, 2534068, Class::parameter},     // several images in one message, of Instagram
};

struct Code {
  int first;
  int last;
  Class error_class;
};
constexpr Code codes[] = {
    {0, 0, Class::token},
    {1, 2, Class::transient},
    {3, 3, Class::permission},
    {4, 4, Class::rate_limited},
    {9, 9, Class::rate_limited},
    {10, 10, Class::permission},
    {17, 17, Class::rate_limited},
    {32, 32, Class::rate_limited},
    {100, 100, Class::parameter},
    {102, 102, Class::token},
    {190, 190, Class::token},
    {210, 210, Class::parameter}, // the one of the family of 200 that is about the person
    {200, 299, Class::permission},
    {341, 341, Class::rate_limited},
    {368, 368, Class::policy},
    {450, 450, Class::token},
    {452, 452, Class::token},
    {506, 506, Class::parameter},
    {551, 551, Class::blocked},
    {613, 613, Class::rate_limited},
    {1200, 1200, Class::transient},
    {2022, 2022, Class::policy},
    {2200, 2200, Class::parameter},
    {2500, 2500, Class::parameter},
    {10303, 10303, Class::parameter},
    {24001, 24002, Class::parameter},
    {24005, 24005, Class::parameter},
    {36000, 36000, Class::media},
    {36103, 36103, Class::permission},
    {80000, 80014, Class::rate_limited},
    {1609005, 1609005, Class::parameter},
    {9000001, 9000001, Class::parameter},
};

template <class Row>
constexpr bool holds(const Row& row, int number) noexcept {
  return row.first <= number && number <= row.last;
}

} // namespace

GraphErrorClass classify(int code, int subcode) noexcept {
  for (const Pair& row : pairs)
    if (row.code == code && holds(row, subcode)) return row.error_class;
  for (const Lone& row : lone)
    if (holds(row, subcode) || holds(row, code)) return row.error_class;
  for (const Code& row : codes)
    if (holds(row, code)) return row.error_class;
  return Class::unknown;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
