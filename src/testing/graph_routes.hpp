#pragma once

#include <string_view>

#include "pagebridge/config.hpp"
#include "testing/graph_endpoints.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

/// One call of the Graph API.
struct GraphRoute {
  std::string_view method; ///< empty: all; the answer tells those apart, or refuses them
  std::string_view path; ///< parts divided by "/"; "*" stands for any one, "t_*" for one that begins so; empty: no part
  HttpResponse (*answer)(const GraphCall&);
  bool needs_page = true;            ///< the first part is a Page that the token speaks for, or "me"
  std::string_view permissions = {}; ///< that the token needs, all of them, divided by ","
  std::string_view tasks = {};       ///< on the Page, divided by ",": the token's person needs one of them
  bool needs_token = true;
  /// In place of `answer`: answers inside the call or later. What the GraphCall refers to is good during the call only.
  void (*answer_later)(const GraphCall&, const Respond&) = nullptr;
  bool takes_app_token = false; ///< an App may speak about the Page, too
};

/// The call's route; null if there is none: then it is a node, or nothing.
const GraphRoute* find_route(const GraphCall& call);
/// Answers a call whose caller is known.
void route(GraphCall& call, const Respond& respond);

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
