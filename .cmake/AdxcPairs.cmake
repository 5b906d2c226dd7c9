# Makes the table of what goes with what: schemas/pairs/pairs.yaml becomes pairs.inc, which compiler/program
# includes.
add_executable(adxc_make_pairs "${PROJECT_SOURCE_DIR}/compiler/program/generator/main.cpp")
target_link_libraries(adxc_make_pairs PRIVATE yaml-cpp fmt::fmt adxc_warnings)

set(pairs_table "${PROJECT_SOURCE_DIR}/schemas/pairs/pairs.yaml")
set(pairs_made "${PROJECT_BINARY_DIR}/made/adxc_compiler_program")
file(MAKE_DIRECTORY "${pairs_made}")
add_custom_command(OUTPUT "${pairs_made}/pairs.inc"
                   COMMAND adxc_make_pairs "${pairs_table}" "${pairs_made}/pairs.inc"
                   DEPENDS adxc_make_pairs "${pairs_table}" VERBATIM)
target_sources(adxc_compiler_program PRIVATE "${pairs_made}/pairs.inc")
target_include_directories(adxc_compiler_program PRIVATE "${pairs_made}")
