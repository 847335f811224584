#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "pagebridge/completion.hpp"
#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/ids.hpp"
#include "pagebridge/result.hpp"

/// How GraphClient sees a call of any type. Nothing here is for hosts.
PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {
namespace detail {

class PAGEBRIDGE_EXPORT ClientCall {
 public:
  virtual ~ClientCall();
  ClientCall(const ClientCall&) = delete;
  ClientCall& operator=(const ClientCall&) = delete;

  [[nodiscard]] virtual HttpRequest request(const Access& access) const = 0;
  /// Reads an answer and keeps it for succeed(); or the error that it holds.
  virtual std::optional<Error> read(const HttpResponse& response) = 0;
  /// One of the two, once.
  virtual void succeed() = 0;
  virtual void fail(Error error) = 0;

 protected:
  ClientCall() = default;
};

template <class Call>
class TypedCall final : public ClientCall {
 public:
  using Answer = typename Call::Answer;

  TypedCall(Call&& call, Completion<Answer>&& done) : call_(std::move(call)), done_(std::move(done)) {}

  [[nodiscard]] HttpRequest request(const Access& access) const override { return to_http(call_, access); }
  std::optional<Error> read(const HttpResponse& response) override {
    Result<Answer> answer = from_http(call_, response);
    if (!answer) return answer.error();
    answer_ = std::make_unique<Result<Answer>>(std::move(answer));
    return std::nullopt;
  }
  void succeed() override {
    if (answer_) done_(std::move(*answer_));
  }
  void fail(Error error) override { done_(std::move(error)); }

 private:
  Call call_;
  Completion<Answer> done_;
  std::unique_ptr<Result<Answer>> answer_; ///< apart, since calls wait without one
};

/// Of several functions that fit, the one that asks for the first is taken.
struct Third {};
struct Second : Third {};
struct First : Second {};

/// Most calls have one class; of sends the content decides.
template <class Call>
auto pacing_class(const Call& call, First /*rank*/) -> decltype(pacing_of(call)) {
  return pacing_of(call);
}
template <class Call>
PacingClass pacing_class(const Call& /*call*/, Second /*rank*/) {
  return Call::pacing;
}

inline std::string psid_text(const Psid& person) { return person.text(); }
template <class... Kinds>
std::string psid_text(const std::variant<Kinds...>& recipient) {
  const auto* person = std::get_if<Psid>(&recipient);
  return person == nullptr ? std::string() : person->text();
}

/// Whose thread or profile it goes to; empty: no one person's.
template <class Call>
auto thread_of(const Call& call, First /*rank*/) -> decltype(psid_text(call.recipient)) {
  return psid_text(call.recipient);
}
template <class Call>
auto thread_of(const Call& call, Second /*rank*/) -> decltype(psid_text(call.person)) {
  return psid_text(call.person);
}
template <class Call>
std::string thread_of(const Call& /*call*/, Third /*rank*/) {
  return {};
}

} // namespace detail
} // namespace graph
PAGEBRIDGE_END_NAMESPACE
