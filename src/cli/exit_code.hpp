#pragma once

namespace pagebridge::cli {

/// How the program ends. From 64 on they are those of <sysexits.h>.
enum class ExitCode : int {
  done = 0,
  refused = 1,        ///< what was checked does not hold, such as a signature
  usage = 2,          ///< a wrong command or option
  data = 65,          ///< the input is not what the command reads
  internal = 70,      ///< a defect in the program
  io = 74,            ///< something could not be read, written or listened on
  configuration = 78, ///< a file or option holds what makes no sense
};

} // namespace pagebridge::cli
