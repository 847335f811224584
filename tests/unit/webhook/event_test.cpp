#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "support/catch.hpp"
#include "unit/webhook/payload.hpp"

using namespace pagebridge;   // NOLINT(google-build-using-namespace)
using namespace webhook_test; // NOLINT(google-build-using-namespace)

TEST_CASE("the channels are called as the platform calls them", "[webhook]") {
  CHECK(to_string(Channel::messaging) == "messaging");
  CHECK(to_string(Channel::standby) == "standby");
  CHECK(to_string(Channel::changes) == "changes");
  CHECK(to_string(Channel::calls) == "calls");
  CHECK(to_string(Channel::entry) == "entry");
}

TEST_CASE("every kind has its name", "[webhook]") {
  const std::vector<std::pair<EventBody, std::string>> kinds = {{UnknownEvent{}, "unknown"},
                                                                {MessageReceived{}, "message"},
                                                                {PostbackReceived{}, "postback"},
                                                                {MessageEchoed{}, "echo"},
                                                                {MessageDelivered{}, "delivery"},
                                                                {MessageRead{}, "read"},
                                                                {ReactionChanged{}, "reaction"},
                                                                {MessageEdited{}, "edit"},
                                                                {MessageUnsent{}, "unsend"},
                                                                {ReferralReceived{}, "referral"},
                                                                {OptInReceived{}, "opt_in"},
                                                                {OptOutReceived{}, "opt_out"},
                                                                {AccountLinkChanged{}, "account_link"},
                                                                {FeedbackReceived{}, "feedback"},
                                                                {ResponseRated{}, "response_rating"},
                                                                {GamePlayed{}, "game_play"},
                                                                {CustomerInformationReceived{}, "customer_information"},
                                                                {LeadFormSubmitted{}, "lead_form"},
                                                                {CartSent{}, "cart"},
                                                                {MessageContextFound{}, "message_context"},
                                                                {ThreadPassed{}, "thread_passed"},
                                                                {ThreadTaken{}, "thread_taken"},
                                                                {ThreadRequested{}, "thread_requested"},
                                                                {AppRolesChanged{}, "app_roles"},
                                                                {PolicyEnforced{}, "policy"},
                                                                {CallChanged{}, "call"},
                                                                {CallPermissionAnswered{}, "call_permission"},
                                                                {FeedChanged{}, "feed"},
                                                                {PageMentioned{}, "mention"},
                                                                {RatingChanged{}, "rating"},
                                                                {GroupCommented{}, "group_comment"},
                                                                {LeadGenerated{}, "lead"},
                                                                {InboxLabelChanged{}, "inbox_label"},
                                                                {TemplateStatusChanged{}, "template_status"},
                                                                {MarketingMessageReported{}, "marketing_message"},
                                                                {IntegrityReported{}, "integrity"},
                                                                {FieldChanged{}, "field"}};
  for (const auto& [body, name] : kinds) CHECK(kind_of(body) == name);
  CHECK(kinds.size() == std::variant_size_v<EventBody>);
}

TEST_CASE("who wrote an echo is told by its app", "[webhook]") {
  const AppId own(our_app);
  const auto source = [&](const char* name) { return source_of(body_as<MessageEchoed>(only(name)), own); };
  CHECK(source("echo_own") == EchoSource::own_app);
  CHECK(source("echo_page_inbox") == EchoSource::page_inbox);
  CHECK(source("echo_other_app") == EchoSource::other_app);
  CHECK(source("echo_without_app") == EchoSource::unknown);
  const MessageEchoed inbox = body_as<MessageEchoed>(only("echo_page_inbox"));
  CHECK(source_of(inbox, AppId("263902037430900")) == EchoSource::own_app);
  // Meta's page on echoes prints the inbox's id a digit short; it never was an app's.
  MessageEchoed misprint;
  misprint.app = AppId("26390203743090");
  CHECK(source_of(misprint, own) == EchoSource::other_app);
}

TEST_CASE("a sample of the App Dashboard is told by its Page", "[webhook]") {
  CHECK(is_dashboard_sample(only("changes_dashboard_test").envelope));
  CHECK(!is_dashboard_sample(only("message_text").envelope));
  CHECK(!is_dashboard_sample(EventEnvelope{}));
}
