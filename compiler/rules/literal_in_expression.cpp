#include "compiler/expr/parser.h"
#include "compiler/rules/expressions.h"
#include "compiler/rules/fixes.h"

namespace adxc::rules {

extern const Rule literal_in_expression;

namespace {

using namespace program;

constexpr diag::Kind<std::string> kLiteralInExpression{
    {"literal-in-expression", diag::Severity::Warning, diag::kFixable},
    "`{}` begins with no `@`, so it is a text and nothing is worked out"};

/// Words that only an expression would hold.
bool looks_computed(std::string_view text) {
  for (const std::string_view call :
       {"pipeline()", "activity('", "variables('", "item()", "dataset()", "linkedService()"}) {
    if (text.find(call) != std::string_view::npos) return true;
  }
  return false;
}

bool reads_as_expression(std::string_view text) {
  diag::Sink mistakes;
  (void)expr::parse(
      text::Fragment::verbatim(text, {{}, 0, static_cast<std::uint32_t>(text.size())}), "",
      mistakes);
  return mistakes.all().empty();
}

/// The user interface writes the object form around texts that need none, so only those are told
/// that were meant to be expressions.
void check_program(const Program& program, diag::Sink& sink) {
  for (const Computed& computed : program.computed) {
    const document::Document& document = program.document_of(computed.object);
    const std::string_view text = document.text(computed.node);
    if (expr::is_expression(text) || !looks_computed(text)) continue;
    diag::Diagnostic& finding =
        sink.report(kLiteralInExpression, document.place(computed.node), shortened(text));
    const std::string meant = "@" + std::string(text);
    if (!reads_as_expression(meant)) continue;
    diag::offer(finding, document::fix_of(document::replace_scalar(document, computed.node, meant),
                                          "write `" + shortened(meant) + "`", false));
  }
}

}  // namespace

const Rule literal_in_expression = {check_program};

}  // namespace adxc::rules
