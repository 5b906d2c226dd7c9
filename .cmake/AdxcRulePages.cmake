# Compiles the text of docs/rules/*.md into `target`: a made file that defines
# adxc::catalogue::rule_pages(), see compiler/catalogue/rule_pages.h.
function(adxc_rule_pages target)
  file(GLOB pages CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/rules/*.md")
  list(FILTER pages EXCLUDE REGEX "/README\\.md$")
  list(SORT pages)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${pages})
  set(rows "")
  foreach(page IN LISTS pages)
    get_filename_component(slug "${page}" NAME_WE)
    file(READ "${page}" text)
    if(NOT text MATCHES "\n$")
      message(FATAL_ERROR "${page} must end with a line end")
    endif()
    string(APPEND rows "    {\"${slug}\",\n")
    # A string literal may be limited to 64 KiB, so a page is cut, at line ends, into literals that
    # stand side by side.
    while(NOT text STREQUAL "")
      string(SUBSTRING "${text}" 0 4000 piece)
      string(FIND "${piece}" "\n" cut REVERSE)
      if(cut EQUAL -1)
        message(FATAL_ERROR "${page} has a line of more than 4000 bytes")
      endif()
      math(EXPR cut "${cut} + 1")
      string(SUBSTRING "${text}" 0 ${cut} piece)
      string(SUBSTRING "${text}" ${cut} -1 text)
      string(APPEND rows "R\"adxcpage(${piece})adxcpage\"\n")
    endwhile()
    string(APPEND rows "},\n")
  endforeach()
  set(made "${PROJECT_BINARY_DIR}/made/${target}/rule_pages.cpp")
  file(CONFIGURE OUTPUT "${made}" @ONLY CONTENT
"// Made from docs/rules/*.md when configured.
#include \"compiler/catalogue/rule_pages.h\"

namespace adxc::catalogue {
namespace {

constexpr RulePage kPages[] = {
@rows@    {\"\", \"\"}};

}  // namespace

std::span<const RulePage> rule_pages() {
  return {std::begin(kPages), std::size(kPages) - 1};
}

}  // namespace adxc::catalogue
")
  target_sources(${target} PRIVATE "${made}")
endfunction()
