#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/rare.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
/// How the desk room's structs become the bytes that a store keeps. Each struct lists its fields once, in a function
/// `fields(archive, value)`, for reader and writer alike. A struct is written with its length, so a reader that knows fewer
/// fields skips the rest and one that knows more leaves them at their defaults: fields are only ever added at the end.
namespace codec {

class Encoder {
 public:
  template <class... T>
  void operator()(const T&... values) {
    (put(values), ...);
  }
  std::string take() { return std::move(out_); }

 private:
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      out_.push_back(static_cast<char>((value & 0x7FU) | 0x80U));
      value >>= 7U;
    }
    out_.push_back(static_cast<char>(value));
  }
  void put(const std::string& text) {
    number(text.size());
    out_ += text;
  }
  template <class Tag>
  void put(const Id<Tag>& id) {
    put(id.text());
  }
  void put(const Timestamp& time) { number(static_cast<std::uint64_t>(to_unix_ms(time))); }
  void put(const milliseconds& duration) { number(static_cast<std::uint64_t>(duration.count())); }
  template <class T>
  void put(const std::vector<T>& values) {
    number(values.size());
    for (const T& value : values) put(value);
  }
  template <class T>
  void put(const std::optional<T>& value) {
    number(value ? 1 : 0);
    if (value) put(*value);
  }
  template <class T>
  void put(const Rare<T>& value) {
    number(value ? 1 : 0);
    if (value) put(*value);
  }
  template <class A, class B>
  void put(const std::pair<A, B>& value) {
    put(value.first);
    put(value.second);
  }
  template <class... T>
  void put(const std::variant<T...>& value) {
    number(value.index());
    std::visit([&](const auto& arm) { this->put(arm); }, value);
  }
  template <class T>
  void put(const T& value) {
    if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
      number(static_cast<std::uint64_t>(value));
    } else {
      Encoder nested;
      fields(nested, const_cast<T&>(value)); // an Encoder only reads
      put(nested.out_);
    }
  }

  std::string out_;
};

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : bytes_(bytes) {}

  /// Fields that the bytes do not have any more keep their values.
  template <class... T>
  void operator()(T&... values) {
    (optional_get(values), ...);
  }
  /// False if the bytes are not what any version of us has written.
  [[nodiscard]] bool ok() const noexcept { return ok_; }

 private:
  template <class T>
  void optional_get(T& value) {
    if (ok_ && !bytes_.empty()) get(value);
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) break;
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    ok_ = false;
    return 0;
  }
  std::string_view text() {
    const std::uint64_t size = number();
    if (!ok_ || size > bytes_.size()) {
      ok_ = false;
      return {};
    }
    const std::string_view result = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return result;
  }
  void get(std::string& value) { value = std::string(text()); }
  template <class Tag>
  void get(Id<Tag>& id) {
    id = Id<Tag>(std::string(text()));
  }
  void get(Timestamp& time) { time = from_unix_ms(static_cast<std::int64_t>(number())); }
  void get(milliseconds& duration) { duration = milliseconds(static_cast<std::int64_t>(number())); }
  template <class T>
  void get(std::vector<T>& values) {
    const std::uint64_t count = number();
    values.clear();
    for (std::uint64_t i = 0; i < count && ok_; ++i) {
      if (bytes_.empty()) {
        ok_ = false;
        return;
      }
      T value{};
      get(value);
      values.push_back(std::move(value));
    }
  }
  template <class T>
  void get(std::optional<T>& value) {
    value.reset();
    if (number() == 1 && ok_) get(value.emplace());
  }
  template <class T>
  void get(Rare<T>& value) {
    value = {};
    if (number() != 1 || !ok_) return;
    T present{};
    get(present);
    value = std::move(present);
  }
  template <class A, class B>
  void get(std::pair<A, B>& value) {
    get(value.first);
    if (ok_) get(value.second);
  }
  template <class... T>
  void get(std::variant<T...>& value) {
    const std::uint64_t index = number();
    if (ok_ && !get_arm<std::variant<T...>, 0>(value, index)) ok_ = false;
  }
  template <class V, std::size_t I>
  bool get_arm(V& value, std::uint64_t index) {
    if constexpr (I == std::variant_size_v<V>) {
      return false;
    } else {
      if (index != I) return get_arm<V, I + 1>(value, index);
      get(value.template emplace<I>());
      return true;
    }
  }
  template <class T>
  void get(T& value) {
    if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
      value = static_cast<T>(number());
    } else {
      Decoder nested(text());
      if (!ok_) return;
      fields(nested, value);
      ok_ = nested.ok_;
    }
  }

  std::string_view bytes_;
  bool ok_ = true;
};

/// The bytes of `value`, with the version of the format in front.
constexpr char format_version = 1;

template <class T>
std::string encode(const T& value) {
  Encoder encoder;
  encoder(value);
  return std::string(1, format_version) + encoder.take();
}

/// Nothing if the bytes are of a format that we do not know, or damaged.
template <class T>
std::optional<T> decode(std::string_view bytes) {
  if (bytes.empty() || bytes.front() != format_version) return std::nullopt;
  Decoder decoder(bytes.substr(1));
  T value{};
  decoder(value);
  if (!decoder.ok()) return std::nullopt;
  return value;
}

} // namespace codec
PAGEBRIDGE_END_NAMESPACE
