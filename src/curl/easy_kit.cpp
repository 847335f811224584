#include "curl/easy_kit.hpp"

#include <utility>

#include "curl/easy_setup.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace curl {

namespace {
/// Of each kind. More only pile up when a burst has passed, at some 20 KB each.
constexpr std::size_t most_idle = 256;
} // namespace

std::unique_ptr<EasyKit> KitPool::take(bool tls) {
  Kits& kits = tls ? tls_ : plain_;
  if (!kits.empty()) {
    auto kit = std::move(kits.back());
    kits.pop_back();
    return kit;
  }
  auto kit = std::make_unique<EasyKit>();
  kit->tls = tls;
  kit->easy.reset(curl_easy_init());
  if (!kit->easy || !set_up_easy(*kit, settings_) || !driver_.prepare(kit->easy.get())) return nullptr;
  return kit;
}

void KitPool::give_back(std::unique_ptr<EasyKit> kit) {
  Kits& kits = kit->tls ? tls_ : plain_;
  if (kits.size() < most_idle) kits.push_back(std::move(kit));
}

void KitPool::clear() noexcept {
  plain_.clear();
  tls_.clear();
}

} // namespace curl
PAGEBRIDGE_END_NAMESPACE
