#include "graph/wire_time.hpp"

#include <cstdint>

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

namespace {

using std::string_view;

/// Takes a text apart from its front; once something did not fit, nothing fits any more.
class Scan {
 public:
  explicit Scan(string_view text) noexcept : left_(text) {}

  bool word(string_view expected) noexcept {
    if (left_.substr(0, expected.size()) != expected) return fail();
    left_.remove_prefix(expected.size());
    return good_;
  }
  /// Exactly so many digits.
  int digits(std::size_t count) noexcept {
    if (left_.size() < count) return fail();
    int number = 0;
    for (const char c : left_.substr(0, count)) {
      if (c < '0' || c > '9') return fail();
      number = number * 10 + (c - '0');
    }
    left_.remove_prefix(count);
    return number;
  }
  /// One of `names`, each `length` long: 1 for the first.
  int name(string_view names, std::size_t length) noexcept {
    for (std::size_t at = 0; at < names.size() && left_.size() >= length; at += length) {
      if (names.substr(at, length) != left_.substr(0, length)) continue;
      left_.remove_prefix(length);
      return static_cast<int>(at / length) + 1;
    }
    return fail();
  }
  [[nodiscard]] bool next_is(char c) const noexcept { return !left_.empty() && left_.front() == c; }
  [[nodiscard]] bool next_is_digit() const noexcept { return !left_.empty() && left_[0] >= '0' && left_[0] <= '9'; }
  [[nodiscard]] bool at_end() const noexcept { return good_ && left_.empty(); }
  bool fail() noexcept {
    left_ = {};
    return good_ = false;
  }

 private:
  string_view left_;
  bool good_ = true;
};

struct Civil {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
};

bool is_leap(int year) noexcept { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

bool is_possible(const Civil& time) noexcept {
  constexpr int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (time.month < 1 || time.month > 12 || time.day < 1) return false;
  const int days = month_days[time.month - 1] + (time.month == 2 && is_leap(time.year) ? 1 : 0);
  return time.day <= days && time.hour < 24 && time.minute < 60 && time.second <= 60; // 60: a leap second
}

/// Days from 1970-01-01 in the Gregorian calendar: leap days are counted by years that begin in March.
std::int64_t days_since_1970(const Civil& time) noexcept {
  const std::int64_t year = time.year - (time.month <= 2 ? 1 : 0);
  const std::int64_t months_from_march = (time.month + 9) % 12;
  const std::int64_t day_of_year = (153 * months_from_march + 2) / 5 + time.day - 1;
  return year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719468;
}

std::int64_t seconds_since_1970(const Civil& time) noexcept {
  return ((days_since_1970(time) * 24 + time.hour) * 60 + time.minute) * 60 + time.second;
}

void read_clock(Scan& scan, Civil& time) noexcept {
  time.hour = scan.digits(2);
  scan.word(":");
  time.minute = scan.digits(2);
  scan.word(":");
  time.second = scan.digits(2);
}

/// ".123456", cut to milliseconds.
int read_fraction(Scan& scan) noexcept {
  if (!scan.next_is('.')) return 0;
  scan.word(".");
  int ms = 0;
  int weight = 100;
  do {
    ms += weight * scan.digits(1);
    weight /= 10;
  } while (scan.next_is_digit());
  return ms;
}

/// "+0130", "-01:30" or "Z", in seconds.
int read_offset(Scan& scan) noexcept {
  if (scan.next_is('Z')) {
    scan.word("Z");
    return 0;
  }
  const int sign = scan.next_is('-') ? -1 : 1;
  scan.word(sign < 0 ? "-" : "+");
  const int hours = scan.digits(2);
  if (scan.next_is(':')) scan.word(":");
  const int minutes = scan.digits(2);
  if (hours > 23 || minutes > 59) scan.fail();
  return sign * (hours * 60 + minutes) * 60;
}

constexpr string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
constexpr string_view short_days = "MonTueWedThuFriSatSun";

/// "06 Nov 1994 08:49:37 GMT", after the weekday.
Civil read_imf(Scan& scan) noexcept {
  Civil time;
  time.day = scan.digits(2);
  scan.word(" ");
  time.month = scan.name(months, 3);
  scan.word(" ");
  time.year = scan.digits(4);
  scan.word(" ");
  read_clock(scan, time);
  scan.word(" GMT");
  return time;
}

/// "06-Nov-94 08:49:37 GMT". Two digits mean a year up to 2069 or from 1970 on: the formal rule needs to know what year it is,
/// and nobody writes this form about a time half a century away.
Civil read_rfc850(Scan& scan) noexcept {
  Civil time;
  time.day = scan.digits(2);
  scan.word("-");
  time.month = scan.name(months, 3);
  scan.word("-");
  time.year = scan.digits(2);
  time.year += time.year < 70 ? 2000 : 1900;
  scan.word(" ");
  read_clock(scan, time);
  scan.word(" GMT");
  return time;
}

/// "Nov  6 08:49:37 1994".
Civil read_asctime(Scan& scan) noexcept {
  Civil time;
  time.month = scan.name(months, 3);
  scan.word(" ");
  if (scan.next_is(' ')) {
    scan.word(" ");
    time.day = scan.digits(1);
  } else {
    time.day = scan.digits(2);
  }
  scan.word(" ");
  read_clock(scan, time);
  scan.word(" ");
  time.year = scan.digits(4);
  return time;
}

} // namespace

std::optional<Timestamp> iso_time(string_view text) noexcept {
  Scan scan(text);
  Civil time;
  time.year = scan.digits(4);
  scan.word("-");
  time.month = scan.digits(2);
  scan.word("-");
  time.day = scan.digits(2);
  scan.word("T");
  read_clock(scan, time);
  const int ms = read_fraction(scan);
  const int offset = read_offset(scan);
  if (!scan.at_end() || !is_possible(time)) return std::nullopt;
  return from_unix_ms((seconds_since_1970(time) - offset) * 1000 + ms);
}

std::optional<Timestamp> http_date(string_view text) noexcept {
  Scan scan(text);
  Civil time;
  const std::size_t comma = text.find(',');
  if (comma == string_view::npos) {
    scan.name(short_days, 3);
    scan.word(" ");
    time = read_asctime(scan);
  } else if (comma == 3) {
    scan.name(short_days, 3);
    scan.word(", ");
    time = read_imf(scan);
  } else {
    for (const string_view day : {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
      if (text.substr(0, comma) == day) scan.word(day);
    scan.word(", ");
    time = read_rfc850(scan);
  }
  if (!scan.at_end() || !is_possible(time)) return std::nullopt;
  return from_unix_ms(seconds_since_1970(time) * 1000);
}

std::optional<Timestamp> time_in(const json::Value& value) noexcept {
  // The year 33658 and the second 10^12 are the same; a greater number is no time in seconds.
  constexpr std::int64_t most_seconds = 1'000'000'000'000;
  if (const auto seconds = value.integer()) {
    if (*seconds <= 0 || *seconds > most_seconds) return std::nullopt;
    return from_unix_ms(*seconds * 1000);
  }
  return iso_time(value.text());
}

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
