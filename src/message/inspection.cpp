#include "message/inspection.hpp"

#include <algorithm>

#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace message {

namespace {

constexpr std::string_view https = "https://";
constexpr std::string_view http = "http://";

bool is_space_or_control(char c) noexcept { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; }

bool begins_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

} // namespace

Result<void> Inspection::result() const {
  if (error_) return *error_;
  return {};
}

std::string Inspection::field(std::string_view name) const {
  if (name.empty()) return place_;
  return place_.empty() ? std::string(name) : place_ + "." + std::string(name);
}

void Inspection::refuse(std::string_view name, std::string message) {
  if (!failed()) error_ = invalid_argument(field(name), std::move(message));
}

void Inspection::refuse_unless(bool good, std::string_view name, const char* message) {
  if (!good) refuse(name, message);
}

std::optional<std::size_t> Inspection::utf8_length(std::string_view name, std::string_view value) {
  const std::size_t length = utf8::code_points(value);
  if (length != std::string_view::npos) return length;
  refuse(name, "the text is not valid UTF-8");
  return std::nullopt;
}

void Inspection::text(std::string_view name, std::string_view value, std::size_t most) {
  if (is_strict() && most > 0) return limited(name, value, most);
  static_cast<void>(utf8_length(name, value));
}

void Inspection::required(std::string_view name, std::string_view value, std::size_t most) {
  refuse_unless(!value.empty(), name, "must not be empty");
  text(name, value, most);
}

void Inspection::limited(std::string_view name, std::string_view value, std::size_t most) {
  const auto length = utf8_length(name, value);
  if (length && *length > most)
    refuse(name,
           "has " + std::to_string(*length) + " characters, Messenger takes " + std::to_string(most) + "; shorten it");
}

void Inspection::count(std::string_view name, std::size_t value, std::size_t least, std::size_t most) {
  if (value >= least && value <= most) return;
  refuse(name, "holds " + std::to_string(value) + ", Messenger takes " +
                   (least == 0 ? "up to " : std::to_string(least) + " to ") + std::to_string(most));
}

void Inspection::number(std::string_view name, int value, int least, int most) {
  if (value < least || value > most)
    refuse(name, "must be from " + std::to_string(least) + " to " + std::to_string(most));
}

void Inspection::one_piece(std::string_view name, std::string_view value, std::size_t scheme_length) {
  const bool good = value.size() > scheme_length && value[scheme_length] != '/' &&
                    std::none_of(value.begin(), value.end(), is_space_or_control);
  refuse_unless(good, name, "must be a whole web address without spaces");
  static_cast<void>(utf8_length(name, value));
}

void Inspection::address(std::string_view name, std::string_view value) {
  if (begins_with(value, https)) return one_piece(name, value, https.size());
  refuse_unless(begins_with(value, http), name, "must be a web address that begins with https:// or http://");
  one_piece(name, value, http.size());
}

void Inspection::address_unless_empty(std::string_view name, std::string_view value) {
  if (!value.empty()) address(name, value);
}

void Inspection::secure_address(std::string_view name, std::string_view value) {
  refuse_unless(begins_with(value, https), name, "must be a web address that begins with https://");
  one_piece(name, value, https.size());
}

void Inspection::one_of(std::string_view name, bool has, std::string_view other_name, bool has_other) {
  if (has == has_other)
    refuse(has ? other_name : name,
           "exactly one of " + std::string(name) + " and " + std::string(other_name) + " must be set");
}

} // namespace message
PAGEBRIDGE_END_NAMESPACE
