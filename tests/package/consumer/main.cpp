#include <iostream>

#include "pagebridge/library_version.hpp"
#include "pagebridge/message/text_split.hpp"

int main() {
  std::cout << "pagebridge " << pagebridge::library_version() << '\n';
  // Needs what the library itself needs, so that a static one shows whether all of that was found.
  return pagebridge::split_text("a text that fits").size() == 1 ? 0 : 1;
}
