#include "desk/lane_step.hpp"
#include "desk/shown_as.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

namespace {
constexpr const char* session_closed_text = "the session is closed; the customer's next act opens a new one";

} // namespace

bool LaneStep::is_open(const SessionId& session) const { return state_.session && state_.session->id == session; }

void LaneStep::accept_for(const AgentId& agent) {
  state_.session->state = SessionState::active;
  state_.session->agent = agent;
  emit(SessionAccepted{*state_.session});
}

void LaneStep::on_accept(const AcceptAsked& asked) {
  if (!is_open(asked.session)) return refuse(ErrorCode::session_closed, session_closed_text);
  if (state_.session->state == SessionState::waiting) accept_for(asked.agent);
  answer(state_.session->agent.text());
}

void LaneStep::on_reply(const ReplyAsked& asked) {
  const MessageId id = message_id(view_.lane, asked.request.text());
  // The dedupe key may be gone after days; the message it made is not.
  if (record(id) != nullptr) return answer(id.text());
  if (!is_open(asked.session)) return refuse(ErrorCode::session_closed, session_closed_text);
  const bool human = asked.author.kind == AuthorKind::agent;
  if (human && state_.session->state == SessionState::active && state_.session->agent != asked.author.agent)
    return refuse(ErrorCode::session_taken, "another agent has the session; take it over in the host's routing first");
  if (state_.queue.size() >= LaneState::max_queue)
    return refuse(ErrorCode::conflict, "too many messages wait to be sent to this customer; wait for some to leave");
  if (const auto valid = validate(asked.message); !valid)
    return refuse(valid.error().code, valid.error().message, valid.error().field);
  if (human && state_.session->state == SessionState::waiting) accept_for(asked.author.agent);

  MessageRecord added;
  added.message.id = id;
  added.message.contact = contact_id(view_.lane);
  added.message.session = asked.session;
  added.message.direction = Direction::outbound;
  added.message.author = asked.author;
  added.message.at = now_;
  added.message.status = MessageStatus::queued;
  added.message.body = shown_as(asked.message);
  added.outgoing = asked.message;
  add_record(std::move(added));
  state_.queue.push_back(id);
  answer(id.text());
}

void LaneStep::on_close(const CloseAsked& asked) {
  if (!is_open(asked.session)) return refuse(ErrorCode::session_closed, session_closed_text);
  Session closed = *state_.session;
  closed.state = SessionState::closed;
  closed.close_reason = asked.reason;
  state_.session.reset();
  emit(SessionClosed{std::move(closed)});
  answer({});
}

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
