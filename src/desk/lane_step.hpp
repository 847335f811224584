#pragma once

#include <map>
#include <utility>

#include "desk/step.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

/// One step under way: the state and the touched messages while the fact works on them. step.cpp has what all facts share;
/// step_webhook.cpp, step_command.cpp and step_send.cpp have one family of facts each.
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
  void show_foreign_echo(const EventEnvelope& envelope, Timestamp at, const MessageEchoed& echo);
  void customer_acted(const Event& event);
  void open_contact();
  void open_session(Timestamp at);
  void add_inbound(const Event& event, std::string_view name, const Mid& mid, MessageBody body);
  void look_up_profile();
  void on_profile(const ProfileLookedUp& looked_up);

  // step_command.cpp
  void on_accept(const AcceptAsked& asked);
  void on_reply(const ReplyAsked& asked);
  void on_close(const CloseAsked& asked);
  void accept_for(const AgentId& agent);
  [[nodiscard]] bool is_open(const SessionId& session) const;

  // step_send.cpp
  void on_settled(const SendSettled& settled);
  void on_due();
  void send_next();
  void not_sent(MessageRecord& record, const SendSettled& settled);
  void end_flight();
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
