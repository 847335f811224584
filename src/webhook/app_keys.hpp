#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "crypto.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"
#include "pagebridge/webhook/verified_body.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

/// One or two App Secrets, ready to check what Meta signed with one of them. Private. Threads: immutable.
class AppKeys {
 public:
  static Result<std::shared_ptr<const AppKeys>> create(const std::vector<Secret>& app_secrets);
  /// The keys of a verifier; `invalid_argument` if it has none.
  static Result<std::shared_ptr<const AppKeys>> of(const WebhookVerifier& verifier);

  /// Whether one of the secrets made `given` over these bytes.
  [[nodiscard]] bool made(const crypto::Digest& given, std::string_view bytes) const;

 private:
  AppKeys() = default;
  std::vector<crypto::HmacKey> keys_;
};

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
