#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/export.hpp"
#include "pagebridge/graph/access.hpp"
#include "pagebridge/graph/call.hpp"
#include "pagebridge/http/http_message.hpp"
#include "pagebridge/result.hpp"
#include "pagebridge/secret.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace graph {

/// A call in a batch: what its answer is read with.
template <class Call>
struct BatchSlot {
  std::size_t index = 0; ///< its place in the batch
  Call call{};
};

/// What the platform answered to a batch. The batch as a whole went well; each call has an outcome of its own.
struct BatchAnswers {
  /// In the order of the calls; nothing where the platform gave none (it ran out of time).
  std::vector<std::optional<HttpResponse>> slots;

  /// The answer to one call, as if it had been made alone: its errors and their fates are those of its own kind. No answer
  /// is an error, too: `timeout` if the platform left it out, `bad_response` if the list is too short; of a call of kind
  /// `once` its fate is `unknown`.
  template <class Call>
  [[nodiscard]] Result<typename Call::Answer> read(const BatchSlot<Call>& slot) const {
    const Result<HttpResponse> response = response_to(slot.index, Call::kind);
    if (!response) return response.error();
    return from_http(slot.call, *response);
  }
  /// The bare answer, for its headers: usage comes for each call by itself.
  PAGEBRIDGE_EXPORT Result<HttpResponse> response_to(std::size_t index, CallKind kind) const;
};

/// Up to 50 calls in one request, of any kinds, even of several Pages. Each counts against the limits as if it came alone;
/// none waits for another, none fails because of another.
///
///     graph::Batch batch;
///     const auto profile = batch.add(graph::GetUserProfile{person});
///     const auto owner = batch.add(graph::GetThreadOwner{person});
///     const auto other = batch.add(graph::GetPageIdentity{}, access_of_another_page);
///     …                                    // to_http(batch, access), transport, from_http(batch, response) → answers
///     if (auto read = answers.read(profile)) show(read->name);
///
/// A call that was added with an Access of its own goes in that name, with its own proof; all others in the batch's. The API
/// version is always the batch's. Uploads cannot go in a batch.
///
/// The platform can make one call wait for another and use its result; that is left out, since a typed call has its answer
/// here, and not in the platform's own notation.
/// Threads: thread-compatible.
/// Source: https://developers.facebook.com/docs/graph-api/batch-requests
class PAGEBRIDGE_EXPORT Batch {
 public:
  using Answer = BatchAnswers;
  /// Whatever is in it: a batch is never repeated as a whole. See kind_of().
  static constexpr CallKind kind = CallKind::once;
  static constexpr PacingClass pacing = PacingClass::other;

  bool include_headers = true; ///< whether each answer brings its headers (usage, version)

  template <class Call>
  BatchSlot<Call> add(Call call) {
    const Access nobody;
    return BatchSlot<Call>{add_request(to_http(call, nobody), nobody, Call::kind), std::move(call)};
  }
  template <class Call>
  BatchSlot<Call> add(Call call, const Access& access) {
    return BatchSlot<Call>{add_request(to_http(call, access), access, Call::kind), std::move(call)};
  }
  [[nodiscard]] std::size_t size() const noexcept { return items_.size(); }

  friend PAGEBRIDGE_EXPORT CallKind kind_of(const Batch& batch) noexcept;
  friend PAGEBRIDGE_EXPORT Result<void> validate(const Batch& batch);
  friend PAGEBRIDGE_EXPORT HttpRequest to_http(const Batch& call, const Access& access);

 private:
  struct Item {
    std::string method;
    std::string relative_url; ///< path and query, without origin and version
    std::string form;         ///< the body, urlencoded
    Secret token;             ///< its own; empty: the batch's
    CallKind kind = CallKind::once;
    bool fits = true; ///< false: an upload
  };
  /// Returns its index.
  std::size_t add_request(const HttpRequest& request, const Access& access, CallKind call_kind);

  std::vector<Item> items_;
};

/// What doing all of it twice would do: the worst that one of its calls does.
PAGEBRIDGE_EXPORT CallKind kind_of(const Batch& batch) noexcept;
/// Whether it has 1 to 50 calls, none of them an upload.
PAGEBRIDGE_EXPORT Result<void> validate(const Batch& batch);
PAGEBRIDGE_EXPORT HttpRequest to_http(const Batch& call, const Access& access);
/// An error here is one of the whole batch: none of its calls has an answer. Its fate is that of kind_of().
PAGEBRIDGE_EXPORT Result<BatchAnswers> from_http(const Batch& call, const HttpResponse& response);

} // namespace graph
PAGEBRIDGE_END_NAMESPACE
