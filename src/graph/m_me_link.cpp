#include "pagebridge/graph/m_me_link.hpp"

#include "pagebridge/http/http_message.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

std::string m_me_link(std::string_view page, std::string_view ref) {
  std::string link = "https://m.me/" + percent_encode(page);
  if (!ref.empty()) link += "?ref=" + percent_encode(ref);
  return link;
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
