#pragma once

#include <array>
#include <chrono>
#include <string>
#include <utility>
#include <variant>

#include "pagebridge/policy/messaging_window.hpp"

/// What the tests of the messaging window share.
namespace window_world {

using namespace pagebridge; // NOLINT(google-build-using-namespace)

constexpr milliseconds hour = std::chrono::hours(1);
constexpr milliseconds day = std::chrono::hours(24);
constexpr milliseconds early = std::chrono::seconds(60);
constexpr milliseconds tick{1};
inline const Timestamp acted = from_unix_ms(1770000000123);

constexpr std::array<CustomerAct, 5> acts = {CustomerAct::message, CustomerAct::postback, CustomerAct::reaction,
                                             CustomerAct::referral, CustomerAct::ad_message};
constexpr std::array<AuthorKind, 5> authors = {AuthorKind::customer, AuthorKind::agent, AuthorKind::automation,
                                               AuthorKind::page_inbox, AuthorKind::other_app};
constexpr std::array<ThreadOwner, 4> owners = {ThreadOwner::unknown, ThreadOwner::us, ThreadOwner::other_app,
                                               ThreadOwner::nobody};
constexpr Approvals none{};
constexpr Approvals human{true, false};
constexpr Approvals utility{false, true};
constexpr Approvals both{true, true};

inline ThreadFacts thread(CustomerAct act = CustomerAct::message, ThreadOwner owner = ThreadOwner::us) {
  return {acted, act, owner, std::nullopt};
}

/// One of each arm.
template <std::size_t... Arms>
std::array<OutgoingContent, sizeof...(Arms)> every_arm(std::index_sequence<Arms...> /*arms*/) {
  return {OutgoingContent(std::in_place_index<Arms>)...};
}
inline auto contents() { return every_arm(std::make_index_sequence<std::variant_size_v<OutgoingContent>>()); }

inline bool is_ordinary(const OutgoingContent& content) {
  return !std::holds_alternative<UtilityTemplate>(content) && !std::holds_alternative<FeedbackTemplate>(content);
}

/// "response until 1770000000123", "utility at any time", "refused: window_closed".
inline std::string said(const SendDecision& decision) {
  if (const auto* refusal = std::get_if<Refusal>(&decision)) return "refused: " + refusal->words.code;
  const auto& permit = std::get<Permit>(decision);
  return std::string(to_string(permit.as)) +
         (permit.until ? " until " + std::to_string(to_unix_ms(*permit.until)) : " at any time");
}
inline std::string until(const char* as, Timestamp moment) {
  return as + (" until " + std::to_string(to_unix_ms(moment)));
}

} // namespace window_world
