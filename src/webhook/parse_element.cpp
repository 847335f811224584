#include "webhook/parse_element.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "webhook/readers.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace webhook {

namespace {

struct Carrier {
  std::string_view name;
  Reader read;
  bool names_customer = false; ///< of a field: whether the user or sender in its value is a PSID
};

/// The members that carry an event, most telling first: an element may hold two of them (`message` beside
/// `prior_message`, `referral` beside `lead`), and the first one here names its kind.
constexpr Carrier members[] = {{"message", read_message},
                               {"delivery", read_delivery},
                               {"read", read_read},
                               {"postback", read_postback},
                               {"reaction", read_reaction},
                               {"message_edit", read_edit},
                               {"referral", read_referral},
                               {"optin", read_opt_in},
                               {"optout", read_opt_out},
                               {"account_linking", read_account_link},
                               {"policy_enforcement", read_policy},
                               {"policy-enforcement", read_policy},
                               {"pass_thread_control", read_thread_passed},
                               {"take_thread_control", read_thread_taken},
                               {"request_thread_control", read_thread_requested},
                               {"app_roles", read_app_roles},
                               {"messaging_feedback", read_feedback},
                               {"response_feedback", read_response_rating},
                               {"game_play", read_game_play},
                               {"messaging_customer_information", read_customer_information},
                               {"form", read_lead_form},
                               {"order", read_cart},
                               {"message_context", read_message_context},
                               {"call_permission_reply", read_call_permission},
                               {"messaging_integrity", read_integrity}};

/// The fields of `changes` whose value is no messaging element.
constexpr Carrier fields[] = {{"feed", read_feed},
                              {"calls", read_call},
                              {"group_feed", read_group_comment},
                              {"mention", read_mention},
                              {"ratings", read_rating},
                              {"leadgen", read_lead},
                              {"inbox_labels", read_inbox_label, true},
                              {"message_template_status_update", read_template_status},
                              {"messenger_template_status_update", read_template_status},
                              {"business_integrity", read_integrity, true},
                              {"messaging_integrity", read_integrity, true},
                              {"messaging_optouts", read_opt_out, true},
                              {"marketing_message_echoes", read_marketing_message},
                              {"marketing_message_deliveries", read_marketing_message},
                              {"marketing_message_clicks", read_marketing_message},
                              {"marketing_message_delivery_failed", read_marketing_message}};

bool is_common_member(std::string_view name) {
  return name == "sender" || name == "recipient" || name == "timestamp" || name == "id" || name == "time";
}

/// What stands in a messaging element.
struct Parts {
  json::Value sender;
  json::Value recipient;
  json::Value time;
  json::Value event;
  const Carrier* carrier = nullptr; ///< what reads `event`
  unsigned others = 0;              ///< how many objects there are beside sender and recipient, `event` included
};

/// Takes a member that is an object, if none before it tells more of what the element is.
void take_carrier(Parts& parts, std::string_view name, const json::Value& value) {
  ++parts.others;
  const Carrier* const end = parts.carrier != nullptr ? parts.carrier : std::end(members);
  const auto* const found =
      std::find_if(std::begin(members), end, [&](const Carrier& carrier) { return carrier.name == name; });
  if (found == end) return;
  parts.carrier = found;
  parts.event = value;
}

Parts parts_of(const json::Value& element) {
  Parts parts;
  if (!element.is_object()) return parts;
  // The first of two members of one name counts.
  const auto take = [](json::Value& part, const json::Value& value) {
    if (!part.exists()) part = value;
  };
  for (auto member = element.begin(); member != element.end(); ++member) {
    const std::string_view name = member.name();
    if (name == "sender") {
      take(parts.sender, *member);
    } else if (name == "recipient") {
      take(parts.recipient, *member);
    } else if (name == "timestamp") {
      take(parts.time, *member);
    } else if ((*member).is_object()) {
      take_carrier(parts, name, *member);
    }
  }
  return parts;
}

/// Group events have no member of their own: theirs stand in the element.
bool is_group_comment(const json::Value& element) {
  return element["group_id"].exists() && (element["comment_id"].exists() || element["post_id"].exists());
}

/// What names an event that we have no type for: the first member that is not one that all events share.
std::string unknown_name(const json::Value& element) {
  if (element.is_object())
    for (auto member = element.begin(); member != element.end(); ++member)
      if (!is_common_member(member.name())) return short_name(member.name());
  return {};
}

/// In echoes the Page is the sender, so the customer is the recipient. Some hand-made payloads forget to swap the two;
/// the Page's own id is never a customer. What the Page wrote is no customer's message, even if nothing marks it as an echo.
void set_people(Event& event, const Parts& parts) {
  const bool echo = std::holds_alternative<MessageEchoed>(event.body);
  const json::Value person_side = echo ? parts.recipient : parts.sender;
  std::string_view person = person_side["id"].id();
  std::string_view page = (echo ? parts.sender : parts.recipient)["id"].id();
  std::string_view user_ref = person_side["user_ref"].id();
  if (user_ref.empty() && std::holds_alternative<OptInReceived>(event.body)) user_ref = parts.event["user_ref"].id();
  if (!user_ref.empty()) event.user_ref = copy(user_ref);
  if (event.envelope.page.empty() && !page.empty()) event.envelope.page = PageId(copy(page));
  const bool is_written =
      std::holds_alternative<MessageReceived>(event.body) || std::holds_alternative<PostbackReceived>(event.body);
  if (!is_written && !person.empty() && person == event.envelope.page.text()) std::swap(person, page);
  if (!person.empty() && person != event.envelope.page.text()) event.customer = Psid(copy(person));
}

/// Events without a time of their own happened when Meta sent them, for all that we know.
void set_time(Event& event, const json::Value& time) {
  if (const auto at = timestamp(time)) {
    event.at = *at;
  } else if (event.envelope.sent_at) {
    event.at = *event.envelope.sent_at;
  }
}

void parse_messaging(const json::Value& element, Event& event) {
  const Parts parts = parts_of(element);
  if (parts.carrier != nullptr) {
    parts.carrier->read(parts.event, parts.others > 1 ? element : json::Value(), event.body);
  } else if (is_group_comment(element)) {
    read_group_comment(element, element, event.body);
  } else {
    event.body.emplace<UnknownEvent>().name = unknown_name(element);
  }
  set_people(event, parts);
  set_time(event, first_of({parts.time, element["created_time"]}));
}

/// Template events wrap the change in another one; WhatsApp's of the same name do not. (Where one wraps several, each of
/// them is an element.)
json::Value unwrapped(const json::Value& change) {
  const json::Value nested = nested_changes(change);
  return nested.exists() ? *nested.begin() : change;
}

const Carrier* carrier_of_field(std::string_view field) {
  for (const Carrier& carrier : fields)
    if (carrier.name == field) return &carrier;
  return nullptr;
}

/// The value says nothing that could be read: absent, or plain text as in `parking` and `hours`.
void read_field(std::string_view field, const json::Value& value, EventBody& body) {
  auto& changed = body.emplace<FieldChanged>();
  changed.field = copy(field);
  if (!value.id().empty() || value.is_string()) changed.value = copy(value.id());
}

/// Calls have neither sender nor recipient. The customer is who is not the Page; where no entry names that, the direction
/// tells which side it is on.
void set_caller(Event& event, const json::Value& call) {
  const CallDirection direction = std::get<CallChanged>(event.body).direction.value;
  if (event.envelope.page.empty() && direction != CallDirection::unknown)
    event.envelope.page = id_in<PageId>(call[direction == CallDirection::user_initiated ? "to" : "from"]);
  for (const char* side : {"from", "to", "recipient_id"}) {
    const std::string_view person = call[side].id();
    if (!event.customer && !person.empty() && person != event.envelope.page.text()) event.customer = Psid(copy(person));
  }
}

/// `{field, value}`. The App Dashboard's samples, and Instagram at times, wrap messaging elements in it, so those are
/// looked for in any field that is not one of its own.
void parse_change(const json::Value& element, Event& event) {
  const json::Value change = unwrapped(element);
  const std::string_view field = change["field"].text();
  const json::Value value = change["value"];
  Parts parts;
  if (element.is_string()) {
    read_field(element.text(), {}, event.body);
  } else if (!element.is_object() || value.is_array() || (field.empty() && !value.is_object())) {
    event.body.emplace<UnknownEvent>().name = field.empty() ? unknown_name(element) : short_name(field);
  } else if (!value.is_object()) {
    read_field(field, value, event.body);
  } else if (const Carrier* carrier = carrier_of_field(field)) {
    carrier->read(value, change, event.body);
    if (carrier->names_customer) parts.sender = first_of({value["user"], value["sender"]}); // labels have a user
  } else if (parts = parts_of(value); parts.carrier != nullptr) {
    parts.carrier->read(parts.event, value, event.body);
  } else {
    event.body.emplace<UnknownEvent>().name = short_name(field);
  }
  set_people(event, parts);
  if (std::holds_alternative<CallChanged>(event.body)) set_caller(event, value);
  set_time(event, first_of({value["timestamp"], value["created_time"], element["value"]["timestamp"]}));
}

void parse_call(const json::Value& element, Event& event) {
  if (!element["event"].is_string()) return parse_messaging(element, event);
  read_call(element, element, event.body);
  set_caller(event, element);
  set_time(event, element["timestamp"]);
}

} // namespace

