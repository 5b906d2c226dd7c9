#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule placeholder_value;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kPlaceholderValue{
    {"placeholder-value", diag::Severity::Error}, "`{}` is a placeholder, wanted a real value"};

/// In linked services and datasets, and in names of references, a placeholder anywhere in the text
/// leads nowhere. In activities it must be all of the text: queries and pages may hold brackets.
bool counts_anywhere(const Program& program, const Text& text) {
  const ObjectKind kind = program.object(text.object).kind;
  const std::string_view key = program.document_of(text.object)[text.node].key;
  return kind == ObjectKind::LinkedService || kind == ObjectKind::Dataset ||
         equal_fold(key, "referenceName");
}

/// A type that is a placeholder is an unknown type and has been reported as one.
bool is_judged_elsewhere(const Program& program, const Text& text) {
  return equal_fold(program.document_of(text.object)[text.node].key, "type");
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Text& text : program.texts) {
    const document::Document& document = program.document_of(text.object);
    const std::string_view words = document.text(text.node);
    const std::optional<Stretch> found = find_placeholder(words);
    if (!found || is_judged_elsewhere(program, text)) continue;
    if (!counts_anywhere(program, text) && !is_placeholder(words)) continue;
    diag::Place place = document.place(text.node);
    place.span = document.fragment(text.node).span(found->begin, found->end);
    sink.report(kPlaceholderValue, place,
                std::string_view(words).substr(found->begin, found->end - found->begin));
  }
}

}  // namespace

const Rule placeholder_value = {check_program};

}  // namespace adxc::rules
