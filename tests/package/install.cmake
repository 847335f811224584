# Installs this build, and looks at what came out.
include("${CMAKE_CURRENT_LIST_DIR}/common.cmake")

file(REMOVE_RECURSE "${prefix}")
run("${CMAKE_COMMAND}" --install "${build_dir}" ${with_config} --prefix "${prefix}")

foreach(file IN ITEMS include/pagebridge/config.hpp include/pagebridge/version.hpp include/pagebridge/export.hpp
                      include/pagebridge/testing/export.hpp share/doc/pagebridge/LICENSE)
  if(NOT EXISTS "${prefix}/${file}")
    message(FATAL_ERROR "Not installed: ${file}")
  endif()
endforeach()
if(with_curl AND NOT EXISTS "${prefix}/include/pagebridge/curl/export.hpp")
  message(FATAL_ERROR "Not installed: include/pagebridge/curl/export.hpp")
elseif(NOT with_curl AND EXISTS "${prefix}/include/pagebridge/curl")
  message(FATAL_ERROR "Installed without the library: include/pagebridge/curl")
endif()

# A host must need none of our libraries' headers to compile against us.
file(GLOB_RECURSE headers "${prefix}/include/*")
foreach(header IN LISTS headers)
  file(STRINGS "${header}" foreign
       REGEX "#[ \t]*include[ \t]*[<\"](rapidjson|curl|openssl|boost|utf8proc|sqlite3|libpq)")
  if(foreign)
    message(FATAL_ERROR "${header} includes what only the sources may include: ${foreign}")
  endif()
endforeach()
