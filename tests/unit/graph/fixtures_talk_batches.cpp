#include <string>

#include "pagebridge/graph/batch.hpp"
#include "pagebridge/graph/labels.hpp"
#include "pagebridge/graph/page.hpp"
#include "pagebridge/graph/send.hpp"
#include "pagebridge/graph/thread_control.hpp"
#include "support/catch.hpp"
#include "unit/graph/fixtures_talk.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)

namespace fixtures {

namespace {

/// A send with its members in their order, so that the form can be compared byte by byte.
struct TheirSend {
  using Answer = SendReceipt;
  static constexpr CallKind kind = CallKind::once;
};
HttpRequest to_http(const TheirSend& /*call*/, const Access& access) {
  return send_request(R"({"messaging_type":"UPDATE","recipient":{"id":"1QAZ2WSX"},"message":{"text":"Hello"}})",
                      access);
}
Result<SendReceipt> from_http(const TheirSend& /*call*/, const HttpResponse& response) {
  return read_send_answer(response);
}

const Access access{Secret("1234567890"), Secret()};

/// A Page's identity and a label: what both of them read is in every answer with an id.
struct Two {
  Batch batch;
  BatchSlot<GetPageIdentity> page = batch.add(GetPageIdentity{});
  BatchSlot<CreateLabel> label = batch.add(CreateLabel{"x"});
  BatchAnswers answers;
  explicit Two(const std::string& contents) : answers(graph::from_http(batch, answered(contents)).value()) {
    CHECK(answers.slots.size() == 2);
  }
};

void first_failed(const std::string& contents) {
  const Two two(contents);
  const auto page = two.answers.read(two.page);
  REQUIRE(!page);
  CHECK(page.error().graph->code == 100);
  CHECK(page.error().graph->type == "GraphMethodException");
  CHECK(page.error().graph->fbtrace_id == "AjPj2sQoTXX");
  CHECK(page.error().graph->error_class == GraphErrorClass::parameter);
  CHECK(page.error().http_status == 400);
  CHECK(single_header(two.answers.response_to(0, CallKind::read).value().headers, "facebook-api-version") == "v2.3");
  CHECK(single_header(two.answers.response_to(1, CallKind::read).value().headers, "X-App-Usage") ==
        R"({"call_count":2,"total_cputime":2,"total_time":2})");
  CHECK(two.answers.read(two.label).value().text() == "123456789");
}

void second_failed(const std::string& contents) {
  const Two two(contents);
  CHECK(two.answers.read(two.page).value().name == "Tester");
  const auto label = two.answers.read(two.label);
  REQUIRE(!label);
  CHECK(label.error().graph->fbtrace_id == "D9Vg2GLd0DB");
  CHECK(label.error().fate == SendFate::refused);
}

void failed_and_left_out(const std::string& contents) {
  const Two two(contents);
  const auto page = two.answers.read(two.page);
  REQUIRE(!page);
  CHECK(page.error().code == ErrorCode::graph);
  CHECK(page.error().graph->type == "AnError");
  CHECK(page.error().graph->error_class == GraphErrorClass::unknown);
  CHECK(two.answers.read(two.label).error().code == ErrorCode::timeout);
  CHECK(two.answers.read(two.label).error().fate == SendFate::unknown);
}

} // namespace

void add_batches(Part& part) {
  part.checks["restfb+restfb/batch-batch-first-error.json"] = first_failed;
  part.checks["restfb+restfb/batch-batch-second-error.json"] = second_failed;
  part.checks["arsduo+koala/batch-dependency-failed.json"] = failed_and_left_out;
  part.checks["arsduo+koala/batch-dependency-null.json"] = [](const std::string& contents) {
    const Two two(contents);
    CHECK(two.answers.read(two.page).error().code == ErrorCode::timeout);
    CHECK(two.answers.read(two.label).value().text() == "123");
  };
  part.checks["arsduo+koala/batch-two-ok.json"] = [](const std::string& contents) {
    const Two two(contents);
    CHECK(two.answers.read(two.page).value().page.text() == "123");
    CHECK(two.answers.read(two.label).value().text() == "456");
  };

  Batch owner;
  owner.add(GetThreadOwner{Psid("1QAZ2WSX")});
  part.checks
      ["bottenderjs+messaging-apis/sendbatch-should-get-correct-data-according-to-responseaccesspath-request.json"] =
      same_json(graph::to_http(owner, access).body);
  Batch send;
  const auto sent = send.add(TheirSend{});
  send.include_headers = false;
  part.checks["bottenderjs+messaging-apis/sendbatch-support-the-includeheaders-option-request.json"] =
      same_json(graph::to_http(send, access).body);
  part.checks["bottenderjs+messaging-apis/sendbatch-support-the-includeheaders-option-response.json"] =
      [send, sent](const std::string& contents) {
        const auto answers = graph::from_http(send, answered(contents)).value();
        CHECK(answers.read(sent).value().mid.text() == "mid.1489394984387:3dd22de509");
        CHECK(answers.read(sent).value().recipient.text() == "1QAZ2WSX");
      };
}

} // namespace fixtures
