# adxc_embedded(target file declaration header) compiles a text file into `target`: a made source that
# defines the function `declaration`, for instance "adxc::policy::settings_table()", which `header`
# declares as returning a std::string_view. The file has at most 60 KB and no line `)adxctext"`.
function(adxc_embedded target file declaration header)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${file}")
  file(READ "${PROJECT_SOURCE_DIR}/${file}" text)
  get_filename_component(name "${file}" NAME_WE)
  set(made "${PROJECT_BINARY_DIR}/made/${target}/${name}_text.cpp")
  file(CONFIGURE OUTPUT "${made}" @ONLY CONTENT
"// Made from @file@ when configured.
#include \"@header@\"

std::string_view @declaration@ {
  return R\"adxctext(@text@)adxctext\";
}
")
  target_sources(${target} PRIVATE "${made}")
endfunction()

# adxc_words(target file made) makes of a table's list items, lines "- word", a header `made` of quoted
# words with commas, which a source of `target` includes inside of an array.
function(adxc_words target file made)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${file}")
  file(STRINGS "${PROJECT_SOURCE_DIR}/${file}" words REGEX "^- ")
  list(TRANSFORM words REPLACE "^- (.*)$" "\"\\1\",")
  list(JOIN words "\n" words)
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/made/${target}/${made}" @ONLY CONTENT
"// Made from @file@ when configured.
@words@
")
  target_include_directories(${target} PRIVATE "${PROJECT_BINARY_DIR}/made/${target}")
endfunction()
