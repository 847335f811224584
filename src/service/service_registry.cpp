#include "pagebridge/service/service_registry.hpp"

#include <map>
#include <mutex>
#include <utility>

#include "host_guard.hpp"
#include "http/reachable_url.hpp"
#include "pagebridge/graph/page.hpp"
#include "service/validation.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

namespace {

constexpr std::size_t path_bytes = 16;         ///< 128 bits: nobody guesses the webhook URL …
constexpr std::size_t verify_token_bytes = 24; ///< … or the verify token
constexpr milliseconds identity_timeout = std::chrono::seconds(15);

/// The webhook's own path is put behind it.
bool can_be_extended(std::string_view url) { return url.find_first_of("?# \t\r\n") == std::string_view::npos; }

/// What the services of one App have in common: an App has one callback URL.
struct AppRecord {
  std::string path;
  Secret verify_token;
  std::vector<Secret> secrets; ///< the current one first
  WebhookVerifier verifier;    ///< made of them

  void accept_only(std::vector<Secret> valid) {
    secrets = std::move(valid);
    // Without a verifier nothing is let in; but these secrets were validated.
    verifier = WebhookVerifier::create(secrets).value_or(WebhookVerifier());
  }
};

} // namespace

struct ServiceRegistry::Impl : std::enable_shared_from_this<Impl> {
  explicit Impl(ServiceRegistryOptions o) : options(std::move(o)) {}

  ServiceRegistryOptions options;
  mutable std::mutex mutex;
  std::map<AppId, AppRecord> apps;
  std::map<std::string, AppId> paths;
  std::map<ServiceId, Service> services;

  bool is_in_use(const AppId& app) const {
    for (const auto& [id, service] : services)
      if (service.app == app) return true;
    return false;
  }

  /// Whether the draft contradicts what is there. Called with the lock held.
  Result<void> check_conflicts(const ServiceDraft& draft, const PageId& page) const {
    const auto app = apps.find(draft.app);
    if (app != apps.end() && is_in_use(draft.app) && app->second.secrets.front() != draft.app_secret)
      return Error{ErrorCode::conflict, "another service of this App has another secret; rotate the App Secret instead",
                   SendFate::not_sent, "app_secret"};
    for (const auto& [id, service] : services)
      if (service.app == draft.app && service.page == page)
        return Error{ErrorCode::conflict, "there is a service for this App and Page already", SendFate::not_sent,
                     "page"};
    return {};
  }

  Result<Service> save(const ServiceDraft& draft, const PageId& page, const std::string& page_name) {
    auto id = random_token(*options.random, path_bytes);
    auto path = random_token(*options.random, path_bytes);
    auto verify_token = random_token(*options.random, verify_token_bytes);
    for (const auto* token : {&id, &path, &verify_token})
      if (!*token) return token->error();

    const std::lock_guard<std::mutex> lock(mutex);
    if (auto free = check_conflicts(draft, page); !free) return free.error();
    AppRecord& app = apps[draft.app];
    if (app.path.empty()) {
      app.path = *path;
      app.verify_token = Secret(*verify_token);
      app.accept_only({draft.app_secret});
      paths.emplace(app.path, draft.app);
    } else if (!is_in_use(draft.app)) {
      app.accept_only({draft.app_secret}); // the path stays: the App Dashboard knows it
    }
    Service service;
    service.id = ServiceId(*id);
    service.name = draft.name;
    service.app = draft.app;
    service.app_secret = draft.app_secret;
    service.page_access_token = draft.page_access_token;
    service.page = page;
    service.page_name = page_name;
    service.colour = draft.colour;
    service.tags = draft.tags;
    service.optional_tags = draft.optional_tags;
    service.approvals = draft.approvals;
    service.webhook_url = options.base_url + "/" + app.path;
    service.verify_token = app.verify_token;
    services.emplace(service.id, service);
    return service;
  }

  void ask_for_page(ServiceDraft draft, const Completion<Service>& done) {
    const graph::Access access{draft.page_access_token, draft.app_secret, options.api_version, options.graph_origin};
    CallContext context;
    context.deadline = options.clock->steady() + identity_timeout;
    auto self = shared_from_this();
    Completion<HttpResponse> answered = [self, draft = std::move(draft), done](Result<HttpResponse> response) {
      self->options.executor->post([self, draft, done, response = std::move(response)] {
        auto identity = response ? graph::from_http(graph::GetPageIdentity{}, *response)
                                 : Result<graph::PageIdentity>(response.error());
        if (!identity) {
          Error error = identity.error();
          if (error.code == ErrorCode::graph) error.field = "page_access_token";
          return done(std::move(error));
        }
        done(self->save(draft, identity->page, identity->name));
      });
    };
    // If it throws, the Completion dies with the call and so says `host_failed`.
    call_host([&] {
      options.transport->start(graph::to_http(graph::GetPageIdentity{}, access), context, std::move(answered));
    });
  }

