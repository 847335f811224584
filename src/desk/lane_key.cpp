#include "desk/lane_key.hpp"

#include "crypto.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace desk {

std::string lane_key(const LaneSubject& subject) {
  if (!subject.app.empty()) return "app/" + subject.app.text();
  if (subject.psid.empty()) return "service/" + subject.service.text();
  return "customer/" + subject.service.text() + "/" + subject.psid.text();
}

std::optional<LaneSubject> lane_subject(std::string_view key) {
  const auto slash = key.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view kind = key.substr(0, slash);
  const std::string_view rest = key.substr(slash + 1);
  LaneSubject subject;
  if (kind == "app") {
    subject.app = AppId(std::string(rest));
  } else if (kind == "service") {
    subject.service = ServiceId(std::string(rest));
  } else if (const auto next = rest.find('/'); kind == "customer" && next != std::string_view::npos) {
    subject.service = ServiceId(std::string(rest.substr(0, next)));
    subject.psid = Psid(std::string(rest.substr(next + 1)));
  } else {
    return std::nullopt;
  }
  return subject;
}

ContactId contact_id(LaneId lane) { return ContactId(std::to_string(lane)); }

SessionId session_id(LaneId lane, std::uint64_t number) {
  return SessionId(std::to_string(lane) + "." + std::to_string(number));
}

MessageId message_id(LaneId lane, std::string_view name) {
  return MessageId(std::to_string(lane) + "." + crypto::hex(crypto::sha256(name).data(), 16));
}

std::optional<LaneId> lane_of(std::string_view id) {
  const std::string_view digits = id.substr(0, id.find('.'));
  if (digits.empty() || digits.size() > 18) return std::nullopt;
  LaneId lane = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    lane = lane * 10 + static_cast<LaneId>(c - '0');
  }
  if (lane == 0) return std::nullopt;
  return lane;
}

} // namespace desk
PAGEBRIDGE_END_NAMESPACE
