// What is told of a person in more than one place.
#include "testing/threads.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE
namespace testing {

std::string full_name(const SandboxPerson& person) {
  const bool both = !person.first_name.empty() && !person.last_name.empty();
  return person.first_name + (both ? " " : "") + person.last_name;
}

std::int64_t unread_in(const Person& person) {
  std::int64_t unread = 0;
  for (auto message = person.thread.rbegin(); message != person.thread.rend() && !message->from_page; ++message)
    if (!message->unsent) ++unread;
  return unread;
}

} // namespace testing
PAGEBRIDGE_END_NAMESPACE
