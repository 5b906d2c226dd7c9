# Language, warnings, sanitizers, and the tools that make builds quick when they are installed.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

# -O3, CMake's default, makes it larger and no faster.
if(CMAKE_CXX_FLAGS_RELEASE STREQUAL "-O3 -DNDEBUG")
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG -ffunction-sections -fdata-sections")
  add_link_options($<$<CONFIG:Release>:-Wl,--gc-sections>)
endif()

find_program(ADXC_CCACHE ccache)
if(ADXC_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without the two words of SLOPPINESS ccache steps aside where headers are precompiled. DEPEND tells files
  # by their bytes: told by what the preprocessor leaves of them, a header with another comment gets the old
  # precompiled one, and gcc, which knows `#pragma once` by bytes too, then reads the header twice. What was
  # kept without DEPEND is such a trap for later builds, so a NAMESPACE parts them.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros"
      "CCACHE_DEPEND=1;CCACHE_NAMESPACE=adxc;${ADXC_CCACHE}")
endif()
find_program(ADXC_MOLD mold)
if(ADXC_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Our own targets link this; libraries are included as system headers and keep their own warnings.
add_library(adxc_warnings INTERFACE)
target_compile_options(adxc_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
# gcc 12 sees overlapping copies in `"text" + std::string` once it optimises (its bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(adxc_warnings INTERFACE -Wno-restrict)
endif()

if(ADXC_SANITIZE)
  add_compile_options(-fsanitize=${ADXC_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${ADXC_SANITIZE})
endif()
if(ADXC_FUZZ)
  # Coverage in every module; the targets in tests/fuzz bring libFuzzer's main.
  add_compile_options(-fsanitize=fuzzer-no-link)
  add_link_options(-fsanitize=fuzzer-no-link)
endif()
