#include <string>
#include <vector>

#include "json/tree.hpp"
#include "pagebridge/graph/graph_error.hpp"
#include "support/catch.hpp"
#include "unit/graph/fixtures_talk.hpp"

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using Class = GraphErrorClass;
using Fate = SendFate;

namespace fixtures {

namespace {

/// What an error file means: for a send, too.
struct Row {
  const char* file;
  int status;
  int code;
  int subcode;
  Class error_class;
  Fate fate;
};
const std::vector<Row> rows = {
    {"arsduo+koala/oauth-bad-code.json", 400, 2500, 0, Class::parameter, Fate::refused},
    {"arsduo+koala/subs-err-callback-url.json", 400, 100, 0, Class::parameter, Fate::refused},
    {"arsduo+koala/subs-err-invalid-object.json", 400, 100, 0, Class::parameter, Fate::refused},
    {"arsduo+koala/token-required.json", 400, 0, 0, Class::unknown, Fate::unknown},
    {"arsduo+koala/batch-whole-error.json", 400, 190, 0, Class::token, Fate::refused},
    {"bottenderjs+messaging-apis/error-should-be-formatted-correctly-response.json", 400, 190, 1234567, Class::token,
     Fate::refused},
    {"jgorset+facebook-messenger/err-10-2018065.json", 400, 10, 2018065, Class::window, Fate::refused},
    {"jgorset+facebook-messenger/err-10-2018108.json", 400, 10, 2018108, Class::blocked, Fate::refused},
    {"jgorset+facebook-messenger/err-100-2018001.json", 400, 100, 2018001, Class::parameter, Fate::refused},
    {"jgorset+facebook-messenger/err-100-none.json", 400, 100, 0, Class::parameter, Fate::refused},
    {"jgorset+facebook-messenger/err-1200-none.json", 400, 1200, 0, Class::transient, Fate::unknown},
    {"jgorset+facebook-messenger/err-190-none-2.json", 400, 190, 0, Class::token, Fate::refused},
    {"jgorset+facebook-messenger/err-200-1545041.json", 400, 200, 1545041, Class::blocked, Fate::refused},
    {"jgorset+facebook-messenger/err-200-2018027.json", 400, 200, 2018027, Class::permission, Fate::refused},
    {"jgorset+facebook-messenger/err-200-2018028.json", 400, 200, 2018028, Class::permission, Fate::refused},
    {"jgorset+facebook-messenger/err-230-none.json", 400, 230, 0, Class::permission, Fate::refused},
    {"jgorset+facebook-messenger/err-613-none.json", 400, 613, 0, Class::rate_limited, Fate::not_sent},
    {"ker0x+messenger/response-send-error.json", 400, 190, 1234567, Class::token, Fate::refused},
    {"messenger4j+messenger4j/shouldhandleerrorresponse-response.json", 401, 190, 0, Class::token, Fate::refused},
    {"meta-docs/error-190-460.json", 400, 190, 460, Class::token, Fate::refused},
    {"meta-docs/error-190-example.json", 400, 190, 1234567, Class::token, Fate::refused},
    {"observed/err-10-2018278.json", 400, 10, 2018278, Class::window, Fate::refused},
    {"observed/err-100-text-not-utf8.json", 400, 100, 0, Class::parameter, Fate::refused},
    {"observed/err-100-text-too-long.json", 400, 100, 0, Class::parameter, Fate::refused},
    {"observed/err-2-2018344-custom-labels.json", 400, 2, 2018344, Class::permission, Fate::refused},
    {"observed/err-80001-page-throttle.json", 400, 80001, 0, Class::rate_limited, Fate::not_sent},
    {"observed/err-ig-10-2534022.json", 403, 10, 2534022, Class::window, Fate::refused},
    {"restfb+restfb/err-190-458.json", 400, 190, 458, Class::token, Fate::refused},
    {"restfb+restfb/exampleerrornew.json", 400, 190, 460, Class::token, Fate::refused},
    {"restfb+restfb/issue1095.json", 400, 1, 1446036, Class::transient, Fate::unknown},
    {"sns-sdks+python-facebook/base-error-data.json", 400, 100, 0, Class::parameter, Fate::refused},
    {"tgallice+fb-messenger-sdk/err-100-error-data.json", 400, 100, 0, Class::parameter, Fate::refused},
};

/// The texts of the file are those of the error, and those that may quote somebody are in no message.
void check_texts(const Error& error, const std::string& contents) {
  const auto tree = json::Tree::parse(contents);
  REQUIRE(tree);
  const json::Value body = tree->root()["error"];
  const GraphError& graph = *error.graph;
  CHECK(graph.type == body["type"].text());
  CHECK(graph.fbtrace_id == body["fbtrace_id"].text());
  CHECK(graph.user_title == body["error_user_title"].text());
  CHECK(graph.user_message == body["error_user_msg"].text());
  CHECK(graph.is_transient.has_value() == body["is_transient"].exists());
  for (const char* name : {"message", "error_user_title", "error_user_msg", "error_data"})
    if (!body[name].text().empty()) CHECK(error.message.find(body[name].text()) == std::string::npos);
  if (!graph.fbtrace_id.empty()) CHECK(error.message.find(graph.fbtrace_id) != std::string::npos);
}

void check_row(const Row& row, const std::string& contents) {
  // An error is one whatever the status that it comes under.
  for (const int status : {row.status, 200}) {
    const auto error = error_in(answered(contents, status), CallKind::once);
    REQUIRE(error);
    CHECK(error->code == ErrorCode::graph);
    CHECK(error->http_status == status);
    REQUIRE(error->graph);
    CHECK(error->graph->code == row.code);
    CHECK(error->graph->subcode == row.subcode);
    CHECK(to_string(error->graph->error_class) == to_string(row.error_class));
    CHECK(to_string(error->fate) == to_string(row.fate));
    check_texts(*error, contents);
  }
  CHECK(error_in(answered(contents, row.status), CallKind::read)->fate ==
        (row.fate == Fate::not_sent ? Fate::not_sent : Fate::refused));
}

} // namespace

void add_errors(Part& part) {
  for (const Row& row : rows) part.checks[row.file] = [&row](const std::string& contents) { check_row(row, contents); };
}

} // namespace fixtures
