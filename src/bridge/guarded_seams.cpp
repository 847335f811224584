#include "bridge/guarded_seams.hpp"

#include <utility>

#include "host_guard.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace bridge {

namespace {

Error threw() { return Error{ErrorCode::host_failed, "a seam of the host threw", SendFate::unknown, {}}; }

class GuardedStore final : public Store {
 public:
  explicit GuardedStore(std::shared_ptr<Store> store) : store_(std::move(store)) {}

  void append(std::vector<AppendRow> rows, Completion<std::vector<Appended>> done) override {
    if (!call_host([&] { store_->append(std::move(rows), done); })) done(threw());
  }
  void lease(LeaseRequest request, Completion<Leases> done) override {
    if (!call_host([&] { store_->lease(std::move(request), done); })) done(threw());
  }
  void commit(Commit commit, Completion<void> done) override {
    if (!call_host([&] { store_->commit(std::move(commit), done); })) done(threw());
  }
  void find(Find query, Completion<Found> done) override {
    if (!call_host([&] { store_->find(std::move(query), done); })) done(threw());
  }

 private:
  std::shared_ptr<Store> store_;
};

class GuardedTransport final : public HttpTransport {
 public:
  GuardedTransport(std::shared_ptr<HttpTransport> transport, std::shared_ptr<Executor> executor)
      : transport_(std::move(transport)), executor_(std::move(executor)) {}

  void start(HttpRequest request, const CallContext& context, Completion<HttpResponse> done) override {
    Completion<HttpResponse> hop([executor = executor_, done](Result<HttpResponse> response) {
      executor->post([done, response = std::move(response)] { done(response); });
    });
    if (!call_host([&] { transport_->start(std::move(request), context, hop); })) hop(threw());
  }

 private:
  std::shared_ptr<HttpTransport> transport_;
  std::shared_ptr<Executor> executor_;
};

} // namespace

std::shared_ptr<Store> guard(std::shared_ptr<Store> store) { return std::make_shared<GuardedStore>(std::move(store)); }

std::shared_ptr<HttpTransport> guard(std::shared_ptr<HttpTransport> transport, std::shared_ptr<Executor> executor) {
  return std::make_shared<GuardedTransport>(std::move(transport), std::move(executor));
}

} // namespace bridge
PAGEBRIDGE_END_NAMESPACE
