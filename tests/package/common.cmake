include("${SETTINGS}")

# A build may have no build type.
set(with_config)
if(build_type)
  set(with_config --config "${build_type}")
endif()

# run(<command>...): stops the test with the command's output if it fails; the output is left in `output`.
macro(run)
  execute_process(
    COMMAND ${ARGN}
    RESULT_VARIABLE result
    OUTPUT_VARIABLE output
    ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGN}\nended with ${result}:\n${output}")
  endif()
endmacro()

# must_refuse(<text> <command>...): the command fails, and says the text.
macro(must_refuse text)
  execute_process(
    COMMAND ${ARGN}
    RESULT_VARIABLE result
    OUTPUT_VARIABLE output
    ERROR_VARIABLE output)
  if(result EQUAL 0)
    message(FATAL_ERROR "${ARGN}\nsucceeded, but should have been refused:\n${output}")
  endif()
  # CMake breaks its messages into lines.
  string(REGEX REPLACE "[ \n]+" " " one_line "${output}")
  string(FIND "${one_line}" "${text}" found)
  if(found EQUAL -1)
    message(FATAL_ERROR "${ARGN}\nwas refused without saying '${text}':\n${output}")
  endif()
endmacro()

# configure_options(<variable>): what makes another project build as this one is built.
macro(configure_options variable)
  set(${variable} -G "${generator}" "-DCMAKE_CXX_COMPILER=${compiler}" "-DCMAKE_BUILD_TYPE=${build_type}"
                  "-DCMAKE_CXX_FLAGS=${flags}")
  if(standard)
    list(APPEND ${variable} "-DCMAKE_CXX_STANDARD=${standard}")
  endif()
endmacro()
