#include "webhook/app_keys.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

Result<std::shared_ptr<const AppKeys>> AppKeys::create(const std::vector<Secret>& app_secrets) {
  if (app_secrets.empty() || app_secrets.size() > 2)
    return invalid_argument("app_secrets", "give one App Secret, or two while one is being rotated");
  const std::shared_ptr<AppKeys> keys(new AppKeys());
  keys->keys_.reserve(app_secrets.size());
  for (const Secret& secret : app_secrets) {
    if (secret.empty())
      return invalid_argument("app_secrets", "an App Secret is empty; copy it from the App Dashboard");
    keys->keys_.emplace_back(secret.reveal());
  }
  return std::shared_ptr<const AppKeys>(keys);
}

Result<std::shared_ptr<const AppKeys>> AppKeys::of(const WebhookVerifier& verifier) {
  if (!verifier.keys_) return invalid_argument("app_secrets", "this verifier has no App Secret; make it with create()");
  return verifier.keys_;
}

bool AppKeys::made(const crypto::Digest& given, std::string_view bytes) const {
  bool genuine = false;
  // No early end: which secret fits must not show in the time it takes.
  for (const crypto::HmacKey& key : keys_) genuine = crypto::equal(key.mac(bytes), given) || genuine;
  return genuine;
}

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
