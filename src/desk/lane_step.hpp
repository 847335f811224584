#pragma once

#include <map>
#include <utility>

#include "desk/step.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

/// One step under way: the state and the touched messages while the fact works on them. step.cpp has what all facts share;
/// the other step_….cpp have one family of facts each.
class LaneStep {
 public:
  LaneStep(const LaneView& view, LaneState state, std::vector<MessageRecord> touched, Timestamp now);

  void run(const ParsedFact& fact);
  StepResult finish();

 private:
  // step_webhook.cpp
  void on_webhook(const WebhookFact& fact, const Event& event);
  void on_message(const Event& event, const MessageReceived& message);
  void on_postback(const Event& event, const PostbackReceived& postback);
  void on_echo(const EventEnvelope& envelope, const std::string& raw_json, Timestamp at, const MessageEchoed& echo);
  void on_delivery(const MessageDelivered& delivery);
  void on_read(const MessageRead& read);
  void on_other(const Event& event);
  void pass_on(const Event& event);
  void show_foreign_echo(const EventEnvelope& envelope, Timestamp at, const MessageEchoed& echo);
  void customer_acted(const Event& event, CustomerAct act);
  void open_for(const Event& event);
  void on_routing(const EventBody& body);
  void open_contact();
  void open_session(Timestamp at);
  void add_inbound(const Event& event, std::string_view name, const Mid& mid, MessageBody body);
  void look_up_profile();
  void on_profile(const ProfileLookedUp& looked_up);

  // step_change.cpp
  void on_change(const Event& event);
  static Mid changed_mid(const EventBody& body);
  static bool apply_early(MessageRecord& record, const std::vector<EarlyFact>& early);

  // step_window.cpp
  [[nodiscard]] Approvals approvals() const;
  [[nodiscard]] ThreadFacts thread_facts() const;
  void note_act(Timestamp at, CustomerAct act);
  void note_owner(ThreadOwner owner);
  void note_channel(Channel channel);
  void note_new_owner(const AppId& owner);
  void tell_window();

  // step_command.cpp
  void on_accept(const AcceptAsked& asked);
  void on_reply(const ReplyAsked& asked);
  void queue_part(const ReplyAsked& asked, std::size_t index, std::size_t count, OutgoingMessage part);
  void on_close(const CloseAsked& asked);
  void accept_for(const AgentId& agent);
  [[nodiscard]] bool is_open(const SessionId& session) const;

  // step_send.cpp
  void on_settled(const SendSettled& settled);
  void on_due(const Due& due);
  void on_thread(const ThreadLookedUp& looked_up);
  bool look_up_flight();
  void give_up_flight();
  void stop_parts(const MessageId& first_part);
  void send_next();
  void fail(MessageRecord& sent, const Failure& failure, bool is_current);
  void not_sent(MessageRecord& record, const SendSettled& settled);
  [[nodiscard]] Queued queued(const MessageRecord& record) const;
  void end_flight();
  static bool is_kept_echo(const EarlyFact& early) noexcept;
  void confirm(MessageRecord& record, const Mid& mid, std::optional<Timestamp> echoed_at);
  void apply_watermarks(MessageRecord& record);

  // step.cpp
  void on_rejected(const DeskRejected& rejected);
  MessageRecord* record(const MessageId& id);
  MessageRecord* record_of(const Mid& mid);
  MessageRecord& add_record(MessageRecord record);
  void set_status(MessageRecord& record, MessageStatus status, Failure failure = {});
  void emit(DesktopEventBody event);
  std::uint64_t add_effect(EffectBody body);
  void remember_early(EarlyFact early);
  void forget_oldest_early();
  void show_kept_echo(const EarlyFact& kept);
  std::vector<EarlyFact> take_early(const Mid& mid);
  [[nodiscard]] Contact contact() const;
  void answer(std::string value);
  void refuse(ErrorCode code, std::string message, std::string field = {});
  void refuse(const Refusal& refusal);

  const LaneView& view_;
  Timestamp now_;
  LaneState state_;
  std::optional<MessageId> loaded_head_; ///< the head of the queue when the messages were loaded
  struct Touched {
    MessageRecord record;
    bool changed = false;
  };
  std::map<MessageId, Touched> records_;
  StepResult result_;
};

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
