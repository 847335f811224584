// Messages, what they are made of, and uploads.
#include <initializer_list>
#include <utility>

#include "json/tree.hpp"
#include "json/writer.hpp"
#include "message/message_json.hpp"
#include "pagebridge/graph/send.hpp"
#include "support/catch.hpp"
#include "unit/graph/fixtures.hpp"
#include "unit/graph/fixtures_send.hpp"

namespace fixtures {

using namespace pagebridge;        // NOLINT(google-build-using-namespace)
using namespace pagebridge::graph; // NOLINT(google-build-using-namespace)
using json::Kind;
using json::Tree;
using json::Value;

namespace {

/// Members that say the same as leaving them out, with their documented defaults. `messaging_type` is required by the page,
/// and left out by half of its own samples, which the platform takes as a response.
bool is_default(std::string_view name, const Value& value) {
  if (value.kind() == Kind::boolean && !value.truth()) return name == "sharable" || name == "is_reusable";
  if (name == "messaging_type") return value.text() == "RESPONSE";
  if (name == "webview_height_ratio") return value.text() == "full";
  if (name == "image_aspect_ratio") return value.text() == "horizontal";
  if (name == "street_2") return value.is_string() && value.text().empty();
  return false;
}

enum class Defaults { left_out, kept };

void write_normal(json::Writer& out, const Value& value, Defaults defaults) {
  if (value.is_object()) {
    out.begin_object();
    for (auto at = value.begin(); at != value.end(); ++at) {
      if (defaults == Defaults::left_out && is_default(at.name(), *at)) continue;
      out.key(at.name());
      write_normal(out, *at, defaults);
    }
    out.end_object();
  } else if (value.is_array()) {
    out.begin_array();
    for (const Value& element : value) write_normal(out, element, defaults);
    out.end_array();
  } else {
    out.raw(value.raw());
  }
}

std::string normal(const std::string& text, Defaults defaults = Defaults::left_out) {
  const auto tree = Tree::parse(text);
  REQUIRE(tree);
  json::Writer out;
  write_normal(out, tree->root(), defaults);
  return out.text();
}

/// The value at the end of the path.
std::string part_of(const std::string& text, std::initializer_list<std::string_view> path) {
  const auto tree = Tree::parse(text);
  REQUIRE(tree);
  Value value = tree->root();
  for (const std::string_view name : path) value = value[name];
  REQUIRE(value.exists());
  return std::string(value.raw());
}

/// The same request, once defaults that one of the two spells out are gone.
Check same(std::string ours) {
  return [ours = std::move(ours)](const std::string& theirs) {
    INFO("ours:   " << ours);
    INFO("theirs: " << theirs);
    CHECK(equal_json(normal(ours), normal(theirs)));
  };
}

} // namespace

Check same_send(SendMessage call) { return same(to_json(call)); }

Check same_request(const HttpRequest& request) { return same(request.body); }

Check same_message(OutgoingMessage message, std::string metadata) {
  const SendMessage call{Psid("1"), std::move(message), SendAs::response, std::move(metadata)};
  return same(part_of(to_json(call), {"message"}));
}

Check same_attachment(OutgoingMessage message) {
  return same(part_of(to_json(SendMessage{Psid("1"), std::move(message)}), {"message", "attachment"}));
}

Check same_payload(OutgoingMessage message) {
  return same(part_of(to_json(SendMessage{Psid("1"), std::move(message)}), {"message", "attachment", "payload"}));
}

Check same_button(Button button) {
  json::Writer out;
  message::write_button(out, button);
  return same(out.text());
}

Check same_but_reusable(const HttpRequest& request) {
  return [ours = request.body](const std::string& theirs) {
    const std::string once = R"("is_reusable":false)";
    std::string reusable = normal(theirs, Defaults::kept);
    const std::size_t at = reusable.find(once);
    REQUIRE(at != std::string::npos);
    reusable.replace(at, once.size(), R"("is_reusable":true)");
    INFO("theirs: " << theirs);
    CHECK(equal_json(ours, reusable));
  };
}

Check same_recipient(Recipient recipient) {
  return same(part_of(to_json(SendMessage{std::move(recipient), Text{"x"}}), {"recipient"}));
}

Check same_upload(MediaKind kind, bool is_reusable) {
  json::Writer out;
  message::write_upload(out, kind, is_reusable, {});
  return same(out.text());
}

Check receipt_of(std::string mid, std::string recipient, std::string attachment) {
  return [=](const std::string& theirs) {
    const Result<SendReceipt> read = from_http(SendMessage{}, HttpResponse{200, {}, theirs});
    REQUIRE(read);
    CHECK(read->mid == Mid(mid));
    CHECK(read->recipient == Psid(recipient));
    CHECK(read->attachment == AttachmentId(attachment));
  };
}

Check attachment_of(std::string id) {
  return [=](const std::string& theirs) {
    const Result<AttachmentId> read = from_http(UploadAttachment{}, HttpResponse{200, {}, theirs});
    REQUIRE(read);
    CHECK(*read == AttachmentId(id));
  };
}

Part send_part() {
  Part part;
  add_requests(part);
  add_objects(part);
  add_templates(part);
  add_responses(part);
  add_left_out(part);
  return part;
}

} // namespace fixtures
