#include "pagebridge/graph/access.hpp"

#include "crypto.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

std::string appsecret_proof(const Secret& access_token, const Secret& app_secret) {
  return crypto::hex(crypto::hmac_sha256(app_secret.reveal(), access_token.reveal()));
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
