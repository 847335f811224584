#include <iostream>

#include "pagebridge/library_version.hpp"

int main() {
  std::cout << "pagebridge " << pagebridge::library_version() << '\n';
  return 0;
}
