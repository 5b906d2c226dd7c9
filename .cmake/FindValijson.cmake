# valijson's headers, installed or unpacked into .deps/valijson by ./dev (Debian's package drags in Qt).
# Without VALIJSON_USE_EXCEPTIONS every schema error aborts the program.
find_path(Valijson_INCLUDE_DIR valijson/validator.hpp
          HINTS "${PROJECT_SOURCE_DIR}/.deps/valijson/usr/include")
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Valijson REQUIRED_VARS Valijson_INCLUDE_DIR
                                  REASON_FAILURE_MESSAGE "run ./dev setup, or install libvalijson-dev")
if(Valijson_FOUND AND NOT TARGET adxc::valijson)
  add_library(adxc::valijson INTERFACE IMPORTED)
  target_include_directories(adxc::valijson INTERFACE "${Valijson_INCLUDE_DIR}")
  target_compile_definitions(adxc::valijson INTERFACE VALIJSON_USE_EXCEPTIONS=1)
endif()
