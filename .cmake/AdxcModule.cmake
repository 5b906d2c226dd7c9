# adxc_module(path USES ... PACKAGES ... [REGISTRY] [PRECOMPILED header]) makes one library of a folder.
# PRECOMPILED names a costly header that most of its files include; it is read once for all of them.
#
# A module's headers are reached through an include root of its own, <build>/include/<module>/<path>, a
# symbolic link to the folder. Only users of the module see that root, so an include that the floors do
# not allow does not compile. Each header is also compiled alone (CMAKE_VERIFY_INTERFACE_HEADER_SETS).
# `main.cpp` is never part of a module.
function(adxc_module path)
  cmake_parse_arguments(PARSE_ARGV 1 arg "REGISTRY" "PRECOMPILED" "USES;PACKAGES")
  adxc_target_name(${path} target)
  set(root "${PROJECT_BINARY_DIR}/include/${target}")
  get_filename_component(parent "${root}/${path}" DIRECTORY)
  file(MAKE_DIRECTORY "${parent}")
  file(CREATE_LINK "${PROJECT_SOURCE_DIR}/${path}" "${root}/${path}" SYMBOLIC)

  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${path}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  file(GLOB headers CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/${path}/*.h")
  adxc_split_headers("${headers}" "${arg_PRECOMPILED}" begun alone)
  list(TRANSFORM begun PREPEND "${root}/")
  list(TRANSFORM alone PREPEND "${root}/")

  if(sources)
    add_library(${target} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(${target} PRIVATE adxc_warnings)
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS "${root}" FILES ${alone}
                 FILE_SET begun TYPE HEADERS BASE_DIRS "${root}" FILES ${begun})
  set_target_properties(${target} PROPERTIES INTERFACE_HEADER_SETS_TO_VERIFY HEADERS)
  foreach(used IN LISTS arg_USES)
    adxc_target_name(${used} lower)
    if(NOT TARGET ${lower})
      message(FATAL_ERROR "${path} uses ${used}, which is not on a floor below it")
    endif()
    target_link_libraries(${target} ${scope} ${lower})
  endforeach()
  target_link_libraries(${target} ${scope} ${arg_PACKAGES})
  if(arg_PRECOMPILED AND sources)
    target_precompile_headers(${target} PRIVATE "<${arg_PRECOMPILED}>")
  endif()
  if(arg_REGISTRY AND sources)
    adxc_registry(${path} ${target})
  endif()
endfunction()

# Tells headers that their own x.cpp begins with from those that nobody compiles alone. What is precompiled
# stands before the first line, so there no x.cpp proves anything.
function(adxc_split_headers headers precompiled begun alone)
  set(proven "")
  set(others "")
  foreach(header IN LISTS headers)
    string(REGEX REPLACE "\\.h$" ".cpp" source "${PROJECT_SOURCE_DIR}/${header}")
    set(first "")
    if(EXISTS "${source}" AND NOT precompiled)
      file(STRINGS "${source}" first REGEX "^#include" LIMIT_COUNT 1)
    endif()
    if(first STREQUAL "#include \"${header}\"")
      list(APPEND proven "${header}")
    else()
      list(APPEND others "${header}")
    endif()
  endforeach()
  set(${begun} "${proven}" PARENT_SCOPE)
  set(${alone} "${others}" PARENT_SCOPE)
endfunction()

function(adxc_target_name path variable)
  string(REPLACE "/" "_" name "${path}")
  set(${variable} "adxc_${name}" PARENT_SCOPE)
endfunction()

# A folder of alternatives lists itself: each x.cpp defines the entry named x; the file named after the
# folder is the driver, which includes "entries.inc" with ADXC_ENTRY defined. A file without its entry is
# a link error; a file with a header of its own (x.cpp, x.h) is shared by the entries and is none.
function(adxc_registry path target)
  get_filename_component(folder "${path}" NAME)
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${path}/*.cpp")
  set(entries "")
  foreach(source IN LISTS sources)
    get_filename_component(name "${source}" NAME_WE)
    if(NOT name STREQUAL folder AND NOT name STREQUAL "main"
       AND NOT EXISTS "${PROJECT_SOURCE_DIR}/${path}/${name}.h")
      string(APPEND entries "ADXC_ENTRY(${name})\n")
    endif()
  endforeach()
  set(made "${PROJECT_BINARY_DIR}/made/${target}")
  file(CONFIGURE OUTPUT "${made}/entries.inc" CONTENT "${entries}" @ONLY)
  target_include_directories(${target} PRIVATE "${made}")
endfunction()

# The executable: main.cpp of a roof folder.
function(adxc_program name path)
  adxc_target_name(${path} target)
  if(NOT EXISTS "${PROJECT_SOURCE_DIR}/${path}/main.cpp")
    return()
  endif()
  add_executable(${name} "${PROJECT_SOURCE_DIR}/${path}/main.cpp")
  target_link_libraries(${name} PRIVATE ${target} adxc_warnings)
endfunction()
