#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pagebridge/config.hpp"
#include "pagebridge/time.hpp"

PAGEBRIDGE_BEGIN_NAMESPACE

/// Something to tell people, in parts that can be translated: a host's catalogue looks `code` up and fills `parameters` in.
/// docs/words.md lists the codes with their parameters.
struct Words {
  std::string code;                                            ///< stable: "window_closed"
  std::vector<std::pair<std::string, std::string>> parameters; ///< names and values; times are milliseconds, as digits
  std::string text;                                            ///< in English, parameters filled in
};

/// Why something cannot be done now, for the person who asked for it.
struct Refusal {
  Words words;
  std::optional<Timestamp> until{}; ///< when it ends by itself; nothing if it takes somebody's act
};

PAGEBRIDGE_END_NAMESPACE
