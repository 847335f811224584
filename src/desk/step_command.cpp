#include "desk/lane_step.hpp"
#include "desk/parts.hpp"
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
  auto parts = parts_of(asked.message);
  if (!parts) return refuse(parts.error().code, parts.error().message, parts.error().field);
  if (state_.queue.size() + parts->size() > LaneState::max_queue)
    return refuse(ErrorCode::conflict, "too many messages wait to be sent to this customer; wait for some to leave");
  const SendDecision decision =
      decide_send(thread_facts(), approvals(), asked.author.kind, asked.message.content, now_);
  if (const auto* refusal = std::get_if<Refusal>(&decision)) return refuse(*refusal);
  if (human && state_.session->state == SessionState::waiting) accept_for(asked.author.agent);
  for (std::size_t i = 0; i < parts->size(); ++i) queue_part(asked, i, parts->size(), std::move((*parts)[i]));
  answer(id.text());
}

void LaneStep::queue_part(const ReplyAsked& asked, std::size_t index, std::size_t count, OutgoingMessage part) {
  const std::string& request = asked.request.text();
  MessageRecord added;
  Message& message = added.message;
  message.id = message_id(view_.lane, index == 0 ? request : request + "/" + std::to_string(index + 1));
  message.contact = contact_id(view_.lane);
  message.session = asked.session;
  message.direction = Direction::outbound;
  message.author = asked.author;
  message.at = now_;
  message.status = MessageStatus::queued;
  message.body = shown_as(part);
  if (count > 1) {
    message.first_part = message_id(view_.lane, request);
    message.part = static_cast<unsigned>(index + 1);
    message.parts = static_cast<unsigned>(count);
  }
  added.outgoing = std::move(part);
  state_.queue.push_back(queued(added));
  add_record(std::move(added));
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
