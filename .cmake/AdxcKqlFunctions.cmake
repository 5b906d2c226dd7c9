# Makes the tables of KQL functions: schemas/functions/kql/*.yaml becomes kql_functions.inc (names and
# signatures, for compiler/kql), kql_sql.inc (SQL templates in the same order, for runtime/engine) and
# docs/reference/kql-functions.md, which is committed because people read it.
add_executable(adxc_make_kql_functions "${PROJECT_SOURCE_DIR}/compiler/functions/main.cpp")
target_link_libraries(adxc_make_kql_functions PRIVATE adxc_compiler_functions adxc_warnings)

file(GLOB kql_tables CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/schemas/functions/kql/*.yaml")

# adxc_made_functions(what target name): the made file is a source of the target, found by its name.
function(adxc_made_functions what target name)
  set(made "${PROJECT_BINARY_DIR}/made/${target}")
  file(MAKE_DIRECTORY "${made}")
  add_custom_command(OUTPUT "${made}/${name}"
                     COMMAND adxc_make_kql_functions ${what} "${made}/${name}" ${kql_tables}
                     DEPENDS adxc_make_kql_functions ${kql_tables} VERBATIM)
  target_sources(${target} PRIVATE "${made}/${name}")
  target_include_directories(${target} PRIVATE "${made}")
endfunction()

adxc_made_functions(cpp adxc_compiler_kql kql_functions.inc)

add_custom_target(kql_reference
                  COMMAND adxc_make_kql_functions page
                          "${PROJECT_SOURCE_DIR}/docs/reference/kql-functions.md" ${kql_tables}
                  VERBATIM)
