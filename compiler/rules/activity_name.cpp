#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule activity_name;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, char> kActivityName{
    {"activity-name", diag::Severity::Error},
    "the name `{}` holds `{}`, which names of activities may not"};
constexpr diag::Kind<std::string_view> kActivityNameBegin{
    {"activity-name", diag::Severity::Error},
    "the name `{}` begins with something else than a letter, a digit or `_`"};

/// Source: naming rules of Data Factory.
constexpr std::string_view kForbidden = ".+?/<>*%&:\\";

/// Every byte of a character outside ASCII may begin a name.
bool may_begin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    const std::string_view name = activity.name;
    // Names that are filled in later are not names yet.
    if (name.empty() || find_placeholder(name) || has_token(name)) continue;
    const std::size_t at = name.find_first_of(kForbidden);
    const auto place = [&](std::size_t begin) {
      const document::Document& document = program.document_of(activity.pipeline);
      return diag::Place{document.fragment(activity.name_node).span(begin, begin + 1),
                         document.pointer(activity.name_node)};
    };
    if (at != std::string_view::npos) {
      sink.report(kActivityName, place(at), name, name[at]);
    } else if (!may_begin(name.front())) {
      sink.report(kActivityNameBegin, place(0), name);
    }
  }
}

}  // namespace

const Rule activity_name = {check_program};

}  // namespace adxc::rules
