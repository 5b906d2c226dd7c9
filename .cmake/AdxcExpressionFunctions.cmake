# Makes the table of the expression language's functions: schemas/functions/expression.yaml becomes
# expression_functions.inc, which compiler/expr includes, and docs/reference/expressions.md, which is
# committed because people read it. schemas/functions/arm.yaml becomes arm_functions.inc for compiler/arm.
add_executable(adxc_make_expression_functions
               "${PROJECT_SOURCE_DIR}/compiler/expr/generator/main.cpp")
target_link_libraries(adxc_make_expression_functions PRIVATE yaml-cpp fmt::fmt adxc_warnings)

set(expression_table "${PROJECT_SOURCE_DIR}/schemas/functions/expression.yaml")
set(expression_made "${PROJECT_BINARY_DIR}/made/adxc_compiler_expr")
set(expression_page "${PROJECT_SOURCE_DIR}/docs/reference/expressions.md")
file(MAKE_DIRECTORY "${expression_made}")
add_custom_command(OUTPUT "${expression_made}/expression_functions.inc"
                   COMMAND adxc_make_expression_functions cpp "${expression_table}"
                           "${expression_made}/expression_functions.inc"
                   DEPENDS adxc_make_expression_functions "${expression_table}" VERBATIM)
target_sources(adxc_compiler_expr PRIVATE "${expression_made}/expression_functions.inc")
target_include_directories(adxc_compiler_expr PRIVATE "${expression_made}")

add_custom_target(expression_reference
                  COMMAND adxc_make_expression_functions page "${expression_table}" "${expression_page}"
                  VERBATIM)

# The functions of ARM templates likewise: schemas/functions/arm.yaml becomes arm_functions.inc.
add_executable(adxc_make_arm_functions "${PROJECT_SOURCE_DIR}/compiler/arm/generator/main.cpp")
target_link_libraries(adxc_make_arm_functions PRIVATE yaml-cpp fmt::fmt adxc_warnings)

set(arm_table "${PROJECT_SOURCE_DIR}/schemas/functions/arm.yaml")
set(arm_made "${PROJECT_BINARY_DIR}/made/adxc_compiler_arm")
file(MAKE_DIRECTORY "${arm_made}")
add_custom_command(OUTPUT "${arm_made}/arm_functions.inc"
                   COMMAND adxc_make_arm_functions "${arm_table}" "${arm_made}/arm_functions.inc"
                   DEPENDS adxc_make_arm_functions "${arm_table}" VERBATIM)
target_sources(adxc_compiler_arm PRIVATE "${arm_made}/arm_functions.inc")
target_include_directories(adxc_compiler_arm PRIVATE "${arm_made}")
