# Compiles pages of docs/ into `target`: a made file that defines adxc::catalogue::rule_pages(), of
# docs/rules/*.md, and help_pages(), of those in docs/ that have a line "Help topic: ...". See
# compiler/catalogue/rule_pages.h.
function(adxc_rule_pages target)
  file(GLOB rules CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/rules/*.md")
  list(FILTER rules EXCLUDE REGEX "/README\\.md$")
  file(GLOB docs CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/*.md")
  set(topics "")
  foreach(page IN LISTS docs)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${page}")
    file(STRINGS "${page}" topic REGEX "^Help topic: ")
    if(topic)
      list(APPEND topics "${page}")
    endif()
  endforeach()
  adxc_page_rows(kRule rule_texts rule_rows ${rules})
  adxc_page_rows(kHelp help_texts help_rows ${topics})
  set(made "${PROJECT_BINARY_DIR}/made/${target}/rule_pages.cpp")
  file(CONFIGURE OUTPUT "${made}" @ONLY CONTENT
"// Made from docs/*.md and docs/rules/*.md when configured.
#include \"compiler/catalogue/rule_pages.h\"

namespace adxc::catalogue {
namespace {

@rule_texts@@help_texts@
constexpr RulePage kRules[] = {
@rule_rows@    {\"\", \"\", \"\"}};

constexpr RulePage kHelp[] = {
@help_rows@    {\"\", \"\", \"\"}};

}  // namespace

std::span<const RulePage> rule_pages() {
  return {std::begin(kRules), std::size(kRules) - 1};
}

std::span<const RulePage> help_pages() {
  return {std::begin(kHelp), std::size(kHelp) - 1};
}

}  // namespace adxc::catalogue
")
  target_sources(${target} PRIVATE "${made}")
endfunction()

# Rows {"name", text, "family"} of an array, one for each page, sorted by name, and the arrays with the
# texts. They are no literals, which linkers mix: hardly a page is looked at, and memory without names
# between the pages is never read.
function(adxc_page_rows prefix texts_variable rows_variable)
  set(pages ${ARGN})
  list(SORT pages)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${pages})
  set(texts "")
  set(rows "")
  foreach(page IN LISTS pages)
    get_filename_component(slug "${page}" NAME_WE)
    file(READ "${page}" text)
    if(NOT text MATCHES "\n$")
      message(FATAL_ERROR "${page} must end with a line end")
    endif()
    set(family "")
    if(text MATCHES "\nFamily: ([^\n]*)\n")
      set(family "${CMAKE_MATCH_1}")
    endif()
    string(MAKE_C_IDENTIFIER "${prefix}_${slug}" name)
    string(APPEND rows "    {\"${slug}\", {${name}, sizeof(${name}) - 1}, \"${family}\"},\n")
    string(APPEND texts "constexpr char ${name}[] =\n")
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
      string(APPEND texts "R\"adxcpage(${piece})adxcpage\"\n")
    endwhile()
    string(APPEND texts ";\n")
  endforeach()
  set(${texts_variable} "${texts}" PARENT_SCOPE)
  set(${rows_variable} "${rows}" PARENT_SCOPE)
endfunction()
