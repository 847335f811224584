#pragma once

#include <string>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// Which Page a Page Access Token belongs to.
struct PageIdentity {
  PageId page;
  std::string name;
};
struct GetPageIdentity {
  using Answer = PageIdentity;
  static constexpr CallKind kind = CallKind::read;
  static constexpr PacingClass pacing = PacingClass::other;
};
PAGEBRIDGE_EXPORT HttpRequest to_http(const GetPageIdentity& call, const Access& access);
PAGEBRIDGE_EXPORT Result<PageIdentity> from_http(const GetPageIdentity& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
