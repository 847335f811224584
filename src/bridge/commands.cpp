#include "bridge/commands.hpp"

#include "desk/lane_key.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace bridge {

namespace {

constexpr std::size_t recent_answers = 256;

Error stopping(SendFate fate) {
  return Error{ErrorCode::cancelled, "the bridge is stopping; ask again with the same RequestId", fate, {}};
}

Result<std::string> result_of(const std::string& bytes) {
  const auto answer = desk::decode_answer(bytes);
  if (!answer)
    return not_sent(ErrorCode::internal, "the stored answer cannot be read; was the store written by a newer version?");
  if (answer->ok) return answer->value;
  Error error{answer->code, answer->message, SendFate::not_sent, answer->field};
  error.refusal = answer->refusal;
  return error;
}

} // namespace

void Commands::ask(const SessionId& session, std::string_view kind, const RequestId& request, desk::FactBody body,
                   Completion<std::string> done) {
  // Never inside the host's own call.
  const auto refuse = [&](Error error) { node_->post([done, error = std::move(error)] { done(error); }); };
  if (request.empty())
    return refuse(invalid_argument("request", "give the command a RequestId, so that repeating it does nothing twice"));
  const auto lane = desk::lane_of(session.text());
  if (!lane) return refuse(not_sent(ErrorCode::not_found, "this is no session id of this store"));
  if (node_->draining()) return refuse(stopping(SendFate::not_sent));
  auto row = std::make_shared<AppendRow>();
  row->lane = *lane;
  row->dedupe_key = std::string(kind) + "/" + std::to_string(*lane) + "/" + request.text();
  row->fact = desk::encode(desk::Fact{node_->now(), std::move(body)});
  append(row, done, false);
}

void Commands::append(const std::shared_ptr<const AppendRow>& row, const Completion<std::string>& done, bool is_kept) {
  auto self = shared_from_this();
  node_->options().store->append({*row}, [self, row, done, is_kept](Result<std::vector<Appended>> appended) {
    if (!appended && is_kept) return self->ask_later(row, done); // only its answer is missing
    if (!appended) return self->node_->post([done, error = appended.error()] { done(error); });
    const Appended& first = appended->front();
    if (first.status == Appended::Status::no_lane)
      return self->node_->post([done] { done(not_sent(ErrorCode::not_found, "there is no such session")); });
    if (first.answer) {
      self->node_->post([done, answer = *first.answer] { done(result_of(answer)); });
      return self->answered(first.lane, first.seq, *first.answer); // whoever else waits for it
    }
    if (is_kept) return self->ask_later(row, done);
    self->wait_for({first.lane, first.seq}, row, done);
    self->node_->kick();
  });
}

void Commands::wait_for(const Key& key, const std::shared_ptr<const AppendRow>& row,
                        const Completion<std::string>& done) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& [known, bytes] : recent_)
      if (known == key) return node_->post([done, bytes = bytes] { done(result_of(bytes)); });
    waiting_.emplace(key, done);
  }
  ask_later(row, done);
}

/// The step may run on another node: then the store is the only one to tell.
void Commands::ask_later(const std::shared_ptr<const AppendRow>& row, const Completion<std::string>& done) {
  auto self = shared_from_this();
  node_->post_after(node_->options().poll, [self, row, done] {
    if (!done) return; // answered
    if (self->node_->stopped()) return done(stopping(SendFate::unknown));
    self->append(row, done, true);
  });
}

void Commands::answered(LaneId lane, std::uint64_t seq, const std::string& bytes) {
  std::vector<Completion<std::string>> waiting;
  const Key key{lane, seq};
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    recent_.emplace_back(key, bytes);
    if (recent_.size() > recent_answers) recent_.pop_front();
    const auto [begin, end] = waiting_.equal_range(key);
    for (auto at = begin; at != end; ++at) waiting.push_back(at->second);
    waiting_.erase(begin, end);
  }
  for (const auto& done : waiting) node_->post([done, bytes] { done(result_of(bytes)); });
}

void Commands::cancel_all() {
  std::multimap<Key, Completion<std::string>> waiting;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    waiting.swap(waiting_);
  }
  for (const auto& [key, done] : waiting) node_->post([done = done] { done(stopping(SendFate::unknown)); });
}

} // namespace bridge
PAGEBRIDGE_END_NAMESPACE