std::optional<Timestamp> timestamp(const json::Value& value) {
  constexpr std::int64_t milliseconds_from = 1000000000000;
  const std::optional<std::int64_t> number = value.integer();
  if (!number || *number <= 0) return std::nullopt;
  if (*number > 9999999999999999) return std::nullopt; // no time that anybody means
  return from_unix_ms(*number >= milliseconds_from ? *number : *number * 1000);
}

std::string short_name(std::string_view name) {
  constexpr std::size_t longest = 64;
  if (name.size() <= longest) return copy(name);
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end; // not inside a character
  return copy(name.substr(0, end));
}

json::Value nested_changes(const json::Value& change) {
  const json::Value nested = change["value"]["changes"];
  if (!nested.is_array() || !(nested.begin() != nested.end())) return {};
  for (const json::Value& inner : nested)
    if (!change["field"].is_string() || inner["field"].text() != change["field"].text()) return {};
  return nested;
}

bool carries_event(const json::Value& element) {
  return element["field"].is_string() || is_group_comment(element) || parts_of(element).carrier != nullptr;
}

void parse_element(const json::Value& element, Event& event) {
  event.raw_json = copy(element.raw());
  const bool is_field = event.envelope.channel == Channel::changes ||
                        (event.envelope.channel == Channel::entry && element["field"].is_string());
  if (is_field) {
    parse_change(element, event);
  } else if (event.envelope.channel == Channel::calls) {
    parse_call(element, event);
  } else {
    parse_messaging(element, event);
  }
}

Event parse_again(std::string_view raw, EventEnvelope envelope) {
  Event event;
  event.envelope = std::move(envelope);
  const std::optional<json::Tree> tree = json::Tree::parse(raw);
  if (tree) {
    parse_element(tree->root(), event);
  } else {
    event.raw_json = copy(raw);
  }
  return event;
}

} // namespace webhook
PAGEBRIDGE_END_NAMESPACE
