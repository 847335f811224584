# pagebridge_embed_web_files(<target> <folder> <files>...): builds the files of a web page into the program <target>, as the
# function web_files() of cli/web_files.hpp. So the program needs no files beside it.
include_guard()

function(pagebridge_embed_web_files target folder)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${target}_web_files.cpp")
  list(TRANSFORM ARGN PREPEND "${folder}/" OUTPUT_VARIABLE paths)
  set(script "${PROJECT_SOURCE_DIR}/cmake/EmbedWebFiles.cmake")
  list(JOIN ARGN "|" names)
  add_custom_command(
    OUTPUT "${source}"
    COMMAND "${CMAKE_COMMAND}" -D "FOLDER=${folder}" -D "NAMES=${names}" -D "OUTPUT=${source}" -P "${script}"
    DEPENDS ${paths} "${script}"
    VERBATIM)
  target_sources(${target} PRIVATE "${source}")
endfunction()
