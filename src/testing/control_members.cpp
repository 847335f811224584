#include "testing/control_members.hpp"

#include "testing/phone_number.hpp"
#include "utf8.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

void Members::refuse(const char* name, const char* why) {
  if (!error_) error_ = invalid_argument(name, why);
}

std::string Members::text(const char* name) {
  const json::Value value = object_[name];
  if (!value.exists()) return {};
  if (!value.is_string()) {
    refuse(name, "must be a text");
  } else if (utf8::code_points(value.text()) == std::string_view::npos) {
    refuse(name, "the text is not valid UTF-8");
  }
  return std::string(value.text());
}

std::string Members::needed_text(const char* name) {
  std::string read = text(name);
  if (read.empty()) refuse(name, "is needed");
  return read;
}

std::string Members::id(const char* name) {
  const json::Value value = object_[name];
  if (value.exists() && !value.is_string() && value.kind() != json::Kind::number) refuse(name, "must be an id");
  return std::string(value.id());
}

std::string Members::needed_id(const char* name) {
  std::string read = id(name);
  if (read.empty()) refuse(name, "is needed");
  return read;
}

bool Members::flag(const char* name, bool otherwise) {
  const json::Value value = object_[name];
  if (!value.exists()) return otherwise;
  if (value.kind() != json::Kind::boolean) refuse(name, "must be true or false");
  return value.truth();
}

std::optional<std::int64_t> Members::number(const char* name) {
  const json::Value value = object_[name];
  if (!value.exists()) return std::nullopt;
  const auto read = value.kind() == json::Kind::number ? value.integer() : std::nullopt;
  if (!read || *read < 0) refuse(name, "must be a whole number, not negative");
  return read;
}

std::string Members::phone(const char* name) {
  std::string read = text(name);
  if (!read.empty() && !is_phone(read))
    refuse(name, "must be a phone number that begins with + and the country's code");
  return read;
}

std::vector<std::string> Members::texts(const char* name) {
  std::vector<std::string> read;
  const json::Value value = object_[name];
  if (value.exists() && !value.is_array()) refuse(name, "must be a list of texts");
  for (const json::Value element : value) {
    if (!element.is_string()) refuse(name, "must be a list of texts");
    read.emplace_back(element.text());
  }
  return read;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
