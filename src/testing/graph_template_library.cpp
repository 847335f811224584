// The platform's own templates:
// https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/utility-messages
#include "testing/graph_list.hpp"
#include "testing/graph_settings.hpp"
#include "testing/template_library.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

namespace {

// The first is the documentation's example, the others are made up.
constexpr LibraryTemplateRow library[] = {
    {"7635027653257090", "order_confirmation_1", "en", "ORDER_MANAGEMENT", "DELIVERY_CONFIRMATION",
     "{{1}}, your order was successfully delivered!", R"(["John"])", "Manage order", "https://www.example.com"},
    {"7635027653257091", "shipment_update_1", "en", "ORDER_MANAGEMENT", "SHIPMENT_UPDATE",
     "{{1}}, your order {{2}} is on its way.", R"(["John","566701"])", "Track order", "https://www.example.com"},
    {"7635027653257092", "appointment_reminder_1", "en", "EVENT_REMINDER", "APPOINTMENT_REMINDER",
     "{{1}}, see you on {{2}}.", R"(["John","2 March"])", "Change", "https://www.example.com"}};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

void write_button(json::Writer& writer, const LibraryTemplateRow& row) {
  writer.begin_array().begin_object().member("type", "URL").member("text", row.button_text);
  writer.member("url", row.button_url).end_object().end_array();
}

void write(json::Writer& writer, const LibraryTemplateRow& row) {
  writer.begin_object().member("name", row.name).member("language", row.language).member("category", "UTILITY");
  writer.member("topic", row.topic).member("usecase", row.use_case);
  writer.key("industry").begin_array().string("E_COMMERCE").end_array();
  writer.member("body", row.body).key("body_params").raw(row.body_params);
  const auto examples = json::Tree::parse(row.body_params);
  writer.key("body_param_types").begin_array();
  if (examples) {
    const json::Value list = examples->root();
    for (auto one = list.begin(); one != list.end(); ++one) writer.string("TEXT");
  }
  writer.end_array();
  write_button(writer.key("buttons"), row);
  writer.member("id", row.id).end_object();
}

} // namespace

const LibraryTemplateRow* find_library_template(std::string_view name, std::string_view language) {
  for (const LibraryTemplateRow& row : library)
    if (row.name == name && row.language == language) return &row;
  return nullptr;
}

std::string components_of(const LibraryTemplateRow& row) {
  json::Writer writer;
  writer.begin_array().begin_object().member("type", "BODY").member("text", row.body);
  writer.key("example").begin_object().key("body_text").begin_array().raw(row.body_params).end_array().end_object();
  writer.end_object().begin_object().member("type", "BUTTONS").key("buttons");
  write_button(writer, row);
  return writer.end_object().end_array().text();
}

HttpResponse answer_template_library(const GraphCall& call) {
  if (call.request.method != "GET")
    return unsupported_request(call.context, call.request.method, call.request.path.front());
  const std::string_view words = call.parameters["name_or_content"].text();
  const std::string_view language = call.parameters["language"].text();
  std::vector<const LibraryTemplateRow*> shown;
  std::vector<std::string> ids;
  for (const LibraryTemplateRow& row : library) {
    const bool fits = contains(row.name, words) || contains(row.body, words);
    if (!fits || (!language.empty() && row.language != language)) continue;
    shown.push_back(&row);
    ids.emplace_back(row.id);
  }
  return answer_edge(call, ids, {"name_or_content", "language"},
                     [&](json::Writer& writer, std::size_t index) { write(writer, *shown[index]); });
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
