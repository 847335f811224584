#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/executor.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/http/http_transport.hpp"
#include "pagebridge/policy/platform_limits.hpp"
#include "pagebridge/random.hpp"
#include "pagebridge/service/service.hpp"
#include "pagebridge/webhook/service_lookup.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

struct ServiceRegistryOptions {
  std::string base_url;                     ///< where the host serves webhooks: https, or http on loopback
  std::shared_ptr<HttpTransport> transport; ///< to ask whose token it is
  std::shared_ptr<Executor> executor;
  std::shared_ptr<Clock> clock;
  std::shared_ptr<Random> random;
  std::string graph_origin = std::string(platform::graph_origin);
  std::string api_version = std::string(platform::default_api_version);
};

/// The Messenger services of this process, in memory.
/// Threads: thread-safe. Completions run on the executor. Lifetime: shared.
class PAGEBRIDGE_EXPORT ServiceRegistry final : public ServiceLookup {
 public:
  static Result<std::shared_ptr<ServiceRegistry>> create(ServiceRegistryOptions options);
  ~ServiceRegistry() override;
  ServiceRegistry(const ServiceRegistry&) = delete;
  ServiceRegistry& operator=(const ServiceRegistry&) = delete;

  /// Checks the draft field by field, asks the platform for the Page if the draft names none, and makes the service with
  /// its webhook URL and verify token. Errors: `invalid_argument` and `conflict` name the field; `graph` says why the
  /// platform refused the token. Services of one App share the webhook URL and verify token, because an App has only one
  /// callback URL; (App, Page) is unique.
  void create(ServiceDraft draft, Completion<Service> done);
  /// A second App Secret is accepted beside the old one until `finish_secret_rotation`.
  Result<void> rotate_app_secret(const AppId& app, Secret new_secret);
  Result<void> finish_secret_rotation(const AppId& app);
  /// From now on its webhooks are dead letters and its sends fail. Error `not_found`.
  Result<void> remove(const ServiceId& service);

  [[nodiscard]] Result<Service> get(const ServiceId& service) const;
  [[nodiscard]] std::vector<Service> list() const;

  void find(std::string path, LookupFreshness freshness, Completion<WebhookTarget> done) override;

 private:
  struct Impl;
  explicit ServiceRegistry(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

PAGEBRIDGE_END_NAMESPACE
