#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "cli/event_fields.hpp"
#include "support/catch.hpp"

namespace pagebridge::cli {
namespace {

/// Stands for any member while the members of an aggregate are counted.
struct AnyMember {
  template <class T>
  operator T() const { // NOLINT(google-explicit-constructor): that is its point
    return T();
  }
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored \
    "-Wconversion" // an optional can be made from AnyMember in two ways, which is all the same
template <class Struct, class Enable, class... Member>
struct Takes : std::false_type {};
template <class Struct, class... Member>
struct Takes<Struct, std::void_t<decltype(Struct{std::declval<Member>()...})>, Member...> : std::true_type {};
#pragma GCC diagnostic pop

/// How many members an aggregate has: the most that its braces take.
template <class Struct, class... Member>
constexpr std::size_t member_count() {
  if constexpr (Takes<Struct, void, Member..., AnyMember>::value)
    return member_count<Struct, Member..., AnyMember>();
  else
    return sizeof...(Member);
}

/// The same, with the members of a `content`, which is shown flat, in its place.
template <class Struct, class Enable = void>
struct Flat {
  static constexpr std::size_t count = member_count<Struct>();
};
template <class Struct>
struct Flat<Struct, std::void_t<decltype(Struct::content)>> {
  static constexpr std::size_t count = member_count<Struct>() - 1 + member_count<decltype(Struct::content)>();
};

/// Counts the members that it is told of, and checks the structs among them in the same way.
class MemberCounter {
 public:
  explicit MemberCounter(std::string where) : where_(std::move(where)) {}

  template <class T>
  void operator()(std::string_view name, const T& member) {
    ++members_;
    enter(name, member);
  }

  template <class Struct>
  void check(const Struct& value) {
    fields(*this, value);
    INFO(where_);
    CHECK(members_ == Flat<Struct>::count);
  }

 private:
  void enter(std::string_view /*name*/, const std::string& /*text*/) {}
  void enter(std::string_view /*name*/, bool /*value*/) {}
  void enter(std::string_view /*name*/, Timestamp /*time*/) {}
  void enter(std::string_view /*name*/, std::chrono::seconds /*length*/) {}
  void enter(std::string_view /*name*/, const JsonText& /*json*/) {}
  template <class Tag>
  void enter(std::string_view /*name*/, const Id<Tag>& /*id*/) {}
  template <class E>
  void enter(std::string_view /*name*/, const Open<E>& /*word*/) {}
  template <class T>
  void enter(std::string_view name, const std::optional<T>& /*value*/) {
    enter(name, T{});
  }
  template <class T>
  void enter(std::string_view name, const Rare<T>& /*value*/) {
    enter(name, T{});
  }
  template <class T>
  void enter(std::string_view name, const std::vector<T>& /*list*/) {
    enter(name, T{});
  }
  template <class Struct>
  void enter(std::string_view name, const Struct& value) {
    MemberCounter(where_ + "." + std::string(name)).check(value);
  }

  std::string where_;
  std::size_t members_ = 0;
};

template <std::size_t Kind>
void check_kind() {
  EventBody body;
  body.emplace<Kind>();
  MemberCounter(std::string(kind_of(body))).check(std::get<Kind>(body));
}

template <std::size_t... Kind>
void check_kinds(std::index_sequence<Kind...> /*all*/) {
  (check_kind<Kind>(), ...);
}

TEST_CASE("what is shown of an event is every member of its struct, and of the structs in it") {
  STATIC_REQUIRE(member_count<LeadAnswer>() == 2);
  STATIC_REQUIRE(Flat<FeedChanged>::count == member_count<PageContent>());
  check_kinds(std::make_index_sequence<std::variant_size_v<EventBody>>());
}

} // namespace
} // namespace pagebridge::cli
