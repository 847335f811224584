#include "policy/refusal_words.hpp"

#include <array>
#include <cstdint>
#include <cstdio>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace policy {

namespace {

struct Wording {
  std::string_view code;
  std::string_view text;
};

/// docs/words.md repeats them; a test compares the two.
constexpr Wording wordings[] = {
    {"never_written",
     "This customer has not written to the Page yet, and Messenger lets a Page answer only. Invite them over another "
     "channel to write first, for example with the Page's m.me link."},
    {"window_closed",
     "The customer's last act was at {last_act_at}, too long ago: Messenger stopped taking messages for them at "
     "{closed_at}. Wait until they write again, or send an approved utility template."},
    {"window_closed_for_automation",
     "Automatic messages could be sent until {closed_at}. An agent may still answer until {people_until}: hand the "
     "conversation to a person, or send an approved utility template."},
    {"human_agent_missing",
     "The time to answer ended at {closed_at}. With the feature \"Human Agent\" agents could answer until "
     "{people_until}, "
     "but the App does not have it: ask whoever looks after the App to request it in App Review. Until then, wait "
     "until "
     "the customer writes again, or send an approved utility template."},
    {"survey_window_closed",
     "A survey could be sent until {closed_at}, 7 days after the customer's last act at {last_act_at}. Wait until they "
     "write again."},
    {"utility_missing",
     "Utility templates need the permission pages_utility_messaging, which the App does not have: ask whoever looks "
     "after "
     "the App to request it in App Review. Until then, send an ordinary message while the time to answer is open."},
    {"thread_elsewhere",
     "Another app, or the Page's own inbox, has this conversation now. Take the conversation over, or wait until it is "
     "handed to you, and send again."},
};

std::string_view text_of(std::string_view code) noexcept {
  for (const Wording& wording : wordings)
    if (wording.code == code) return wording.text;
  return {};
}

void replace(std::string& text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

struct Date {
  std::int64_t year;
  int month;
  int day;
};

/// Of days since 1970 in the Gregorian calendar. Years are counted from March on, in eras of 400, so that the leap day comes
/// last. The standard library does this from C++20 on, and gmtime is not thread-safe.
Date date_of(std::int64_t days) noexcept {
  constexpr std::int64_t era_days = 146097;
  constexpr std::int64_t from_year_zero = 719468;
  const std::int64_t shifted = days + from_year_zero;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - (era_days - 1)) / era_days;
  const std::int64_t day_of_era = shifted - era * era_days;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (era_days - 1)) / 365;
  const auto day_of_year = static_cast<int>(day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100));
  const int march_month = (5 * day_of_year + 2) / 153;
  const int month = march_month < 10 ? march_month + 3 : march_month - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * march_month + 2) / 5 + 1};
}

} // namespace

std::string in_english(Timestamp moment) {
  constexpr std::int64_t minutes_of_day = 1440;
  constexpr std::int64_t ms_of_minute = 60000;
  const std::int64_t ms = to_unix_ms(moment);
  const std::int64_t minutes = ms / ms_of_minute - (ms % ms_of_minute < 0 ? 1 : 0);
  const std::int64_t days = minutes / minutes_of_day - (minutes % minutes_of_day < 0 ? 1 : 0);
  const auto minute = static_cast<int>(minutes - days * minutes_of_day);
  const Date date = date_of(days);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04lld-%02d-%02d %02d:%02d UTC", static_cast<long long>(date.year),
                date.month, date.day, minute / 60, minute % 60);
  return text.data();
}

Refusal refuse(std::string_view code, const Moments& moments) {
  Refusal refusal;
  refusal.words.code = std::string(code);
  refusal.words.text = std::string(text_of(code));
  for (const auto& [name, moment] : moments) {
    refusal.words.parameters.emplace_back(name, std::to_string(to_unix_ms(moment)));
    replace(refusal.words.text, "{" + std::string(name) + "}", in_english(moment));
  }
  return refusal;
}

} // namespace policy
PAGEBRIDGE_END_NAMESPACE
