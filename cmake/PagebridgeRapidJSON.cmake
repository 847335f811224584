# pagebridge_use_rapidjson(<target>): RapidJSON's headers, privately.
#
# Its package gives a target in one distribution, another target in the next, and in Debian none; the header is the same
# everywhere. Only the SAX headers are asked for: the released document.h does not compile with newer compilers.
include_guard()

function(pagebridge_use_rapidjson target)
  find_path(PAGEBRIDGE_RAPIDJSON_INCLUDE_DIR rapidjson/reader.h DOC "The folder that holds rapidjson/reader.h")
  mark_as_advanced(PAGEBRIDGE_RAPIDJSON_INCLUDE_DIR)
  if(NOT PAGEBRIDGE_RAPIDJSON_INCLUDE_DIR)
    message(FATAL_ERROR "RapidJSON was not found (Debian: rapidjson-dev). "
                        "Set PAGEBRIDGE_RAPIDJSON_INCLUDE_DIR to the folder that holds rapidjson/reader.h.")
  endif()
  target_include_directories(${target} SYSTEM PRIVATE "${PAGEBRIDGE_RAPIDJSON_INCLUDE_DIR}")
endfunction()
