# Files made from the tables in schemas/. The tool adxc-tables is built first; what it makes for the
# compiler stays in the build folder, what people and editors read is committed and must be fresh.
#
# adxc_made_tables() makes
#   adxc_made_model     include root of made/model/*.h (structs and rows), and made/model/schemas.cpp
#   fresh, make-fresh   targets that compare, or rewrite, the committed files; test build/fresh compares
#
# adxc_made_rows(target) adds made/model/rows.cpp to the module that declares what rows are.
#
# adxc_committed(made source DEPENDS ... [MARK text]) adds another generator: each file below the folder
# `made` must be the same below `source`, once DEPENDS are built. A file below `source` whose beginning holds
# MARK but that is no longer made is stale, too.
set(ADXC_MADE_TABLES "${PROJECT_BINARY_DIR}/made/tables")

function(adxc_committed made source)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "MARK" "DEPENDS")
  set_property(GLOBAL APPEND PROPERTY ADXC_COMMITTED "${made}=${source}=${arg_MARK}")
  set_property(GLOBAL APPEND PROPERTY ADXC_COMMITTED_DEPENDS ${arg_DEPENDS})
endfunction()

# Called once, after all generators were added.
function(adxc_fresh_targets)
  get_property(pairs GLOBAL PROPERTY ADXC_COMMITTED)
  get_property(depends GLOBAL PROPERTY ADXC_COMMITTED_DEPENDS)
  list(JOIN pairs "|" pairs)
  set(script "${PROJECT_SOURCE_DIR}/.cmake/fresh.cmake")
  add_custom_target(fresh COMMAND "${CMAKE_COMMAND}" "-DPAIRS=${pairs}" -P "${script}"
                    DEPENDS ${depends} VERBATIM)
  add_custom_target(make-fresh COMMAND "${CMAKE_COMMAND}" "-DPAIRS=${pairs}" -DUPDATE=ON -P "${script}"
                    DEPENDS ${depends} VERBATIM)
  add_test(NAME build/fresh COMMAND "${CMAKE_COMMAND}" "-DPAIRS=${pairs}" -P "${script}")
endfunction()

function(adxc_made_rows target)
  target_sources(${target} PRIVATE "${ADXC_MADE_TABLES}/made/model/rows.cpp")
endfunction()

function(adxc_made_tables)
  add_executable(adxc-tables "${PROJECT_SOURCE_DIR}/compiler/tables/main.cpp")
  target_link_libraries(adxc-tables PRIVATE adxc_compiler_tables adxc_warnings)

  file(GLOB tables CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/schemas/*.yaml"
       "${PROJECT_SOURCE_DIR}/schemas/connectors/*.yaml" "${PROJECT_SOURCE_DIR}/schemas/activities/*.yaml")
  set(model "${ADXC_MADE_TABLES}/made/model")
  set(made "${model}/structs.h" "${model}/rows.h" "${model}/rows.cpp" "${model}/schemas.h"
      "${model}/schemas.cpp")
  set(committed "${ADXC_MADE_TABLES}/committed")
  add_custom_command(
    OUTPUT ${made} "${committed}/stamp"
    COMMAND "${CMAKE_COMMAND}" -E rm -rf "${committed}"
    COMMAND adxc-tables "${PROJECT_SOURCE_DIR}" "${ADXC_MADE_TABLES}" ${tables}
    COMMAND "${CMAKE_COMMAND}" -E touch "${committed}/stamp"
    DEPENDS adxc-tables ${tables}
    COMMENT "Making structs, JSON Schemas and reference pages from schemas/"
    VERBATIM)
  add_custom_target(adxc_made_tables DEPENDS ${made} "${committed}/stamp")

  add_library(adxc_made_model STATIC "${model}/schemas.cpp")
  target_include_directories(adxc_made_model PUBLIC "${ADXC_MADE_TABLES}")
  add_dependencies(adxc_made_model adxc_made_tables)

  adxc_committed("${committed}/schemas/json" "${PROJECT_SOURCE_DIR}/schemas/json"
                 DEPENDS adxc_made_tables MARK "by adxc-tables")
  adxc_committed("${committed}/docs/reference" "${PROJECT_SOURCE_DIR}/docs/reference"
                 DEPENDS adxc_made_tables MARK "by adxc-tables")
endfunction()
