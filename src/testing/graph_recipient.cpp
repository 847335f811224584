// `recipient` of a Send: https://developers.facebook.com/docs/messenger-platform/reference/send-api
#include <string>

#include "testing/send_reading.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

struct RecipientKey {
  const char* name;
  Recipient::Kind kind;
};
constexpr RecipientKey keys[] = {{"id", Recipient::Kind::psid},
                                 {"user_ref", Recipient::Kind::user_ref},
                                 {"comment_id", Recipient::Kind::comment},
                                 {"post_id", Recipient::Kind::post},
                                 {"phone_number", Recipient::Kind::phone}};
// Of one-time and recurring notifications, and of groups. Beside another key, too: nobody knows which would win.
constexpr const char* retired_keys[] = {"one_time_notif_token", "notification_messages_token", "thread_key"};

} // namespace

Refused read_recipient(const json::Value& value, Recipient& recipient) {
  if (!value.is_object()) return parameter_error("The parameter recipient is required");
  std::size_t count = 0;
  for (const RecipientKey& key : keys) {
    const std::string_view id = value[key.name].id();
    if (id.empty()) continue;
    ++count;
    recipient = {key.kind, std::string(id)};
  }
  for (const char* key : retired_keys) {
    if (value[key].exists()) return parameter_error("Param recipient[" + std::string(key) + "] is not served any more");
  }
  if (count != 1)
    return parameter_error("Param recipient must have one of {id, user_ref, comment_id, post_id, phone_number}");
  recipient.first_name = value["name"]["first_name"].text();
  recipient.last_name = value["name"]["last_name"].text();
  return std::nullopt;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
