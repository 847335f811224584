#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "json/rapidjson.hpp"
#include "pagebridge/config.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace json {

/// Writes one JSON text, one line, UTF-8. The caller keeps the order of calls valid: `key` before each member's value.
class Writer {
 public:
  Writer() : buffer_(&memory_), writer_(buffer_, &memory_) {}

  Writer& begin_object() { return (writer_.StartObject(), *this); }
  Writer& end_object() { return (writer_.EndObject(), *this); }
  Writer& begin_array() { return (writer_.StartArray(), *this); }
  Writer& end_array() { return (writer_.EndArray(), *this); }
  Writer& key(std::string_view name) {
    writer_.Key(name.data(), size_of(name));
    return *this;
  }
  Writer& string(std::string_view text) {
    writer_.String(text.empty() ? "" : text.data(), size_of(text));
    return *this;
  }
  Writer& integer(std::int64_t value) { return (writer_.Int64(value), *this); }
  Writer& boolean(bool value) { return (writer_.Bool(value), *this); }
  Writer& null() { return (writer_.Null(), *this); }
  /// A value that is JSON already.
  Writer& raw(std::string_view text) {
    writer_.RawValue(text.data(), text.size(), pagebridge_rapidjson::kObjectType);
    return *this;
  }

  /// `"name":"text"`, and so on.
  Writer& member(std::string_view name, std::string_view text) { return key(name).string(text); }
  Writer& member(std::string_view name, const char* text) { return key(name).string(text); }
  Writer& member(std::string_view name, std::int64_t value) { return key(name).integer(value); }
  Writer& member(std::string_view name, int value) { return key(name).integer(value); }
  Writer& member(std::string_view name, bool value) { return key(name).boolean(value); }

  std::string text() const { return {buffer_.GetString(), buffer_.GetSize()}; }

 private:
  static pagebridge_rapidjson::SizeType size_of(std::string_view text) {
    return static_cast<pagebridge_rapidjson::SizeType>(text.size());
  }
  pagebridge_rapidjson::CrtAllocator memory_; ///< without it the two below would each allocate one
  pagebridge_rapidjson::StringBuffer buffer_;
  pagebridge_rapidjson::Writer<pagebridge_rapidjson::StringBuffer> writer_;
};

} // namespace json
PAGEBRIDGE_END_NAMESPACE
