# Writes the C++ source OUTPUT with the files NAMES (divided by |) of FOLDER as raw strings. See PagebridgeEmbed.cmake.
set(types_html "text/html; charset=utf-8")
set(types_css "text/css; charset=utf-8")
set(types_js "text/javascript; charset=utf-8")
set(types_svg "image/svg+xml")

string(REPLACE "|" ";" names "${NAMES}")
set(entries "")
foreach(name IN LISTS names)
  file(READ "${FOLDER}/${name}" text)
  string(FIND "${text}" ")web\"" end_mark)
  if(NOT end_mark EQUAL -1)
    message(FATAL_ERROR "${name} holds )web\", which ends the raw string that it is put into")
  endif()
  get_filename_component(extension "${name}" LAST_EXT)
  string(SUBSTRING "${extension}" 1 -1 extension)
  if(NOT DEFINED types_${extension})
    message(FATAL_ERROR "${name}: what is the content type of .${extension}?")
  endif()
  set(path "/${name}")
  if(name STREQUAL "index.html")
    set(path "/")
  endif()
  string(APPEND entries "      {\"${path}\", \"${types_${extension}}\", R\"web(${text})web\"},\n")
endforeach()

file(
  WRITE "${OUTPUT}"
  "#include \"cli/web_files.hpp\"

namespace pagebridge::cli {

const std::vector<WebFile>& web_files() {
  static const std::vector<WebFile> files = {
${entries}  };
  return files;
}

} // namespace pagebridge::cli
")
