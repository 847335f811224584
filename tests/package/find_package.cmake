# A project of its own, built against the installed package.
include("${CMAKE_CURRENT_LIST_DIR}/common.cmake")

configure_options(options)
list(APPEND options "-DCMAKE_PREFIX_PATH=${prefix}")
set(consumer "${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}/consumer")
file(REMOVE_RECURSE "${work}/consumer" "${work}/consumer-other")

set(components core testing)
if(with_curl)
  set(components core curl testing)
endif()
string(REPLACE ";" "\\;" components "${components}")
run(${consumer} -B "${work}/consumer" ${options} "-DPAGEBRIDGE_COMPONENTS=${components}")
run("${CMAKE_COMMAND}" --build "${work}/consumer" ${with_config})
run("${CMAKE_COMMAND}" --build "${work}/consumer" ${with_config} --target run)
string(FIND "${output}" "pagebridge ${version}" found)
if(found EQUAL -1)
  message(FATAL_ERROR "The consumer did not say the version ${version}:\n${output}")
endif()

# Who does not ask for curl needs no libcurl.
run(${consumer} -B "${work}/consumer-other" ${options} -DPAGEBRIDGE_COMPONENTS=core
    -DCMAKE_DISABLE_FIND_PACKAGE_CURL=ON)
if(with_curl)
  run(${consumer} -B "${work}/consumer-other" ${options} -DPAGEBRIDGE_COMPONENTS=pagebridge
      -DCMAKE_DISABLE_FIND_PACKAGE_CURL=OFF)
endif()
must_refuse("there is no component 'pigeon'" ${consumer} -B "${work}/consumer-other" ${options}
            "-DPAGEBRIDGE_COMPONENTS=core\;pigeon")
must_refuse("compatible with requested version \"0.2\"" ${consumer} -B "${work}/consumer-other" ${options}
            -DPAGEBRIDGE_COMPONENTS=core -DPAGEBRIDGE_WANTED=0.2)
