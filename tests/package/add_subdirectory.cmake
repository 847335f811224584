# A host that adds this folder to its own build: only configured, since the sources are built already.
include("${CMAKE_CURRENT_LIST_DIR}/common.cmake")

configure_options(options)
set(build "${work}/parent")
file(REMOVE_RECURSE "${build}" "${build}-prefix")
run("${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}/parent" -B "${build}" ${options}
    "-DPAGEBRIDGE_SOURCE=${source_dir}" "-DPAGEBRIDGE_WITH_CURL=${with_curl}" "-DBUILD_SHARED_LIBS=${shared}")
run("${CMAKE_COMMAND}" --install "${build}" ${with_config} --prefix "${build}-prefix")
file(GLOB_RECURSE installed "${build}-prefix/*")
if(installed)
  message(FATAL_ERROR "A host's installation got files of ours: ${installed}")
endif()
