#include "curl/header_list.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

void HeaderList::clear() noexcept {
  text_.clear();
  starts_.clear();
}

void HeaderList::add(std::string_view name, std::string_view between, std::string_view value) {
  starts_.push_back(text_.size());
  text_.append(name).append(between).append(value).push_back('\0');
}

curl_slist* HeaderList::list() {
  nodes_.resize(starts_.size());
  for (std::size_t i = 0; i < starts_.size(); ++i)
    nodes_[i] = {text_.data() + starts_[i], i + 1 < starts_.size() ? &nodes_[i + 1] : nullptr};
  return nodes_.empty() ? nullptr : nodes_.data();
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