  Result<WebhookTarget> target(std::string_view path) const {
    const std::lock_guard<std::mutex> lock(mutex);
    // Proxies strip and add prefixes; the last part of the path is what nobody can guess.
    const auto app = paths.find(std::string(path.substr(path.rfind('/') + 1)));
    if (app == paths.end()) return not_sent(ErrorCode::not_found, "no service has this webhook path");
    const AppRecord& record = apps.at(app->second);
    WebhookTarget target{app->second, record.verifier, record.verify_token, {}};
    for (const auto& [id, service] : services)
      if (service.app == app->second) target.services.emplace(service.page, id);
    return target;
  }
};

Result<std::shared_ptr<ServiceRegistry>> ServiceRegistry::create(ServiceRegistryOptions options) {
  while (!options.base_url.empty() && options.base_url.back() == '/') options.base_url.pop_back();
  if (!is_https_or_loopback(options.base_url) || !can_be_extended(options.base_url))
    return invalid_argument("base_url",
                            "Meta calls https:// addresses only; give the public one, as https://host/path");
  if (!options.transport) return invalid_argument("transport", "give the registry an HttpTransport");
  if (!options.executor) return invalid_argument("executor", "give the registry an Executor");
  if (!options.clock) return invalid_argument("clock", "give the registry a Clock");
  if (!options.random) return invalid_argument("random", "give the registry a Random");
  return std::shared_ptr<ServiceRegistry>(new ServiceRegistry(std::make_shared<Impl>(std::move(options))));
}

ServiceRegistry::ServiceRegistry(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
ServiceRegistry::~ServiceRegistry() = default;

void ServiceRegistry::create(ServiceDraft draft, Completion<Service> done) {
  impl_->options.executor->post([impl = impl_, draft = std::move(draft), done = std::move(done)]() mutable {
    if (auto valid = validate(draft); !valid) return done(valid.error());
    if (draft.page.empty()) return impl->ask_for_page(std::move(draft), done);
    done(impl->save(draft, draft.page, {}));
  });
}

Result<void> ServiceRegistry::rotate_app_secret(const AppId& app, Secret new_secret) {
  const std::lock_guard<std::mutex> lock(impl_->mutex);
  const auto found = impl_->apps.find(app);
  if (found == impl_->apps.end()) return not_sent(ErrorCode::not_found, "no service uses this App");
  if (auto valid = validate_app_secret(new_secret); !valid) return valid;
  std::vector<Secret> secrets = found->second.secrets;
  if (secrets.front() == new_secret) return {}; // asked twice: the old one stays accepted
  for (auto& [id, service] : impl_->services)
    if (service.app == app) service.app_secret = new_secret;
  secrets.insert(secrets.begin(), std::move(new_secret));
  if (secrets.size() > 2) secrets.resize(2);
  found->second.accept_only(std::move(secrets));
  return {};
}

Result<void> ServiceRegistry::finish_secret_rotation(const AppId& app) {
  const std::lock_guard<std::mutex> lock(impl_->mutex);
  const auto found = impl_->apps.find(app);
  if (found == impl_->apps.end()) return not_sent(ErrorCode::not_found, "no service uses this App");
  found->second.accept_only({found->second.secrets.front()});
  return {};
}

Result<void> ServiceRegistry::remove(const ServiceId& service) {
  const std::lock_guard<std::mutex> lock(impl_->mutex);
  if (impl_->services.erase(service) == 0) return not_sent(ErrorCode::not_found, "there is no such service");
  return {};
}

Result<Service> ServiceRegistry::get(const ServiceId& service) const {
  const std::lock_guard<std::mutex> lock(impl_->mutex);
  const auto found = impl_->services.find(service);
  if (found == impl_->services.end()) return not_sent(ErrorCode::not_found, "there is no such service");
  return found->second;
}

std::vector<Service> ServiceRegistry::list() const {
  const std::lock_guard<std::mutex> lock(impl_->mutex);
  std::vector<Service> all;
  all.reserve(impl_->services.size());
  for (const auto& [id, service] : impl_->services) all.push_back(service);
  return all;
}

void ServiceRegistry::find(std::string path, LookupFreshness /*freshness*/, Completion<WebhookTarget> done) {
  // Here the cache is the source itself.
  done(impl_->target(path));
}

PAGEBRIDGE_END_NAMESPACE
