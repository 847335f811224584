#include "testing/graph_settings.hpp"

#include "json/writer.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

HttpResponse graph_result(const GraphCall& call) { return graph_success(call.context, R"({"result":"success"})"); }

PageRecord* page_concerned(const GraphCall& call, World& world) {
  return world.page(call.page.empty() ? call.caller.page : call.page);
}

Person* person_known(const GraphCall& call, World& world, const std::string& psid) {
  PageRecord* const page = page_concerned(call, world);
  Person* const person = page == nullptr ? nullptr : page->threads.find(Psid(psid));
  return person == nullptr || !person->last_act ? nullptr : person;
}

std::optional<HttpResponse> answer_settings_node(const GraphCall& call, const std::string& node) {
  if (auto answered = answer_persona_node(call, node)) return answered;
  if (auto answered = answer_label_node(call, node)) return answered;
  return answer_template_node(call, node);
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
