#pragma once

#include <functional>
#include <memory>

#include "contact_center/counters.hpp"
#include "contact_center/desk.hpp"
#include "pagebridge/bridge/bridge.hpp"
#include "pagebridge/store/store.hpp"

namespace demo {

/// What the contact centre's HTTP server answers: the webhook, the API of the page, and the page. README.md beside this file lists it.
/// Threads: one thread; answers come on any. Lifetime: the parts outlive it.
class Api {
 public:
  using Respond = std::function<void(pagebridge::HttpResponse)>;

  Api(pagebridge::Bridge& bridge, const Desk& desk, const Counters& counters, pagebridge::DeadLetters& dead_letters)
      : bridge_(bridge), desk_(desk), counters_(counters), dead_letters_(dead_letters) {}

  void handle(pagebridge::HttpRequest request, const Respond& respond);

 private:
  void get(const pagebridge::HttpRequest& request, const Respond& respond);
  void post(const pagebridge::HttpRequest& request, const Respond& respond);
  void create_service(const pagebridge::HttpRequest& request, const Respond& respond);
  void act(const std::string& session, const std::string& act, const pagebridge::HttpRequest& request,
           const Respond& respond);
  void tell_stats(const Respond& respond);

  pagebridge::Bridge& bridge_;
  const Desk& desk_;
  const Counters& counters_;
  pagebridge::DeadLetters& dead_letters_;
};

} // namespace demo
