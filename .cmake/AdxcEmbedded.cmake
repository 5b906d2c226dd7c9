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
